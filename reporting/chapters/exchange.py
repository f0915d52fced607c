"""What happened with each tie in a period, read for all ties at once: a query per register."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db.models import Max, Q

from delegations.models import Trip, Visit
from oia.core.dates import Period
from oia.office.choices import Confidentiality
from oia.office.models import Allotment, Event, Photo
from partners.models import Agreement, Club, Partnership, TieDate
from reporting.chapters import Context, outcome
from reporting.chapters.wording import named


@dataclass(frozen=True)
class Deed:
    """A trip, visit or event of a tie; `title` is empty where it may not be named."""

    title: str
    first: dt.date | None
    last: dt.date | None
    persons: int | None
    department: str = ""
    with_mayor: bool = False
    official: bool = False
    record: int = 0
    result: str = ""  # what came of it, where that may be published


@dataclass
class Year:
    """A tie's own rows of the period."""

    tie: Partnership
    trips: list[Deed] = field(default_factory=list)
    visits: list[Deed] = field(default_factory=list)
    events: list[Deed] = field(default_factory=list)
    clubs: list[tuple[str, int | None]] = field(default_factory=list)
    allotted: dict[str, Decimal] = field(default_factory=dict)
    due: list[Agreement] = field(default_factory=list)
    dates: list[TieDate] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    latest: dt.date | None = None  # day of the latest journey up to the end of the period

    @property
    def deeds(self) -> list[Deed]:
        return [*self.trips, *self.visits, *self.events]

    @property
    def exchanged(self) -> bool:
        return bool(self.trips or self.visits)

    @property
    def eventful(self) -> bool:
        """Whether there is anything to say besides the line in the table of all ties."""
        journeys = self.trips or self.visits or self.events
        return bool(journeys or self.clubs or self.allotted or self.due or self.dates)


def years_of(ties: Iterable[Partnership], context: Context) -> dict[int, Year]:
    """Tie → its year. Ties need their `place`."""
    found = {tie.pk: Year(tie) for tie in ties}
    at = {year.tie.place_id: pk for pk, year in found.items()}
    _add_journeys(found, at, context.period)
    _add_latest(found, at, context.period)
    _add_events(found, context.period)
    _add_carriers(found, context)
    _add_due(found, context.period)
    _add_outcome(found, context.period)
    return found


def _open(confidentiality: str, title: str) -> str:
    return title if confidentiality == Confidentiality.OPEN else ""


def _tie_at(at: dict[int, int], *places: int | None) -> int | None:
    """The tie of the place itself or of the larger place it is part of."""
    return next((at[place] for place in places if place in at), None)


def _add_journeys(found: dict[int, Year], at: dict[int, int], period: Period) -> None:
    shared = ("pk", "title", "first_day", "last_day", "confidentiality", "department__name")
    trips = Trip.objects.in_period(period).counted().filter(_there("destination", at))
    for row in trips.order_by("first_day", "pk").values(
        *shared, "destination", "destination__part_of", "travellers", "with_mayor"
    ):
        tie = _tie_at(at, row["destination"], row["destination__part_of"])
        deed = _deed(row, row["travellers"], with_mayor=row["with_mayor"])
        found[tie].trips.append(deed)  # type: ignore[index]
    visits = Visit.objects.in_period(period).counted().filter(_there("from_place", at))
    for row in visits.order_by("first_day", "pk").values(
        *shared, "from_place", "from_place__part_of", "visitors", "guest_status"
    ):
        tie = _tie_at(at, row["from_place"], row["from_place__part_of"])
        deed = _deed(row, row["visitors"], official=row["guest_status"] == "official")
        found[tie].visits.append(deed)  # type: ignore[index]


def _there(path: str, at: dict[int, int]) -> Q:
    return Q(**{f"{path}__in": list(at)}) | Q(**{f"{path}__part_of__in": list(at)})


def _deed(row: dict[str, Any], persons: int | None, **more: Any) -> Deed:
    title = _open(row["confidentiality"], row["title"])
    department = row["department__name"] or ""
    days = row["first_day"], row["last_day"]
    return Deed(title, *days, persons, department, record=row["pk"], **more)


def _add_latest(found: dict[int, Year], at: dict[int, int], period: Period) -> None:
    for rows, path in ((Trip.objects, "destination"), (Visit.objects, "from_place")):
        until = rows.filter(first_day__lte=period.last).counted().filter(_there(path, at))
        grouped = until.order_by().values_list(path, f"{path}__part_of")
        for place, larger, day in grouped.annotate(latest=Max("first_day")):
            tie = _tie_at(at, place, larger)
            year = found[tie]  # type: ignore[index]
            year.latest = max(year.latest or day, day)


def _add_events(found: dict[int, Year], period: Period) -> None:
    rows = Event.objects.in_period(period).filter(about__in=list(found)).order_by("first_day", "pk")
    for record, about, title, confidentiality, first, last, attended in rows.values_list(
        "pk", "about", "title", "confidentiality", "first_day", "last_day", "attended"
    ):
        deed = Deed(_open(confidentiality, title), first, last, attended, record=record)
        found[about].events.append(deed)


def _add_carriers(found: dict[int, Year], context: Context) -> None:
    """Clubs that carry the ties, and the money planned for them."""
    clubs = named(Club.objects.filter(partnership__in=list(found))).order_by("title")
    for tie, title, members in clubs.values_list("partnership", "title", "members"):
        found[tie].clubs.append((title, members))
    planned = Allotment.objects.filter(year=context.period.year, about__in=list(found))
    sums: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for tie, currency, amount in planned.values_list("about", "currency", "planned"):
        code = currency or context.office.currency
        sums[tie][code] = sums[tie].get(code, Decimal(0)) + (amount or 0)
    for tie, amounts in sums.items():
        found[tie].allotted = {code: amount for code, amount in amounts.items() if amount}


def _add_due(found: dict[int, Year], period: Period) -> None:
    """Agreements that end or are reviewed by the end of the next year; dates of the period."""
    soon = (period.first, Period.of_year(period.year + 1, period.first.month).last)
    due = Q(ends__range=soon) | Q(review__range=soon)
    agreements = named(Agreement.objects.filter(due, partnership__in=list(found)))
    for agreement in agreements.order_by("ends", "review"):
        found[agreement.partnership_id].due.append(agreement)
    # A date known to the year or month only is the start of an ISO date and sorts before its days.
    first = period.first.isoformat()[: 4 if period.calendar else 7]
    within = (first, period.last.isoformat())
    for date in TieDate.objects.filter(partnership__in=list(found), date__range=within):
        found[date.partnership_id].dates.append(date)


def _add_outcome(found: dict[int, Year], period: Period) -> None:
    """What came of it and pictures, of the tie itself, its journeys and its events."""
    records = {deed.record for year in found.values() for deed in year.deeds}
    results = outcome.results_of(records)
    photos = outcome.photos_of([*records, *found], period)
    for pk, year in found.items():
        shown = [pk, *(deed.record for deed in year.deeds)]
        year.photos = [photos[record] for record in shown if record in photos]
        for deeds in (year.trips, year.visits, year.events):
            deeds[:] = [replace(deed, result=results.get(deed.record, "")) for deed in deeds]
