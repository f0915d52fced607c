"""The map of the world with markers: land only, labels that never overlap, Europe drawn large.

The drawing is the same on the page and in the PDF; whoever shows it prints the same as a table
beside it. What finds no room for its name gets a number and stands in a list beside the map.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from oia.ui import land
from oia.ui.lettering import shorten, width

WIDTH = 720.0
SIZE = 12.0
LINE = 15.0
DOT = 4.0
NUMBER = 7.5  # radius of a numbered dot
CROWD = 4  # markers in Europe from which on Europe is drawn large
INK, MUTED, LAND, SEA, PAPER = "#131525", "#51577a", "#d3d9e8", "#f3f5fa", "#ffffff"
COLOURS = ("#20429e", "#b3450f", "#0b7d6b", "#8a1c4a", "#51577a", "#131525")
FONT = "Fira Sans, sans-serif"
# Where a label may stand: beside the dot first, then farther away with a line to it.
SIDES = ((1, 0), (-1, 0), (0.6, -1), (0.6, 1), (-0.6, -1), (-0.6, 1), (0, -1), (0, 1))
DISTANCES = (8.0, 16.0, 26.0, 38.0)

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Marker:
    """A place; `kind` sorts markers into shapes and colours and stands in the legend."""

    label: str
    latitude: float
    longitude: float
    kind: str = ""


@dataclass
class Spot:
    """A marker at its place in the drawing, and where its label went."""

    marker: Marker
    x: float
    y: float
    label: str = ""
    at: tuple[float, float] | None = None
    led: bool = False
    number: int = 0


@dataclass
class Panel:
    """A part of the drawing with its own projection."""

    frame: Box
    spots: list[Spot] = field(default_factory=list)
    taken: list[Box] = field(default_factory=list)


def _apart(a: Box, b: Box, room: float = 1.0) -> bool:
    return a[2] + room <= b[0] or b[2] + room <= a[0] or a[3] + room <= b[1] or b[3] + room <= a[1]


def _within(box: Box, frame: Box) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def _candidates(spot: Spot, w: float) -> list[tuple[Box, bool]]:
    """Boxes for a label of width `w`, best first, and whether a line must lead to them."""
    boxes = []
    for distance in DISTANCES:
        for dx, dy in SIDES:
            x, y = spot.x + dx * distance, spot.y + dy * (distance + LINE / 2)
            left = x if dx > 0 else x - w if dx < 0 else x - w / 2
            boxes.append(((left, y - LINE / 2, left + w, y + LINE / 2), distance > DISTANCES[0]))
    return boxes


def _free(box: Box, blocked: Sequence[Box]) -> bool:
    return all(_apart(box, other) for other in blocked)


def _end_of_line(spot: Spot, box: Box) -> tuple[float, float]:
    """Where the line from the dot meets its label."""
    return min(max(spot.x, box[0]), box[2]), min(max(spot.y, box[1]), box[3])


def _way(spot: Spot, box: Box) -> list[Box]:
    """Small boxes along the line, so that no line crosses a label, a dot or another line."""
    x, y = _end_of_line(spot, box)
    steps = [(spot.x + (x - spot.x) * n / 6, spot.y + (y - spot.y) * n / 6) for n in range(2, 6)]
    return [(px - 0.5, py - 0.5, px + 0.5, py + 0.5) for px, py in steps]


def _place_labels(panel: Panel) -> list[Spot]:
    """Give each spot of the panel room for its name; returns those that found none."""
    dots = {id(s): (s.x - DOT, s.y - DOT, s.x + DOT, s.y + DOT) for s in panel.spots}
    without = []
    for spot in sorted(panel.spots, key=lambda s: _crowding(s, panel.spots)):
        spot.label = shorten(spot.marker.label, 150, SIZE)
        others = [box for key, box in dots.items() if key != id(spot)]
        blocked = [*panel.taken, *others]
        for box, led in _candidates(spot, width(spot.label, SIZE)):
            way = _way(spot, box) if led else []
            if _within(box, panel.frame) and all(_free(part, blocked) for part in (box, *way)):
                spot.at, spot.led = (box[0], box[3] - LINE * 0.27), led
                panel.taken += [box, *way]
                break
        else:
            without.append(spot)
    return without


def _crowding(spot: Spot, spots: Sequence[Spot]) -> tuple[float, str]:
    """Spots with most air around them last: they find room anyway."""
    near = sum(1 for s in spots if abs(s.x - spot.x) < 60 and abs(s.y - spot.y) < 40)
    return -near, spot.marker.label


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _text(
    x: float, y: float, text: str, *, fill: str = INK, css: str = "map-label", **more: Any
) -> str:
    attributes = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in more.items())
    return (
        f'<text class="{css}" x="{_number(x)}" y="{_number(y)}" font-size="{_number(SIZE)}" '
        f'fill="{fill}"{attributes}>{escape(text)}</text>'
    )


def _shape(x: float, y: float, index: int, r: float = DOT) -> str:
    """Kinds differ in form and colour: circle, square, diamond, triangle."""
    colour = COLOURS[index % len(COLOURS)]
    look = (
        f'class="map-{index % len(COLOURS) + 1}" fill="{colour}" stroke="{PAPER}" stroke-width="1"'
    )
    form = index % 4
    if form == 0:
        return f'<circle {look} cx="{_number(x)}" cy="{_number(y)}" r="{_number(r)}"/>'
    ways = {
        1: ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        2: ((0, -1.35), (1.35, 0), (0, 1.35), (-1.35, 0)),
        3: ((0, -1.25), (1.25, 1), (-1.25, 1)),
    }[form]
    points = " ".join(f"{_number(x + dx * r)},{_number(y + dy * r)}" for dx, dy in ways)
    return f'<polygon {look} points="{points}"/>'


def _draw_spot(spot: Spot, index: int) -> str:
    full = escape(spot.marker.label)
    if spot.at is None:
        colour = COLOURS[index % len(COLOURS)]
        return (
            f'<g><title>{full}</title><circle class="map-{index % len(COLOURS) + 1}" '
            f'cx="{_number(spot.x)}" cy="{_number(spot.y)}" r="{NUMBER}" fill="{colour}" '
            f'stroke="{PAPER}" stroke-width="1"/>'
            f'<text class="map-on" x="{_number(spot.x)}" y="{_number(spot.y + 3.4)}" '
            f'text-anchor="middle" font-size="9.5" font-weight="600" fill="{PAPER}">'
            f"{spot.number}</text></g>"
        )
    x, y = spot.at
    line = ""
    if spot.led:
        top = y + LINE * 0.27 - LINE
        ex, ey = _end_of_line(spot, (x, top, x + width(spot.label, SIZE), top + LINE))
        line = (
            f'<line class="map-lead" x1="{_number(spot.x)}" y1="{_number(spot.y)}" '
            f'x2="{_number(ex)}" y2="{_number(ey)}" stroke="{MUTED}" stroke-width="0.7"/>'
        )
    drawn = line + _shape(spot.x, spot.y, index) + _text(x, y, spot.label)
    return f"<g><title>{full}</title>{drawn}</g>"


def _numbered(spots: Sequence[Spot], start: int) -> list[tuple[int, str]]:
    """Numbers for the spots without room; spots on top of each other share one."""
    listed: list[tuple[Spot, list[str]]] = []
    for spot in sorted(spots, key=lambda s: (s.x, s.y)):
        same = next(
            (e for e in listed if abs(e[0].x - spot.x) + abs(e[0].y - spot.y) < 2 * NUMBER), None
        )
        if same:
            spot.x, spot.y, spot.number = same[0].x, same[0].y, same[0].number
            same[1].append(spot.marker.label)
        else:
            spot.number = start + len(listed)
            listed.append((spot, [spot.marker.label]))
    return [(spot.number, ", ".join(labels)) for spot, labels in listed]


def _legend(
    kinds: Sequence[str],
    numbers: Sequence[tuple[int, str]],
    x: float,
    y: float,
    room: float,
    columns: int,
) -> tuple[str, float]:
    """Kinds with their shapes, then numbers with their names; returns the y below."""
    parts = []
    if len(kinds) > 1:
        for index, kind in enumerate(kinds):
            parts.append(_shape(x + DOT, y + 6, index))
            parts.append(_text(x + 14, y + 10, shorten(kind, room - 14, SIZE), css="map-legend"))
            y += LINE + 3
        y += 8
    each, rows = room / columns, -(-len(numbers) // columns)
    for position, (number, names) in enumerate(numbers):
        column, row = divmod(position, rows)
        left, top = x + column * each, y + 10 + row * LINE
        text = shorten(f"{number}  {names}", each - 8, SIZE)
        parts.append(_text(left, top, text, css="map-legend"))
    return "".join(parts), y + rows * LINE + 4


def _panel_svg(panel: Panel, name: str, size: tuple[float, float], kinds: Sequence[str]) -> str:
    """The land of a panel, cut at its frame, with the panel's spots above it."""
    left, top, right, bottom = panel.frame
    spots = sorted(panel.spots, key=lambda s: (s.at is None, s.y))
    return (
        f'<svg x="{_number(left)}" y="{_number(top)}" width="{_number(right - left)}" '
        f'height="{_number(bottom - top)}" viewBox="0 0 {_number(size[0])} {_number(size[1])}" '
        f'overflow="hidden"><rect class="map-sea" width="{_number(size[0])}" '
        f'height="{_number(size[1])}" fill="{SEA}"/>'
        f'<path class="map-land" fill="{LAND}" d="{land.path(name)}"/></svg>'
        + "".join(_draw_spot(spot, kinds.index(spot.marker.kind)) for spot in spots)
    )


