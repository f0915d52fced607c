"""Calendar feeds (RFC 5545): made, fetched and revoked.

A feed gives title, time and city of what its holder may see when it is fetched, and a link; names
and notes stay behind the link.
"""

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Iterator
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import vText
from icalendar.parser import Contentline

from oia.core.audit import deed
from oia.core.permissions import may
from oia.office.calendar import Asked, Entry, Span
from oia.office.models import CalendarFeed, Office

VALID = dt.timedelta(days=365)
BEHIND, AHEAD = dt.timedelta(days=180), dt.timedelta(days=550)
REFRESH = "PT4H"
# A program that asks more often than this is told to wait. Counted in each web process: this is
# courtesy, not a lock; the token has 256 bits and cannot be tried out.
OFTEN, WINDOW = 30, 600


def make_feed(*, name: str, scope: str, kinds: list[str], by: Any) -> tuple[CalendarFeed, str]:
    """A new feed of the person's own and its token, which is shown once and kept nowhere."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic(), deed(by=by, why=_("Calendar feed made")):
        feed = CalendarFeed.objects.create(
            user=by,
            name=name,
            digest=_digest(token),
            scope=scope,
            kinds=kinds,
            expires=timezone.now() + VALID,
        )
    return feed, token


def revoke_feed(*, feed: CalendarFeed, by: Any) -> None:
    with transaction.atomic(), deed(by=by, why=_("Calendar feed revoked")):
        CalendarFeed.objects.filter(pk=feed.pk, revoked=None).update(revoked=timezone.now())


def revoke_all(user: Any, by: Any) -> None:
    """All working ones of a person whose keys end."""
    for feed in CalendarFeed.objects.filter(user=user, revoked=None):
        revoke_feed(feed=feed, by=by)


def feed_of(token: str) -> CalendarFeed | None:
    """The working feed of a token whose holder may still have one."""
    feeds = CalendarFeed.objects.working().select_related("user")
    feed = feeds.filter(digest=_digest(token)).first()
    open_ = feed and may(feed.user, "feeds.write") and may(feed.user, "activities.read")
    return feed if open_ else None


def is_too_often(feed: CalendarFeed) -> bool:
    key = f"feed-{feed.pk}"
    cache.add(key, 0, WINDOW)
    try:
        return int(cache.incr(key)) > OFTEN
    except ValueError:  # ran out between the two lines
        return False


def asked_by(feed: CalendarFeed) -> Asked:
    today = timezone.localdate()
    span = Span(today - BEHIND, today + AHEAD)
    return Asked(feed.user, span, feed.scope, feed.kinds)


def fingerprint(feed: CalendarFeed, asked: Asked, host: str) -> str:
    """What the feed would say, as an ETag, without building it."""
    marks = [feed.pk, feed.user.language, host, asked.fingerprint()]
    return f'"{hashlib.sha256(json.dumps(marks).encode()).hexdigest()}"'


def written(feed: CalendarFeed, asked: Asked, root: str) -> bytes:
    """The calendar as its holder's program reads it; `root` begins the links."""
    host = root.split("//")[-1].strip("/")
    with translation.override(feed.user.language):
        head = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//OIA//Calendar//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            f"X-WR-CALNAME:{_text(f'{Office.current()}: {feed.name}')}",
            f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
            f"X-PUBLISHED-TTL:{REFRESH}",
        ]
        entries = [line for one in asked.entries() for line in _event(one, root.rstrip("/"), host)]
    lines = (Contentline(line).to_ical() for line in [*head, *entries, "END:VCALENDAR"])
    return b"\r\n".join(lines) + b"\r\n"


def _event(entry: Entry, root: str, host: str) -> Iterator[str]:
    """The lines of an event. Properties by icalendar's own objects would cost five times as much;
    from the library come what is easy to get wrong, escaping and folding."""
    stamp = _instant(entry.updated)
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.source.key}-{entry.key}@{host}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"SEQUENCE:{entry.version}"
    yield f"SUMMARY:{_text(entry.title)}"
    if entry.at:
        yield f"DTSTART:{_instant(entry.at)}"
    else:
        yield f"DTSTART;VALUE=DATE:{entry.first:%Y%m%d}"
        # The end of a day without hours is the day after it.
        yield f"DTEND;VALUE=DATE:{entry.last + dt.timedelta(days=1):%Y%m%d}"
    if entry.place:
        yield f"LOCATION:{_text(entry.place)}"
    yield f"URL:{root}{entry.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    return vText(text).to_ical().decode()


def _instant(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
