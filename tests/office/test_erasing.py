"""A person is erased by two heads of office; the machine does it, and says what is left."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from oia.core.models import Erasure, OutboxMail, ReadLog
from oia.core.workflow import Refused
from oia.office import subjects, tasks
from oia.office.actions import set_up_office
from oia.office.models import Erasing, Person, Position
from tests import factories as make


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def heads(office: Any) -> tuple[Any, Any]:
    return make.make_user("head"), make.make_user("head")


@pytest.mark.django_db
def test_nobody_but_heads_asks_and_nobody_releases_their_own(heads: Any) -> None:
    one, other = heads
    person = make.make_person()
    for role in ("officer", "auditor", "admin", "mayor"):
        with pytest.raises(PermissionDenied):
            subjects.ask_to_erase(subject=person, reason="asked", by=make.make_user(role))
    row = subjects.ask_to_erase(subject=person, reason="asked for it", by=one)
    with pytest.raises(Refused, match="second person"):
        subjects.release_erasure(row=row, by=one)
    with pytest.raises(PermissionDenied):
        subjects.release_erasure(row=row, by=make.make_user("admin"))
    with pytest.raises(Refused, match="asked for already"):
        subjects.ask_to_erase(subject=person, reason="again", by=other)
    assert OutboxMail.objects.filter(recipient=other.email, template="subject").exists()
    assert ReadLog.objects.filter(user=one, what__contains="asked for it").exists()
    assert subjects.release_erasure(row=row, by=other).state == "released"
    with pytest.raises(Refused):
        subjects.refuse_erasure(row=row, by=other)


@pytest.mark.django_db
def test_the_database_wants_two_people_and_keeps_what_was_asked(heads: Any) -> None:
    one, _other = heads
    row = subjects.ask_to_erase(subject=make.make_person(), reason="asked", by=one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Erasing.objects.filter(pk=row.pk).update(state="released", released_by=one)
    with pytest.raises(DatabaseError), transaction.atomic():
        Erasing.objects.filter(pk=row.pk).update(reason="another")
    with pytest.raises(IntegrityError), transaction.atomic():
        Erasing.objects.create(number=row.number, reason="twice", proposed_by=one)


@pytest.mark.django_db
def test_what_was_refused_stays_and_may_be_asked_again(heads: Any) -> None:
    one, other = heads
    person = make.make_person()
    row = subjects.ask_to_erase(subject=person, reason="asked", by=one)
    assert subjects.refuse_erasure(row=row, by=one).state == "refused"
    assert subjects.erase_released() == 0
    assert Person.objects.filter(pk=person.pk).exists()
    assert subjects.ask_to_erase(subject=person, reason="again", by=other).pk != row.pk


def test_the_machine_erases_and_tells_where_the_name_still_stands(committed: None) -> None:
    set_up_office(city="Musterhausen", country="DE")
    one, other = make.make_user("head"), make.make_user("head")
    person = make.make_person(name="Adelheid Quittenbaum")
    make.make_position(person=person)
    trip = make.make_trip(note="Adelheid Quittenbaum came too.")
    row = subjects.ask_to_erase(subject=person, reason="asked", by=one)
    tasks.delete_released()
    assert Person.objects.filter(pk=person.pk).exists()
    subjects.release_erasure(row=row, by=other)
    tasks.delete_released()
    assert not Person.objects.filter(pk=person.pk).exists()
    assert not Position.objects.filter(person=person.pk).exists()
    row.refresh_from_db()
    assert (row.state, row.person, row.number) == ("done", None, person.pk)
    assert row.done["office.person"] == row.done["office.position"] == 1
    assert row.left == [f"office.record {trip.pk}: note"]
    assert Erasure.objects.filter(table="office_person", key=person.pk, by=other.pk).exists()
    told = " ".join(str(value) for value in vars(row).values())
    assert "Quittenbaum" not in told
    with pytest.raises(DatabaseError), transaction.atomic():
        Erasing.objects.filter(pk=row.pk).update(state="proposed")


def test_what_must_be_kept_is_named_and_tried_again(committed: None, monkeypatch: Any) -> None:
    set_up_office(city="Musterhausen", country="DE")
    one, other = make.make_user("head"), make.make_user("head")
    person = make.make_person()
    row = subjects.ask_to_erase(subject=person, reason="asked", by=one)
    subjects.release_erasure(row=row, by=other)
    with monkeypatch.context() as held:

        def refuse(*given: Any, **more: Any) -> Any:
            raise subjects.personal.Refused("Must be kept or ended first: gift 7.")

        held.setattr(subjects.personal, "erase", refuse)
        assert subjects.erase_released() == 0
    row.refresh_from_db()
    assert (row.state, row.hindered) == ("released", "Must be kept or ended first: gift 7.")
    assert subjects.erase_released() == 1
    row.refresh_from_db()
    assert (row.state, row.hindered) == ("done", "")


@pytest.mark.django_db
def test_two_heads_on_their_pages(heads: Any, client: Client) -> None:
    one, other = heads
    person = make.make_person()
    held, ask = (reverse(name, args=[person.pk]) for name in ("person_held", "person_erase"))
    english = {"accept-language": "en"}
    client.force_login(one)
    assert ask in client.get(held).content.decode()
    answer = client.post(ask, {"reason": " "}, follow=True, headers=english)
    assert "Give a reason" in answer.content.decode()
    assert client.post(ask, {"reason": "asked by letter"}).status_code == 302
    row = Erasing.objects.get()
    here = reverse("erasing_answer", args=[row.pk])
    page = client.get(held, headers=english).content.decode()
    assert "asked by letter" in page
    assert "Release the erasure" not in page
    assert ask not in page
    client.force_login(other)
    assert held in client.get("/due/").content.decode()
    assert "Release the erasure" in client.get(held, headers=english).content.decode()
    assert client.post(here).status_code == 302
    row.refresh_from_db()
    assert row.released_by == other
    assert "asked by letter" in client.get(reverse("retention")).content.decode()
    for role, status in (("officer", 403), ("auditor", 403), ("admin", 403)):
        client.force_login(make.make_user(role))
        assert client.post(here).status_code == status
        assert client.post(ask, {"reason": "x"}).status_code == status
