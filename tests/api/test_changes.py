"""The feed of changes: nothing is skipped, nothing is told to whom it is hidden."""

from typing import Any

import pytest
from django.db import connections, transaction

from oia.api import changes
from oia.core.audit import deed
from oia.office.actions import set_up_office
from oia.office.models import Event
from tests import factories as make
from tests.api.caller import Caller
from tests.races import Rival


@pytest.fixture
def head(committed: None) -> Caller:
    set_up_office(city="Musterhausen", country="DE")
    return Caller(make.make_user("head"))


def start(caller: Caller) -> str:
    return str(caller.get("/changes/?after=now").json()["next"])


def told(caller: Caller, after: str) -> list[tuple[str, int, str]]:
    answer = caller.get(f"/changes/?after={after}").json()
    return [(row["noun"], row["id"], row["what"]) for row in answer["results"]]


def test_what_was_created_changed_and_deleted_is_told_once_each(head: Caller) -> None:
    place = start(head)
    trip, person = make.make_trip(), make.make_person()
    created = [("trips", trip.pk, "created"), ("people", person.pk, "created")]
    assert told(head, place) == created
    place = start(head)
    trip.note = "changed"
    trip.save()
    key = person.pk
    person.delete()
    assert told(head, place) == [("trips", trip.pk, "changed"), ("people", key, "deleted")]


def test_a_part_written_past_its_noun_is_a_change_of_the_noun(head: Caller) -> None:
    trip = make.make_trip()
    place = start(head)
    make.make_traveller(trip=trip)
    Event.objects.filter(pk=make.make_event().pk).update(note="bulk")
    assert [what for what in told(head, place) if what[0] == "trips"] == [
        ("trips", trip.pk, "changed")
    ]
    assert [what[2] for what in told(head, place) if what[0] == "events"] == ["created", "changed"]


def test_the_cursor_walks_page_by_page_and_then_answers_304(head: Caller) -> None:
    place = start(head)
    rows = [make.make_person() for _ in range(5)]
    found, more = [], True
    while more:
        answer = head.get(f"/changes/?limit=2&after={place}")
        found += [row["id"] for row in answer.json()["results"]]
        place, more = answer.json()["next"], answer.json()["more"]
    assert found == [row.pk for row in rows]
    last = head.get(f"/changes/?after={place}")
    again = head.get(f"/changes/?after={place}", **{"If-None-Match": last.headers["ETag"]})
    assert (last.json()["results"], again.status_code) == ([], 304)


def skipped(head: Caller) -> set[int]:
    """Two transactions: the one that wrote first commits last. What a reader never meets."""
    place, found = start(head), set()

    def read() -> None:
        nonlocal place
        answer = head.get(f"/changes/?after={place}").json()
        found.update(row["id"] for row in answer["results"])
        place = answer["next"]

    with transaction.atomic():
        slow = make.make_person()
        quick: list[Any] = []
        rival = Rival(lambda: quick.append(make.make_person()))
        rival.start_and_wait()
        rival.join()
        reader = Rival(read)
        reader.start_and_wait()
        reader.join()
    read()
    return {slow.pk, quick[0].pk} - found


def test_who_commits_late_is_not_skipped(head: Caller) -> None:
    assert skipped(head) == set()


def test_without_waiting_for_running_transactions_it_would_be(
    head: Caller, monkeypatch: Any
) -> None:
    """The negative control: the same reader without the guard loses the slow one's row."""
    monkeypatch.setattr(changes, "COMPLETE", "true")
    assert len(skipped(head)) == 1


def test_a_long_transaction_in_another_database_delays_nothing(head: Caller) -> None:
    place, other = start(head), connections["default"].copy()
    other.settings_dict["NAME"] = "template1"
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()")
        event = make.make_event()
        assert told(head, place) == [("events", event.pk, "created")]
    finally:
        other.close()


def test_a_confidential_row_is_told_to_nobody_else_and_its_closing_as_its_end(
    head: Caller,
) -> None:
    mayor = Caller(make.make_user("mayor"))
    place = start(head)
    hidden = make.make_trip(confidentiality="confidential")
    trip = make.make_trip()
    hidden.note = "changed"
    hidden.save()
    assert told(mayor, place) == [("trips", trip.pk, "created")]
    place = start(head)
    trip.confidentiality = "confidential"
    trip.save()
    assert told(mayor, place) == [("trips", trip.pk, "deleted")]
    assert told(head, place) == [("trips", trip.pk, "changed")]
    place = start(head)
    key = hidden.pk
    with deed(by=head.user, why="gone"):
        hidden.delete()
    assert (told(mayor, place), told(head, place)) == ([], [("trips", key, "deleted")])


def test_nouns_that_are_closed_to_the_person_are_not_told(head: Caller) -> None:
    mayor, place = Caller(make.make_user("mayor")), start(head)
    department, event = make.make_department(), make.make_event()
    seen = [("departments", department.pk, "created"), ("events", event.pk, "created")]
    assert (told(head, place), told(mayor, place)) == (seen, seen[1:])


@pytest.mark.parametrize(
    ("after", "status"),
    [("x", 400), ("a-b-c", 400), ("era-1-1", 410), ("era-1-99999999999999999999", 400)],
)
def test_a_place_of_another_feed_is_refused_with_a_sentence(
    office: Any, after: str, status: int
) -> None:
    answer = Caller(make.make_user("head")).get(f"/changes/?after={after}")
    assert (answer.status_code, bool(answer.json()["detail"])) == (status, True)
