"""The calendar: every kind of date on its day, as wide as asked, and no wider than the rights."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from time_machine import travel

from oia.office.calendar import Asked, Span, sources
from oia.office.models import Office
from tests import factories as make

MAY = Span(dt.date(2027, 5, 1), dt.date(2027, 5, 31))
DAY = dt.date(2027, 5, 10)


def shown(user: Any, span: Span = MAY, **asked: Any) -> list[tuple[str, str, str]]:
    entries = Asked(user, span, **asked).entries()
    return [(e.source.key, f"{e.first:%d.%m.}–{e.last:%d.%m.}", e.title) for e in entries]


@pytest.fixture
def officer(office: Any) -> Any:
    return make.make_user("officer")


def test_every_kind_of_date_stands_on_its_day(officer: Any) -> None:
    make.make_trip(title="Hin", first_day=DAY, last_day=DAY + dt.timedelta(days=2))
    make.make_visit(title="Her", first_day=DAY)
    make.make_event(title="Fest", first_day=DAY)
    call = make.make_call(title="Ruf")
    make.make_deadline(call=call, at=dt.datetime(2027, 5, 11, 15, tzinfo=dt.UTC))
    make.make_bid(title="Wagnis", call=call)
    make.make_partnership("Lyon", signed="1977-05-12")
    make.make_agreement(title="Pakt", review=dt.date(2027, 5, 13), ends=dt.date(2027, 5, 14))
    make.make_post(country="PL", celebrates="05-03")
    with override("en"):
        found = shown(officer)
    assert found == [
        ("national_day", "03.05.–03.05.", "National day: Poland"),
        ("trip", "10.05.–12.05.", "Hin"),
        ("visit", "10.05.–10.05.", "Her"),
        ("event", "10.05.–10.05.", "Fest"),
        ("deadline", "11.05.–11.05.", "Deadline: Ruf"),
        ("bid", "11.05.–11.05.", "Our bid is due: Wagnis"),
        ("anniversary", "12.05.–12.05.", "50 years: Lyon"),
        ("review", "13.05.–13.05.", "Review: Pakt"),
        ("end", "14.05.–14.05.", "Ends: Pakt"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "there"),
    [
        ("2027-04-28", "2027-04-30", False),
        ("2027-04-28", "2027-05-01", True),
        ("2027-05-31", "2027-06-09", True),
        ("2027-06-01", "2027-06-01", False),
        ("2027-04-01", "2027-06-30", True),
    ],
)
def test_what_touches_the_span_is_in_it(officer: Any, first: str, last: str, there: bool) -> None:
    days = [dt.date.fromisoformat(text) for text in (first, last)]
    make.make_trip(first_day=days[0], last_day=days[1])
    assert bool(shown(officer)) is there


@pytest.mark.parametrize("status", ["draft", "cancelled"])
def test_drafts_and_cancelled_trips_are_not_shown(officer: Any, status: str) -> None:
    make.make_trip(first_day=DAY, status=status)
    assert shown(officer) == []


def test_a_date_known_to_the_year_has_no_day(officer: Any) -> None:
    make.make_partnership(signed="1977")
    make.make_partnership(signed="1977-05")
    assert shown(officer) == []


def test_the_29th_of_february_is_there_in_leap_years_only() -> None:
    span = Span(dt.date(2026, 1, 1), dt.date(2028, 12, 31))
    assert list(span.yearly("02-29")) == [dt.date(2028, 2, 29)]


@pytest.mark.parametrize(
    ("instant", "day"), [("2027-03-27T23:30+01:00", 27), ("2027-03-28T22:30+00:00", 29)]
)
def test_a_deadline_stands_on_the_day_of_the_office_when_clocks_change(
    officer: Any, instant: str, day: int
) -> None:
    make.make_deadline(at=dt.datetime.fromisoformat(instant))
    one = Span(dt.date(2027, 3, day), dt.date(2027, 3, day))
    assert [entry.first.day for entry in Asked(officer, one).entries()] == [day]


def test_scopes_are_my_desk_my_department_the_office(officer: Any) -> None:
    ours, theirs = make.make_department(), make.make_department()
    mine = make.make_desk(holder=officer, department=ours)
    make.make_trip(title="mine", first_day=DAY, desk=mine)
    make.make_trip(title="ours", first_day=DAY, department=ours)
    make.make_trip(title="theirs", first_day=DAY, department=theirs)
    found = {
        scope: [title for _kind, _days, title in shown(officer, scope=scope)]
        for scope in ("own", "department", "office")
    }
    assert found == {
        "own": ["mine"],
        "department": ["mine", "ours"],
        "office": ["mine", "ours", "theirs"],
    }


def test_what_is_confidential_is_not_in_the_calendar_of_a_liaison(office: Any) -> None:
    make.make_trip(first_day=DAY, confidentiality="confidential")
    found = {role: len(shown(make.make_user(role))) for role in ("officer", "liaison", "mayor")}
    assert found == {"officer": 1, "liaison": 0, "mayor": 0}


def test_who_may_read_nothing_has_no_sources(office: Any) -> None:
    found = {role: len(sources(make.make_user(role))) for role in ("council", "club", "admin")}
    assert found == {"council": 0, "club": 0, "admin": 0}


# The pages ------------------------------------------------------------------------------------

PAGES = ["", "week/", "list/", "day/", "who-is-where/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_page_opens_free_and_full_with_the_same_queries(
    office: Any, client: Client, page: str, language: str
) -> None:
    client.force_login(make.make_user("head", language=language))
    address = f"/calendar/{page}?day=2027-05-10"
    found = []
    for times in (0, 1, 12):
        for _time in range(times):
            trip = make.make_trip(first_day=DAY, last_day=DAY + dt.timedelta(days=9))
            make.make_traveller(trip=trip)
            make.make_visit(first_day=DAY)
            make.make_agreement(review=DAY)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        found.append(len([q for q in captured if "SAVEPOINT" not in q["sql"]]))
    assert found[1] == found[2]
    assert max(found) <= 14


def test_a_crowded_day_leads_to_its_list(office: Any, client: Client) -> None:
    client.force_login(make.make_user("head"))
    for _time in range(6):
        make.make_event(first_day=DAY)
    html = client.get("/calendar/?day=2027-05-10").content.decode()
    assert "+3 more" in html
    assert '"/calendar/day/?day=2027-05-10"' in html
    assert html.count("desk-cal-entry--event") == 3
    day = client.get("/calendar/day/?day=2027-05-10").content.decode()
    assert day.count("desk-cal-entry--event") == 6


@travel("2027-05-10 23:30 +0000", tick=False)
def test_today_is_the_day_of_the_office(office: Any, client: Client) -> None:
    client.force_login(make.make_user("head"))
    weeks = client.get("/calendar/").context["weeks"]
    assert [d.day.day for _number, week in weeks for d in week if d.today] == [11]


@pytest.mark.parametrize(
    ("typed", "month"),
    [("1.3.27", "March 2027"), ("2027-03-01", "March 2027"), ("\x00", None), ("31.2.2027", None),
     ("9999-12-31", None), ("0001-01-01", None)],
)  # fmt: skip
def test_a_day_is_typed_as_people_write_it(
    office: Any, client: Client, typed: str, month: str | None
) -> None:
    client.force_login(make.make_user("head"))
    title = client.get("/calendar/", {"day": typed}).context["title"]
    assert title == (month or dt.date.today().strftime("%B %Y"))


def test_kinds_are_chosen(office: Any, client: Client) -> None:
    client.force_login(make.make_user("head"))
    make.make_event(title="Fest", first_day=DAY)
    make.make_trip(title="Fahrt", first_day=DAY)
    html = client.get("/calendar/?day=2027-05-10&kind=event&kind=nonsense").content.decode()
    assert ("Fest" in html, "Fahrt" in html) == (True, False)


def test_who_is_where_names_people_else_the_department(office: Any, client: Client) -> None:
    client.force_login(make.make_user("head"))
    culture = make.make_department("Culture")
    named = make.make_trip(first_day=DAY, last_day=DAY, department=culture)
    make.make_traveller(trip=named, name="Erika Muster")
    make.make_trip(first_day=DAY, department=culture)
    make.make_visit(first_day=DAY)
    lines = client.get("/calendar/who-is-where/?day=2027-05-10").context["lines"]
    assert [(name, department) for name, department, _lanes in lines] == [
        ("", "Culture"),
        ("Erika Muster", "Culture"),
    ]


def test_two_trips_of_one_person_at_once_take_two_lines(office: Any, client: Client) -> None:
    client.force_login(make.make_user("head"))
    for _time in range(2):
        make.make_traveller(trip=make.make_trip(first_day=DAY), name="Erika Muster")
    (line,) = client.get("/calendar/who-is-where/?day=2027-05-10").context["lines"]
    assert [sum(stretch.length for stretch in lane) for lane in line[2]] == [31, 31]


def test_the_office_without_a_row_has_no_anniversaries(db: None) -> None:
    make.make_partnership(signed="1977-05-12")
    assert not Office.objects.exists()
    assert shown(make.make_user("officer")) == []
