"""The calendar as month, week, day and list, and who is where."""

import datetime as dt
from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_date, format_skeleton
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from oia.core.permissions import may, requires
from oia.office import cells
from oia.office.calendar import Asked, Entry, Span, sources
from oia.office.choices import CalendarScope
from oia.ui import words
from oia.ui.links import Action

MONDAY = 0
LISTED = 60  # days of the list
CROWD = {"month": 3, "week": 30}  # entries of a day before "+3 more"
SHAPES = {
    "month": (gettext_lazy("Month"), "calendar"),
    "week": (gettext_lazy("Week"), "calendar_week"),
    "list": (gettext_lazy("List"), "calendar_list"),
    "where": (gettext_lazy("Who is where"), "calendar_where"),
}
DAY_NAME = {"de": "EEEE, d. MMMM", "en": "EEEE d MMMM"}
WHOLE_DAY = {"de": "EEEE, d. MMMM y", "en": "EEEE d MMMM y"}
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2200, 12, 31)


@dataclass(frozen=True)
class Bar:
    """An entry on one of its days."""

    entry: Entry
    continued: bool  # it began before this day

    @property
    def time(self) -> str:
        return f"{self.entry.at:%H:%M}" if self.entry.at else ""


@dataclass(frozen=True)
class Day:
    day: dt.date
    name: str
    outside: bool
    today: bool
    bars: list[Bar]
    more: int
    url: str


@require_GET
@requires("activities.read")
def page(request: HttpRequest, shape: str) -> HttpResponse:
    """One view for all shapes: they differ in the span they ask for and how they set it out."""
    day = _day(request.GET.get("day", ""))
    asked = Asked(request.user, _span(shape, day), *_filters(request))
    entries = asked.entries(of_people=shape == "where")
    url_name = SHAPES.get(shape, ("", "calendar_day"))[1]
    context = {
        "title": _title(shape, day),
        "crumbs": [(_("Calendar"), None if shape == "month" else reverse("calendar"))]
        + ([(_title(shape, day), None)] if shape != "month" else []),
        "tabs": [
            (label, _address(name, asked, day), kind == shape)
            for kind, (label, name) in SHAPES.items()
        ],
        "actions": _actions(request.user),
        "shape": shape,
        "day_typed": words.day(day),
        "scope": asked.scope,
        "scopes": CalendarScope.choices,
        "kinds": [(one, one.key in asked.keys or not asked.keys) for one in sources(request.user)],
        "chips": _chips(request.user, asked, url_name, day),
        "reset_url": _address(url_name, replace(asked, keys=[]), day),
        "before": _address(url_name, asked, _moved(shape, day, -1)),
        "after": _address(url_name, asked, _moved(shape, day, 1)),
        "now": _address(url_name, asked, timezone.localdate()),
        "entries": entries,
        **_SET_OUT[shape](asked, entries, day),
    }
    return render(request, f"office/calendar_{_TEMPLATES.get(shape, shape)}.html", context)


def _chips(user: Any, asked: Asked, name: str, day: dt.date) -> list[dict[str, Any]]:
    """The kinds chosen, where not all are; each link shows the calendar without it."""
    left = {key: [other for other in asked.keys if other != key] for key in asked.keys}
    return [
        {
            "label": one.title,
            "remove_url": _address(name, replace(asked, keys=left[one.key]), day),
        }
        for one in sources(user)
        if one.key in left
    ]


def _actions(user: Any) -> list[Action]:
    return [Action(_("My feeds"), reverse("feed_list"))] if may(user, "feeds.write") else []


# What is asked ----------------------------------------------------------------------------------


def _day(text: str) -> dt.date:
    """The day of the address, as people write it; today for anything else."""
    try:
        found = cells.day(text, cells.Style())
    except (cells.Refusal, cells.Ambiguous):
        return timezone.localdate()
    return found if EARLIEST <= found <= LATEST else timezone.localdate()


def _filters(request: HttpRequest) -> tuple[str, list[str]]:
    scope = request.GET.get("scope", "")
    known = [one.key for one in sources(request.user)]
    chosen = request.GET.getlist("kind")
    keys = [key for key in known if key in chosen]
    kept = [] if len(keys) == len(known) else keys
    return scope if scope in CalendarScope.values else CalendarScope.OFFICE, kept


def _span(shape: str, day: dt.date) -> Span:
    if shape == "month":
        weeks = Calendar(MONDAY).monthdatescalendar(day.year, day.month)
        return Span(weeks[0][0], weeks[-1][-1])
    if shape == "week":
        monday = day - dt.timedelta(days=day.weekday())
        return Span(monday, monday + dt.timedelta(days=6))
    if shape == "where":
        first = day.replace(day=1)
        return Span(first, _moved("where", first, 1) - dt.timedelta(days=1))
    return Span(day, day + dt.timedelta(days=LISTED - 1 if shape == "list" else 0))


