"""Official travel: purposes, departments, destinations, money by payer, trips that overlap."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delegations import indicators, overlaps
from delegations.choices import Purpose
from delegations.models import TripCost
from delegations.overlaps import Journey
from oia.office.choices import Payer
from oia.ui import words
from reporting import blocks
from reporting.blocks import Block
from reporting.chapters import Chapter, Context, outcome, wording

PARTS = 5  # purposes with a colour of their own; the sixth is all others
DEPARTMENTS = 10
COUNTRIES = 15
PICTURES = 1
Sums = dict[str, Decimal]


def build(context: Context) -> list[Block]:
    if not context.value("trips") and not context.previous("trips"):
        return []
    trips = overlaps.journeys(indicators.trips(context.period, context.office))
    if not trips:
        return [blocks.paragraph(_told(context, trips)), *_course(context)]
    return [
        blocks.paragraph(_told(context, trips)),
        *_purposes(trips, context),
        *_departments(trips),
        *_destinations(trips, context),
        *_money(context),
        *_outcome(context),
        *_overlaps(trips, context),
        *_course(context),
    ]


def _told(context: Context, trips: Sequence[Journey]) -> str:
    mayor = [trip for trip in trips if trip.with_mayor]
    text = _(
        "%(trips)s of %(persons)s began in %(year)s and took %(days)s; "
        "in %(before)s there were %(earlier)s."
    )
    told = text % {
        "trips": wording.trips(len(trips)),
        "persons": wording.persons(sum(trip.travellers for trip in trips)),
        "year": context.period.label,
        "days": _days(sum(trip.days for trip in trips)),
        "before": context.period.previous().label,
        "earlier": wording.trips(context.previous("trips")),
    }
    if not mayor:
        return told
    text = ngettext(
        "The mayor took part in %(count)s of them (%(days)s).",
        "The mayor took part in %(count)s of them (%(days)s).",
        len(mayor),
    )
    days = _days(sum(trip.days for trip in mayor))
    return f"{told} {text % {'count': words.number(len(mayor)), 'days': days}}"


def _days(count: int) -> str:
    text = ngettext("%(count)s day", "%(count)s days", count)
    return text % {"count": words.number(count)}


# Groupings ---------------------------------------------------------------------------------


def _purpose(trip: Journey) -> str:
    labels = dict(Purpose.choices)
    return str(labels[trip.purpose]) if trip.purpose in labels else _("purpose not recorded")


def _purposes(trips: Sequence[Journey], context: Context) -> list[Block]:
    grouped: dict[str, list[Journey]] = defaultdict(list)
    for trip in trips:
        grouped[_purpose(trip)].append(trip)
    if not any(trip.purpose for trip in trips):
        return [blocks.note(_("No purpose has been entered for the trips of this period."))]
    order = sorted(grouped, key=lambda label: (-len(grouped[label]), label))
    rows = [[label, *_measures(grouped[label])] for label in order]
    head = [_("Purpose"), _("Trips"), _("Persons"), _("Days"), _("With the mayor")]
    caption = _("Trips by purpose, %(year)s") % {"year": context.period.label}
    total = [_("Together"), *_measures(trips)]
    return [
        blocks.heading(_("By purpose"), "travel-purpose"),
        blocks.table(caption, head, rows, numeric=(1, 2, 3, 4), total=total),
    ]


def _measures(trips: Sequence[Journey]) -> list[str]:
    numbers = (
        len(trips),
        sum(trip.travellers for trip in trips),
        sum(trip.days for trip in trips),
        sum(trip.with_mayor for trip in trips),
    )
    return [words.number(number) for number in numbers]


def _departments(trips: Sequence[Journey]) -> list[Block]:
    """Bars of the departments, divided by the commonest purposes where there are several."""
    department = Counter(trip.department or _("not recorded") for trip in trips)
    if len(department) < 2:
        return []
    purposes = [label for label, _count in Counter(map(_purpose, trips)).most_common()]
    series = (
        purposes if len(purposes) <= PARTS + 1 else [*purposes[:PARTS], _("all other purposes")]
    )
    shown = [name for name, _count in department.most_common(DEPARTMENTS)]
    rest = _("all other departments")
    heading = blocks.heading(_("By department"), "travel-department")
    if len(series) == 1:
        bars = [(name, department[name]) for name in shown]
        others = sum(count for name, count in department.items() if name not in shown)
        bars += [(rest, others)] if others else []
        return [heading, blocks.bars(_("Trips by department"), bars)]
    values: dict[str, list[int]] = {name: [0] * len(series) for name in shown}
    for trip in trips:
        name = trip.department or _("not recorded")
        label = _purpose(trip)
        part = series.index(label) if label in series else len(series) - 1
        values.setdefault(name if name in shown else rest, [0] * len(series))[part] += 1
    return [
        heading,
        blocks.stacked(_("Trips by department and purpose"), series, values.items()),
    ]


def _destinations(trips: Sequence[Journey], context: Context) -> list[Block]:
    grouped: dict[str, list[Journey]] = defaultdict(list)
    for trip in trips:
        grouped[words.country(trip.country) or _("not recorded")].append(trip)
    order = sorted(grouped, key=lambda name: (-len(grouped[name]), name))
    if len(order) < 2:
        return []
    rows = [[name, *_measures(grouped[name])] for name in order[:COUNTRIES]]
    if rest := [trip for name in order[COUNTRIES:] for trip in grouped[name]]:
        text = ngettext(
            "%(count)s other country", "%(count)s other countries", len(order) - COUNTRIES
        )
        name = text % {"count": words.number(len(order) - COUNTRIES)}
        rows.append([name, *_measures(rest)])
    head = [_("Country"), _("Trips"), _("Persons"), _("Days"), _("With the mayor")]
    caption = _("Trips by country, %(year)s") % {"year": context.period.label}
    total = [_("Together"), *_measures(trips)]
    return [
        blocks.heading(_("By country"), "travel-country"),
        blocks.table(caption, head, rows, numeric=(1, 2, 3, 4), total=total),
    ]


# Money -------------------------------------------------------------------------------------


def _money(context: Context) -> list[Block]:
    """Cost by payer; what was entered as one sum only stands in a row of its own."""
    cost, own = context.value("trip_cost"), context.office.currency
    if not cost:
        return [blocks.note(_("No cost has been entered for the trips of this period."))]
    trips = indicators.trips(context.period, context.office)
    paid = _by_payer(context, trips)
    labels: dict[str, Any] = {**dict(Payer.choices), "": _("payer not recorded")}
    order = sorted(paid, key=lambda payer: (payer == "", -max(paid[payer].values())))
    rows = [[str(labels[payer]), wording.money(paid[payer], own)] for payer in order]
    caption = _("Cost of the trips by payer, %(year)s") % {"year": context.period.label}
    table = blocks.table(
        caption,
        [_("Payer"), _("Cost")],
        rows,
        numeric=(1,),
        total=[_("Recorded cost of all trips"), wording.money(cost, own)],
    )
    return [blocks.heading(_("Cost"), "travel-cost"), table, *_without_cost(trips, paid, cost, own)]


def _by_payer(context: Context, trips: Any) -> dict[str, Sums]:
    own = context.office.currency
    parts = TripCost.objects.filter(trip__in=trips).order_by()
    whole = trips.filter(costs=None).exclude(cost=None).order_by()
    found: dict[str, Sums] = defaultdict(dict)
    for payer, currency, amount in [
        *parts.values_list("payer", "currency").annotate(sum=Sum("amount")),
        *(("", *row) for row in whole.values_list("currency").annotate(sum=Sum("cost"))),
    ]:
        sums = found[payer]
        sums[currency or own] = sums.get(currency or own, Decimal(0)) + amount
    return found


def _without_cost(trips: Any, paid: dict[str, Sums], cost: Sums, own: str) -> Iterable[Block]:
    missing = trips.filter(cost=None).order_by().aggregate(count=Count("pk"))["count"]
    if missing:
        text = ngettext(
            "For %(count)s trip no cost was recorded.",
            "For %(count)s trips no cost was recorded.",
            missing,
        )
        yield blocks.note(text % {"count": words.number(missing)})
    together: Sums = defaultdict(Decimal)
    for sums in paid.values():
        for code, amount in sums.items():
            together[code] += amount
    recorded: Sums = defaultdict(Decimal)
    for code, amount in cost.items():
        recorded[code or own] += amount
    if together != recorded:
        yield blocks.note(
            _(
                "The parts by payer and the recorded cost of the trips do not agree; "
                "both are shown as entered."
            )
        )


# What came of them, overlaps and course ------------------------------------------------------


def _outcome(context: Context) -> list[Block]:
    trips = indicators.trips(context.period, context.office)
    others = outcome.elsewhere(trips, "destination", context)
    order = ("-with_mayor", F("travellers").desc(nulls_last=True))
    return [
        *outcome.told(trips, others, order, "travel-outcome"),
        *outcome.shown(
            others.order_by("first_day", "pk").values_list("pk", flat=True),
            context.period,
            PICTURES,
        ),
    ]


def _overlaps(trips: Sequence[Journey], context: Context) -> list[Block]:
    office = context.office
    pairs = overlaps.pairs(trips, days=office.overlap_days, km=office.overlap_km)
    if not pairs:
        return []
    apart = [(one, two) for one, two in pairs if one.department != two.department]
    text = ngettext(
        "%(count)s trip met another one of the city within %(days)s and %(km)s km.",
        "%(count)s trips met another one of the city within %(days)s and %(km)s km.",
        len({trip.pk for pair in pairs for trip in pair}),
    )
    told = text % {
        "count": words.number(len({trip.pk for pair in pairs for trip in pair})),
        "days": _days(office.overlap_days),
        "km": words.number(office.overlap_km),
    }
    if apart:
        text = ngettext(
            "In %(count)s case they were trips of different departments.",
            "In %(count)s cases they were trips of different departments.",
            len(apart),
        )
        told = f"{told} {text % {'count': words.number(len(apart))}}"
    return [blocks.heading(_("Trips that overlap"), "travel-overlaps"), blocks.paragraph(told)]


def _course(context: Context) -> list[Block]:
    labels, series = wording.courses(context, ("trips", "trip_travellers", "trips_with_mayor"))
    if len(labels) < 3:
        return []
    # The mayor's few trips would lie flat on the axis; they stand in the table.
    columns = [map(words.number, values) for _name, values in series]
    rows = [list(row) for row in zip(labels, *columns, strict=True)]
    head = [_("Year"), *(name for name, _values in series)]
    caption = _("Trips over the years")
    return [
        blocks.heading(_("Over the years"), "travel-years"),
        blocks.lines(_("Trips and persons travelling"), labels, series[:2], told=True),
        blocks.table(caption, head, rows, numeric=range(1, len(head))),
    ]


CHAPTERS = (Chapter("travel", gettext_lazy("Official travel"), build),)
