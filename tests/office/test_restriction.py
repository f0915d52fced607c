"""Restriction instead of erasure: the rows stay, and only heads of office see whose they are."""

import datetime as dt
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from oia.core import erasures
from oia.core.models import Erasure, OutboxMail, ReadLog, User
from oia.office import importing, subjects
from oia.office.actions import invitations
from oia.office.due import waiting
from oia.office.models import Gift, Person
from oia.office.sheets import sheet
from oia.roles import ROLES
from tests import factories as make
from tests.api.caller import Caller

NAME, PHONE = "Zaunkoenig", "0711 4711"
TODAY = timezone.localdate()
LATER = TODAY + dt.timedelta(days=30)


@pytest.fixture
def person(office: Any) -> Person:
    """Somebody who stands everywhere a person can."""
    row = make.make_person(name=f"Ada {NAME}", family_name=NAME)
    house = make.make_organisation(name="Hanse")
    make.make_position(person=row, organisation=house, phone=PHONE, email="ada@example.org")
    make.make_gift(person=row, title="A vase")
    make.make_interaction(person=row)
    event = make.make_event()
    make.make_invitation(event=event, person=row, email="ada@example.org")
    return row


def restrict(person: Person, by: User | None = None) -> None:
    subjects.restrict(subject=person, until=LATER, reason="Contested", by=by)


def entered(role: str) -> Client:
    client = Client()
    client.force_login(make.make_user(role))
    return client


def pages(person: Person) -> list[str]:
    position, gift = person.positions.get(), Gift.objects.get(person=person)
    invitation, talk = person.invitations.get(), person.interactions.get()
    return [
        "/people/", "/people/?export=csv", f"/people/?q={NAME}", f"/search/?q={NAME}",
        f"/search/suggestions/?q={NAME}", f"/lookup/person/?q={NAME}",
        f"/people/{person.pk}/", f"/people/{person.pk}/edit/", f"/people/{person.pk}/history/",
        f"/organisations/{position.organisation_id}/",
        "/gifts/", f"/gifts/{gift.pk}/", f"/gifts/{gift.pk}/edit/", f"/gifts/{gift.pk}/history/",
        f"/talks/{talk.interaction_id}/history/", f"/talks/?person={person.pk}",
        f"/organisations/{position.organisation_id}/history/",
        f"/talks/{talk.interaction_id}/", f"/talks/{talk.interaction_id}/edit/",
        "/events/guests/", "/events/guests/?export=csv", f"/events/guests/{invitation.pk}/",
        f"/events/{invitation.event_id}/", f"/events/{invitation.event_id}/guests/?q={NAME}",
    ]  # fmt: skip


def found(client: Client, person: Person) -> set[str]:
    """The pages on which the name or the number stands, but for what was typed."""
    shown = set()
    for page in pages(person):
        answer = client.get(page)
        body = b"".join(answer) if answer.streaming else answer.content
        text = body.decode()
        for echo in (f'value="{NAME}"', f"“{NAME}”", f"q={NAME}", f"{NAME}</h"):
            text = text.replace(echo, "")
        if f"Ada {NAME}" in text or PHONE in text:
            shown.add(page)
    return shown


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"head"}))
def test_nobody_but_heads_finds_a_restricted_person(person: Person, role: str) -> None:
    client = entered(role)
    if role == "officer":  # the control: without the restriction the pages have the name
        assert len(found(client, person)) > 12
    restrict(person)
    assert found(client, person) == set()


def test_heads_see_the_person_marked(person: Person) -> None:
    restrict(person)
    client = entered("head")
    assert f"Ada {NAME}</a> (restricted)" in client.get("/people/").content.decode()
    page = client.get(f"/people/{person.pk}/").content.decode()
    assert "Contested" in page
    assert f"/people/{person.pk}/" in found(client, person)


def test_the_api_has_no_restricted_person(person: Person) -> None:
    restrict(person)
    officer = Caller(make.make_user("officer"))
    for path in ("/people/", f"/people/?q={NAME}", "/gifts/", "/invitations/"):
        assert NAME not in officer.get(path).content.decode()
    assert officer.get(f"/people/{person.pk}/").status_code == 404
    assert officer.patch(f"/people/{person.pk}/", {"name": "x"}).status_code == 404