def _moved(shape: str, day: dt.date, step: int) -> dt.date:
    """The same view one step earlier or later."""
    if shape in ("month", "where"):
        number = day.year * 12 + day.month - 1 + step
        return dt.date(number // 12, number % 12 + 1, 1)
    return day + dt.timedelta(days=step * {"week": 7, "list": LISTED}.get(shape, 1))


def _address(name: str, asked: Asked, day: dt.date) -> str:
    query: list[tuple[str, str]] = [("day", day.isoformat())]
    if asked.scope != CalendarScope.OFFICE:
        query.append(("scope", asked.scope))
    query += [("kind", key) for key in asked.keys]
    return f"{reverse(name)}?{urlencode(query)}"


def _title(shape: str, day: dt.date) -> str:
    language = words.language()
    month = str(format_skeleton("yMMMM", day, locale=language))
    if shape == "where":
        return _("Who is where, %(month)s") % {"month": month}
    if shape == "week":
        week = {"week": day.isocalendar().week, "year": day.isocalendar().year}
        return _("Week %(week)s of %(year)s") % week
    if shape == "list":
        return _("Dates from %(day)s") % {"day": words.day(day)}
    return (
        month if shape == "month" else str(format_date(day, WHOLE_DAY[language], locale=language))
    )


# How it is set out ------------------------------------------------------------------------------


def _by_day(entries: Iterable[Entry], span: Span) -> dict[dt.date, list[Bar]]:
    """Each day's bars; a long entry stands on all of its days."""
    found: dict[dt.date, list[Bar]] = {}
    for entry in entries:
        day, last = max(entry.first, span.first), min(entry.last, span.last)
        while day <= last:
            found.setdefault(day, []).append(Bar(entry, day > entry.first))
            day += dt.timedelta(days=1)
    return found


def _weekday(day: dt.date, width: str = "EEE") -> str:
    return str(format_date(day, width, locale=words.language()))


def _grid(asked: Asked, entries: list[Entry], day: dt.date) -> dict[str, Any]:
    """Weeks of days, with the number of each week."""
    span, today = asked.span, timezone.localdate()
    whole_month = (span.last - span.first).days > 7
    crowd = CROWD["month" if whole_month else "week"]
    bars = _by_day(entries, span)
    days = [span.first + dt.timedelta(days=n) for n in range((span.last - span.first).days + 1)]
    cells_ = []
    for one in days:
        # What begins comes first: who is away since days must not hide it.
        there = sorted(bars.get(one, []), key=lambda bar: bar.continued)
        # "+1 more" would take the room of the entry itself.
        shown = there if len(there) <= crowd + 1 else there[:crowd]
        cells_.append(
            Day(
                day=one,
                name=str(format_date(one, DAY_NAME[words.language()], locale=words.language())),
                outside=whole_month and one.month != day.month,
                today=one == today,
                bars=shown,
                more=len(there) - len(shown),
                url=_address("calendar_day", asked, one),
            )
        )
    weeks = [cells_[start : start + 7] for start in range(0, len(cells_), 7)]
    return {
        "weekdays": [(_weekday(one), _weekday(one, "EEEE")) for one in days[:7]],
        "weeks": [(week[0].day.isocalendar().week, week) for week in weeks],
        "is_empty": not entries,
    }


def _listed(asked: Asked, entries: list[Entry], day: dt.date) -> dict[str, Any]:
    """Days with what begins on them, and on the first day what is going on already."""
    found: dict[dt.date, list[Bar]] = {}
    for entry in entries:
        first = max(entry.first, asked.span.first)
        found.setdefault(first, []).append(Bar(entry, entry.first < first))
    language = words.language()
    return {
        "days": [
            (str(format_date(one, WHOLE_DAY[language], locale=language)), bars)
            for one, bars in sorted(found.items())
        ],
        "until": words.day(asked.span.last),
    }


@dataclass(frozen=True)
class Stretch:
    """Cells of a line in the page of who is where: free, or away."""

    length: int
    entry: Entry | None = None


def _where(asked: Asked, entries: list[Entry], day: dt.date) -> dict[str, Any]:
    """A line per person who travels, else per department, over the days of a month."""
    span, today = asked.span, timezone.localdate()
    travels = [entry for entry in entries if entry.source.people]
    named: dict[tuple[str, int], list[str]] = {}
    for source in {entry.source.key: entry.source for entry in travels}.values():
        keys = [entry.pk for entry in travels if entry.source is source]
        people = source.people(keys) if source.people else {}
        named |= {(source.key, key): names for key, names in people.items()}
    rows: dict[tuple[str, str], list[Entry]] = {}
    for entry in travels:
        for name in named.get((entry.source.key, entry.pk), [""]):
            rows.setdefault((name, entry.department), []).append(entry)
    lines = [
        (name, department, [_stretches(lane, span) for lane in _lanes(mine)])
        for (name, department), mine in sorted(rows.items(), key=lambda row: (row[0][1], row[0][0]))
    ]
    days = [span.first + dt.timedelta(days=n) for n in range((span.last - span.first).days + 1)]
    return {
        "days": [(one, _weekday(one), one.weekday() > 4, one == today) for one in days],
        "lines": lines,
    }


def _lanes(entries: list[Entry]) -> list[list[Entry]]:
    """As few lines as hold all entries without two at once."""
    lanes: list[list[Entry]] = []
    for entry in entries:
        free = next((lane for lane in lanes if lane[-1].last < entry.first), None)
        if free is None:
            lanes.append([entry])
        else:
            free.append(entry)
    return lanes


def _stretches(lane: list[Entry], span: Span) -> list[Stretch]:
    found, day = [], span.first
    for entry in lane:
        first, last = max(entry.first, span.first), min(entry.last, span.last)
        found += [Stretch(1)] * (first - day).days
        found.append(Stretch((last - first).days + 1, entry))
        day = last + dt.timedelta(days=1)
    return found + [Stretch(1)] * ((span.last - day).days + 1)


_SET_OUT = {"month": _grid, "week": _grid, "list": _listed, "day": _listed, "where": _where}
_TEMPLATES = {"week": "month", "day": "list"}
