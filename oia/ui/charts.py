"""Charts as SVG: the same drawing on the page and in the PDF, readable in grey and without colour.

Each function returns an `<svg>` with title, description and labels that are measured before they
are placed. Colours are presentation attributes, which paper and the content security policy
accept; the classes let the page's dark scheme replace them. `table()` gives the same as rows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from oia.ui import words
from oia.ui.lettering import shorten, width, wrap

Value = int | float | Decimal | None
WIDTH = 720.0
SIZE = 13.0  # of letters
SMALL = 12.0
LINE = 16.0
GAP = 8.0
INK, MUTED, RULE, PAPER = "#131525", "#51577a", "#c5c9d9", "#ffffff"
# Neighbours differ in lightness, so that they stay apart in grey.
COLOURS = ("#20429e", "#f0a030", "#0b7d6b", "#b7c4ea", "#8a1c4a", "#8d93a8")
ON_COLOURS = ("#ffffff", "#131525", "#ffffff", "#131525", "#ffffff", "#131525")
DASHES = ("", "7 4", "2 3", "10 3 2 3", "4 2", "1 4")
FONT = "Fira Sans, sans-serif"


@dataclass(frozen=True)
class Frame:
    """Where the drawing area lies, and how a value becomes a length."""

    left: float
    right: float
    top: float
    greatest: float

    def length(self, value: Value) -> float:
        return (self.right - self.left) * max(0.0, float(value or 0)) / self.greatest


def written(value: Value, unit: str = "") -> str:
    """A figure in the active language with its unit; a dash for what is not recorded."""
    if value is None:
        return "–"
    whole = isinstance(value, float) and value.is_integer()
    text = words.number(int(value) if whole else value)
    return f"{text}\u202f{unit}" if unit else text


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _text(
    x: float, y: float, text: str, *, full: str = "", anchor: str = "start", size: float = SIZE,
    fill: str = INK, bold: bool = False, css: str = "chart-ink",
) -> str:  # fmt: skip
    weight = ' font-weight="600"' if bold else ""
    hint = f"<title>{escape(full)}</title>" if full and full != text else ""
    return (
        f'<text class="{css}" x="{_number(x)}" y="{_number(y)}" text-anchor="{anchor}" '
        f'font-size="{_number(size)}" fill="{fill}"{weight}>{hint}{escape(text)}</text>'
    )


def _rect(x: float, y: float, w: float, h: float, index: int = 0) -> str:
    number = index % len(COLOURS)
    return (
        f'<rect class="chart-{number + 1}" x="{_number(x)}" y="{_number(y)}" '
        f'width="{_number(w)}" height="{_number(h)}" fill="{COLOURS[number]}"/>'
    )


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return (
        f'<line class="chart-rule" x1="{_number(x1)}" y1="{_number(y1)}" x2="{_number(x2)}" '
        f'y2="{_number(y2)}" stroke="{RULE}" stroke-width="1"/>'
    )


def _svg(parts: Sequence[str], height: float, title: str, description: str) -> SafeString:
    name = f"{title}: {description}" if description else title
    return mark_safe(  # noqa: S308 – every text went through escape()
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" '
        f'aria-label="{escape(name)}" viewBox="0 0 {_number(WIDTH)} {_number(height)}" '
        f'width="{_number(WIDTH)}" height="{_number(height)}" font-family="{FONT}">'
        f"<title>{escape(name)}</title><desc>{escape(description)}</desc>{''.join(parts)}</svg>"
    )


def _names(labels: Sequence[str]) -> tuple[list[list[str]], float]:
    """Each name in at most two lines, and the width of their column: a third of the drawing."""
    room = WIDTH * 0.34
    lines = [wrap(label, room, SIZE) for label in labels]
    widest = max((width(line, SIZE) for name in lines for line in name), default=0.0)
    return lines, widest + 2 * GAP


def _name(lines: Sequence[str], full: str, x: float, middle: float) -> str:
    """A name right-aligned at `x`, its lines centred around `middle`."""
    top = middle - LINE * (len(lines) - 1) / 2 + SIZE * 0.35
    whole = " ".join(lines)
    return "".join(
        _text(x, top + LINE * index, line, full=full if whole != full else "", anchor="end")
        for index, line in enumerate(lines)
    )


def _described(rows: Sequence[tuple[str, Value]], unit: str) -> str:
    return "; ".join(f"{label} {written(value, unit)}" for label, value in rows)


def bars(rows: Sequence[tuple[Any, Value]], *, title: Any, unit: str = "") -> SafeString:
    """One horizontal bar per (label, value), the value written behind it."""
    pairs = [(str(label), value) for label, value in rows]
    names, left = _names([label for label, _value in pairs])
    figures = [written(value, unit) for _label, value in pairs]
    widest = max((width(text, SIZE, bold=True) for text in figures), default=0.0)
    greatest = max((float(value or 0) for _label, value in pairs), default=0.0)
    frame = Frame(left, WIDTH - widest - 2 * GAP, 4.0, greatest or 1.0)
    parts, y = [], frame.top
    for (label, value), lines, figure in zip(pairs, names, figures, strict=True):
        height = 28.0 if len(lines) == 1 else LINE * len(lines) + 8
        middle = y + height / 2
        length = frame.length(value)
        parts.append(_name(lines, label, left - GAP, middle))
        parts.append(_rect(left, middle - 9, length, 18) if length else "")
        parts.append(_text(left + length + GAP, middle + SIZE * 0.35, figure, bold=True))
        y += height
    parts.append(_line(left, frame.top, left, y))
    return _svg(parts, y + 4, str(title), _described(pairs, unit))


def _legend(series: Sequence[str], top: float) -> tuple[list[str], float]:
    """Squares with names, flowing over lines; returns the y below."""
    parts, x, y = [], 0.0, top
    for index, name in enumerate(series):
        shown = shorten(name, WIDTH - 24, SMALL)
        room = 18 + width(shown, SMALL)
        if x and x + room > WIDTH:
            x, y = 0.0, y + 20
        parts.append(_rect(x, y, 12, 12, index))
        parts.append(_text(x + 18, y + 10.5, shown, full=name, size=SMALL))
        x += room + 2.5 * GAP
    return parts, y + 24


def _segments(values: Sequence[Value], frame: Frame, middle: float) -> str:
    parts, x = [], frame.left
    for index, value in enumerate(values):
        length = frame.length(value)
        if not length:
            continue
        parts.append(_rect(x, middle - 10, max(length - 1.5, 0.5), 20, index))
        figure = written(value)
        if width(figure, SMALL) + 8 <= length - 1.5:
            number = index % len(COLOURS)
            parts.append(
                _text(
                    x + (length - 1.5) / 2, middle + SMALL * 0.35, figure, anchor="middle",
                    size=SMALL, fill=ON_COLOURS[number], css=f"chart-on-{number + 1}",
                )
            )  # fmt: skip
        x += length
    return "".join(parts)


def stacked(
    rows: Sequence[tuple[Any, Sequence[Value]]],
    series: Sequence[Any],
    *,
    title: Any,
    unit: str = "",
) -> SafeString:
    """One bar per (label, values), a segment per name in `series`, the sum written behind it."""
    pairs = [(str(label), list(values)) for label, values in rows]
    legend = [str(name) for name in series]
    sums: list[Value] = [_sum(values) for _label, values in pairs]
    figures = [written(value, unit) for value in sums]
    names, left = _names([label for label, _values in pairs])
    widest = max((width(text, SIZE, bold=True) for text in figures), default=0.0)
    parts, y = _legend(legend, 2.0)
    greatest = max((float(value or 0) for value in sums), default=0.0)
    frame = Frame(left, WIDTH - widest - 2 * GAP, y, greatest or 1.0)
    for (label, values), lines, value, figure in zip(pairs, names, sums, figures, strict=True):
        height = 30.0 if len(lines) == 1 else LINE * len(lines) + 8
        middle = y + height / 2
        end = left + frame.length(value) + GAP
        parts.append(_name(lines, label, left - GAP, middle))
        parts.append(_segments(values, frame, middle))
        parts.append(_text(end, middle + SIZE * 0.35, figure, bold=True))
        y += height
    parts.append(_line(left, frame.top, left, y))
    told = "; ".join(
        f"{label}: {_described(list(zip(legend, values, strict=True)), unit)}"
        for label, values in pairs
    )
    return _svg(parts, y + 4, str(title), told)


def _sum(values: Sequence[Value]) -> Value:
    """Of what is recorded; None when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known, type(known[0])(0)) if known else None


