"""Steps taken by two people at the same moment; each guard has its negative control."""

from typing import Any

from django.db import OperationalError, transaction

from delegations.models import Trip
from delegations.workflows import TRIP
from oia.core import workflow as engine
from oia.core.workflow import Refused, Transition, Workflow, perform
from oia.office.actions import assign
from oia.office.models import Record
from tests.factories import make_desk, make_trip, make_user
from tests.races import Rival, at_once

PEOPLE = 8


def interrupted(rival: Rival) -> Workflow:
    """A workflow in whose guard, between reading and writing the row, somebody else acts."""

    def guard(trip: Any, by: Any) -> None:
        rival.start_and_wait()

    step = Transition("request", "Ask", ("draft",), "requested", "activities.write", guard=guard)
    return Workflow("trip", transitions=(step,))


def assigned_meanwhile() -> Any:
    """The desk of a trip that was assigned while a step stood in its guard."""
    trip, desk, user = make_trip(status="draft"), make_desk(), make_user("officer")
    rival = Rival(lambda: assign(rows=Trip.objects.filter(pk=trip.pk), desk=desk, by=user))
    perform(interrupted(rival), trip, "request", by=user)
    rival.join()
    assert rival.error is None
    trip.refresh_from_db()
    assert trip.status == "requested"
    return trip.desk == desk


def test_an_assignment_during_a_step_is_kept(committed: None) -> None:
    assert assigned_meanwhile() is True


def test_with_the_nouns_row_alone_under_lock_the_assignment_would_be_lost(
    committed: None, monkeypatch: Any
) -> None:
    """The negative control."""
    monkeypatch.setattr(engine, "locked", lambda rows: rows.select_for_update(of=("self",)))
    assert assigned_meanwhile() is False


def presses() -> int:
    """How many of eight who press at once were told that they took the step."""
    trip, user = make_trip(status="draft"), make_user("officer")
    found = at_once(lambda: perform(TRIP, trip, "request", by=user), PEOPLE)
    others = [error for error in found if error is not None]
    assert {type(error) for error in others} <= {Refused}
    return found.count(None)


def test_of_many_who_press_at_once_one_takes_the_step(committed: None) -> None:
    assert [presses() for _round in range(3)] == [1, 1, 1]


def test_without_the_lock_several_would_take_the_same_step(
    committed: None, monkeypatch: Any
) -> None:
    """The negative control: two read the state before either writes it."""
    monkeypatch.setattr(engine, "locked", lambda rows: rows)
    trip, user = make_trip(status="draft"), make_user("officer")
    rival = Rival(lambda: perform(TRIP, trip, "request", by=user))
    perform(interrupted(rival), trip, "request", by=user)
    rival.join()
    assert rival.error is None


def noun_is_free_while_a_step_waits_for_the_record() -> bool:
    trip, user = make_trip(status="draft"), make_user("officer")
    rival = Rival(lambda: perform(TRIP, trip, "request", by=user))
    try:
        with transaction.atomic():
            Record.objects.select_for_update().get(pk=trip.pk)
            rival.start_and_wait()
            Trip.objects.select_for_update(of=("self",), nowait=True).get(pk=trip.pk)
    except OperationalError:
        return False
    finally:
        rival.join()
    return True


def test_a_step_waits_for_the_record_without_the_noun_in_hand(committed: None) -> None:
    """Who works on many rows takes the record first; the other way round both would wait."""
    assert noun_is_free_while_a_step_waits_for_the_record() is True


def test_with_the_noun_locked_first_two_would_wait_for_each_other(
    committed: None, monkeypatch: Any
) -> None:
    """The negative control."""
    monkeypatch.setattr(engine, "locked", lambda rows: rows.select_for_update())
    assert noun_is_free_while_a_step_waits_for_the_record() is False
