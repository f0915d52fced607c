"""Every step of every workflow, tried by every role, from every state."""

import datetime as dt
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from delegations.models import Trip
from delegations.workflows import TRIP, VISIT
from eufunding.workflows import BID, CALL
from networks.workflows import MEMBERSHIP
from oia.core.audit import history_of
from oia.core.permissions import may
from oia.core.workflow import Refused, Workflow, mermaid, perform, workflows
from oia.roles import ROLES
from partners.workflows import TIE
from reporting.workflows import REPORT
from tests.factories import (
    make_bank_account,
    make_batch,
    make_bid,
    make_call,
    make_department,
    make_desk,
    make_document,
    make_granted,
    make_membership,
    make_partnership,
    make_payment,
    make_programme_item,
    make_scheme_version,
    make_traveller,
    make_trip,
    make_user,
    make_visit,
)


def made_payment(**kw: Any) -> Any:
    """One that a list has taken up, to an account that is confirmed."""
    row = make_granted()
    account = make_bank_account(club=row.club)
    return make_payment(application=row, account=account, batch=make_batch(inside=False), **kw)


# What makes a row of the noun that every guard of its table lets pass.
MADE: dict[str, Any] = {
    "trip": make_trip,
    "visit": make_visit,
    "partnership": make_partnership,
    "membership": make_membership,
    "bid": partial(make_bid, requested=Decimal(1000)),
    "call": make_call,
    "schemeversion": make_scheme_version,
    "batch": make_batch,
    "payment": made_payment,
}
TABLES = workflows()
# A report is frozen on its way, an application passes from hand to hand: `tests/reporting` and
# `tests/delegations/applications` walk them.
WALKED_ELSEWHERE = ("report", "application")
WORKFLOWS = {table.model: table for table in TABLES if table.model not in WALKED_ELSEWHERE}
STEPS = [(noun, name) for noun, workflow in WORKFLOWS.items() for name in workflow.names]
each_step = pytest.mark.parametrize(("noun", "name"), STEPS)


def states(workflow: Workflow) -> set[str]:
    steps = workflow.transitions
    return {str(s) for step in steps for s in (*step.source, step.target)}


def own(noun: str, user: Any) -> dict[str, Any]:
    """Whatever makes the row that person's own."""
    department = make_department()
    desk = make_desk(holder=user, department=department)
    if noun in ("schemeversion", "batch", "payment"):
        return {}
    return {"lead_department": department} if noun == "membership" else {"desk": desk}


@each_step
@pytest.mark.parametrize("role", ROLES)
def test_a_step_is_taken_by_whom_the_table_says(db: None, noun: str, name: str, role: str) -> None:
    step = WORKFLOWS[noun].names[name]
    user = make_user(role)
    for source in step.source:
        obj = MADE[noun](status=source, **own(noun, user))
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
    head = make_user("head")
    for trip in (
        make_trip(status="requested", with_mayor=True),
        make_trip(status="requested", travellers=5),
        make_traveller(trip=make_trip(status="requested"), sector="council").trip,
    ):
        with pytest.raises(Refused, match=r"without its items|ohne Programm"):
            perform(TRIP, trip, "approve", by=head)
        with pytest.raises(IntegrityError), transaction.atomic():
            Trip.objects.filter(pk=trip.pk).update(status="approved")
        make_programme_item(record=trip)
        assert perform(TRIP, trip, "approve", by=head).status == "approved"


def test_for_a_colleagues_trip_a_line_or_the_agenda_is_enough(db: None) -> None:
    head = make_user("head")
    bare = make_trip(status="requested", programme=" ")
    with pytest.raises(Refused):
        perform(TRIP, bare, "approve", by=head)
    with pytest.raises(IntegrityError), transaction.atomic():
        Trip.objects.filter(pk=bare.pk).update(status="approved")
    make_document(record=bare)
    for trip in (bare, make_trip(status="requested", programme="Meeting of the network")):
        assert perform(TRIP, trip, "approve", by=head).status == "approved"


def test_the_mayor_does_not_join_an_approved_trip_without_items(db: None) -> None:
    trip = make_trip(status="approved")
    with pytest.raises(IntegrityError), transaction.atomic():
        Trip.objects.filter(pk=trip.pk).update(with_mayor=True)


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
    }
    assert allowed == told.get(role, set())


