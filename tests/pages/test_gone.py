"""A deleted entry is told of to nobody who would not have seen, or could not write, it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oia.core.audit import deed, state_at
from oia.office import subjects
from oia.office.models import (
    Affiliation,
    FollowUp,
    InteractionRecord,
    Person,
)
from oia.office.writing import gone, pages
from tests import factories as make
from tests.pages.test_writing import NOUNS, enter, new, only, writing_of

DELETER = "Erna Loeschmann"
SECRET = "Secrettown"
HIDDEN = {"confidentiality": "confidential"}


def end(row: Any) -> Any:
    """Delete the row with its parts, as the page does; answers its number."""
    key = row.pk
    with deed(by=make.make_user("head", name=DELETER), why="no more"):
        row.delete()
    return key


def told(client: Client, noun: str, key: Any) -> set[str]:
    """At which addresses of the noun somebody learns that the row was there."""
    typed = client.post(reverse(f"{noun}_edit", args=[key]), {})
    again = client.get(f"{new(noun)}?deleted={key}")
    found = {"edit"} if typed.status_code != 404 or DELETER in typed.content.decode() else set()
    return found | ({"new"} if again.status_code != 404 else set())


@pytest.fixture
def liaison(office: Any, client: Client) -> Client:
    user = make.make_user("liaison")
    Affiliation.objects.create(user=user, department=make.make_department("Schools"))
    client.force_login(user)
    return client


@pytest.fixture
def officer(office: Any, client: Client) -> Client:
    client.force_login(make.make_user("officer"))
    return client


def own(**more: Any) -> dict[str, Any]:
    return {"department": Affiliation.objects.get().department, **more}


def _trip_of_another() -> Any:
    return make.make_trip(title=SECRET, department=make.make_department("Parks"))


def _trip_of_nobody() -> Any:
    return make.make_trip(title=SECRET)


def _confidential_trip() -> Any:
    return make.make_trip(title=SECRET, **own(**HIDDEN))


def _membership_of_a_confidential_network() -> Any:
    lead = Affiliation.objects.get().department
    network = make.make_network(title=SECRET, **HIDDEN)
    return make.make_membership(network=network, lead_department=lead)


UNSEEN: dict[str, tuple[str, Callable[[], Any]]] = {
    "another department's": ("trip", _trip_of_another),
    "nobody's": ("trip", _trip_of_nobody),
    "confidential, though the own": ("trip", _confidential_trip),
    "part of what is confidential": ("membership", _membership_of_a_confidential_network),
}


@pytest.mark.parametrize("case", UNSEEN)
def test_a_liaison_learns_nothing_of_what_was_not_theirs(liaison: Client, case: str) -> None:
    noun, made = UNSEEN[case]
    assert told(liaison, noun, end(made())) == set()


def test_a_liaison_keeps_what_was_typed_for_the_own_departments_row(liaison: Client) -> None:
    assert told(liaison, "trip", end(make.make_trip(**own()))) == {"edit", "new"}


def test_a_restricted_person_is_not_told_of_after_the_end(officer: Client) -> None:
    person = make.make_person(name=SECRET)
    head = make.make_user("head")
    until = dt.date.today() + dt.timedelta(days=30)
    subjects.restrict(subject=person, until=until, reason="asked for", by=head)
    key = end(Person.objects.get(pk=person.pk))
    assert told(officer, "person", key) == set()
    officer.force_login(head)
    assert told(officer, "person", key) == {"edit", "new"}


def test_a_restriction_that_was_lifted_hides_nothing(officer: Client) -> None:
    person = make.make_person(name="Open again")
    head = make.make_user("head")
    until = dt.date.today() + dt.timedelta(days=30)
    subjects.restrict(subject=person, until=until, reason="asked for", by=head)
    person.refresh_from_db()
    subjects.lift(subject=person, reason="settled", by=head)
    assert told(officer, "person", end(Person.objects.get(pk=person.pk))) == {"edit", "new"}


def test_a_follow_up_of_somebody_elses_own_is_not_told_of(officer: Client) -> None:
    owner = make.make_user("officer")
    row = FollowUp.objects.create(title=SECRET, due=make.DAY, owner=owner, by=owner)
    assert told(officer, "follow_up", end(row)) == set()


@pytest.mark.parametrize(("level", "seen"), [("confidential", False), ("open", True)])
def test_a_talk_is_told_of_by_what_it_was_about(office: Any, level: str, seen: bool) -> None:
    """Its parts went with it, and with them what it was about."""
    talk = make.make_interaction(subject=SECRET)
    InteractionRecord.objects.get_or_create(
        interaction=talk, record=make.make_trip(confidentiality=level).record_ptr
    )
    key = end(talk)
    writing, mayor = writing_of("interaction"), make.make_user("mayor")
    assert bool(gone.last_state(writing, key, mayor)) is seen
    assert gone.last_state(writing, key, make.make_user("head"))


def test_what_belonged_to_something_that_is_gone_too_is_told_to_nobody(officer: Client) -> None:
    network = make.make_network()
    key = end(make.make_membership(network=network))
    assert told(officer, "membership", key) == {"edit", "new"}
    network.delete()
    assert told(officer, "membership", key) == set()


@pytest.mark.parametrize("noun", NOUNS)
def test_asking_leaves_nothing_behind(office: Any, client: Client, noun: str) -> None:
    client.force_login(make.make_user("head"))
    enter(client, noun)
    row = only(noun)
    model, key = type(row), end(row)
    before = state_at(model, key, dt.datetime.now(dt.UTC))
    assert told(client, noun, key) == {"edit", "new"}
    assert not model._default_manager.filter(pk=key).exists()
    assert state_at(model, key, dt.datetime.now(dt.UTC)) == before


def test_without_the_question_everything_would_be_told(
    liaison: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the addresses are those at which it would stand."""

    def anybody(writing: Any, pk: int, user: Any) -> dict[str, Any]:
        return state_at(writing.model, pk, dt.datetime.now(dt.UTC))

    monkeypatch.setattr(pages, "last_state", anybody)
    for noun, made in UNSEEN.values():
        assert told(liaison, noun, end(made())) == {"edit", "new"}
