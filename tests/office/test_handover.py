"""The list of what lies on a desk, and how it is handed over in one deed."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from oia.core.audit import history_of
from oia.core.models import OutboxMail
from oia.office.models import Desk, Record
from tests import factories as make

TODAY = timezone.localdate()


def enter(role: str) -> Client:
    client = Client()
    client.force_login(make.make_user(role))
    return client


@pytest.fixture
def desk(office: Any) -> Desk:
    return make.make_desk("FTE 2")


def listed(client: Client, desk: Desk) -> dict[str, list[str]]:
    piles = client.get(f"/desks/{desk.pk}/handover/").context["piles"]
    return {title: [item.title for item in items] for title, items in piles}


def hand_over(client: Client, desk: Desk, *rows: Any, **typed: str) -> Any:
    data = {"pick": [str(row.pk) for row in rows], "reason": "leaves in May", **typed}
    return client.post(f"/desks/{desk.pk}/handover/", data)


def test_the_list_holds_what_is_open_and_nothing_that_is_over(desk: Desk) -> None:
    tie = make.make_partnership("Lyon", desk=desk)
    make.make_partnership("Perm", desk=desk, status="ended")
    make.make_trip(title="Fair", desk=desk, status="approved", first_day=TODAY)
    make.make_trip(title="Old fair", desk=desk, status="closed")
    make.make_visit(title="Choir", desk=desk, status="announced")
    make.make_bid(title="BRIDGE", desk=desk, status="drafting")
    make.make_bid(title="GONE", desk=desk, status="rejected")
    call = make.make_call(title="Towns", desk=desk, status="open")
    make.make_deadline(call=call, at=timezone.now() + dt.timedelta(days=9))
    make.make_event(title="Europe Day", desk=desk, first_day=TODAY + dt.timedelta(days=3))
    make.make_event(title="Old day", desk=desk)
    make.make_partnership("Lille", desk=make.make_desk())
    found = listed(enter("officer"), desk)
    assert found == {
        "events": ["Europe Day"],
        "partnerships": [tie.title],
        "calls": ["Towns"],
        "bids": ["BRIDGE"],
        "trips": ["Fair"],
        "visits": ["Choir"],
    }


def test_what_is_overdue_is_counted_and_stands_first(desk: Desk) -> None:
    past = TODAY - dt.timedelta(days=4)
    make.make_trip(title="A later", desk=desk, status="approved", first_day=TODAY, last_day=TODAY)
    make.make_trip(title="B over", desk=desk, status="approved", first_day=past, last_day=past)
    network = make.make_network(desk=desk)
    make.make_membership(network=network, notice=past)
    make.make_membership(network=network, notice=past, status="keep")
    client = enter("officer")
    page = client.get(f"/desks/{desk.pk}/handover/")
    assert listed(client, desk)["trips"] == ["B over", "A later"]
    assert page.context["overdue"] == 2


def test_the_ticked_entries_move_in_one_deed_with_its_reason(desk: Desk) -> None:
    new = make.make_desk("FTE 3", holder=make.make_user(email="neu@example.org"))
    tie, trip, stays = (
        make.make_partnership(desk=desk), make.make_trip(desk=desk, status="approved"),
        make.make_trip(desk=desk, status="approved"),
    )  # fmt: skip
    hand_over(enter("head"), desk, tie, trip, successor=str(new.pk))
    at = dict(Record.objects.values_list("pk", "desk__name"))
    assert at == {tie.pk: "FTE 3", trip.pk: "FTE 3", stays.pk: "FTE 2"}
    assert {history_of(row)[0].why for row in (tie, trip)} == {"leaves in May"}
    tie.refresh_from_db()
    assert "fte 3" in tie.search_text
    assert OutboxMail.objects.get().recipient == "neu@example.org"


def test_what_has_left_the_desk_meanwhile_stays_where_it_is(desk: Desk) -> None:
    new, other = make.make_desk(), make.make_desk("Other")
    gone = make.make_trip(desk=other, status="approved")
    hand_over(enter("officer"), desk, gone, successor=str(new.pk))
    gone.refresh_from_db()
    assert gone.desk == other


@pytest.mark.parametrize("missing", ["reason", "successor", "pick"])
def test_nothing_moves_without_tick_successor_and_reason(desk: Desk, missing: str) -> None:
    new, trip = make.make_desk(), make.make_trip(desk=desk, status="approved")
    typed = {"successor": str(new.pk), "reason": "leaves"} | {missing: ""}
    typed.pop("pick", None)
    answer = hand_over(enter("officer"), desk, *([] if missing == "pick" else [trip]), **typed)
    trip.refresh_from_db()
    assert (answer.status_code, bool(answer.context["form"].errors), trip.desk) == (200, True, desk)


def test_a_desk_put_away_or_the_same_one_takes_nothing_over(desk: Desk) -> None:
    trip = make.make_trip(desk=desk, status="approved")
    old = make.make_desk(archived=timezone.now())
    for successor in (desk, old):
        hand_over(enter("head"), desk, trip, successor=str(successor.pk))
    trip.refresh_from_db()
    assert trip.desk == desk


def test_contacts_of_the_partners_are_there_for_whoever_sees_contacts(desk: Desk) -> None:
    tie = make.make_partnership("Lyon", desk=desk)
    make.make_club(partnership=tie, contact="Imke")
    organisation = make.make_organisation(place=tie.place)
    make.make_position(organisation=organisation, person=make.make_person(name="Jean"))
    make.make_position(organisation=organisation, end="2001")
    contacts = enter("officer").get(f"/desks/{desk.pk}/handover/").context["contacts"]
    assert [contact.name for contact in contacts] == ["Imke", "Jean"]


@pytest.mark.parametrize("role", ["liaison", "mayor", "council", "auditor", "admin", "club"])
def test_others_neither_see_nor_move_it(desk: Desk, role: str) -> None:
    assert enter(role).get(f"/desks/{desk.pk}/handover/").status_code == 403
    assert hand_over(enter(role), desk).status_code == 403


def test_the_list_costs_the_same_for_one_entry_and_for_many(desk: Desk) -> None:
    client, counted = enter("head"), []
    for _time in range(2):
        for _row in range(5):
            make.make_partnership(desk=desk)
            make.make_trip(desk=desk, status="approved")
        client.get("/desks/")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/desks/{desk.pk}/handover/")
            client.get("/desks/")
        counted.append(len(captured))
    assert counted[0] == counted[1]
