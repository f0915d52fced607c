"""What comes in the two years after the period: anniversaries, agreements, trips and guests."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.models import Trip, Visit
from oia.core.dates import Period
from oia.ui import words
from partners.models import Agreement, Partnership
from reporting import blocks
from reporting.blocks import Block
from reporting.chapters import Chapter, Context, wording

YEARS = 2
PLANNED = 15


def build(context: Context) -> list[Block]:
    return [*_anniversaries(context), *_agreements(context), *_journeys(context)]


def _until(period: Period) -> dt.date:
    """The last day of the second year after the period."""
    return Period.of_year(period.year + YEARS, period.first.month).last


# Anniversaries -----------------------------------------------------------------------------


def _anniversaries(context: Context) -> list[Block]:
    """By calendar year, because many dates of signing are known to the year only."""
    celebrated = context.office.anniversary_years
    years = range(context.period.year + 1, context.period.year + YEARS + 1)
    ties = wording.named(Partnership.objects.ours()).select_related("place", "desk")
    rows = [
        [
            str(year),
            wording.located(tie.place),
            wording.years(tie.turns),
            words.imprecise(tie.anniversary_base or tie.signed),
            str(tie.desk or _("nobody")),
        ]
        for year in years
        for tie in ties.anniversaries(year, celebrated).order_by("-turns", "title")  # type: ignore[attr-defined]
    ]
    title = _("Anniversaries of %(first)s and %(last)s") % {"first": years[0], "last": years[-1]}
    if not rows:
        if not ties.exists():
            return []
        return [
            blocks.heading(title, "anniversaries"),
            blocks.paragraph(_("None falls into these years.")),
        ]
    head = [_("Year"), _("Partner"), _("Anniversary"), _("Counted from"), _("Looked after by")]
    caption = _("Celebrated years, by calendar year")
    return [blocks.heading(title, "anniversaries"), blocks.table(caption, head, rows)]


# Agreements --------------------------------------------------------------------------------


def _agreements(context: Context) -> list[Block]:
    first, last = context.period.last + dt.timedelta(days=1), _until(context.period)
    due = Q(ends__range=(first, last)) | Q(review__range=(first, last))
    found = wording.named(Agreement.objects.filter(due)).select_related("partnership__place")
    rows = [
        [
            row.title,
            row.partnership.place.label(),
            str(row.get_agreement_kind_display()),
            words.day(row.ends) or "–",
            words.day(row.review) or "–",
        ]
        for row in sorted(found, key=lambda row: _first_due(row, first))
    ]
    if not rows:
        return []
    head = [_("Agreement"), _("Partner"), _("Kind"), _("Ends"), _("Review")]
    caption = _("Agreements that end or are reviewed by %(day)s") % {"day": words.day(last)}
    return [blocks.heading(_("Agreements"), "agreements-due"), blocks.table(caption, head, rows)]


def _first_due(row: Agreement, after: dt.date) -> tuple[dt.date, str]:
    return min(day for day in (row.ends, row.review) if day and day >= after), row.title


# Trips and guests --------------------------------------------------------------------------


def _journeys(context: Context) -> list[Block]:
    """What is planned from now on, not what has happened since the period ended."""
    first = max(context.period.last + dt.timedelta(days=1), timezone.localdate())
    ahead = (first, _until(context.period))
    trips = wording.named(Trip.objects.filter(first_day__range=ahead)).counted()  # type: ignore[attr-defined]
    visits = wording.named(Visit.objects.filter(first_day__range=ahead)).counted()  # type: ignore[attr-defined]
    rows = [
        _journey(trip, _("trip"), trip.destination, trip.travellers)
        for trip in _next(trips, "destination")
    ]
    rows += [
        _journey(visit, _("guests"), visit.from_place, visit.visitors)
        for visit in _next(visits, "from_place")
    ]
    if not rows:
        return []
    rows.sort()
    caption = _("Planned as of %(day)s") % {"day": words.day(timezone.localdate())}
    head = [_("Days"), _("What"), _("Title"), _("Place"), _("Persons")]
    table = blocks.table(caption, head, [row for _day, row in rows[:PLANNED]], numeric=(4,))
    parts = [blocks.heading(_("Planned trips and expected guests"), "planned"), table]
    left = trips.count() + visits.count() - len(rows[:PLANNED])
    if left:
        text = _("The next %(count)s of %(whole)s entered.")
        shown, whole = words.number(len(rows[:PLANNED])), words.number(len(rows[:PLANNED]) + left)
        parts.append(blocks.note(text % {"count": shown, "whole": whole}))
    return parts


def _next(rows: Any, place: str) -> Any:
    return rows.select_related(place).order_by("first_day", "pk")[:PLANNED]


def _journey(row: Any, what: str, place: Any, persons: int | None) -> tuple[str, list[str]]:
    """The row after the key it sorts by."""
    days = wording.span(row.first_day, row.last_day)
    cells = [days, what, row.title, wording.located(place), words.number(persons) or "–"]
    return row.first_day.isoformat(), cells


CHAPTERS = (Chapter("outlook", gettext_lazy("Outlook"), build),)
