"""The block of one tie, built from that tie's own rows; it says plainly what is missing."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oia.core.dates import Period
from oia.core.words import fold
from oia.ui import words
from partners.models import Partnership
from reporting import blocks
from reporting.blocks import Block
from reporting.chapters import Context, wording
from reporting.chapters.exchange import Deed, Year
from reporting.pictures import picture

SHOWN = 3  # journeys of a kind named for one tie
PICTURES = 1  # of a tie


def in_order(ties: Iterable[Partnership]) -> list[Partnership]:
    """By name in the report's language, accents ignored."""
    return sorted(ties, key=lambda tie: (fold(tie.place.label()), tie.pk))


def block(year: Year, context: Context) -> Block:
    """A tie with what its registers hold for the year."""
    tie = year.tie
    parts = [
        blocks.heading(wording.located(tie.place), f"tie-{tie.pk}", level=3),
        blocks.facts(_standing(tie)),
    ]
    if counted := _counted(year, context):
        parts.append(blocks.paragraph(counted))
    if told := list(_told(year, context)):
        parts.append(blocks.items(told))
    parts += [picture(photo) for photo in year.photos[:PICTURES]]
    if missing := missing_of(year, context.period):
        parts.append(blocks.note(_("Missing: %(what)s.") % {"what": "; ".join(missing)}))
    return blocks.group(parts)


def _standing(tie: Partnership) -> list[str]:
    since = _("since %(date)s") % {"date": words.imprecise(tie.signed)} if tie.signed else ""
    desk = _("looked after by %(desk)s") % {"desk": tie.desk} if tie.desk else ""
    themes = _("themes: %(themes)s") % {"themes": tie.themes} if tie.themes else ""
    return [tie.get_form_display(), since, desk, themes]


def _counted(year: Year, context: Context) -> str:
    """3 trips (7 persons), 2 groups (34 guests), 1 event, planned 13,000 €."""
    parts = []
    if year.trips:
        parts.append(f"{wording.trips(len(year.trips))} ({wording.persons(_sum(year.trips))})")
    if year.visits:
        guests = _sum(year.visits)
        text = wording.groups(len(year.visits))
        parts.append(f"{text} ({wording.guests(guests)})" if guests else text)
    if year.events:
        parts.append(wording.events(len(year.events)))
    if year.allotted:
        amount = wording.money(year.allotted, context.office.currency)
        parts.append(_("%(amount)s planned") % {"amount": amount})
    text = _("In %(year)s: %(parts)s.")
    return text % {"year": context.period.label, "parts": wording.joined(parts)} if parts else ""


def _sum(deeds: Sequence[Deed]) -> int:
    return sum(deed.persons or 0 for deed in deeds)


def _told(year: Year, context: Context) -> Iterable[str]:
    yield from _deeds(year.trips, _("Trip, %(days)s: %(title)s"))
    yield from _deeds(year.visits, _("Guests, %(days)s: %(title)s"))
    yield from _deeds(year.events, _("Event, %(days)s: %(title)s"))
    for date in year.dates:
        text = _("%(what)s: %(date)s (%(source)s)") if date.source else _("%(what)s: %(date)s")
        kind = date.get_kind_display()
        yield text % {
            "what": kind[:1].upper() + kind[1:],
            "date": words.imprecise(date.date),
            "source": date.source,
        }
    if year.clubs:
        yield _("Clubs: %(clubs)s") % {"clubs": wording.joined(map(_club, year.clubs))}
    yield from agreements_due(year)
    if ahead := anniversary_ahead(year.tie, context):
        yield ahead


def _deeds(deeds: Sequence[Deed], text: str) -> Iterable[str]:
    """The largest by persons, in the order of their days."""
    nameable = [deed for deed in deeds if deed.title]
    by_size = sorted(range(len(nameable)), key=lambda at: -(nameable[at].persons or 0))
    for deed in (nameable[at] for at in sorted(by_size[:SHOWN])):
        line = text % {"days": wording.span(deed.first, deed.last), "title": deed.title}
        details = wording.joined(_details(deed))
        line = f"{line} ({details})" if details else line
        outcome = _("%(line)s. Result: %(result)s")
        yield outcome % {"line": line, "result": deed.result} if deed.result else line


def _details(deed: Deed) -> Iterable[str]:
    if deed.persons:
        yield wording.persons(deed.persons)
    if deed.with_mayor:
        yield _("with the mayor")
    if deed.official:
        yield _("official guests")
    if deed.department:
        yield deed.department


def _club(club: tuple[str, int | None]) -> str:
    title, members = club
    if members is None:
        return title
    text = ngettext("%(club)s (%(count)s member)", "%(club)s (%(count)s members)", members)
    return text % {"club": title, "count": words.number(members)}


def agreements_due(year: Year) -> Iterable[str]:
    for agreement in year.due:
        named = {"agreement": agreement.title, "kind": agreement.get_agreement_kind_display()}
        if agreement.ends:
            text = _("Agreement “%(agreement)s” (%(kind)s) ends on %(day)s")
            yield text % {**named, "day": words.day(agreement.ends)}
        if agreement.review:
            text = _("Agreement “%(agreement)s” (%(kind)s) is to be reviewed by %(day)s")
            yield text % {**named, "day": words.day(agreement.review)}


def anniversary_ahead(tie: Partnership, context: Context) -> str:
    """The next anniversary within two calendar years."""
    for year in (context.period.year + 1, context.period.year + 2):
        if count := turns(tie, year, context):
            text = _("Anniversary ahead: %(years)s in %(year)s")
            return text % {"years": wording.years(count), "year": year}
    return ""


def turns(tie: Partnership, year: int, context: Context) -> int:
    """How many years the tie celebrates in the year, or 0. The tie needs its `base_year`."""
    base: int | None = getattr(tie, "base_year", None)
    count = year - base if base else 0
    return count if count in context.office.anniversary_years else 0


def missing_of(year: Year, period: Period) -> list[str]:
    """What a reader would ask for and the registers do not have."""
    missing = []
    if year.tie.desk is None:
        missing.append(_("a desk that looks after it"))
    if not year.tie.signed:
        missing.append(_("the date of signing"))
    if not year.exchanged:
        missing.append(_no_exchange(year, period))
    return missing


def _no_exchange(year: Year, period: Period) -> str:
    if year.latest is None:
        return _("exchange in %(year)s (none is recorded before either)") % {"year": period.label}
    text = _("exchange in %(year)s (the last began on %(day)s)")
    return text % {"year": period.label, "day": words.day(year.latest)}
