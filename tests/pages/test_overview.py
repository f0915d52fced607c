"""The first page of each role: what it counts is what its lists hold, and it costs few queries."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from oia.office.indicators import indicators
from oia.office.overview import Number, numbers
from oia.office.overview.counting import count_all, sum_all
from oia.office.overview.numbers import _numbers
from oia.roles import ROLES
from tests import factories as make
from tests.pages.test_registers import Rows
from tests.reporting.city import fill

MOST_QUERIES = 14
STAFFED = sorted({role for number in _numbers.values() for role in number.roles})


def entered(role: str) -> tuple[Any, Client]:
    user, client = make.make_user(role), Client()
    client.force_login(user)
    return user, client


def ahead(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def full(times: int, owner: Any) -> None:
    """Something for every number and card, several times."""
    for number in range(times):
        day = ahead(3 + number)
        make.make_trip(
            status="requested", first_day=day, with_mayor=True, department=make.make_department()
        )
        make.make_visit(first_day=day, guest_status="official")
        make.make_event(first_day=day)
        make.make_follow_up(owner=owner, due=ahead(-1))
        make.make_follow_up(owner=owner, due=ahead(0))
        make.make_partnership(signed=str(day.year - 40))
        make.make_bid(status="drafting")
        make.make_read(user=owner)
        make.make_spending(day=timezone.localdate())


def opened(client: Client, url: str) -> int:
    """Rows of all pages of the list that a number opens."""
    rows, page = 0, 1
    join = "&" if "?" in url else "?"
    while True:
        html = client.get(f"{url}{join}page={page}&size=100").content.decode()
        found = len(Rows(html).rows)
        if found == 0 or found < 100:
            return rows + found
        rows, page = rows + found, page + 1


@pytest.mark.parametrize("role", STAFFED)
def test_each_number_opens_as_many_rows(office: Any, rf: RequestFactory, role: str) -> None:
    user, client = entered(role)
    full(3, user)
    request = rf.get("/")
    request.user = user
    shown = numbers(request)
    assert shown != []
    assert {one.key: one.text for one in shown} == {
        one.key: str(opened(client, one.url)) for one in shown
    }
    assert any(one.text != "0" for one in shown)


def test_a_number_whose_list_is_closed_to_the_person_is_left_out(
    office: Any, rf: RequestFactory
) -> None:
    request = rf.get("/")
    request.user = make.make_user("auditor")
    closed = Number("closed", "closed", "bid_list", lambda user, today: {}, ("club",))
    _numbers["closed"] = closed
    try:
        request.user.role = "club"
        assert numbers(request) == []
    finally:
        del _numbers["closed"]


@pytest.mark.parametrize("role", [role for role in ROLES if role != "club"])
def test_the_first_page_costs_few_queries_however_full(office: Any, role: str) -> None:
    user, client = entered(role)
    costs = []
    for times in (1, 29):
        full(times, user)
        client.get("/")
        with CaptureQueriesContext(connection) as told:
            assert client.get("/").status_code == 200
        costs.append(len(told))
    assert costs[0] == costs[1]
    assert costs[1] <= MOST_QUERIES


@pytest.mark.parametrize("role", [role for role in ROLES if role != "club"])
def test_every_first_page_says_something_on_the_first_day(office: Any, role: str) -> None:
    _user, client = entered(role)
    html = client.get("/").content.decode()
    assert html.count('class="desk-panel desk-card') >= 1
    assert "desk-muted" in html or "desk-lines" in html


def test_what_the_trend_counts_is_what_the_figures_say(office: Any) -> None:
    """`rows` and `adds_up` say the same as `measure`, for every figure that is a plain count."""
    fill()
    period = office.period(2025)
    plain = [one for one in indicators() if one.rows and one.unit in ("count", "persons")]
    told = sum_all([(one.rows(period, office), one.adds_up) for one in plain])
    said = {one.code: one.measure(period, office) for one in plain}
    assert dict(zip([one.code for one in plain], told, strict=True)) == said


def test_counts_stop_at_their_cap_and_know_an_empty_question(db: None) -> None:
    from oia.office.models import Person

    for _number in range(5):
        make.make_person()
    people = Person.objects.all()
    assert count_all([people, people.none(), people.filter(pk__in=[])], cap=3) == [3, 0, 0]
    assert count_all([]) == []


def test_the_council_reads_the_newest_figures_and_opens_their_rows(office: Any) -> None:
    from tests.operation.test_backup import frozen
    from tests.reporting.test_build import begun, built

    officer = make.make_user("officer")
    make.make_trip(first_day="2025-05-01")
    version = frozen(built(begun(office, officer), office), officer)
    _user, client = entered("council")
    html = client.get("/").content.decode()
    figure = f"/reporting/{version.report_id}/v1/figure/trips/"
    assert f'href="{figure}"' in html
    assert client.get(figure).status_code == 200
    assert f'href="/reporting/{version.report_id}/v1/"' in html
