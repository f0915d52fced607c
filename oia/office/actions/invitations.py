"""Verbs of guest lists: put on the list, send invitations and changes, call off."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from oia.core import outbox
from oia.core.audit import deed
from oia.office import itip
from oia.office.choices import Reply
from oia.office.models import Event, Invitation, Office, Organisation, Person, Position
from oia.ui import words

TEMPLATE = "invitation"


@dataclass(frozen=True)
class Mailing:
    """Whom a mailing would reach: invited for the first time, told of a change, called off."""

    invited: list[Invitation]
    changed: list[Invitation]
    called_off: list[Invitation]

    @property
    def count(self) -> int:
        return len(self.invited) + len(self.changed) + len(self.called_off)


def put_on_list(
    *, event: Event, people: list[Person], organisations: list[Organisation], by: Any
) -> int:
    """Add guests, each once; the address is that of the person's present position."""
    known = Invitation.objects.filter(event=event)
    with transaction.atomic(), deed(by=by, why=_("Put on the guest list")):
        Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
        there = set(known.values_list("person", flat=True))
        houses = set(known.filter(person=None).values_list("organisation", flat=True))
        positions = _positions([person for person in people if person.pk not in there])
        made = [
            Invitation.objects.create(
                event=event,
                person=person,
                organisation=positions[person.pk].organisation if person.pk in positions else None,
                email=positions[person.pk].email if person.pk in positions else "",
            )
            for person in people
            if person.pk not in there and person.restricted_until is None
        ]
        made += [
            Invitation.objects.create(event=event, organisation=house)
            for house in organisations
            if house.pk not in houses
        ]
    return len(made)


def _positions(people: list[Person]) -> dict[int, Position]:
    """The position each person holds now, the one with an address before others."""
    rows = Position.objects.filter(person__in=people, end="").select_related("organisation")
    ordered = rows.order_by("start", "pk")
    return {row.person_id: row for row in sorted(ordered, key=lambda row: bool(row.email))}


def mailing(event: Event, *, calls_off: bool = False) -> Mailing:
    """Whom the next mail reaches, as the list and the event are now."""
    rows = Invitation.objects.filter(event=event).select_related("person", "event__place")
    # Nobody whose data are restricted gets a mail, whoever sends it.
    ordered = rows.unrestricted().order_by("name", "pk")
    if calls_off:
        return Mailing([], [], list(ordered.to_call_off()))
    told = itip.digest_of(event)
    return Mailing(list(ordered.to_invite()), list(ordered.to_tell_anew(told)), [])


def send(*, event: Event, text: str, expected: int, by: Any, calls_off: bool = False) -> int:
    """Write the mails into the outbox. Refused when they are not as many as were shown."""
    with transaction.atomic(), deed(by=by, why=_("Invitations sent")):
        row = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
        who = mailing(row, calls_off=calls_off)
        if who.count != expected:
            raise ValidationError(_("The list has changed meanwhile. Look again before you send."))
        told = itip.digest_of(row)
        for guest in who.invited:
            guest.state, guest.told = Reply.INVITED, told
            _post(guest, itip.REQUEST, text, by)
        for guest in who.changed:
            guest.sequence, guest.told = guest.sequence + 1, told
            _post(guest, itip.REQUEST, text, by)
        for guest in who.called_off:
            guest.sequence, guest.state = guest.sequence + 1, Reply.CALLED_OFF
            _post(guest, itip.CANCEL, text, by)
    return who.count


def _post(guest: Invitation, method: str, text: str, by: Any) -> None:
    guest.save()
    with translation.override(language_of(guest)):
        subject, body = letter(guest, method, text)
    outbox.post(
        event=f"invitation:{guest.uid}:{guest.sequence}",
        recipient=guest.email,
        template=TEMPLATE,
        subject=subject,
        body=body,
        calendar=itip.written(guest, method),
        by=by,
    )


def language_of(guest: Invitation) -> str:
    """The guest's own, where we speak it; else the office's."""
    own = guest.person.language if guest.person else ""
    if own in words.LANGUAGES:
        return own
    office = Office.current()
    return office.language if office else "de"


def letter(guest: Invitation, method: str, text: str) -> tuple[str, str]:
    """Subject and body in the active language."""
    event = guest.event
    if method == itip.CANCEL:
        subject, sentence = _("Called off: %s"), _("unfortunately we have to call off:")
    elif guest.sequence:
        subject, sentence = _("Changed: %s"), _("something has changed; this is how it stands:")
    else:
        subject, sentence = _("Invitation: %s"), _("we invite you to:")
    greeting = (guest.person.salutation if guest.person else "") or _("Dear Sir or Madam")
    days = [words.day(event.first_day)]
    if event.last_day and event.last_day != event.first_day:
        days.append(words.day(event.last_day))
    place = event.place.label(words.language()) if event.place else ""
    about = [event.title, " – ".join(days), *([place] if place else [])]
    lines = [f"{greeting},", "", sentence, "", *about, ""]
    lines += [text.strip(), ""] if text.strip() else []
    lines += [str(Office.current() or ""), words.day(timezone.localdate())]
    return subject % event.title, "\n".join(lines)
