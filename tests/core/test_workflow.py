"""Every step of every workflow, tried by every role, from every state."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from delegations.workflows import TRIP, VISIT
from oia.core.permissions import may
from oia.core.workflow import Refused, Workflow, mermaid, perform
from oia.roles import ROLES
from reporting.workflows import REPORT
from tests.factories import make_department, make_desk, make_trip, make_user, make_visit

MADE: dict[str, Any] = {"trip": make_trip, "visit": make_visit}
WORKFLOWS = {"trip": TRIP, "visit": VISIT}
STEPS = [(noun, name) for noun, workflow in WORKFLOWS.items() for name in workflow.names]
each_step = pytest.mark.parametrize(("noun", "name"), STEPS)


def states(workflow: Workflow) -> set[str]:
    steps = workflow.transitions
    return {str(s) for step in steps for s in (*step.source, step.target)}


@each_step
@pytest.mark.parametrize("role", ROLES)
def test_a_step_is_taken_by_whom_the_table_says(db: None, noun: str, name: str, role: str) -> None:
    step = WORKFLOWS[noun].names[name]
    user = make_user(role)
    desk = make_desk(holder=user)
    for source in step.source:
        obj = MADE[noun](status=source, desk=desk)
        if may(user, step.capability):
            done = perform(WORKFLOWS[noun], obj, name, by=user, reason="as agreed")
            assert done.status == step.target
        else:
            with pytest.raises(PermissionDenied):
                perform(WORKFLOWS[noun], obj, name, by=user, reason="as agreed")
            obj.refresh_from_db()
            assert obj.status == source


@each_step
def test_a_step_from_another_state_is_refused(db: None, noun: str, name: str) -> None:
    workflow = WORKFLOWS[noun]
    user = make_user("head")
    for state in states(workflow) - set(workflow.names[name].source):
        obj = MADE[noun](status=state)
        with pytest.raises(Refused):
            perform(workflow, obj, name, by=user, reason="as agreed")
        obj.refresh_from_db()
        assert obj.status == state


@each_step
def test_a_step_that_needs_a_reason_is_refused_without(db: None, noun: str, name: str) -> None:
    step = WORKFLOWS[noun].names[name]
    obj = MADE[noun](status=step.source[0])
    if step.needs_reason:
        with pytest.raises(Refused):
            perform(WORKFLOWS[noun], obj, name, by=make_user("head"), reason="  ")
    obj.refresh_from_db()
    assert obj.status == step.source[0]


def test_buttons_are_the_steps_that_perform_would_take(db: None) -> None:
    for role in ROLES:
        user = make_user(role)
        desk = make_desk(holder=user)
        for state in states(TRIP):
            trip = make_trip(status=state, desk=desk)
            offered = [step.name for step in TRIP.available(trip, user)]
            taken = [
                s.name for s in TRIP.transitions if state in s.source and may(user, s.capability)
            ]
            assert offered == taken


def test_the_mayors_trip_is_not_approved_without_a_programme(db: None) -> None:
    """Köln's rule; the database keeps it too."""
    trip = make_trip(status="requested", with_mayor=True, programme="  ")
    with pytest.raises(Refused):
        perform(TRIP, trip, "approve", by=make_user("head"))
    trip.programme = "10:00 reception"
    trip.save()
    assert perform(TRIP, trip, "approve", by=make_user("head")).status == "approved"


def test_what_has_not_begun_is_neither_under_way_nor_received(db: None) -> None:
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    user = make_user("officer")
    trip = make_trip(status="approved", first_day=tomorrow)
    visit = make_visit(status="confirmed", first_day=tomorrow)
    for workflow, obj, name in (
        (TRIP, trip, "start"),
        (TRIP, trip, "return"),
        (VISIT, visit, "receive"),
    ):
        with pytest.raises(Refused):
            perform(workflow, obj, name, by=user)


def test_a_step_from_a_page_that_is_out_of_date_is_refused(db: None) -> None:
    trip = make_trip(status="draft")
    user = make_user("officer")
    perform(TRIP, trip, "request", by=user)
    assert trip.status == "draft"
    with pytest.raises(Refused):
        perform(TRIP, trip, "request", by=user)


def test_a_liaison_moves_what_is_theirs_and_nothing_else(office: Any, client: Any) -> None:
    ours, theirs = make_department(), make_department()
    liaison = make_user("liaison")
    make_desk(holder=liaison, department=ours)
    client.force_login(liaison)
    found = []
    for department in (ours, theirs):
        trip = make_trip(status="draft", department=department)
        client.post(f"/delegations/{trip.pk}/step/", {"step": "request"})
        trip.refresh_from_db()
        offered = [step.name for step in TRIP.available(trip, liaison)]
        found.append((trip.status, offered))
    assert found == [("requested", ["approve", "cancel"]), ("draft", [])]


def test_a_confidential_trip_cannot_be_moved_by_somebody_who_does_not_see_it(
    office: Any, client: Any
) -> None:
    trip = make_trip(status="draft", confidentiality="confidential")
    client.force_login(make_user("liaison"))
    assert client.post(f"/delegations/{trip.pk}/step/", {"step": "request"}).status_code == 404


def test_a_step_nobody_declared_changes_nothing(office: Any, client: Any) -> None:
    trip = make_trip(status="draft")
    client.force_login(make_user("officer"))
    client.post(f"/delegations/{trip.pk}/step/", {"step": "delete"})
    trip.refresh_from_db()
    assert trip.status == "draft"


@pytest.mark.parametrize("role", ROLES)
def test_only_the_head_publishes_and_only_the_office_submits(db: None, role: str) -> None:
    user = make_user(role)
    allowed = {name for name, step in REPORT.names.items() if may(user, step.capability)}
    told = {
        "head": set(REPORT.names),
        "officer": {"submit", "return"},
        "liaison": {"submit", "return"},
    }
    assert allowed == told.get(role, set())


@pytest.mark.parametrize("workflow", [TRIP, VISIT, REPORT], ids=lambda w: w.model)
def test_the_diagram_draws_every_step(workflow: Workflow) -> None:
    arrows = [line for line in mermaid(workflow).splitlines() if "-->" in line]
    assert len(arrows) == sum(len(step.source) for step in workflow.transitions)
