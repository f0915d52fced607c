"""Charts say their figures in words, and no label covers another or leaves the drawing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from oia.ui import charts
from oia.ui.lettering import shorten, width, wrap
from tests.ui.svg import clipped, labels, overlapping, size

LONG = "Amt für Weiterbildung, Kultur und internationale Jugendbegegnungen der Stadt"
names = st.text(st.characters(categories=["L", "N", "Zs", "P"]), min_size=1, max_size=90)
values = st.one_of(
    st.none(), st.integers(0, 10**9), st.decimals(0, 10**7, places=2, allow_nan=False)
)


@given(st.lists(st.tuples(names, values), max_size=12), st.sampled_from(["", "€", "Reisende"]))
@settings(max_examples=60, deadline=None)
def test_labels_of_bars_stay_apart_and_inside(rows: list[tuple[str, object]], unit: str) -> None:
    drawing = charts.bars(rows, title="Begegnungen", unit=unit)  # type: ignore[arg-type]
    assert (overlapping(drawing), clipped(drawing)) == ([], [])


@given(st.lists(st.tuples(names, st.lists(values, min_size=4, max_size=4)), max_size=8))
@settings(max_examples=40, deadline=None)
def test_labels_of_stacked_bars_stay_apart_and_inside(rows: list[tuple[str, list[object]]]) -> None:
    series = ["Delegation", "Besuch", LONG, "Konferenz"]
    drawing = charts.stacked(rows, series, title="Reisen", unit="€")  # type: ignore[arg-type]
    assert (overlapping(drawing), clipped(drawing)) == ([], [])


@given(st.lists(st.tuples(names, st.lists(values, min_size=6, max_size=6)), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_labels_of_lines_stay_apart_and_inside(series: list[tuple[str, list[object]]]) -> None:
    years = [str(year) for year in range(2021, 2027)]
    drawing = charts.lines(series, years, title="Entwicklung")  # type: ignore[arg-type]
    assert (overlapping(drawing), clipped(drawing)) == ([], [])


def test_many_years_leave_out_labels_instead_of_overlapping() -> None:
    years = [str(year) for year in range(1950, 2027)]
    drawing = charts.lines([("Reisen", list(range(77)))], years, title="Reisen")
    shown = [label.text for label in labels(drawing)]
    assert "2026" in shown
    assert overlapping(drawing) == []


@pytest.mark.parametrize(
    ("language", "expected"), [("de", "1.234,50\u202f€"), ("en", "1,234.50\u202f€")]
)
def test_figures_are_written_in_the_language(language: str, expected: str) -> None:
    with override(language):
        drawing = charts.bars([("Rennes", Decimal("1234.50"))], title="Mittel", unit="€")
    assert [label.text for label in labels(drawing)] == ["Rennes", expected]


def test_what_is_not_recorded_is_a_dash_and_not_a_zero() -> None:
    with override("de"):
        drawing = charts.bars([("Rennes", None), ("Bergamo", 0)], title="Reisen")
    assert [label.text for label in labels(drawing)] == ["Rennes", "–", "Bergamo", "0"]


def test_a_long_name_is_shortened_and_kept_whole_in_its_hint() -> None:
    drawing = charts.bars([(LONG, 3)], title="Reisen")
    assert f"<title>{LONG}</title>" in drawing


def test_the_drawing_names_itself_for_screen_readers() -> None:
    with override("de"):
        drawing = charts.bars([("Rennes", 14), ("<b>", 1)], title="Begegnungen")
    assert 'role="img" aria-label="Begegnungen: Rennes 14; &lt;b&gt; 1"' in drawing
    assert "<b>" not in drawing


def test_no_drawing_needs_an_inline_style() -> None:
    drawings = [
        charts.bars([("a", 1)], title="t"),
        charts.stacked([("a", [1, 2])], ["x", "y"], title="t"),
        charts.lines([("a", [1, 2])], ["1", "2"], title="t"),
    ]
    assert [d for d in drawings if "style=" in d or "<style" in d or "<script" in d] == []


def test_the_table_holds_the_same_figures() -> None:
    with override("en"):
        heads, rows = charts.table([("2026", [1200, None])], ["Trips", "Visits"])
    assert heads[1:] == ["Trips", "Visits"]
    assert rows == [["2026", "1,200", "–"]]


def test_an_empty_chart_is_still_a_drawing() -> None:
    assert size(charts.bars([], title="Nichts"))[0] == charts.WIDTH


def test_text_is_shortened_to_its_room_and_wrapped_between_words() -> None:
    assert width(shorten(LONG, 100, 13), 13) <= 100
    assert all(width(line, 13) <= 200 for line in wrap(LONG, 200, 13, lines=3))
    assert " ".join(wrap("kurz und gut", 500, 13)) == "kurz und gut"
