"""Dates of reduced precision: read, sorted, filtered, and kept to their shape by the database."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.utils import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from oia.core.dates import ImpreciseDate, Period
from partners.models import Partnership
from tests.factories import make_partnership

DAYS = st.dates()
KNOWN = st.one_of(
    st.builds(lambda d: ImpreciseDate(d.year), DAYS),
    st.builds(lambda d: ImpreciseDate(d.year, d.month), DAYS),
    st.builds(lambda d: ImpreciseDate(d.year, d.month, d.day), DAYS),
)


@given(KNOWN)
def test_what_is_written_is_read_back(date: ImpreciseDate) -> None:
    assert ImpreciseDate.parse(str(date)) == date


@given(DAYS)
def test_german_and_iso_say_the_same(day: dt.date) -> None:
    german = f"{day.day}.{day.month}.{day.year:04d}"
    assert str(ImpreciseDate.parse(german)) == day.isoformat()


@given(st.text())
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        date = ImpreciseDate.parse(text)
    except ValueError:
        return
    assert date.first_day() <= dt.date.max


@given(KNOWN, KNOWN)
def test_as_text_dates_sort_as_their_years_do(one: ImpreciseDate, two: ImpreciseDate) -> None:
    assert one.year >= two.year or str(one) < str(two)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1966", "1966"),
        (" 1966-05 ", "1966-05"),
        ("05.1966", "1966-05"),
        ("01.05.1966", "1966-05-01"),
        ("1. 5. 1966", "1966-05-01"),
        ("29.02.2024", "2024-02-29"),
    ],
)
def test_people_write_dates_in_these_ways(text: str, meant: str) -> None:
    assert str(ImpreciseDate.parse(text)) == meant


@pytest.mark.parametrize(
    "text",
    ["", "66", "1966-13", "1966-02-30", "29.02.2023", "0000", "13.1966", "1966/05", "um 1966"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        ImpreciseDate.parse(text)


@pytest.mark.parametrize("text", ["66", "1966-13", "01.05.1966", "1966-5-1", "x", "1966-5"])
def test_the_database_refuses_any_other_shape(db: None, text: str) -> None:
    tie = make_partnership()
    sql = "UPDATE partners_partnership SET signed = %s WHERE record_ptr_id = %s"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [text, tie.pk])


def test_the_form_refuses_with_a_sentence(db: None) -> None:
    tie = make_partnership()
    tie.signed = "1966-02-30"
    with pytest.raises(ValidationError) as refusal:
        tie.full_clean()
    assert list(refusal.value.message_dict) == ["signed"]


def test_the_year_of_a_column_can_be_filtered(db: None) -> None:
    for signed in ("1966", "1966-05", "1967-01-01", ""):
        make_partnership(signed=signed)
    assert Partnership.objects.filter(signed__year=1966).count() == 2


def test_a_fiscal_year_runs_from_its_first_month_to_the_day_before_the_next() -> None:
    period = Period.of_year(2014, 4)
    assert (period.first, period.last) == (dt.date(2014, 4, 1), dt.date(2015, 3, 31))
    assert (period.label, period.previous().label) == ("2014/15", "2013/14")
    assert Period.of_year(2014).label == "2014"


@given(st.integers(1900, 2200), st.integers(1, 12))
def test_fiscal_years_follow_each_other_without_gap(year: int, month: int) -> None:
    one, two = Period.of_year(year, month), Period.of_year(year + 1, month)
    assert one.last + dt.timedelta(days=1) == two.first
    assert two.previous() == one


def test_the_database_speaks_of_no_day_without_a_zone(db: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW timezone")
        assert cursor.fetchone() == ("UTC",)


def test_a_year_and_a_month_of_it_are_not_compared_by_halves() -> None:
    """Their texts sort; the dates have no order, rather than one that breaks at times."""
    with pytest.raises(TypeError):
        assert ImpreciseDate(1966) < ImpreciseDate(1967)  # type: ignore[operator]
