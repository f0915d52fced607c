"""Draws the blocks of a snapshot: charts and the map as SVG with the table behind them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from oia.ui import charts, words
from oia.ui.maps import Marker, world
from reporting.blocks import Block

WIDE = 9  # letters of a figure from which on it is set smaller
# Letters a column counts as: no narrower than a short number, no wider than a short sentence.
NARROWEST, WIDEST = 6, 44
LONG_WORD = 20  # letters from which on a word may be divided


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


def _widths(lines: Sequence[Sequence[str]]) -> list[int]:
    """Percent for each column: by its usual text, but never less than its longest word."""
    wanted = []
    for cells in zip(*(line for line in lines if line), strict=True):
        # A no-break space holds a figure and its unit together, so only plain spaces divide.
        longest = max(len(word) for cell in cells for word in cell.split(" "))
        usual = sorted(len(cell) for cell in cells)[int(len(cells) * 0.9)]
        wanted.append(max(min(usual, WIDEST), min(longest, LONG_WORD), NARROWEST) + 2)
    whole = sum(wanted)
    return [round(100 * width / whole) for width in wanted]


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
