"""CSV and XLSX hold no live formula and lose neither sign nor text."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from oia.ui.columns import Amount, Choice, Day, Number, Text
from oia.ui.exports import csv_lines, guard, unguard, write_xlsx
from oia.ui.tables import Table

FORMULAS = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "'=1",
    "''=1",
    "=cmd|' /C x'!A0",
]
HARMLESS = ["", "a=b", "'", "'quoted'", "-5", "-5,5", 'Zürich; "Bern"', "two\r\nlines", "1966-05"]


class Rows:
    """Rows in memory where a table expects a queryset."""

    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        self.rows = rows

    def order_by(self, *order: Any) -> "Rows":
        return self

    def values_list(self, *paths: str) -> "Rows":
        return self

    def iterator(self, chunk_size: int) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)


class Example(Table):
    columns = (
        Text("title", "Title"),
        Number("balance", "Balance"),
        Amount("cost", "Cost", currency="currency"),
        Day("day", "Day"),
        Choice("status", "Status", [("open", "=Open")]),
        Text("leader", "Leader", personal=True),
    )


class Titles(Table):
    columns = (Text("title", "Title"),)


def table(kind: type[Table], rows: list[tuple[Any, ...]]) -> Table:
    return kind(Rows(rows))  # type: ignore[arg-type]


def read_csv(lines: Iterator[bytes]) -> list[list[str]]:
    text = b"".join(lines).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


ROW = (1, "=1+1", -5, Decimal("-5.50"), "EUR", dt.date(2026, 9, 12), "open", "Ada")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_gets_a_quote_that_can_be_taken_off(text: str) -> None:
    assert guard(text) == f"'{text}"
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_and_negative_numbers_stay(text: str) -> None:
    assert guard(text) == text
    assert unguard(text) == text


@given(st.text(alphabet="=+-@'\t\r\n1.a", max_size=6))
def test_guarding_loses_nothing(text: str) -> None:
    assert unguard(guard(text)) == text
    assert guard(text) == text or guard(text)[0] == "'"


def test_csv_in_german_has_decimal_commas_and_iso_days() -> None:
    with override("de"):
        rows = read_csv(csv_lines(table(Example, [ROW])))
    assert rows[1] == ["'=1+1", "-5", "-5,50", "EUR", "2026-09-12", "'=Open", "Ada"]


def test_csv_in_english_has_decimal_points() -> None:
    with override("en"):
        rows = read_csv(csv_lines(table(Example, [ROW])))
    assert rows[1][1:3] == ["-5", "-5.50"]


def test_csv_gives_every_text_back_in_blocks_of_any_size() -> None:
    texts = [*FORMULAS, *HARMLESS, None, *HARMLESS]
    for size in (1, 3, 500):
        lines = csv_lines(table(Titles, [(1, text) for text in texts]), size)
        assert [unguard(row[0]) for row in read_csv(lines)[1:]] == [text or "" for text in texts]


@given(st.lists(st.text(max_size=8).filter(lambda text: "\x00" not in text), max_size=8))
def test_csv_gives_any_text_back(texts: list[str]) -> None:
    rows = read_csv(csv_lines(table(Titles, [(1, text) for text in texts])))
    assert [unguard(row[0]) for row in rows[1:]] == texts


def workbook(rows: list[tuple[Any, ...]], lang: str = "de") -> io.BytesIO:
    file = io.BytesIO()
    with override(lang):
        write_xlsx(file, table(Example, rows), "Trips: 2026/27", [("Filter", "=Status: open")])
    file.seek(0)
    return file


def test_xlsx_keeps_numbers_days_and_texts_as_what_they_are() -> None:
    book = CalamineWorkbook.from_filelike(workbook([ROW]))
    row = book.get_sheet_by_index(0).to_python()[1]
    assert row == ["=1+1", -5.0, -5.5, "EUR", dt.date(2026, 9, 12), "=Open", "Ada"]
    assert book.sheet_names[0] == "Trips  2026 27"


def test_xlsx_contains_no_formula_and_no_link() -> None:
    hostile = [
        (1, text, None, None, "", None, text, text) for text in [*FORMULAS, "http://x.example"]
    ]
    with zipfile.ZipFile(workbook(hostile)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/" in name]
    assert len(sheets) == 2
    assert not any(b"<f>" in sheet or b"<f " in sheet or b"hyperlink" in sheet for sheet in sheets)


def test_xlsx_tells_in_a_second_sheet_what_it_holds() -> None:
    book = CalamineWorkbook.from_filelike(workbook([ROW, ROW], "en"))
    about = dict(book.get_sheet_by_index(1).to_python())  # type: ignore[arg-type]
    assert (about["Filter"], about["Rows"]) == ("=Status: open", "2")


def test_xlsx_freezes_its_head() -> None:
    with zipfile.ZipFile(workbook([ROW])) as parts:
        assert b'state="frozen"' in parts.read("xl/worksheets/sheet1.xml")


def test_xlsx_holds_what_excel_cannot_count_as_text() -> None:
    old, long = dt.date(1648, 10, 24), 12345678901234567
    row = (1, "x", long, Decimal("NaN"), "EUR", old, "open", "")
    cells = CalamineWorkbook.from_filelike(workbook([row])).get_sheet_by_index(0).to_python()[1]
    assert cells[1:5] == [str(long), "NaN", "EUR", "1648-10-24"]


def test_frozen_rows_hold_no_personal_data() -> None:
    with override("en"):
        assert table(Example, [ROW]).plain() == [
            {
                "title": "=1+1",
                "balance": -5,
                "cost": "-5.50",
                "cost_currency": "EUR",
                "day": "2026-09-12",
                "status": "=Open",
            }
        ]
