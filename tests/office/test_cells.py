"""What a cell says: numbers, days, yes and no, countries; and when it says two things."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oia.office import cells
from oia.office.cells import Ambiguous, Refusal, Style

NOTHING_KNOWN = Style()


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("3.421.829", "3421829"),
        ("1,000,000", "1000000"),
        ("593 618", "593618"),
        ("593\u00a0618", "593618"),
        ("593\u202f618", "593618"),
        ("1'234.50", "1234.50"),
        ("0,5", "0.5"),
        ("12.5", "12.5"),
        ("-80", "-80"),
        ("+80", "+80"),
        ("1.234,56 €", "1234.56"),
        ("EUR 120", "120"),
        ("£800,000.00", "800000.00"),
        (14.5, "14.5"),
        (16, "16"),
    ],
)
def test_numbers_that_say_one_thing(cell: Any, meant: str) -> None:
    assert cells.number(cell, NOTHING_KNOWN) == Decimal(meant)


@pytest.mark.parametrize("cell", ["1.500", "1,500", "12.000"])
def test_a_lone_group_of_three_says_two_things(cell: str) -> None:
    with pytest.raises(Ambiguous) as doubt:
        cells.number(cell, NOTHING_KNOWN)
    digits = cell.replace(".", "").replace(",", "")
    assert doubt.value.readings == [digits, cell.replace(",", ".")]


@pytest.mark.parametrize(
    ("column", "meant"),
    [
        (["1.500", "2.000,50"], "1500"),
        (["1.500", "0,5"], "1500"),
        (["1.500", "3.421.829"], "1500"),
        (["1.500", "12.5"], "1.5"),
        (["1.500", "1,000,000"], "1.5"),
    ],
)
def test_the_other_cells_of_the_column_decide(column: list[Any], meant: str) -> None:
    assert cells.number("1.500", Style.of(column)) == Decimal(meant)


def test_a_column_that_contradicts_itself_decides_nothing() -> None:
    with pytest.raises(Ambiguous):
        cells.number("1.500", Style.of(["1,5", "1.5"]))


@pytest.mark.parametrize(
    "cell",
    ["", "x", "1e999999999", "9" * 40, "NaN", "inf", "~1 million", "1_000", "1..2", True, "²"],
)
def test_what_is_no_number_is_refused(cell: Any) -> None:
    with pytest.raises(Refusal):
        cells.number(cell, NOTHING_KNOWN)


@pytest.mark.parametrize("cell", ["1,5", "-3", "2.25"])
def test_people_are_counted_in_whole_numbers(cell: str) -> None:
    with pytest.raises(Refusal):
        cells.whole(cell, NOTHING_KNOWN)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("2014-09-12", dt.date(2014, 9, 12)),
        ("12.09.2014", dt.date(2014, 9, 12)),
        ("1.5.66", dt.date(1966, 5, 1)),
        ("1. 5. 2014", dt.date(2014, 5, 1)),
        ("13/02/2026", dt.date(2026, 2, 13)),
        ("02/13/2026", dt.date(2026, 2, 13)),
        ("02/02/26", dt.date(2026, 2, 2)),
        ("2014-09-12T10:00:00", dt.date(2014, 9, 12)),
        (dt.datetime(2014, 9, 12, 10), dt.date(2014, 9, 12)),
        (dt.date(2014, 9, 12), dt.date(2014, 9, 12)),
    ],
)
def test_days_as_people_and_spreadsheets_write_them(cell: Any, meant: dt.date) -> None:
    assert cells.day(cell, NOTHING_KNOWN) == meant


def test_01_02_26_says_two_things() -> None:
    with pytest.raises(Ambiguous) as doubt:
        cells.day("01/02/26", NOTHING_KNOWN)
    assert doubt.value.readings == ["2026-02-01", "2026-01-02"]


@pytest.mark.parametrize(
    ("column", "meant"),
    [(["13/02/26"], dt.date(2026, 2, 1)), (["02/13/26"], dt.date(2026, 1, 2))],
)
def test_the_other_days_of_the_column_decide(column: list[str], meant: dt.date) -> None:
    assert cells.day("01/02/26", Style.of(column)) == meant


def test_days_that_contradict_each_other_decide_nothing() -> None:
    with pytest.raises(Ambiguous):
        cells.day("01/02/26", Style.of(["13/02/26", "02/13/26"]))


@pytest.mark.parametrize("cell", ["30.02.2026", "32/01/26", "2026-13-01", "soon", "", "0000-01-01"])
def test_what_is_no_day_is_refused(cell: str) -> None:
    with pytest.raises(Refusal):
        cells.day(cell, NOTHING_KNOWN)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("Ja", True), ("x", True), (True, True), ("nein", False), (0, False), ("NO", False)],
)
def test_yes_and_no(cell: Any, meant: bool) -> None:
    assert cells.yes_no(cell) is meant


def test_perhaps_is_neither() -> None:
    with pytest.raises(Ambiguous):
        cells.yes_no("vielleicht")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("USA", "US"),
        ("United States", "US"),
        ("Turkey", "TR"),
        ("Türkei", "TR"),
        ("Czech Republic", "CZ"),
        ("Palestine", "PS"),
        ("Germany (East)", "DE"),
        ("Großbritannien", "GB"),
        ("Grossbritannien", "GB"),
        ("ÖSTERREICH", "AT"),
        ("fr", "FR"),
        ("Atlantis", ""),
        ("", ""),
        ("EU", ""),
    ],
)
def test_countries_by_name_in_two_languages(name: str, code: str) -> None:
    assert cells.country(name) == code


@given(st.one_of(st.text(), st.integers(), st.floats(), st.decimals().map(str)))
def test_any_cell_is_read_asked_or_refused(cell: Any) -> None:
    for read in (cells.number, cells.whole, cells.day, cells.imprecise):
        try:
            read(cell, NOTHING_KNOWN)
        except (Ambiguous, Refusal):
            continue