@pytest.mark.parametrize("workflow", TABLES, ids=lambda w: w.model)
def test_the_diagram_draws_every_step_and_each_says_what_will_happen(workflow: Workflow) -> None:
    assert all(step.explanation for step in workflow.transitions)
    arrows = [line for line in mermaid(workflow).splitlines() if "-->" in line]
    assert len(arrows) == sum(len(step.source) for step in workflow.transitions)


def test_every_noun_with_a_table_is_walked_here() -> None:
    assert set(WORKFLOWS) == set(MADE)


def test_a_step_from_a_page_that_shows_another_state_is_refused(office: Any, client: Any) -> None:
    """Both states lead to the end; the person did not see the second one."""
    tie = make_partnership(status="suspended")
    client.force_login(make_user("officer"))
    address = f"/partners/{tie.pk}/step/"
    told = {"step": "end", "reason": "council decision"}
    client.post(address, told | {"seen": "active"})
    tie.refresh_from_db()
    assert tie.status == "suspended"
    client.post(address, told | {"seen": "suspended"})
    tie.refresh_from_db()
    assert tie.status == "ended"


def test_the_page_sends_the_state_it_shows(office: Any, client: Any) -> None:
    bid = make_bid(status="submitted")
    client.force_login(make_user("officer"))
    page = client.get(f"/eufunding/{bid.pk}/").content.decode()
    assert page.count('<input type="hidden" name="seen" value="submitted">') == len(
        BID.available(bid, make_user("officer"))
    )


def test_the_end_of_a_tie_is_one_of_its_dates(db: None) -> None:
    tie = make_partnership(status="active")
    perform(TIE, tie, "end", by=make_user("head"), reason="decided in May")
    today = timezone.localdate().isoformat()
    assert list(tie.dates.values_list("kind", "date", "source")) == [
        ("ended", today, "decided in May")
    ]
    assert history_of(tie)[0].why == "decided in May"


def test_a_tie_is_not_active_before_it_is_signed(db: None) -> None:
    tie = make_partnership(status="decided", signed="")
    with pytest.raises(Refused):
        perform(TIE, tie, "sign", by=make_user("officer"))
    contact = make_partnership(status="contact", signed="", form="contact")
    assert perform(TIE, contact, "sign", by=make_user("officer")).status == "active"


def test_a_bid_keeps_the_days_of_its_steps(db: None) -> None:
    bid, by, today = make_bid(status="drafting"), make_user("officer"), timezone.localdate()
    with pytest.raises(Refused):
        perform(BID, bid, "submit", by=by)
    bid.requested = Decimal(1000)
    bid.save()
    bid = perform(BID, bid, "submit", by=by)
    assert (bid.submitted, bid.decided) == (today, None)
    bid = perform(BID, bid, "award", by=by)
    assert (bid.submitted, bid.decided) == (today, today)
    bid.awarded = Decimal(900)
    bid.save()
    with pytest.raises(Refused):
        perform(BID, bid, "reconsider", by=by, reason="mistaken")
    bid.awarded = None
    bid.save()
    bid = perform(BID, bid, "reconsider", by=by, reason="mistaken")
    bid = perform(BID, bid, "withdraw", by=by, reason="mistaken")
    assert (bid.status, bid.submitted, bid.decided) == ("drafting", None, None)


def test_a_decision_typed_before_the_submission_is_no_failure(db: None) -> None:
    day = dt.date(2025, 3, 1)
    bid = make_bid(status="drafting", requested=Decimal(5), decided=day)
    assert perform(BID, bid, "submit", by=make_user("officer")).submitted == day


def test_a_call_is_not_opened_before_its_day(db: None) -> None:
    call = make_call(opens=timezone.localdate() + dt.timedelta(days=1))
    with pytest.raises(Refused):
        perform(CALL, call, "open", by=make_user("officer"))


def test_many_memberships_are_decided_together(office: Any, client: Any) -> None:
    kept, left = make_membership(year=2027), make_membership(year=2027, status="leave")
    client.force_login(make_user("head"))
    data = {"bulk": "step", "scope": "all", "confirmed": "2", "bulk-step": "keep"}
    client.post("/networks/memberships/", data)
    for row in (kept, left):
        row.refresh_from_db()
    assert (kept.status, left.status) == ("keep", "leave")


def test_a_liaison_decides_only_on_memberships_of_the_own_department(db: None) -> None:
    liaison = make_user("liaison")
    mine = make_membership(**own("membership", liaison))
    assert perform(MEMBERSHIP, mine, "keep", by=liaison).status == "keep"
    with pytest.raises(PermissionDenied):
        perform(MEMBERSHIP, make_membership(), "keep", by=liaison)
