"""The partner cities: map, table, and a block for each tie with something to tell."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delegations.models import Trip
from oia.core.dates import Period
from oia.ui import words
from partners import indicators
from partners.choices import Form, TieStatus
from partners.models import Partnership
from reporting import blocks
from reporting.blocks import Block
from reporting.chapters import Chapter, Context, ties, wording
from reporting.chapters.exchange import Year, years_of

# A council reads of these apart from its partner cities.
FRIENDLY = (Form.FRIENDSHIP, Form.CONTACT)


def build(context: Context) -> list[Block]:
    everyone = active_ties(context)
    if not everyone:
        return []
    years = years_of(everyone, context)
    partners = [years[tie.pk] for tie in everyone if tie.form not in FRIENDLY]
    return [
        blocks.paragraph(_forms(everyone)),
        *_celebrated(everyone, context),
        *_map(context),
        *_ties_table(list(years.values()), context),
        *_cadence(everyone, context),
        *_one_by_one(partners, context),
        *_quiet(partners, context),
    ]


def active_ties(context: Context) -> list[Partnership]:
    found = wording.named(indicators.active(context.period, context.office))
    return ties.in_order(found.with_base_year().select_related("place", "desk"))  # type: ignore[attr-defined]


def _forms(everyone: Sequence[Partnership]) -> str:
    """22 active ties: 20 partnership, 2 friendship; the oldest."""
    counted = Counter(tie.get_form_display() for tie in everyone).most_common()
    forms = wording.joined(f"{words.number(count)} × {label}" for label, count in counted)
    countries = len({tie.place.country or tie.place.country_printed for tie in everyone})
    text = ngettext(
        "%(count)s active tie in %(countries)s countries (%(forms)s).",
        "%(count)s active ties in %(countries)s countries (%(forms)s).",
        len(everyone),
    )
    numbers = {"count": words.number(len(everyone)), "countries": words.number(countries)}
    told = text % {**numbers, "forms": forms}
    dated = [tie for tie in everyone if tie.signed]
    if len(dated) < 2:
        return told
    oldest, youngest = (choose(dated, key=lambda tie: tie.signed) for choose in (min, max))
    ends = _(
        "The oldest is that with %(oldest)s (%(first)s), the youngest that with %(youngest)s "
        "(%(last)s)."
    )
    return f"{told} " + ends % {
        "oldest": oldest.place.label(),
        "first": words.imprecise(oldest.signed),
        "youngest": youngest.place.label(),
        "last": words.imprecise(youngest.signed),
    }


def _celebrated(everyone: Sequence[Partnership], context: Context) -> list[Block]:
    """Anniversaries of the period itself; those ahead stand in the outlook."""
    year = context.period.year
    turned = [(ties.turns(tie, year, context), tie.place.label()) for tie in everyone]
    texts = [
        _("%(partner)s (%(years)s)") % {"partner": name, "years": wording.years(count)}
        for count, name in sorted(turned, key=lambda pair: -pair[0])
        if count
    ]
    if not texts:
        return []
    text = _("Anniversaries in %(year)s: %(partners)s.")
    return [blocks.paragraph(text % {"year": year, "partners": wording.joined(texts)})]


def _map(context: Context) -> list[Block]:
    """All ties but the ended ones; active ones by their form."""
    ours = Partnership.objects.ours().exclude(status=TieStatus.ENDED)
    # A tie that begins after the period is no news of it.
    later = ours.filter(signed__gt=context.period.last.isoformat())
    found = wording.named(ours.exclude(pk__in=later.values("pk")))
    drawn = list(found.select_related("place").order_by("pk"))
    kinds = _kinds(drawn)
    located, unlocated = [], []
    for tie in drawn:
        place = tie.place
        if place.latitude is None or place.longitude is None:
            unlocated.append(place.label())
        else:
            located.append((place.label(), place.latitude, place.longitude, kinds[tie.pk]))
    order = list(dict.fromkeys([*kinds.values()]))
    located.sort(key=lambda marker: order.index(marker[3]))
    parts = [blocks.world(_("Where the partners are"), located)] if located else []
    if unlocated:
        text = _("Not on the map, because their place is not certain: %(places)s.")
        parts.append(blocks.note(text % {"places": wording.joined(sorted(unlocated))}))
    return parts


def _kinds(found: Sequence[Partnership]) -> dict[int, str]:
    """Tie → its kind on the map, the commonest first; more than four nobody tells apart."""
    active = Counter(tie.form for tie in found if tie.status == TieStatus.ACTIVE)
    common = [form for form, _count in active.most_common(2)]
    labels = {form: str(Form(form).label) for form in common}
    ranked = sorted(found, key=lambda tie: (tie.status != TieStatus.ACTIVE, -active[tie.form]))
    return {
        tie.pk: labels.get(tie.form, _("other form"))
        if tie.status == TieStatus.ACTIVE
        else _("not active")
        for tie in ranked
    }


def _ties_table(years: Sequence[Year], context: Context) -> list[Block]:
    """All active ties; desks and journeys stand in it once any were entered."""
    label = context.period.label
    head = [_("Partner"), _("Country"), _("Form"), _("Since")]
    rows = [
        [
            year.tie.place.label(),
            words.country(year.tie.place.country) or year.tie.place.country_printed,
            year.tie.get_form_display(),
            words.imprecise(year.tie.signed) or "–",
        ]
        for year in years
    ]
    cared = any(year.tie.desk for year in years)
    if cared:
        head.append(_("Looked after by"))
        for row, year in zip(rows, years, strict=True):
            row.append(str(year.tie.desk or _("nobody")))
    numeric: tuple[int, ...] = ()
    if any(year.exchanged for year in years):
        numeric = (len(head), len(head) + 1)
        head += [_("Trips %(year)s") % {"year": label}, _("Groups %(year)s") % {"year": label}]
        for row, year in zip(rows, years, strict=True):
            row += [words.number(len(year.trips)), words.number(len(year.visits))]
    table = blocks.table(_("Active ties of the city"), head, rows, numeric=numeric)
    return [table, *_unattended([year.tie for year in years])]


def _unattended(everyone: Sequence[Partnership]) -> list[Block]:
    nobody = [tie.place.label() for tie in everyone if tie.desk is None]
    if not nobody:
        return []
    if len(nobody) == len(everyone):
        return [
            blocks.note(
                _("Nobody looks after them: no desk has been entered for any of these ties.")
            )
        ]
    text = _("Nobody looks after: %(partners)s.")
    return [blocks.note(text % {"partners": wording.joined(nobody)})]


def _cadence(everyone: Sequence[Partnership], context: Context) -> list[Block]:
    """How many partners somebody went to within the years the office has set itself."""
    span = context.office.visit_cadence_years
    if not span:
        return []
    years = Period(context.period.previous(span - 1).first, context.period.last)
    trips = Trip.objects.in_period(years).counted().order_by()
    places = trips.values_list("destination", "destination__part_of").distinct()
    reached = {place for pair in places for place in pair}
    if not reached:
        return []
    visited = [tie for tie in everyone if tie.place_id in reached]
    text = _("Within %(years)s somebody of the city travelled to %(count)s of these %(whole)s.")
    numbers = {"count": words.number(len(visited)), "whole": words.number(len(everyone))}
    return [blocks.paragraph(text % {"years": wording.years(span), **numbers})]


def _one_by_one(years: Sequence[Year], context: Context) -> list[Block]:
    told = [year for year in years if year.eventful]
    if not told:
        return []
    many = any(max(map(len, (year.trips, year.visits, year.events))) > ties.SHOWN for year in told)
    text = _("Of more than %(count)s trips, groups or events the largest by persons are named.")
    return [
        blocks.heading(_("The partners one by one"), "one-by-one"),
        *([blocks.note(text % {"count": words.number(ties.SHOWN)})] if many else []),
        *(ties.block(year, context) for year in told),
    ]


def _quiet(years: Sequence[Year], context: Context) -> list[Block]:
    """Partners whose registers hold nothing for the year stand together, with what is missing."""
    quiet = [year for year in years if not year.eventful]
    label = {"year": context.period.label}
    if not quiet:
        return []
    if len(quiet) == len(years):
        text = _(
            "No trip, visit, club, event or money of %(year)s has been entered for any partner."
        )
        return [blocks.note(text % label), *_missing_dates(quiet)]
    head = [_("Partner"), _("Last exchange"), _("Missing besides"), _("Ahead")]
    rows = [_quiet_row(year, context) for year in quiet]
    title = _("Nothing entered for %(year)s") % label
    caption = _("Partners without trip, visit, event, club or money in %(year)s") % label
    return [blocks.heading(title, "nothing-entered"), blocks.table(caption, head, rows)]


def _quiet_row(year: Year, context: Context) -> list[str]:
    besides = ties.missing_of(year, context.period)[:-1]  # the last is the exchange itself
    latest = words.day(year.latest) if year.latest else _("none recorded")
    ahead = ties.anniversary_ahead(year.tie, context)
    return [wording.located(year.tie.place), latest, "; ".join(besides) or "–", ahead or "–"]


def _missing_dates(years: Sequence[Year]) -> list[Block]:
    undated = [year.tie.place.label() for year in years if not year.tie.signed]
    if not undated:
        return []
    text = _("The date of signing is missing for: %(partners)s.")
    return [blocks.note(text % {"partners": wording.joined(undated)})]


CHAPTERS = (Chapter("partners", gettext_lazy("Partner cities"), build),)
