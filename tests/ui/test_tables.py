"""Columns write values in both languages, escape what is hostile, and tables obey allow-lists."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from django.utils.translation import override

from oia.ui import words
from oia.ui.columns import (
    Amount,
    Choice,
    Country,
    Day,
    Imprecise,
    Link,
    Number,
    PlaceName,
    Related,
    Text,
    YesNo,
)
from oia.ui.links import QueryString, page_numbers
from oia.ui.tables import Table

HOSTILE = """<script>alert('1')</script>"&"""
ESCAPED = "&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;&quot;&amp;"
STATUS = [("draft", "Draft"), ("approved", HOSTILE)]


class Example(Table):
    columns = (
        Text("title", "Title"),
        Day("first_day", "From"),
        Number("travellers", "Travellers"),
        Text("leader", "Leader", personal=True),
        Text("note", "Note", default=False, sortable=False),
    )
    sort = "-first_day"


class Masked(Example):
    personal_capability = "contacts.read"


def names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def table_of(kind: type[Table] = Example, **options: Any) -> Table:
    return kind(SimpleNamespace(), **options)  # type: ignore[arg-type]


# Columns -----------------------------------------------------------------------------------

FORMATS = [
    (Day("d", ""), (dt.date(2026, 9, 12),), "12.09.2026", "12 Sep 2026"),
    (Day("d", ""), (None,), "", ""),
    (Imprecise("d", ""), ("1966",), "1966", "1966"),
    (Imprecise("d", ""), ("1966-05",), "Mai 1966", "May 1966"),
    (Imprecise("d", ""), ("1966-05-01",), "01.05.1966", "1 May 1966"),
    (Imprecise("d", ""), ("1966-13",), "1966-13", "1966-13"),
    (Imprecise("d", ""), ("",), "", ""),
    (Number("n", ""), (-1234567,), "-1.234.567", "-1,234,567"),
    (Number("n", ""), (Decimal("1234.50"),), "1.234,50", "1,234.50"),
    (Number("n", ""), (0,), "0", "0"),
    (Number("n", ""), (None,), "", ""),
    (Amount("a", "", currency="c"), (Decimal("1234.5"), "EUR"), "1.234,50\xa0€", "€1,234.50"),
    (Amount("a", "", currency="c"), (Decimal("-5"), "EUR"), "-5,00\xa0€", "-€5.00"),
    (Amount("a", ""), (Decimal(0),), "0,00\xa0€", "€0.00"),
    (Amount("a", "", currency="c"), (None, "EUR"), "", ""),
    (Country("c", ""), ("XK",), "Kosovo", "Kosovo"),
    (Country("c", ""), ("FR",), "Frankreich", "France"),
    (Country("c", ""), ("",), "", ""),
    (PlaceName("p", ""), ("", "Kyiv"), "Kyiv", "Kyiv"),
    (PlaceName("p", ""), ("Kyjiw", "Kyiv"), "Kyjiw", "Kyjiw"),
    (Text("t", ""), (None,), "", ""),
    (YesNo("y", ""), (None,), "", ""),
]


@pytest.mark.parametrize(("column", "values", "german", "english"), FORMATS)
def test_a_column_reads_as_its_language_writes(
    column: Any, values: tuple[Any, ...], german: str, english: str
) -> None:
    with override("de"):
        assert column.html(values) == german
    with override("en"):
        assert column.html(values) == english


def test_a_place_is_read_in_the_active_language() -> None:
    column = PlaceName("destination", "")
    with override("de"):
        assert column.paths == ("destination__name_de", "destination__name")
    with override("en"):
        assert column.paths == ("destination__name_en", "destination__name")


@pytest.mark.parametrize(
    ("column", "values"),
    [
        (Text("t", ""), (HOSTILE,)),
        (PlaceName("t", ""), (HOSTILE, "")),
        (Country("t", ""), (HOSTILE,)),
        (Imprecise("t", ""), (HOSTILE,)),
        (Choice("t", "", STATUS), (HOSTILE,)),
        (Choice("t", "", STATUS), ("approved",)),
        (Related("t", "", pk="t_id"), (HOSTILE, 1)),
        (Link("t", ""), (HOSTILE, 1)),
    ],
)
def test_hostile_text_is_escaped(column: Any, values: tuple[Any, ...]) -> None:
    assert column.html(values) == ESCAPED