def _steps(greatest: float, least: float = 0.0, wanted: int = 4) -> list[float]:
    """Round figures for an axis from zero to above `greatest`."""
    raw = max(greatest - min(least, 0.0), 1e-9) / wanted
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= raw)
    first = math.floor(min(least, 0.0) / step)
    last = max(math.ceil(greatest / step), first + 1)
    return [round(step * number, 10) for number in range(first, last + 1)]


def _spread(wanted: Sequence[float], room: float, top: float, bottom: float) -> list[float]:
    """Heights near the wanted ones, at least `room` apart, within top and bottom."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [0.0] * len(wanted)
    lowest = top
    for index in order:
        placed[index] = max(wanted[index], lowest)
        lowest = placed[index] + room
    highest = bottom
    for index in reversed(order):
        placed[index] = min(placed[index], highest)
        highest = placed[index] - room
    return placed


def _axis_labels(labels: Sequence[str], places: Sequence[float], y: float, left: float) -> str:
    """As many of the labels below the axis as fit beside each other, the last one always."""
    parts: list[str] = []
    free = WIDTH + 1.0
    for label, x in reversed(list(zip(labels, places, strict=True))):
        half = width(label, SMALL) / 2
        x = min(max(x, half), WIDTH - half)
        if x + half + GAP <= free and (x - half >= 0 or not parts):
            parts.append(
                _text(x, y, label, anchor="middle", size=SMALL, fill=MUTED, css="chart-muted")
            )
            free = x - half
    return "".join(parts)


def _stroke(path: str, index: int) -> str:
    number = index % len(COLOURS)
    dash = f' stroke-dasharray="{DASHES[number]}"' if DASHES[number] else ""
    return (
        f'<path class="chart-line-{number + 1}" d="{path}" fill="none" '
        f'stroke="{COLOURS[number]}" stroke-width="2.5"{dash}/>'
    )


def _curve(points: Sequence[tuple[float, float] | None], index: int) -> str:
    """A line through the points, broken where nothing is recorded, with a dot on each."""
    number = index % len(COLOURS)
    moves, pen = [], "M"
    for point in points:
        if point is None:
            pen = "M"
            continue
        moves.append(f"{pen}{_number(point[0])} {_number(point[1])}")
        pen = "L"
    dots = "".join(
        f'<circle class="chart-{number + 1}" cx="{_number(x)}" cy="{_number(y)}" r="3" '
        f'fill="{COLOURS[number]}"/>'
        for x, y in (point for point in points if point)
    )
    return _stroke("".join(moves), index) + dots


def lines(
    series: Sequence[tuple[Any, Sequence[Value]]],
    labels: Sequence[Any],
    *,
    title: Any,
    unit: str = "",
) -> SafeString:
    """One line per (name, values) over `labels` (years, months), named at its end."""
    named = [(str(name), list(values)) for name, values in series]
    ticks = [str(label) for label in labels]
    known = [float(v) for _name, values in named for v in values if v is not None]
    steps = _steps(max(known, default=0.0), min(known, default=0.0))
    scale = [written(step, unit) for step in steps]
    ends = [wrap(f"{name} {_last(values, unit)}", WIDTH * 0.26, SMALL) for name, values in named]
    left = max(width(text, SMALL) for text in scale) + GAP
    right = WIDTH - max((width(t, SMALL) for end in ends for t in end), default=0.0) - 4 * GAP
    longest = max((len(end) for end in ends), default=1)
    room = 15.0 * longest + 2
    top = 10.0
    bottom = max(210.0, top + room * len(named))
    low, high = steps[0], steps[-1]

    def place(index: int, value: Value) -> tuple[float, float]:
        x = left + GAP + (right - left - 2 * GAP) * (index / max(len(ticks) - 1, 1))
        return x, bottom - (bottom - top) * (float(value or 0) - low) / (high - low)

    parts = []
    for step, text in zip(steps, scale, strict=True):
        y = place(0, step)[1]
        parts.append(_line(left, y, right, y))
        parts.append(
            _text(
                left - GAP / 2, y + 4, text, anchor="end", size=SMALL, fill=MUTED, css="chart-muted"
            )
        )
    points = [[None if v is None else place(i, v) for i, v in enumerate(vs)] for _n, vs in named]
    parts += [_curve(curve, index) for index, curve in enumerate(points)]
    heights = [next((p[1] for p in reversed(curve) if p), bottom) for curve in points]
    middles = _spread(heights, room, top + room / 2, bottom - 2)
    for index, (end, (name, _values), middle) in enumerate(zip(ends, named, middles, strict=True)):
        first = middle + SMALL * 0.35 - 15 * (len(end) - 1) / 2
        parts.append(_stroke(f"M{_number(right + 2)} {_number(middle)}h18", index))
        parts += [
            _text(right + 3 * GAP, first + 15 * n, text, full=name, size=SMALL, bold=False)
            for n, text in enumerate(end)
        ]
    parts.append(
        _axis_labels(ticks, [place(i, 0)[0] for i in range(len(ticks))], bottom + 20, left)
    )
    told = "; ".join(
        f"{name}: {_described(list(zip(ticks, values, strict=True)), unit)}"
        for name, values in named
    )
    return _svg(parts, bottom + 28, str(title), told)


def _last(values: Sequence[Value], unit: str) -> str:
    return written(next((v for v in reversed(values) if v is not None), None), unit)


def table(
    rows: Sequence[tuple[Any, Value | Sequence[Value]]],
    series: Sequence[Any] = (),
    *,
    unit: str = "",
) -> tuple[list[str], list[list[str]]]:
    """(heads, rows) of the same figures in words, for the table behind a chart."""
    value_head = unit or _("Number")
    heads = [_("Name"), *(str(name) for name in series)] if series else [_("Name"), value_head]
    body = []
    for label, values in rows:
        figures = list(values) if isinstance(values, (list, tuple)) else [values]
        body.append([str(label), *(written(value) for value in figures)])  # type: ignore[arg-type]
    return heads, body
