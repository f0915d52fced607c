"""Draws the blocks of a snapshot: charts and the map as SVG with the table behind them."""

from typing import Any

from django.utils.translation import gettext as _

from oia.ui import charts, words
from oia.ui.maps import Marker, world
from reporting.blocks import Block


def drawn(block: Block, snapshot: dict[str, Any]) -> Block:
    """The block with what its template needs: `svg` and the table of a chart, boxes of figures."""
    maker = _MAKERS.get(block["kind"])
    return {**block, **maker(block, snapshot)} if maker else block


def _bars(block: Block, snapshot: dict[str, Any]) -> Block:
    rows = [(label, value) for label, value in block["rows"]]
    head, body = charts.table(rows, unit=block["unit"])
    svg = charts.bars(rows, title=block["title"], unit=block["unit"])
    return {"svg": svg, "head": head, "body": body}


def _stacked(block: Block, snapshot: dict[str, Any]) -> Block:
    rows = [(label, values) for label, values in block["rows"]]
    head, body = charts.table(rows, block["series"], unit=block["unit"])
    svg = charts.stacked(rows, block["series"], title=block["title"], unit=block["unit"])
    return {"svg": svg, "head": head, "body": body}


def _lines(block: Block, snapshot: dict[str, Any]) -> Block:
    series = [(name, values) for name, values in block["series"]]
    head = [_("Year"), *(name for name, _values in series)]
    body = [
        [label, *(words.number(values[at]) for _name, values in series)]
        for at, label in enumerate(block["labels"])
    ]
    svg = charts.lines(series, block["labels"], title=block["title"], unit=block["unit"])
    return {"svg": svg, "head": head, "body": body}


def _map(block: Block, snapshot: dict[str, Any]) -> Block:
    markers = [Marker(*marker) for marker in block["markers"]]
    return {"svg": world(markers, title=block["title"])}


def _figures(block: Block, snapshot: dict[str, Any]) -> Block:
    known = snapshot["figures"]
    boxes = [{"code": code, **known[code]} for code in block["codes"] if code in known]
    return {"boxes": [box for box in boxes if "text" in box]}


_MAKERS = {
    "bars": _bars,
    "stacked": _stacked,
    "lines": _lines,
    "map": _map,
    "figures": _figures,
}