def test_a_hostile_label_is_escaped_inside_its_badge() -> None:
    html = Choice("s", "", STATUS, badges={"approved": "success"}).html(("approved",))
    assert html == (
        '<span class="kern-badge kern-badge--success kern-badge--small">'
        '<span class="kern-icon kern-icon--success kern-icon--small" aria-hidden="true"></span>'
        f'<span class="kern-label kern-label--small">{ESCAPED}</span></span>'
    )


def test_a_hostile_currency_is_escaped() -> None:
    assert "<" not in Amount("a", "", currency="c").html((Decimal(1), "<b>"))


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("currency", ["EUR", "USD", "GBP", "CHF", "PLN", "JPY", "UAH", "CAD"])
@pytest.mark.parametrize("figure", ["0", "-5", "1234.5", "0.005", "-1234567.895", "999999999999"])
def test_money_reads_as_babel_writes_it(lang: str, currency: str, figure: str) -> None:
    amount = Decimal(figure)
    assert words.money(amount, currency, lang) == format_currency(amount, currency, locale=lang)


@pytest.mark.parametrize("figure", [0, -5, 999, 1000, 123456789, Decimal("-1234.25")])
def test_numbers_and_days_read_as_babel_writes_them(figure: Any) -> None:
    for lang in words.LANGUAGES:
        assert words.number(figure, lang) == format_decimal(figure, locale=lang)
    for month in range(1, 13):
        day = dt.date(2026, month, 9)
        assert words.day(day, "de") == format_date(day, "dd.MM.yyyy", locale="de")
        assert words.day(day, "en") == format_date(day, "d MMM yyyy", locale="en")


# Tables ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ("title", "title"),
        ("-title", "-title"),
        ("", "-first_day"),
        ("password", "-first_day"),
        ("note", "-first_day"),
        ("--title", "-first_day"),
        ("title__password", "-first_day"),
        ("?", "-first_day"),
    ],
)
def test_only_sortable_columns_sort(asked: str, order: str) -> None:
    assert table_of(sort=asked).order == order


def test_a_hidden_personal_column_cannot_be_chosen_or_sorted_by() -> None:
    table = table_of(Masked, sort="leader", columns=["title", "leader"])
    assert (names(table), table.order) == (["title"], "-first_day")


def test_personal_columns_show_where_the_table_or_the_person_allows_it() -> None:
    usual = ["title", "first_day", "travellers"]
    assert names(table_of(Example)) == [*usual, "leader"]
    assert names(table_of(Masked)) == usual
    assert names(table_of(Masked, personal=True)) == [*usual, "leader"]
    assert names(table_of(Example, personal=False)) == usual


def test_unknown_columns_are_ignored() -> None:
    assert names(table_of(columns=["note", "password", "title"])) == ["title", "note"]
    assert names(table_of(columns=["password"])) == names(table_of())


def test_a_row_is_written_with_its_head_first() -> None:
    with override("en"):
        table = table_of(columns=["title", "travellers"])
        html = table.render([(1, "<b>", 3)])
    assert html == (
        '<tr class="kern-table__row"><th scope="row" class="kern-table__header">&lt;b&gt;</th>'
        '<td class="kern-table__cell kern-table__cell--numeric">3</td></tr>\n'
    )


def test_heads_say_how_the_table_is_sorted_and_how_it_could_be() -> None:
    heads = table_of(columns=["title", "first_day", "note"]).head(lambda sort: f"?sort={sort}")
    assert [(head.sort_url, head.aria_sort) for head in heads] == [
        ("?sort=title", ""),
        ("?sort=first_day", "descending"),
        ("", ""),
    ]


# Addresses ---------------------------------------------------------------------------------


def test_an_address_keeps_what_is_set_and_returns_to_the_first_page() -> None:
    query = QueryString([("q", "a&b"), ("status", "draft"), ("size", "")])
    assert query.url("sort", "-title") == "?q=a%26b&status=draft&sort=-title"
    assert query.url("status") == "?q=a%26b"


def test_page_numbers_leave_gaps() -> None:
    assert page_numbers(1, 1) == [1]
    assert page_numbers(10, 20) == [1, 0, 8, 9, 10, 11, 12, 0, 20]
