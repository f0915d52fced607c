"""A confidential record is named nowhere to those who may not read it, nor by its neighbours."""

from typing import Any

import pytest
from django.test import Client

from oia.core.dates import Period
from oia.office.indicators import indicators
from oia.office.models import Office
from oia.ui.pages import ListPage
from reporting.snapshot import rows_behind
from tests import factories as make
from tests.pages.routes import routes

SECRET = "Secrettown"
LISTS = [r for r in routes() if r.view_class and issubclass(r.view_class, ListPage)]


@pytest.fixture
def neighbours(office: Any) -> dict[str, Any]:
    """Open rows beside confidential records of every noun that others point to."""
    hidden = {"confidentiality": "confidential"}
    tie = make.make_partnership(title=SECRET, **hidden)
    trip = make.make_trip(title=SECRET, **hidden)
    network = make.make_network(title=SECRET, **hidden)
    call = make.make_call(title=SECRET, **hidden)
    post = make.make_post(title=SECRET, **hidden)
    return {
        "agreement": make.make_agreement(partnership=tie),
        "club": make.make_club(partnership=tie),
        "event": make.make_event(about=tie, first_day=make.DAY),
        "allotment": make.make_allotment(about=tie),
        "spending": make.make_spending(record=trip, day=make.DAY),
        "membership": make.make_membership(network=network),
        "office_held": make.make_office_held(network=network),
        "bid": make.make_bid(call=call),
        "officer": make.make_officer(post=post),
    }


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    body = b"".join(answer) if answer.streaming else answer.content
    return body.decode(errors="replace") if answer.status_code == 200 else ""


def told(client: Client, rows: dict[str, Any]) -> set[str]:
    """Addresses at which the name stands, and searches that find a row by it."""
    found = set()
    for route in LISTS:
        for address in (route.address(), f"{route.address()}?export=csv"):
            if SECRET in text_of(client, address):
                found.add(address)
        page = client.get(f"{route.address()}?q={SECRET}")
        if page.status_code == 200 and "tbody" in page.content.decode():
            found.add(f"{route.address()}?q")
    for noun, row in rows.items():
        page = next(r for r in routes() if r.name == noun)
        if SECRET in text_of(client, page.address(pk=row.pk)):
            found.add(noun)
    searched = text_of(client, f"/search/?q={SECRET}")
    return found | ({"search"} if "desk-found" in searched else set())


@pytest.mark.parametrize("role", ["mayor", "liaison"])
def test_neighbours_do_not_name_it(neighbours: dict[str, Any], client: Client, role: str) -> None:
    client.force_login(make.make_user(role))
    assert told(client, neighbours) == set()


def test_who_may_read_it_meets_it_everywhere(neighbours: dict[str, Any], client: Client) -> None:
    """The control: the addresses are the ones at which it would stand."""
    client.force_login(make.make_user("officer"))
    assert len(told(client, neighbours)) > 20


def test_a_record_that_becomes_confidential_is_no_longer_found_by_others(
    office: Any, client: Client
) -> None:
    tie = make.make_partnership(title=SECRET)
    make.make_event(about=tie)
    client.force_login(make.make_user("mayor"))
    before = "tbody" in text_of(client, f"/events/?q={SECRET}")
    tie.confidentiality = "confidential"
    tie.save()
    assert (before, "tbody" in text_of(client, f"/events/?q={SECRET}")) == (True, False)


@pytest.mark.parametrize("level", ["internal", "confidential"])
def test_frozen_rows_do_not_name_it(office: Any, level: str) -> None:
    tie = make.make_partnership(title=SECRET, confidentiality=level)
    trip = make.make_trip(title=SECRET, confidentiality=level, first_day=make.DAY)
    make.make_event(about=tie, first_day=make.DAY, title="Open event")
    make.make_agreement(partnership=tie)
    make.make_allotment(about=tie, year=make.DAY.year)
    make.make_spending(record=trip, day=make.DAY)
    period, home = Period.of_year(make.DAY.year), Office.objects.get()
    frozen = {one.code: rows_behind(one, period, home) for one in indicators()}
    assert "Open event" in str(frozen)
    assert [code for code, rows in frozen.items() if SECRET in str(rows)] == []
