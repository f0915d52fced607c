"""A programme on paper and as a calendar file: for guests without what is for staff only."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_name
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event, vText

from oia.office.choices import Audience
from oia.office.models import Office, ProgrammeItem, Record
from oia.ui import words


@dataclass(frozen=True)
class Line:
    """An item as it is printed."""

    hours: str
    title: str
    venue: str
    people: str
    text: str
    interpreter: bool
    note: str


@dataclass(frozen=True)
class Sheet:
    """A record's programme for one audience in one language; days with their lines."""

    title: str
    audience: str
    zone: str
    days: list[tuple[str, list[Line]]]

    @property
    def for_staff(self) -> bool:
        return self.audience == Audience.STAFF


def sheet(record: Record, items: Sequence[ProgrammeItem], audience: str) -> Sheet:
    """In the active language. The zone is named once where there is one, else with each item."""
    zones = {item.zone for item in items}
    days: dict[dt.date, list[Line]] = {}
    for item in items:
        days.setdefault(item.day, []).append(_line(item, audience, named=len(zones) > 1))
    language = words.language()
    return Sheet(
        title=record.title,
        audience=audience,
        zone=zone_name(next(iter(zones))) if len(zones) == 1 else "",
        days=[
            (str(format_date(day, "full", locale=language)), lines) for day, lines in days.items()
        ],
    )


def _line(item: ProgrammeItem, audience: str, *, named: bool) -> Line:
    staff = audience == Audience.STAFF
    return Line(
        hours=hours(item, named=named),
        title=item.title if staff else item.guest_title or item.title,
        venue=item.venue,
        people=item.people,
        text=item.public_text,
        interpreter=item.interpreter,
        note=item.note if staff else "",
    )


def hours(item: ProgrammeItem, *, named: bool = True) -> str:
    """10:00–11:30, with the day of the end, the zone, and the offset of an hour read twice."""
    text = f"{item.start:%H:%M}"
    if item.end:
        other = f"{words.day(item.end_day)}, " if item.end_day not in (None, item.day) else ""
        text += f"–{other}{item.end:%H:%M}"
    twice = item.start_which is not None or item.end_which is not None
    if not (named or twice):
        return text
    offsets = {_offset(moment) for moment in (item.local_start, item.local_end) if moment}
    said = [zone_name(item.zone)] if named else []
    said += [f"UTC{' / '.join(sorted(offsets))}"] if twice else []
    return f"{text} ({', '.join(said)})"


def _offset(moment: dt.datetime) -> str:
    """+02:00"""
    text = f"{moment:%z}"
    return f"{text[:3]}:{text[3:5]}"


def zone_name(zone: str) -> str:
    """As people call it: the time of the place's town."""
    name = get_timezone_name(
        ZoneInfo(zone), width="long", locale=words.language(), zone_variant="generic"
    )
    return f"{name}, {zone.rpartition('/')[2].replace('_', ' ')}"


def html(found: Sheet) -> str:
    return render_to_string("office/_programme.html", {"sheet": found, "level": 1})


def pdf(record: Record, audience: str, language: str) -> bytes:
    # Here and not above: it takes most of a second to load, and only workers print.
    from oia.ui.pdf import render_pdf

    office = Office.current()
    items = list(ProgrammeItem.objects.of(record))
    with override(language):
        title = _("Programme: %s") % record.title
        return render_pdf(
            html(sheet(record, items, audience)),
            title=title,
            language=language,
            author_office=office.name if office else "",
        )


def calendar(record: Record, items: Sequence[ProgrammeItem], host: str) -> bytes:
    """The items for calendar programs, by local time with the rules of each zone (VTIMEZONE).

    Title, hours and place: people, texts and notes stay in the office.
    """
    found = Calendar()
    found.add("version", "2.0")
    found.add("prodid", "-//OIA//Programme//EN")
    found.add("method", "PUBLISH")
    # The library escapes what it knows to be text; this name is not among it.
    found.add("x-wr-calname", vText(" ".join(record.title.split())))
    stamp = timezone.now().astimezone(dt.UTC)
    for item in items:
        event = Event()
        event.add("uid", f"programme-{item.pk}@{host}")
        event.add("dtstamp", stamp)
        event.add("summary", item.title)
        if item.venue:
            event.add("location", item.venue)
        _add_hours(event, item)
        found.add_component(event)
    if items:
        days = [item.day for item in items]
        found.add_missing_timezones(
            first_date=min(days) - dt.timedelta(days=366),
            last_date=max(days) + dt.timedelta(days=366),
        )
    return found.to_ical()


def _add_hours(event: Any, item: ProgrammeItem) -> None:
    """Local time with its zone. RFC 5545 knows but the first of two hours: the second is in UTC."""
    pairs = (("dtstart", item.starts, item.start_which), ("dtend", item.ends, item.end_which))
    utc = any(which == 1 for _name, _moment, which in pairs)
    for name, moment, _which in pairs:
        if moment is not None:
            event.add(name, moment.astimezone(dt.UTC if utc else ZoneInfo(item.zone)))