def _in_europe(marker: Marker) -> bool:
    x, y = land.europe(marker.latitude, marker.longitude)
    return 6 < x < land.EUROPE_WIDTH - 6 and 6 < y < land.EUROPE_HEIGHT - 6


def _spots(markers: Sequence[Marker], frame: Box, name: str) -> list[Spot]:
    project, wide = (
        (land.europe, land.EUROPE_WIDTH)
        if name == "europe"
        else (land.equal_earth, land.WORLD_WIDTH)
    )
    scale = (frame[2] - frame[0]) / wide
    places = [(m, project(m.latitude, m.longitude)) for m in markers]
    return [Spot(m, frame[0] + x * scale, frame[1] + y * scale) for m, (x, y) in places]


def world(markers: Sequence[Marker], *, title: Any) -> SafeString:
    """The map of `markers`; Europe is drawn large below the world when many lie there."""
    kinds = list(dict.fromkeys(marker.kind for marker in markers)) or [""]
    close = [marker for marker in markers if _in_europe(marker)]
    far = [marker for marker in markers if not _in_europe(marker)]
    if len(close) < CROWD:
        close, far = [], list(markers)
    height = WIDTH * land.WORLD_HEIGHT / land.WORLD_WIDTH
    globe = Panel((0.0, 0.0, WIDTH, height))
    globe.spots = _spots(far, globe.frame, "world")
    hint = _europe_hint(globe) if close else ""
    unplaced = _place_labels(globe)
    parts, bottom = [], height
    if not close:
        numbers = _numbered(unplaced, 1)
        parts.append(_panel_svg(globe, "world", (land.WORLD_WIDTH, land.WORLD_HEIGHT), kinds))
        legend, bottom = _legend(kinds, numbers, 0, height + 10, WIDTH, 3)
        parts.append(legend)
    else:
        wide = 480.0
        top = height + 12
        tall = wide * land.EUROPE_HEIGHT / land.EUROPE_WIDTH
        inset = Panel((0.0, top, wide, top + tall))
        inset.spots = _spots(close, inset.frame, "europe")
        first = _numbered(unplaced, 1)
        numbers = [*first, *_numbered(_place_labels(inset), len(first) + 1)]
        parts.append(_panel_svg(globe, "world", (land.WORLD_WIDTH, land.WORLD_HEIGHT), kinds))
        parts.append(hint)
        parts.append(_panel_svg(inset, "europe", (land.EUROPE_WIDTH, land.EUROPE_HEIGHT), kinds))
        legend, below = _legend(kinds, numbers, wide + 16, top + 4, WIDTH - wide - 16, 1)
        parts.append(legend)
        bottom = max(top + tall, below)
    return _svg("".join(parts), bottom, str(title), markers)


