"""The chapters say what the rows say, name what is missing, and name no private person."""

import datetime as dt
import json
import random
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from delegations import overlaps
from delegations.models import Trip
from reporting import snapshot
from reporting.chapters import Context, chapters, partners, wording
from tests import factories as make
from tests.reporting.city import CANARY, SECRET, chapter, fill, report, said

KEYS = [
    "summary",
    "office",
    "partners",
    "other_ties",
    "clubs",
    "visitors",
    "travel",
    "networks",
    "funding",
    "consular",
    "events",
    "outlook",
    "annex",
    "method",
]


@pytest.fixture
def city(office: Any) -> dict[str, Any]:
    fill()
    return report(office)


def context(office: Any, year: int = 2025) -> Context:
    period = office.period(year)
    return Context(office, period, snapshot.measure_all(period, office))


# What every report keeps to ------------------------------------------------------------------


def test_the_outline_is_the_council_s(city: dict[str, Any]) -> None:
    assert [one.key for one in chapters()] == KEYS
    assert [one["key"] for one in city["chapters"]] == KEYS


def test_an_empty_office_has_a_report_that_says_so(office: Any) -> None:
    built = report(office)
    assert [one["key"] for one in built["chapters"]] == ["summary", "method"]
    assert "Nothing has been entered for this period yet." in said(chapter(built, "summary"))


@pytest.mark.parametrize("start", [1, 4])
def test_no_chapter_breaks_in_any_fiscal_year(office: Any, start: int) -> None:
    fill()
    office.fiscal_start_month = start
    for year in (2023, 2024, 2025, 2026, 2027):
        built = report(office, year, "de")
        assert built["period"]["first"] == dt.date(year, start, 1).isoformat()


def test_the_snapshot_is_json_and_names_no_traveller(city: dict[str, Any]) -> None:
    written = json.dumps(city)
    assert json.loads(written) == city
    assert CANARY not in written


def test_what_is_confidential_is_counted_but_not_named_in_the_chapters(
    city: dict[str, Any],
) -> None:
    assert SECRET not in json.dumps(city["chapters"])
    assert city["figures"]["trips"]["value"] == 2
    assert "1 of 2 are counted but not named" in said(chapter(city, "annex"))


def test_a_narrative_alone_keeps_its_chapter(office: Any) -> None:
    built = report(office, travel="We stayed at home.")
    found = next(one for one in built["chapters"] if one["key"] == "travel")
    assert (found["narrative"], found["blocks"]) == ("We stayed at home.", [])


def test_chapters_ask_a_constant_number_of_queries(office: Any) -> None:
    fill()
    made = report_queries(office)
    for number in range(12):
        tie = make.make_partnership(f"Town {number}")
        make.make_trip(destination=tie.place)
        make.make_visit(from_place=tie.place)
        make.make_event(about=tie)
        make.make_club(partnership=tie)
        make.make_bid(status="submitted", submitted=dt.date(2025, 3, 3))
        make.make_membership(year=2025)
    assert report_queries(office) == made


