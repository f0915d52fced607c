"""Draws the blocks of a snapshot: charts and the map as SVG with the table behind them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from oia.ui import charts, words
from oia.ui.lettering import width
from oia.ui.maps import Marker, world
from reporting.blocks import Block

WIDE = 9  # letters of a figure from which on it is set smaller
# Points across a page of paper.css, the size of a table's print, what the sides of a cell take,
# and the bounds of a column: a word that may be divided, such a one in the head, a short sentence.
PAGE, PRINT, SIDES = 470.0, 8.8, 14.0
LONG_WORD, LONG_HEAD, WIDEST = 75.0, 46.0, 190.0
SHORT = 12  # letters of a cell that is not divided: 12 Sept 2026


def drawn(block: Block, snapshot: dict[str, Any]) -> Block:
    """The block with what its template needs: `svg` and the table of a chart, boxes of figures."""
    maker = _MAKERS.get(block["kind"])
    return {**block, **maker(block, snapshot)} if maker else block


def _behind(block: Block, head: Sequence[str], body: Sequence[Sequence[str]]) -> Block | None:
    """The table behind a chart, unless one nearby tells the same."""
    if block["told"]:
        return None
    caption = _("%(chart)s: the figures") % {"chart": block["title"]}
    numeric = list(range(1, len(head)))
    widths = _widths([head, *body])
    table = {"caption": caption, "head": head, "rows": body, "numeric": numeric, "total": []}
    return {**table, "widths": widths}


def _bars(block: Block, snapshot: dict[str, Any]) -> Block:
    rows = [(label, value) for label, value in block["rows"]]
    svg = charts.bars(rows, title=block["title"], unit=block["unit"])
    return {"svg": svg, "table": _behind(block, *charts.table(rows, unit=block["unit"]))}


def _stacked(block: Block, snapshot: dict[str, Any]) -> Block:
    rows = [(label, values) for label, values in block["rows"]]
    svg = charts.stacked(rows, block["series"], title=block["title"], unit=block["unit"])
    figures = charts.table(rows, block["series"], unit=block["unit"])
    return {"svg": svg, "table": _behind(block, *figures)}


def _lines(block: Block, snapshot: dict[str, Any]) -> Block:
    series = [(name, values) for name, values in block["series"]]
    head = [_("Year"), *(name for name, _values in series)]
    body = [
        [label, *(words.number(values[at]) for _name, values in series)]
        for at, label in enumerate(block["labels"])
    ]
    svg = charts.lines(series, block["labels"], title=block["title"], unit=block["unit"])
    return {"svg": svg, "table": _behind(block, head, body)}


def _map(block: Block, snapshot: dict[str, Any]) -> Block:
    markers = [Marker(*marker) for marker in block["markers"]]
    return {"svg": world(markers, title=block["title"])}


def _figures(block: Block, snapshot: dict[str, Any]) -> Block:
    known = snapshot["figures"]
    boxes = [
        {
            "code": code,
            "name": known[code]["name"],
            "text": known[code]["text"],
            "note": block["notes"][code],
            "wide": len(known[code]["text"]) > WIDE,
        }
        for code in block["codes"]
        if "text" in known.get(code, {})
    ]
    return {"boxes": boxes}


def _table(block: Block, snapshot: dict[str, Any]) -> Block:
    return {"widths": _widths([block["head"], *block["rows"], block["total"]])}


def _widths(lines: Sequence[Sequence[str]]) -> list[str]:
    """Percent for each column: room for its longest word first, the rest by its usual text."""
    needed, wished = [], []
    for cells in zip(*(line for line in lines if line), strict=True):
        # Heads and sums are bold; the wider print is room enough for all.
        head, *body = cells
        longest = max((_longest(cell) for cell in body), default=0.0)
        longest = max(min(longest, LONG_WORD), min(_longest(head), LONG_HEAD))
        usual = sorted(width(cell, PRINT, bold=True) for cell in cells)[int(len(cells) * 0.9)]
        needed.append(longest + SIDES)
        wished.append(max(min(usual, WIDEST) + SIDES - needed[-1], 0))
    spare = PAGE - sum(needed)
    if spare >= sum(wished):
        return _percents([n + w for n, w in zip(needed, wished, strict=True)])
    # Too much for one page: what is left goes to the columns with longer texts.
    share = max(spare, 0) / sum(wished)
    return _percents([n + w * share for n, w in zip(needed, wished, strict=True)])


def _percents(parts: Sequence[float]) -> list[str]:
    """As a stylesheet writes them, whatever the language."""
    return [f"{100 * part / sum(parts):.2f}" for part in parts]


def _longest(cell: str) -> float:
    """What shall stand in one line: a short cell such as a day as a whole, else its longest word.

    Only plain spaces divide; a no-break space holds a figure and its unit together.
    """
    parts = [cell] if len(cell) <= SHORT else cell.split(" ")
    return max(width(part, PRINT, bold=True) for part in parts)


def _group(block: Block, snapshot: dict[str, Any]) -> Block:
    return {"blocks": [drawn(part, snapshot) for part in block["blocks"]]}


_MAKERS = {
    "bars": _bars,
    "stacked": _stacked,
    "lines": _lines,
    "map": _map,
    "figures": _figures,
    "table": _table,
    "group": _group,
}
