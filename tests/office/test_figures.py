"""Figures count what the study counted, in the fiscal year, each currency for itself."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from oia.office.actions import set_up_office
from oia.office.indicators import indicator, indicators, measure, measure_all
from oia.office.models import Office
from tests.factories import (
    make_allotment,
    make_event,
    make_place,
    make_post,
    make_spending,
    make_trip,
    make_user,
    make_visit,
)

# Of the contract: scripts rely on these.
PROMISED = [
    "partnerships_active",
    "partnerships_without_responsible",
    "anniversaries",
    "trips",
    "trip_travellers",
    "trips_with_mayor",
    "trip_cost",
    "visits",
    "visitors",
    "delegations_in_by_country",
    "memberships",
    "membership_fees",
    "membership_fees_by_department",
    "bids_submitted",
    "bids_awarded",
    "eu_money_awarded",
    "eu_money_awarded_cumulative",
    "consular_posts",
    "consular_posts_career",
    "consular_posts_honorary",
    "events",
    "event_attendance",
    "budget_planned",
    "budget_spent",
]
FIRST, LAST = dt.date(2014, 4, 1), dt.date(2015, 3, 31)


@pytest.fixture
def birmingham(db: None) -> Office:
    """105 trips, 135 people, 584 visitors from April 2014 to March 2015, and decoys."""
    office = set_up_office(city="Birmingham", country="GB", currency="GBP", fiscal_start_month=4)
    place = make_place("Frankfurt", "DE")
    for number in range(105):
        day = FIRST + dt.timedelta(days=number * 364 // 104)
        make_trip(
            destination=place,
            first_day=day,
            travellers=2 if number < 30 else 1,
            with_mayor=number < 5,
        )
    for number, visitors in enumerate([100, 200, 284]):
        make_visit(
            from_place=place,
            first_day=[FIRST, dt.date(2014, 12, 1), LAST][number],
            visitors=visitors,
        )
    for day in (dt.date(2014, 3, 31), dt.date(2015, 4, 1)):
        make_trip(destination=place, first_day=day, last_day=dt.date(2015, 4, 9), travellers=50)
        make_visit(from_place=place, first_day=day, visitors=500)
    for status in ("draft", "cancelled"):
        make_trip(destination=place, first_day=LAST, status=status, travellers=50)
        make_visit(from_place=place, first_day=LAST, status=status, visitors=500)
    return office


def value(code: str, office: Office, year: int) -> Any:
    one = indicator(code)
    assert one is not None
    return one.measure(office.period(year), office)


def test_the_promised_figures_are_there() -> None:
    assert [code for code in PROMISED if indicator(code) is None] == []


def test_birmingham_made_105_trips_with_135_people_and_received_584(birmingham: Office) -> None:
    codes = ("trips", "trip_travellers", "trips_with_mayor", "visits", "visitors")
    assert [value(code, birmingham, 2014) for code in codes] == [105, 135, 5, 3, 584]


def test_the_calendar_year_would_count_otherwise(birmingham: Office) -> None:
    """The negative control: the decoys of March and April are there."""
    birmingham.fiscal_start_month = 1
    assert value("trips", birmingham, 2014) != 105
    assert value("visitors", birmingham, 2014) == 800


def test_rows_behind_a_figure_are_as_many_as_it_says(birmingham: Office) -> None:
    for one in indicators():
        if one.unit == "count" and one.rows:
            period = birmingham.period(2014)
            assert one.rows(period, birmingham).count() == one.measure(period, birmingham), one.code


def test_groups_are_counted_by_country(birmingham: Office) -> None:
    assert value("delegations_in_by_country", birmingham, 2014) == [
        {"country": "DE", "groups": 3, "persons": 584}
    ]


def test_the_page_of_a_figure_lists_its_rows(birmingham: Office, client: Client) -> None:
    client.force_login(make_user("officer"))
    answer = client.get("/figures/trips/", {"year": "2014"})
    assert answer.content.decode().count('<tr class="kern-table__row">') >= 105
    export = client.get("/figures/trips/", {"year": "2014", "export": "csv"})
    assert len(b"".join(export.streaming_content).splitlines()) == 106


def test_two_currencies_are_never_added_up(office: Office) -> None:
    for amount, currency in ((100, "EUR"), (50, "EUR"), (70, "PLN")):
        make_trip(cost=Decimal(amount), currency=currency)
        make_allotment(planned=Decimal(amount), currency=currency)
        make_spending(amount=Decimal(amount), currency=currency)
    told = {"EUR": Decimal(150), "PLN": Decimal(70)}
    for code in ("trip_cost", "budget_planned", "budget_spent"):
        assert value(code, office, 2025) == told
        one = indicator(code)
        assert one is not None
        shown = measure(one, office.period(2025), office).as_json(office)
        assert (shown["value"], shown["unit"]) == ({"EUR": 150, "PLN": 70}, "mixed")


def test_frankfurts_budget_adds_up(office: Office) -> None:
    """280,000 = 16 × 13,000 + 20,000 + 47,000 + 5,000."""
    for _partner in range(16):
        make_allotment(planned=Decimal(13000), group="Partner cities", year=2014)
    for planned in (20000, 47000, 5000):
        make_allotment(planned=Decimal(planned), year=2014)
    one = indicator("budget_planned")
    assert one is not None
    assert one.groups is not None
    period = office.period(2014)
    assert value("budget_planned", office, 2014) == {"EUR": Decimal(280000)}
    assert {r["group"]: r["amount"] for r in one.groups(period, office)} == {
        "Partner cities": 208000, "": 72000,
    }  # fmt: skip


def test_a_correction_lowers_what_was_spent(office: Office) -> None:
    make_spending(amount=Decimal("80.00"))
    make_spending(amount=Decimal("-12.50"))
    assert value("budget_spent", office, 2025) == {"EUR": Decimal("67.50")}


def test_an_empty_office_has_figures_too(office: Office) -> None:
    for code, figure in measure_all(office.period(2025), office).items():
        assert figure.as_json(office) is not None, code


def test_figures_of_past_and_future_years_can_be_asked(office: Office, client: Client) -> None:
    make_event(attended=900)
    make_post()
    client.force_login(make_user("head"))
    for year in ("1900", "2200", "0", "99999", "x", "٣"):
        for page in ("/", "/figures/", *(f"/figures/{one.code}/" for one in indicators())):
            assert client.get(page, {"year": year}).status_code == 200, (page, year)


def test_last_years_figure_stands_beside(office: Office) -> None:
    make_trip(first_day=dt.date(2024, 5, 9))
    one = indicator("trips")
    assert one is not None
    shown = measure(one, office.period(2025), office).as_json(office)
    assert shown == {"value": 0, "previous": 1, "unit": "count"}


def test_a_year_of_which_nothing_is_recorded_is_no_zero(office: Office, client: Client) -> None:
    client.force_login(make_user("head", language="en"))
    place = make_place("Frankfurt", "DE")
    make_trip(destination=place, first_day=dt.date(2024, 5, 2))
    make_event(first_day=dt.date(2023, 5, 2))
    page = client.get("/figures/trips/?year=2024").context
    assert [value for _label, value in page["course"]] == ["no data"] * 4 + ["0", "1"]
