"""What a report is made of: plain data, frozen as JSON, drawn alike on the page and in the PDF.

Every function answers a dict with a `kind`; values are texts already written in the report's
language, so that a frozen report reads the same for ever. Charts and maps keep their numbers and
are drawn from them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from oia.ui.tables import Table

Block = dict[str, Any]
LONGEST = 40  # rows of a table in the body; the annex has all of them


def heading(text: str, anchor: str = "", level: int = 2) -> Block:
    """A heading below the chapter's own, of level 2 or 3; with an anchor it is in the contents."""
    return {"kind": "heading", "text": str(text), "anchor": anchor, "level": level}


def group(parts: Iterable[Block]) -> Block:
    """Blocks about one thing, set closer together."""
    return {"kind": "group", "blocks": list(parts)}


def paragraph(text: str) -> Block:
    return {"kind": "paragraph", "text": str(text)}


def lead(text: str) -> Block:
    return {"kind": "lead", "text": str(text)}


def note(text: str) -> Block:
    """Something the reader must know: what is missing, how it was counted."""
    return {"kind": "note", "text": str(text)}


def items(texts: Iterable[str]) -> Block:
    return {"kind": "items", "items": [str(text) for text in texts]}


def figures(notes: Mapping[str, str]) -> Block:
    """Boxes with figures of the snapshot: by their codes the words about last year below each."""
    return {"kind": "figures", "codes": list(notes), "notes": dict(notes)}


def facts(texts: Iterable[str]) -> Block:
    """Short facts in one line; empty ones are left out."""
    return {"kind": "facts", "items": [str(text) for text in texts if text]}


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
    *,
    sort: str = "",
    limit: int = LONGEST,
) -> Block:
    """A register's rows by its own columns, as one reads them; personal columns never come."""
    shown = declared(queryset, columns=columns, personal=False, sort=sort)
    return table(
        caption,
        [str(column.label) for column in shown.impersonal],
        shown.texts(limit),
        numeric=[at for at, column in enumerate(shown.impersonal) if column.numeric],
    )


def bars(
    title: str, pairs: Iterable[tuple[str, Any]], unit: str = "", *, told: bool = False
) -> Block:
    """One bar per pair. `told`: a table nearby has the same numbers, so the chart brings none."""
    return {"kind": "bars", "title": str(title), "rows": _plain(pairs), "unit": unit, "told": told}


def lines(
    title: str,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[Any]]],
    unit: str = "",
    *,
    told: bool = False,
) -> Block:
    """Courses over years: `labels` name the points, each of `series` has as many values."""
    return {
        "told": told,
        "kind": "lines",
        "title": str(title),
        "labels": [str(label) for label in labels],
        "series": [[str(name), [_number(v) for v in values]] for name, values in series],
        "unit": unit,
    }


def stacked(
    title: str,
    series: Sequence[str],
    pairs: Iterable[tuple[str, Sequence[Any]]],
    unit: str = "",
    *,
    told: bool = False,
) -> Block:
    """Bars divided into the parts that `series` names."""
    return {
        "told": told,
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
