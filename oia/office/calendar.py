"""The calendar: dates of all nouns, each from a source that its app registers.

A source says where its rows and days are; the calendar asks each one once for the span shown.
What returns every year (anniversaries, national days) says its days for a span itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from oia.core.permissions import may
from oia.office.choices import CalendarScope
from oia.office.ownership import acting_for, departments_of
from oia.ui import words

# What lasts longer is not looked for beyond its first year; the index of days stays narrow.
LONGEST = dt.timedelta(days=366)
ROOM = 3000  # rows of a source in a span


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: dt.date
    last: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    @property
    def years(self) -> range:
        return range(self.first.year, self.last.year + 1)

    def yearly(self, month_day: str) -> Iterator[dt.date]:
        """The days of the span with that month and day (10-03); 29 February only where it is."""
        month, day = (int(part) for part in month_day.split("-"))
        for year in self.years:
            try:
                found = dt.date(year, month, day)
            except ValueError:
                continue
            if found in self:
                yield found


@dataclass(frozen=True)
class Entry:
    """Something on one or several days; `at` where it has an hour."""

    source: Source
    key: str
    pk: int
    first: dt.date
    last: dt.date
    title: str
    place: str
    department: str
    updated: dt.datetime
    version: int
    at: dt.datetime | None = None

    @property
    def url(self) -> str:
        return reverse(self.source.url_name, args=[self.pk])

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


Row = dict[str, Any]


@dataclass(frozen=True)
class Source:
    """Where dates of one kind come from, in ORM paths.

    `rows(user)` are those the person may see; `record` is the path of the record they belong to
    (empty where they are records), which gives address, department and version; `timed` says that
    `first` is an instant, shown by the clocks of the zone whose path is `zone`, else by the
    office's. `days` answers (day, words) of a row that returns every year.
    `people(keys)` answers the names behind each row, for the page of who is where.
    """

    key: str
    title: Any
    capability: str
    url_name: str
    rows: Callable[[Any], QuerySet[Any]]
    first: str = "first_day"
    last: str = "last_day"
    label: str = "title"
    place: str = ""
    record: str = ""
    timed: bool = False
    zone: str = ""
    said: Any = "%(title)s"
    extra: tuple[str, ...] = ()
    days: Callable[[Row, Span], Iterable[tuple[dt.date, str]]] | None = None
    people: Callable[[list[int]], dict[int, list[str]]] | None = None
    order: int = 50

    def path(self, name: str) -> str:
        return f"{self.record}__{name}" if self.record else name


_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    _sources[source.key] = source
    return source


def sources(user: Any, keys: Iterable[str] = ()) -> list[Source]:
    """The kinds of dates open to the person, those named or all."""
    wanted = set(keys)
    found = (one for one in _sources.values() if may(user, one.capability))
    return sorted((s for s in found if not wanted or s.key in wanted), key=lambda s: s.order)


@dataclass
class Asked:
    """Whose calendar over which days, how wide, of which kinds."""

    user: Any
    span: Span
    scope: str = CalendarScope.OFFICE
    keys: list[str] = field(default_factory=list)

    @cached_property
    def sources(self) -> list[Source]:
        return sources(self.user, self.keys)

    @cached_property
    def departments(self) -> list[int]:
        """Departments of the person and of whoever they stand in for."""
        return sorted(departments_of(self.user).values_list("pk", flat=True))

    def entries(self, *, of_people: bool = False) -> list[Entry]:
        """In their order; `of_people`: only what says who is away."""
        asked = [source for source in self.sources if source.people or not of_people]
        found = [entry for source in asked for entry in self._of(source)]
        return sorted(found, key=lambda e: (e.first, -e.days, e.source.order, e.title, e.key))

    def fingerprint(self) -> list[Any]:
        """What changes as soon as an entry is changed, added or removed; costs a count a kind."""
        marks: list[Any] = [self.user.role, self.scope, self.departments, str(self.span)]
        for source in self.sources:
            found = self.rows(source).aggregate(
                count=Count("pk"),
                newest=Max(source.path("updated")),
                latest=Max(source.first),
                last=Max("pk"),
            )
            marks.append([source.key, *(str(value) for value in found.values())])
        return marks

    def rows(self, source: Source) -> QuerySet[Any]:
        """The source's rows that touch the span, as narrow as the scope says."""
        rows = source.rows(self.user).filter(self._scoped(source))
        if source.days is not None:
            return rows
        if source.timed:
            start = _midnight(self.span.first)
            end = _midnight(self.span.last + dt.timedelta(days=1))
            return rows.filter(**{f"{source.first}__gte": start, f"{source.first}__lt": end})
        rows = rows.filter(
            **{
                f"{source.first}__gte": self.span.first - LONGEST,
                f"{source.first}__lte": self.span.last,
            }
        )
        open_ended = Q(**{f"{source.last}": None, f"{source.first}__gte": self.span.first})
        return rows.filter(open_ended | Q(**{f"{source.last}__gte": self.span.first}))

    def _scoped(self, source: Source) -> Q:
        if self.scope == CalendarScope.OFFICE:
            return Q()
        own = Q(**{source.path("desk__holder__in"): acting_for(self.user)})
        if self.scope == CalendarScope.DEPARTMENT:
            own |= Q(**{source.path("department__in"): self.departments})
        return own

    def _of(self, source: Source) -> Iterator[Entry]:
        language = words.language()
        place = [f"{source.place}__name_{language}", f"{source.place}__name"]
        paths = [
            "pk",
            source.path("pk"),
            source.first,
            source.last,
            source.label,
            source.path("updated"),
            source.path("version"),
            source.path("department__name"),
            *(place if source.place else []),
            *([source.zone] if source.zone else []),
            *source.extra,
        ]
        rows = self.rows(source).order_by(source.first, "pk")
        for row in rows.values(*dict.fromkeys(paths))[:ROOM]:
            yield from self._entries(source, row, place)

    def _entries(self, source: Source, row: Row, place: list[str]) -> Iterator[Entry]:
        common = {
            "source": source,
            "pk": row[source.path("pk")],
            "place": (row[place[0]] or row[place[1]] or "") if source.place else "",
            "department": row[source.path("department__name")] or "",
            "updated": row[source.path("updated")],
            "version": row[source.path("version")],
        }
        if source.days is not None:
            for day, said in source.days(row, self.span):
                key = f"{row['pk']}-{day.year}"
                yield Entry(key=key, first=day, last=day, title=said, **common)
            return
        title = str(source.said) % {"title": row[source.label]}
        first = row[source.first]
        if source.timed:
            zone = ZoneInfo(row[source.zone]) if source.zone else None
            at = timezone.localtime(first, zone)
            day = at.date()
            yield Entry(key=str(row["pk"]), first=day, last=day, title=title, at=at, **common)
            return
        yield Entry(
            key=str(row["pk"]), first=first, last=row[source.last] or first, title=title, **common
        )


def _midnight(day: dt.date) -> dt.datetime:
    """The beginning of the day in the office's zone, also where clocks change."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _events(user: Any) -> QuerySet[Any]:
    from oia.office.models import Event

    return Event.objects.visible_to(user)


register(
    Source(
        key="event",
        title=_("Events"),
        capability="events.read",
        url_name="event",
        rows=_events,
        place="place",
        order=30,
    )
)
