"""The calendar feed of 2,000 events against the same calendar built by hand with icalendar."""

import datetime as dt
from typing import Any

from django.core.cache import cache
from django.db import connections
from django.test import Client

COUNT = 2000
RECORD = """
INSERT INTO office_record (kind, title, file_number, confidentiality, first_day, last_day, note,
    version, updated, search_text)
SELECT 'event', 'Empfang im Rathaus ' || n, '', 'open', current_date + n %% 500,
    current_date + n %% 500, '', 1, now(), 'empfang im rathaus ' || n
FROM generate_series(1, %s) n
"""
EVENT = """
INSERT INTO office_event (record_ptr_id, event_kind, place_id)
SELECT id, 'reception', %s FROM office_record WHERE kind = 'event'
"""
TABLES = ("office_record", "office_event")


def _fill(place: int) -> None:
    with connections["owner"].cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(RECORD, [COUNT])
        cursor.execute(EVENT, [place])
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute(f"VACUUM ANALYZE {table}")


def by_hand() -> bytes:
    """The same events, as icalendar's own documentation builds a calendar."""
    from icalendar import Calendar, Event

    from oia.office.models import Event as OfficeEvent

    calendar = Calendar()
    calendar.add("prodid", "-//Benchmark//EN")
    calendar.add("version", "2.0")
    paths = ("pk", "title", "first_day", "last_day", "place__name", "updated", "version")
    for row in OfficeEvent.objects.order_by("first_day").values_list(*paths):
        pk, title, first, last, place, updated, version = row
        event = Event()
        event.add("uid", f"event-{pk}@example.org")
        event.add("dtstamp", updated)
        event.add("last-modified", updated)
        event.add("sequence", version)
        event.add("summary", title)
        event.add("dtstart", first)
        event.add("dtend", last + dt.timedelta(days=1))
        event.add("location", place)
        event.add("url", f"https://example.org/events/{pk}/")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def feed_lines(user: Any, place: int) -> list[Any]:
    from oia.office.feeds import make_feed
    from tests.benchmarks.clock import ratio

    _fill(place)
    _feed, token = make_feed(name="Benchmark", scope="office", kinds=["event"], by=user)
    client, address = Client(), f"/calendar/{token}.ics"

    def changed() -> object:
        cache.clear()  # the limit of politeness
        answer = client.get(address)
        assert answer.status_code == 200
        return answer.content

    etag = client.get(address)["ETag"]

    def unchanged() -> object:
        cache.clear()
        answer = client.get(address, headers={"If-None-Match": etag})
        assert answer.status_code == 304
        return answer

    to_hand, mine, theirs = ratio(changed, by_hand, times=2)
    to_built, spared, _theirs = ratio(unchanged, by_hand, times=2)
    note = f" ({mine * 1000:.0f} ms against {theirs * 1000:.0f} ms)"
    what = f"calendar feed of {COUNT:,} events against building it by hand"
    return [
        (what + note, f"{to_hand:.2f}×", "≤ 1.1×", to_hand <= 1.1),
        (
            f"the same unchanged, answered 304 ({spared * 1000:.1f} ms)",
            f"{to_built:.2f}×",
            "≤ 0.1×",
            to_built <= 0.1,
        ),
    ]
