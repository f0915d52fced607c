"""Guest lists and their mails: exact numbers before anything goes out, one entry per guest."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from oia.core import outbox
from oia.core.models import OutboxMail
from oia.office.actions import invitations as actions
from oia.office.models import Invitation
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(office: Any, client: Client) -> Client:
    client.force_login(make.make_user("officer"))
    return client


@pytest.fixture
def event(office: Any) -> Any:
    return make.make_event(title="Europe Day", first_day=dt.date(2027, 5, 9))


def invite(event: Any, count: int) -> list[Invitation]:
    return [
        make.make_invitation(event=event, email=f"guest{number}@example.org")
        for number in range(count)
    ]


def send(event: Any, expected: int, **more: Any) -> int:
    return actions.send(event=event, text="", expected=expected, by=make.make_user(), **more)


def entries() -> list[tuple[str, str, int, str]]:
    """(recipient, method, sequence, status) of the entries in the outbox."""
    found = []
    for row in OutboxMail.objects.order_by("pk"):
        calendar = Calendar.from_ical(row.calendar)
        (entry,) = calendar.walk("VEVENT")
        found.append(
            (row.recipient, str(calendar["METHOD"]), int(entry["SEQUENCE"]), str(entry["STATUS"]))
        )
    return found


def test_guests_come_once_with_the_address_of_their_position(event: Any) -> None:
    person, house = make.make_person(), make.make_organisation()
    make.make_position(person=person, email="old@example.org", end="2020")
    now = make.make_position(person=person, email="now@example.org")
    user = make.make_user()
    counts = [
        actions.put_on_list(event=event, people=[person], organisations=[house], by=user)
        for _time in range(2)
    ]
    rows = list(Invitation.objects.order_by("pk").values_list("name", "organisation", "email"))
    assert (counts, rows) == (
        [2, 0],
        [
            (person.name, now.organisation_id, "now@example.org"),
            (house.name, house.pk, ""),
        ],
    )


def test_people_are_searched_and_ticked(officer: Client, event: Any) -> None:
    person = make.make_person(name="Anna Nowak")
    make.make_person(name="Somebody Else")
    address = reverse("guests_add", args=[event.pk])
    found = officer.get(address, {"q": "nowak"})
    assert [one.pk for one in found.context["people"]] == [person.pk]
    officer.post(address, {"person": [person.pk, "x", "9" * 30]})
    assert [row.person_id for row in event.invitations.all()] == [person.pk]
    assert list(officer.get(address, {"q": "nowak"}).context["people"]) == []


def test_the_guests_of_another_event_are_taken_over(officer: Client, event: Any) -> None:
    last = make.make_event(title="Last year")
    guest = make.make_invitation(event=last)
    found = officer.get(reverse("guests_add", args=[event.pk]), {"like": last.pk})
    assert [one.pk for one in found.context["people"]] == [guest.person_id]


def test_nothing_goes_out_without_the_exact_number(officer: Client, event: Any) -> None:
    invite(event, 2)
    make.make_invitation(event=event)  # no address: by letter
    address = reverse("guests_mail", args=[event.pk])
    page = officer.get(address)
    assert (page.context["who"].count, page.context["by_letter"]) == (2, 1)
    officer.post(address, {"text": "Come!", "confirmed": "2"})  # only asks to see the text
    make.make_invitation(event=event, email="late@example.org")
    stale = officer.post(address, {"text": "Come!", "confirmed": "2", "send": "yes"})
    assert (stale.status_code, OutboxMail.objects.count()) == (200, 0)
    assert stale.context["who"].count == 3
    officer.post(address, {"text": "Come!", "confirmed": "3", "send": "yes"})
    assert OutboxMail.objects.count() == 3
    assert "Come!" in OutboxMail.objects.first().body  # type: ignore[union-attr]


def test_without_the_number_the_late_guest_would_have_been_written_to(event: Any) -> None:
    """The negative control: what refuses is the comparison with what was shown."""
    invite(event, 3)
    with pytest.raises(ValidationError):
        send(event, 2)
    assert send(event, actions.mailing(event).count) == 3


def test_a_second_press_sends_nothing(event: Any) -> None:
    invite(event, 2)
    send(event, 2)
    with pytest.raises(ValidationError):
        send(event, 2)
    assert OutboxMail.objects.count() == 2


def test_a_change_keeps_the_uid_and_raises_the_sequence(event: Any) -> None:
    (guest,) = invite(event, 1)
    send(event, 1)
    assert actions.mailing(event).count == 0
    event.first_day = dt.date(2027, 5, 10)
    event.save()
    send(event, 1)
    send(event, 1, calls_off=True)
    to = "guest0@example.org"
    assert entries() == [
        (to, "REQUEST", 0, "CONFIRMED"),
        (to, "REQUEST", 1, "CONFIRMED"),
        (to, "CANCEL", 2, "CANCELLED"),
    ]
    uids = {
        str(Calendar.from_ical(m.calendar).walk("VEVENT")[0]["UID"])
        for m in OutboxMail.objects.all()
    }
    assert uids == {str(guest.uid)}
    guest.refresh_from_db()
    assert guest.state == "called_off"


def test_who_declined_hears_no_more(event: Any) -> None:
    stays, goes = invite(event, 2)
    send(event, 2)
    Invitation.objects.filter(pk=goes.pk).update(state="declined")
    event.title = "Europe Week"
    event.save()
    assert [guest.pk for guest in actions.mailing(event).changed] == [stays.pk]
    assert [guest.pk for guest in actions.mailing(event, calls_off=True).called_off] == [stays.pk]


def test_the_mail_carries_an_entry_that_calendar_programs_take(event: Any) -> None:
    event.title, event.last_day = "Europe Day; Ümläut, more", dt.date(2027, 5, 10)
    event.place = make.make_place("Lyon")
    event.save()
    invite(event, 1)
    send(event, 1)
    outbox.deliver(OutboxMail.objects.get().pk)
    (part,) = [
        p for p in mail.outbox[0].message().walk() if p.get_content_type() == "text/calendar"
    ]
    assert (part.get_param("method"), part.get_filename()) == ("REQUEST", "invitation.ics")
    (entry,) = Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")
    assert (
        str(entry["SUMMARY"]),
        str(entry["LOCATION"]),
        entry["DTSTART"].dt,
        entry["DTEND"].dt,
        str(entry["ATTENDEE"]),
    ) == (
        "Europe Day; Ümläut, more",
        "Lyon",
        dt.date(2027, 5, 9),
        dt.date(2027, 5, 11),
        "mailto:guest0@example.org",
    )


def test_a_guest_is_written_to_in_their_language(event: Any) -> None:
    event.title = "Europatag"
    event.save()
    for language in ("de", "en", "pl"):
        person = make.make_person(language=language)
        make.make_invitation(event=event, person=person, email=f"{language}@example.org")
    send(event, 3)
    subjects = dict(OutboxMail.objects.values_list("recipient", "subject"))
    assert subjects == {
        "de@example.org": "Einladung: Europatag",
        "en@example.org": "Invitation: Europatag",
        "pl@example.org": "Einladung: Europatag",
    }


def test_replies_are_entered_and_counted(officer: Client, event: Any) -> None:
    make.make_invitation(event=event, state="accepted", companions=2)
    make.make_invitation(event=event, state="declined", companions=1)
    make.make_invitation(event=event)
    assert event.invitations.answers() == {
        "listed": 3, "accepted": 1, "declined": 1, "companions": 2,
    }  # fmt: skip
    page = officer.get(reverse("event", args=[event.pk])).content.decode()
    assert "1 accepted with 2 accompanying, 1 declined, 3 on the list." in page


def test_the_list_leaves_the_house_only_with_the_right_to_export(
    event: Any, client: Client
) -> None:
    make.make_invitation(event=event, email="guest@example.org")
    found = {}
    for role in ("officer", "mayor", "auditor"):
        client.force_login(make.make_user(role))
        address = f"/events/guests/?event={event.pk}"
        page = client.get(address).content.decode()
        found[role] = (client.get(f"{address}&export=csv").status_code, "guest@example.org" in page)
    assert found == {"officer": (200, True), "mayor": (403, False), "auditor": (403, False)}


def test_a_liaison_neither_sees_the_list_nor_writes_to_it(event: Any, client: Client) -> None:
    make.make_invitation(event=event, person=make.make_person(name="Anna Nowak"))
    client.force_login(make.make_user("liaison"))
    assert client.get(reverse("guests_mail", args=[event.pk])).status_code == 403
    assert "Anna Nowak" not in client.get(reverse("event", args=[event.pk])).content.decode()