def _europe_hint(globe: Panel) -> str:
    """The frame on the world that says: this part is drawn below; labels keep off it."""
    scale = WIDTH / land.WORLD_WIDTH
    corners = [land.equal_earth(*place) for place in ((68, -10), (34, -10), (34, 40), (68, 40))]
    left, right = min(x for x, _y in corners) * scale, max(x for x, _y in corners) * scale
    top, bottom = min(y for _x, y in corners) * scale, max(y for _x, y in corners) * scale
    globe.taken.append((left, top, right, bottom))
    return (
        f'<rect class="map-frame" x="{_number(left)}" y="{_number(top)}" '
        f'width="{_number(right - left)}" height="{_number(bottom - top)}" fill="none" '
        f'stroke="{MUTED}" stroke-width="1" stroke-dasharray="4 3"/>'
    )


def _svg(body: str, height: float, title: str, markers: Sequence[Marker]) -> SafeString:
    names = ", ".join(sorted({marker.label for marker in markers}))
    name = _("%(title)s: map of %(count)s places") % {"title": title, "count": len(markers)}
    return mark_safe(  # noqa: S308 – every text went through escape()
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" role="img" '
        f'aria-label="{escape(name)}" viewBox="0 0 {_number(WIDTH)} {_number(height)}" '
        f'width="{_number(WIDTH)}" height="{_number(height)}" font-family="{FONT}">'
        f"<title>{escape(name)}</title><desc>{escape(names)}</desc>{body}</svg>"
    )