def test_nobody_writes_to_a_restricted_person(person: Person) -> None:
    event = person.invitations.get().event
    assert len(invitations.mailing(event).invited) == 1
    restrict(person)
    assert len(invitations.mailing(event).invited) == 0
    other = make.make_event()
    put = {"event": other, "organisations": [], "by": make.make_user("head")}
    assert invitations.put_on_list(people=[person], **put) == 0


def test_an_import_changes_nothing_of_a_restricted_person(person: Person) -> None:
    restrict(person)
    people = sheet("people")
    assert people
    data = f"Name;Organisation;E-Mail\nAda {NAME};Hanse;other@example.org\n".encode()
    for save in (False, True):
        outcome = importing.run(people, data, "people.csv", by=make.make_user("officer"), save=save)
        assert "ada@example.org" not in str(outcome.in_short())
    assert person.positions.get().email == "ada@example.org"
    assert Person.objects.count() == 1


def test_an_export_of_everything_leaves_the_person_out(person: Person) -> None:
    people = sheet("people")
    assert people
    assert len(people.rows()) == 1
    restrict(person)
    assert len(people.rows()) == 0


# The verb ---------------------------------------------------------------------------------------


def test_it_is_restricted_and_lifted_on_a_page_with_reasons(person: Person) -> None:
    head, other = make.make_user("head"), make.make_user("head")
    client = Client()
    client.force_login(head)
    page = f"/people/{person.pk}/restrict/"
    assert client.post(page, {"reason": " ", "until": str(LATER)}).status_code == 200
    assert client.post(page, {"reason": "Contested", "until": str(TODAY)}).status_code == 200
    assert client.post(page, {"reason": "Contested", "until": str(LATER)}).status_code == 302
    person.refresh_from_db()
    assert (person.restricted_until, person.restricted_why) == (LATER, "Contested")
    assert client.post(page, {"reason": "Settled"}).status_code == 302
    person.refresh_from_db()
    assert (person.restricted_until, person.restricted_why) == (None, "")
    logged = ReadLog.objects.filter(what__startswith=f"/people/{person.pk}/held/ – ")
    assert [row.what.partition(" – ")[2] for row in logged.order_by("pk")] == [
        "Contested",
        "Settled",
    ]
    mails = OutboxMail.objects.filter(recipient=other.email)
    assert (mails.count(), any(NAME in mail.body for mail in mails)) == (2, False)


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"head"}))
def test_others_restrict_nobody(person: Person, role: str) -> None:
    assert entered(role).get(f"/people/{person.pk}/restrict/").status_code == 403


def test_on_its_day_heads_are_asked_and_nothing_opens(person: Person) -> None:
    restrict(person)
    Person.objects.update(restricted_until=TODAY)
    asked = [g.key for g in waiting(make.make_user("head")) if g.key == "restrictions"]
    assert asked == ["restrictions"]
    assert found(entered("officer"), person) == set()


def test_what_is_not_restricted_is_not_lifted(person: Person) -> None:
    with pytest.raises(ValidationError):
        subjects.lift(subject=person, reason="x", by=None)


def test_the_database_wants_a_reason(person: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.update(restricted_until=LATER)


def test_the_operator_restricts_by_a_command(person: Person) -> None:
    out = StringIO()
    call_command("restrict_person", person.pk, until=LATER, reason="By letter", stdout=out)
    call_command("restrict_person", person.pk, lift=True, reason="Settled", stdout=out)
    assert out.getvalue() == f"restricted until {LATER}\nno longer restricted\n"


# The ledger -------------------------------------------------------------------------------------


@pytest.mark.parametrize("lifted", [False, True])
def test_a_restored_backup_is_told_by_the_ledger(
    committed: None, tmp_path: Path, lifted: bool
) -> None:
    person = make.make_person(name="Ada")
    restrict(person)
    if lifted:
        subjects.lift(subject=person, reason="Settled", by=None)
    ledger = tmp_path / "erasures.jsonl"
    assert erasures.export(ledger) == 1 + lifted
    # The backup is older: it knows nothing of either.
    before = {"restricted_until": TODAY, "restricted_why": "x"} if lifted else {
        "restricted_until": None, "restricted_why": "",
    }  # fmt: skip
    Person.objects.update(**before)
    erasures.replay(ledger, "owner")
    person.refresh_from_db()
    assert person.restricted_until == (None if lifted else LATER)
    assert Erasure.objects.count() == 1 + lifted
