"""Many at once: one application begun, one sent, one decision; each with its negative control."""

from decimal import Decimal
from typing import Any

import pytest

from delegations.applications import actions
from delegations.models import Application
from oia.core.models import OutboxMail
from tests.factories import (
    make_application,
    make_open_scheme,
    make_representative,
    make_user,
)
from tests.races import at_once

PEOPLE = 16


def begun_at_once() -> int:
    """How many applications sixteen presses of one button make."""
    speaker, scheme = make_representative(), make_open_scheme()
    said = {"club": speaker.club, "scheme": scheme, "title": "Choir", "key": "k"}
    found = at_once(lambda: actions.begin(**said, by=speaker.user), PEOPLE)
    assert [error for error in found if error] == []
    return Application.objects.count()


def test_pressed_sixteen_times_at_once_one_is_begun(committed: None) -> None:
    assert begun_at_once() == 1


def test_without_the_lock_somebody_would_meet_an_error(committed: None, monkeypatch: Any) -> None:
    """The negative control: the database still keeps one row, but the others get an error."""
    monkeypatch.setattr(actions, "locked", lambda rows: rows)
    with pytest.raises(AssertionError):
        for _ in range(20):
            Application.objects.all().delete()
            begun_at_once()


def test_sent_sixteen_times_at_once_it_is_sent_once(committed: None) -> None:
    speaker = make_representative()
    row = make_application(club=speaker.club, status="draft")
    found = at_once(lambda: actions.send(application=row, by=speaker.user), PEOPLE)
    assert found == [None] * PEOPLE
    assert OutboxMail.objects.filter(template="receipt").count() == 1


def test_decided_by_many_at_once_one_decision_stands(committed: None) -> None:
    row = make_application(status="submitted")
    row = actions.recommend(
        application=row, proposal="grant", amount=Decimal(240), text="x", by=make_user("officer")
    )
    head = make_user("head")

    def decide() -> None:
        actions.decide(
            application=row, granted=Decimal(240), reasons=[], text="", conditions="", by=head
        )

    found = at_once(decide, PEOPLE)
    assert found.count(None) == 1
