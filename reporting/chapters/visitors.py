"""Guests in the city: by country, official ones, the largest groups, the course of five years."""

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delegations import indicators
from delegations.choices import GuestStatus
from oia.ui import words
from reporting import blocks
from reporting.blocks import Block
from reporting.chapters import Chapter, Context, outcome, wording

BARS = 12
LARGEST = 10
PICTURES = 1


def build(context: Context) -> list[Block]:
    if not context.value("visits") and not context.previous("visits"):
        return []
    return [
        blocks.paragraph(_told(context)),
        *_uncounted(context),
        *_countries(context),
        *_course(context),
        *_largest(context),
        *_outcome(context),
    ]


def _told(context: Context) -> str:
    visits, official = context.value("visits"), context.value("official_visits")
    text = _(
        "%(groups)s with %(guests)s came to the city in %(year)s; "
        "in %(before)s there were %(earlier)s."
    )
    told = text % {
        "groups": wording.groups(visits),
        "guests": wording.guests(context.value("visitors")),
        "year": context.period.label,
        "before": context.period.previous().label,
        "earlier": wording.groups(context.previous("visits")),
    }
    if not official:
        return told
    besides = ngettext(
        "%(count)s group was received as official guests of the city.",
        "%(count)s groups were received as official guests of the city.",
        official,
    )
    return f"{told} {besides % {'count': words.number(official)}}"


def _uncounted(context: Context) -> list[Block]:
    count = indicators.visits(context.period, context.office).filter(visitors=None).count()
    if not count:
        return []
    text = ngettext(
        "For %(count)s group the number of guests was not recorded.",
        "For %(count)s groups the number of guests was not recorded.",
        count,
    )
    return [blocks.note(text % {"count": words.number(count)})]


def _countries(context: Context) -> list[Block]:
    found = context.value("delegations_in_by_country") or []
    if not found:
        return []
    names = {row["country"]: words.country(row["country"]) or _("not recorded") for row in found}
    order = sorted(found, key=lambda row: (-row["persons"], -row["groups"], names[row["country"]]))
    rows = [
        [
            names[row["country"]],
            words.number(row["groups"]),
            words.number(row["persons"] or None) or "–",
        ]
        for row in order
    ]
    total = [
        _("Together"),
        words.number(context.value("visits")),
        words.number(context.value("visitors")),
    ]
    caption = _("Groups and guests by country, %(year)s") % {"year": context.period.label}
    head = [_("Country"), _("Groups"), _("Guests")]
    shown = [(names[row["country"]], row["persons"]) for row in order[:BARS] if row["persons"]]
    title = _("Guests by country")
    if len(order) > len(shown):
        title = ngettext(
            "Guests by country, the first", "Guests by country, the first %(count)s", len(shown)
        ) % {"count": words.number(len(shown))}
    chart = [blocks.bars(title, shown, told=True)] if len(shown) > 1 else []
    table = blocks.table(caption, head, rows, numeric=(1, 2), total=total)
    return [blocks.heading(_("By country"), "visitors-country"), *chart, table]


def _course(context: Context) -> list[Block]:
    labels, series = wording.courses(context, ("visits", "visitors"))
    if len(labels) < 3:
        return []
    # Groups and guests differ by a factor of ten or more: one axis would flatten the groups.
    parts = [blocks.heading(_("Over the years"), "visitors-years")]
    parts.append(blocks.lines(_("Guests received"), labels, series[1:], told=True))
    rows = [
        [label, words.number(groups), words.number(guests)]
        for label, groups, guests in zip(labels, series[0][1], series[1][1], strict=True)
    ]
    head = [_("Year"), _("Groups"), _("Guests")]
    parts.append(blocks.table(_("Groups and guests over the years"), head, rows, numeric=(1, 2)))
    return parts


def _largest(context: Context) -> list[Block]:
    visits = wording.named(indicators.visits(context.period, context.office))
    counted = visits.exclude(visitors=None).order_by("-visitors", "first_day", "pk")
    found = counted.select_related("from_place")[:LARGEST]
    labels = dict(GuestStatus.choices)
    rows = [
        [
            visit.title,
            wording.located(visit.from_place),
            wording.span(visit.first_day, visit.last_day),
            str(labels.get(visit.guest_status, "–")),
            words.number(visit.visitors),
        ]
        for visit in found
    ]
    if len(rows) < 2:
        return []
    head = [_("Visit"), _("From"), _("Days"), _("Status"), _("Guests")]
    title = _("The largest groups")
    caption = _("The largest groups received, %(year)s") % {"year": context.period.label}
    return [
        blocks.heading(title, "visitors-largest"),
        blocks.table(caption, head, rows, numeric=(4,)),
    ]


def _outcome(context: Context) -> list[Block]:
    visits = indicators.visits(context.period, context.office)
    others = outcome.elsewhere(visits, "from_place", context)
    order = (F("visitors").desc(nulls_last=True),)
    return [
        *outcome.told(visits, others, order, "visitors-outcome"),
        *outcome.shown(
            others.order_by("first_day", "pk").values_list("pk", flat=True),
            context.period,
            PICTURES,
        ),
    ]


CHAPTERS = (Chapter("visitors", gettext_lazy("Visitors"), build),)
