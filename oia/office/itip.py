"""Invitations for calendar programs (iTIP, RFC 5546): asked, changed, called off."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from urllib.parse import quote

from django.conf import settings
from django.utils import timezone
from icalendar import vText
from icalendar.parser import Contentline

from oia.office.models import Event, Invitation

REQUEST, CANCEL = "REQUEST", "CANCEL"


def digest_of(event: Event) -> str:
    """What a guest is told: title, days and place; another digest means another mail."""
    said = [event.title, str(event.first_day), str(event.last_day), str(event.place or "")]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def written(invitation: Invitation, method: str) -> str:
    """The calendar entry of one guest, for the event as it is now."""
    lines = (Contentline(line).to_ical().decode() for line in _lines(invitation, method))
    return "\r\n".join(lines) + "\r\n"


def _lines(invitation: Invitation, method: str) -> Iterator[str]:
    event = invitation.event
    assert event.first_day
    last = event.last_day or event.first_day
    stamp = f"{timezone.now().astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//OIA//Invitations//EN"
    yield "CALSCALE:GREGORIAN"
    yield f"METHOD:{method}"
    yield "BEGIN:VEVENT"
    yield f"UID:{invitation.uid}"
    yield f"SEQUENCE:{invitation.sequence}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{event.first_day:%Y%m%d}"
    # The end of a day without hours is the day after it.
    yield f"DTEND;VALUE=DATE:{last + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(event.title)}"
    if event.place:
        yield f"LOCATION:{_text(str(event.place))}"
    yield f"ORGANIZER:mailto:{settings.DEFAULT_FROM_EMAIL}"
    asked = "" if method == CANCEL else ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
    yield f"ATTENDEE;ROLE=REQ-PARTICIPANT{asked}:mailto:{_address(invitation.email)}"
    yield f"STATUS:{'CANCELLED' if method == CANCEL else 'CONFIRMED'}"
    yield "END:VEVENT"
    yield "END:VCALENDAR"


def _address(email: str) -> str:
    """As in a link (RFC 6068): no sign of it ends the line or begins another value."""
    return quote(email, safe="@!$&'*+/=?^_`{|}~")


def _text(text: str) -> str:
    return vText(text).to_ical().decode()
