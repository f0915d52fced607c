"""What a report is made of: plain data, frozen as JSON, drawn alike on the page and in the PDF.

Every function answers a dict with a `kind`; values are texts already written in the report's
language, so that a frozen report reads the same for ever. Charts and maps keep their numbers and
are drawn from them.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from oia.ui.tables import Table

Block = dict[str, Any]
LONGEST = 40  # rows of a table in the body; the annex has all of them


def heading(text: str, anchor: str = "") -> Block:
    """A heading below the chapter's own; with an anchor it stands in the contents."""
    return {"kind": "heading", "text": str(text), "anchor": anchor}


def paragraph(text: str) -> Block:
    return {"kind": "paragraph", "text": str(text)}


def lead(text: str) -> Block:
    return {"kind": "lead", "text": str(text)}


def note(text: str) -> Block:
    """Something the reader must know: what is missing, how it was counted."""
    return {"kind": "note", "text": str(text)}


def items(texts: Iterable[str]) -> Block:
    return {"kind": "items", "items": [str(text) for text in texts]}


def figures(codes: Sequence[str]) -> Block:
    """Boxes with figures of the snapshot by their codes, last year's below."""
    return {"kind": "figures", "codes": list(codes)}


def facts(pairs: Iterable[tuple[str, str]]) -> Block:
    """Short label and value pairs; empty values are left out."""
    return {"kind": "facts", "pairs": [[str(a), str(b)] for a, b in pairs if b not in ("", None)]}


def table(
    caption: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    numeric: Sequence[int] = (),
    total: Sequence[Any] | None = None,
) -> Block:
    """A table of texts; `numeric` are positions of right-aligned columns, `total` a last row."""
    return {
        "kind": "table",
        "caption": str(caption),
        "head": [str(text) for text in head],
        "rows": [[str(cell) for cell in row] for row in rows],
        "numeric": list(numeric),
        "total": [str(cell) for cell in total] if total else [],
    }


def rows(
    caption: str,
    declared: type[Table],
    queryset: QuerySet[Any],
    columns: Sequence[str],
    limit: int = LONGEST,
) -> Block:
    """A register's rows by its own columns; personal columns never come along."""
    shown = declared(queryset, columns=columns, personal=False)
    lines = list(shown.texts(limit + 1))
    block = table(
        caption,
        [str(column.label) for column in shown.impersonal],
        lines[:limit],
        numeric=[at for at, column in enumerate(shown.impersonal) if column.numeric],
    )
    block["more"] = len(lines) > limit
    return block


def bars(title: str, pairs: Iterable[tuple[str, Any]], unit: str = "") -> Block:
    return {"kind": "bars", "title": str(title), "rows": _plain(pairs), "unit": unit}


def lines(
    title: str, labels: Sequence[str], series: Sequence[tuple[str, Sequence[Any]]], unit: str = ""
) -> Block:
    """Courses over years: `labels` name the points, each of `series` has as many values."""
    return {
        "kind": "lines",
        "title": str(title),
        "labels": [str(label) for label in labels],
        "series": [[str(name), [_number(v) for v in values]] for name, values in series],
        "unit": unit,
    }


def stacked(
    title: str, series: Sequence[str], pairs: Iterable[tuple[str, Sequence[Any]]], unit: str = ""
) -> Block:
    """Bars divided into the parts that `series` names."""
    return {
        "kind": "stacked",
        "title": str(title),
        "series": [str(name) for name in series],
        "rows": [[str(label), [_number(v) for v in values]] for label, values in pairs],
        "unit": unit,
    }


def world(title: str, markers: Iterable[tuple[str, float, float, str]]) -> Block:
    """The map: (label, latitude, longitude, kind)."""
    return {"kind": "map", "title": str(title), "markers": [list(marker) for marker in markers]}


def _plain(pairs: Iterable[tuple[str, Any]]) -> list[list[Any]]:
    return [[str(label), _number(value)] for label, value in pairs]


def _number(value: Any) -> int | float:
    number = float(value or 0)
    return int(number) if number.is_integer() else round(number, 2)