def report_queries(office: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        report(office)
    return len(asked)


# The summary ---------------------------------------------------------------------------------


def test_the_summary_shows_the_rows_with_last_year_beside_them(office: Any) -> None:
    for year, visitors in ((2024, 100), (2025, 112)):
        make.make_visit(first_day=dt.date(year, 6, 1), visitors=visitors)
    built = report(office)
    (boxes,) = [b for b in chapter(built, "summary") if b["kind"] == "figures"]
    assert built["figures"]["visitors"]["value"] == 112
    assert boxes["notes"]["visitors"] == "+12\u202f% on 2024 (100)"
    assert boxes["notes"]["visits"] == "as in 2024"


def test_the_summary_names_what_changed_most_and_where_guests_came_from(office: Any) -> None:
    lyon, oslo = make.make_place("Lyon", "FR"), make.make_place("Oslo", "NO")
    make.make_visit(first_day=dt.date(2024, 6, 1), visitors=20, from_place=lyon)
    make.make_visit(visitors=30, from_place=lyon)
    make.make_visit(visitors=10, from_place=oslo)
    text = said(chapter(report(office), "summary"))
    assert "Changed most: Visitors received, 40 after 20 in 2024 (+100\u202f%)." in text
    assert "from 2 countries, most of them from France: 1 group, 30 persons." in text


def test_the_summary_looks_ahead_and_names_empty_registers(city: dict[str, Any]) -> None:
    text = said(chapter(city, "summary"))
    assert "Anniversaries in 2026: Lyon (50 years)." in text
    assert "Nobody looks after 1 of the 2 active partnerships." in text
    assert "Nothing has been entered" not in text


def test_a_period_that_still_runs_says_that_it_cannot_be_compared(office: Any) -> None:
    make.make_visit()
    make.make_visit(first_day=dt.date(2199, 1, 2))
    assert "The period ends" not in said(chapter(report(office), "summary"))
    assert "The period ends on 31 Dec 2199." in said(chapter(report(office, 2199), "summary"))


@pytest.mark.parametrize(
    ("value", "previous", "words"),
    [
        (112, 100, "+12\u202f%"),
        (3, 1, "+2"),
        (95, 100, "−5\u202f%"),
        (1001, 1000, "+1"),
        (5, 5, ""),
    ],
)
def test_changes_are_told_in_words(value: int, previous: int, words: str) -> None:
    assert wording.change(value, previous) == words


# The office ----------------------------------------------------------------------------------


def test_the_office_shows_its_desks_its_work_and_its_money(city: dict[str, Any]) -> None:
    blocks = chapter(city, "office")
    tables = {block["caption"]: block for block in blocks if block["kind"] == "table"}
    assert tables["What each desk looks after, 2025"]["rows"] == [["FTE 2", "0.50", "Lyon", "1"]]
    budget = tables["Budget lines, 2025"]
    assert ["Twinning", "Partners", "€5,000.00", "€0.00", "0\u202f%"] in budget["rows"]
    assert ["Gifts", "", "–", "€80.00", "–"] in budget["rows"]
    assert budget["total"][2:4] == ["€5,800.00", "€80.00"]
    assert "more than 100 % even at their lowest" in said(blocks)


def test_currencies_are_never_added(office: Any) -> None:
    make.make_trip(cost=Decimal(100), currency="EUR")
    make.make_trip(cost=Decimal(200), currency="CHF")
    text = said(chapter(report(office), "travel"))
    assert "CHF200.00 + €100.00" in text.replace("\xa0", "")


# Ties ----------------------------------------------------------------------------------------


def test_a_partner_s_block_is_made_of_its_own_rows(city: dict[str, Any]) -> None:
    text = said(chapter(city, "partners"))
    assert "partnership\nsince 12 May 1976\nlooked after by FTE 2\nthemes: music" in text
    assert "In 2025: 2 trips (7 persons), 1 group (40 guests), 1 event, €5,000.00 planned." in text
    assert "Trip, 9 May 2025: Festival of lights (5 persons, with the mayor, Culture)" in text
    assert "Guests, 9 May 2025: Choir (40 persons, official guests)" in text
    assert "Agreement “Charter” (contract) ends on 1 Mar 2026" in text
    assert "Anniversary ahead: 50 years in 2026" in text


def test_a_partner_s_block_names_what_is_missing(office: Any) -> None:
    tie = make.make_partnership("Osaka", signed="")
    make.make_visit(from_place=tie.place, first_day=dt.date(2023, 4, 5))
    make.make_club(partnership=tie)
    text = said(chapter(report(office), "partners"))
    assert (
        "Missing: a desk that looks after it; the date of signing; "
        "exchange in 2025 (the last began on 5 Apr 2023)." in text
    )


def test_partners_without_rows_stand_together(city: dict[str, Any]) -> None:
    (quiet,) = [
        b for b in chapter(city, "partners") if b.get("caption", "").startswith("Partners w")
    ]
    (row,) = quiet["rows"]
    assert row[:2] == ["Osaka, Japan", "1 Jul 2024"]
    assert row[2] == "a desk that looks after it; the date of signing"


def test_only_partnerships_read_well(office: Any) -> None:
    for name in ("Lyon", "Oslo", "Graz"):
        make.make_partnership(name)
    blocks = chapter(report(office), "partners")
    assert [block for block in blocks if block["kind"] == "facts"] == []
    text = said(blocks)
    assert "No trip, visit, club, event or money of 2025 has been entered for any partner." in text
    assert "no desk has been entered for any of these ties" in text


def test_a_district_s_guests_count_for_its_city(office: Any) -> None:
    tie = make.make_partnership("Berlin")
    district = make.make_place("Treptow", "DE", part_of=tie.place)
    make.make_visit(from_place=district, visitors=7)
    assert "1 group (7 guests)" in said(chapter(report(office), "partners"))


def test_friendships_and_suspended_ties_stand_by_themselves(
    city: dict[str, Any], office: Any
) -> None:
    (table,) = [b for b in chapter(city, "other_ties") if b["kind"] == "table"]
    assert table["rows"] == [
        [
            "Perm, Russia",
            "partnership",
            "1966",
            "suspended",
            "suspended, 17 Mar 2022, Council decision",
            "nobody",
        ],
    ]
    make.make_partnership("Aarhus", form="friendship")
    text = said(chapter(report(office), "other_ties"))
    assert "Without entries in 2025: Aarhus, France." in text


def test_ties_between_other_cities_are_left_out(office: Any) -> None:
    make.make_partnership("Lyon", owner=make.make_place("Leipzig", "DE"))
    assert chapter(report(office), "partners") == []


def test_names_follow_the_language_of_the_report(office: Any) -> None:
    make.make_partnership(place=make.make_place("Milano", "IT", name_de="Mailand", name_en="Milan"))
    assert "Milan" in said(chapter(report(office), "partners")).split("\n")
    assert "Mailand" in said(chapter(report(office, language="de"), "partners")).split("\n")


def test_the_map_tells_four_kinds_apart(office: Any) -> None:
    for form in ("partnership", "partnership", "friendship", "climate", "project"):
        make.make_partnership(place=make.make_place(latitude=1.0, longitude=1.0), form=form)
    make.make_partnership(place=make.make_place(latitude=1.0, longitude=1.0), status="dormant")
    with override("en"):
        (drawn,) = partners.build(context(office))[1:2]
    assert drawn["markers"][0][3] == "partnership"
    assert len({marker[3] for marker in drawn["markers"]}) == 4


# Trips ---------------------------------------------------------------------------------------


def test_travel_counts_trips_persons_days_and_payers(city: dict[str, Any]) -> None:
    blocks = chapter(city, "travel")
    assert "2 trips of 7 persons began in 2025 and took 2 days" in said(blocks)
    tables = {block["caption"]: block for block in blocks if block["kind"] == "table"}
    assert tables["Trips by purpose, 2025"]["total"] == ["Together", "2", "7", "2", "1"]
    paid = tables["Cost of the trips by payer, 2025"]
    assert paid["rows"] == [["mayor's travel budget", "€1,200.00"]]
    assert "For 1 trip no cost was recorded." in said(blocks)


def test_overlaps_are_those_of_the_register(office: Any) -> None:
    chance = random.Random(7)
    places = [
        make.make_place(latitude=48 + chance.random() * 3, longitude=7 + chance.random() * 4)
        for _number in range(8)
    ]
    for _number in range(40):
        first = dt.date(2025, 1, 1) + dt.timedelta(days=chance.randrange(60))
        last = first + dt.timedelta(days=chance.randrange(5))
        make.make_trip(destination=chance.choice(places), first_day=first, last_day=last)
    trips = Trip.objects.all()
    found = overlaps.pairs(overlaps.journeys(trips), days=office.overlap_days, km=office.overlap_km)
    expected = {
        frozenset((trip.pk, other))
        for trip in trips
        for other in trips.overlapping(trip).values_list("pk", flat=True)
    }
    assert {frozenset((one.pk, two.pk)) for one, two in found} == expected
    assert 0 < len(expected) < 780


# Other chapters ------------------------------------------------------------------------------


def test_networks_show_who_pays_and_not_who_holds_an_office(city: dict[str, Any]) -> None:
    text = said(chapter(city, "networks"))
    assert "Culture €8,000.00, Traffic €8,000.00" in text
    assert "Forum" in text


def test_funding_tells_success_and_running_projects(city: dict[str, Any]) -> None:
    text = said(chapter(city, "funding"))
    assert "2 bids were handed in during 2025 (0 the year before)." in text
    assert "1 was decided for the city, worth €90,000.00." in text
    assert "Success: 1 of 2 decided bids (50\u202f%)." in text
    assert "HARBOUR" in text


def test_the_corps_shows_changes_order_and_pending_heads(city: dict[str, Any]) -> None:
    text = said(chapter(city, "consular"))
    assert "Opened on 3 Feb 2025: France" in text
    assert "Head of post since 9 May 2025: Consul One" in text
    assert "neither exequatur nor provisional admission: Consul Two (Japan)." in text


def test_the_outlook_covers_two_calendar_years(city: dict[str, Any]) -> None:
    text = said(chapter(city, "outlook"))
    assert "Anniversaries of 2026 and 2027" in text
    assert "2026\nLyon, France\n50 years\n12 May 1976\nFTE 2" in text
    assert "Charter\nLyon\ncontract\n1 Mar 2026" in text


def test_the_annex_prints_the_largest_and_says_where_the_rest_is(office: Any) -> None:
    for number in range(65):
        make.make_trip(title=f"Journey {number:03}", travellers=number + 1)
    blocks = chapter(report(office), "annex")
    (table,) = [block for block in blocks if block["kind"] == "table"]
    assert len(table["rows"]) == 60
    assert "Journey 004" not in said(blocks)
    assert "The 60 largest of 65; the workbook has all of them." in said(blocks)


def test_without_postings_the_budget_says_nothing_of_spending(office: Any) -> None:
    from oia.office.models import Spending

    fill()
    Spending.objects.all().delete()
    built = report(office)
    tables = [b for b in chapter(built, "office") if b["kind"] == "table"]
    (budget,) = [table for table in tables if table["head"][0] == "Budget line"]
    assert "Spent" not in budget["head"]
    assert "Share" not in budget["head"]
    assert {len(row) for row in [*budget["rows"], budget["total"]]} == {len(budget["head"])}
