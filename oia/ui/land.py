"""The land of the map: two projections, and the conversion of Natural Earth into `land.svg`.

`static/vendor/renew.py` calls `write()` with the TopoJSON files of the npm package `world-atlas`
(Natural Earth 1:110m and 1:50m, public domain). Only land is drawn, no borders: every public set
of borders takes sides. Antarctica is left out; nobody has a partner city there.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("land.svg")

Point = tuple[float, float]
Ring = list[Point]
Projection = Callable[[float, float], Point]

# The drawings' size in their own units; markers are projected into the same.
WORLD_WIDTH, WORLD_HEIGHT = 1000.0, 450.0
EUROPE_WIDTH, EUROPE_HEIGHT = 500.0, 450.0
# Equal Earth: Šavrič, Patterson, Jenny (2018).
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_MIDDLE = 11.0  # degrees east; keeps the Chukchi peninsula in one piece at the right edge
_WORLD_SCALE = WORLD_WIDTH / 5.4134
_WORLD_TOP = 1.322  # y of the upper edge, just above the North of Greenland
# Lambert's azimuthal equal-area projection around the middle of Europe.
_EUROPE_CENTRE = (50.5, 12.5)
_EUROPE_SCALE = 690.0
_EUROPE_ORIGIN = (242.0, 235.0)


def equal_earth(latitude: float, longitude: float) -> Point:
    """Degrees → units of the world's drawing, the origin at its upper left."""
    turned = (longitude - _MIDDLE + 180) % 360 - 180
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    slope = 9 * _A4 * t6 * t2 + 7 * _A3 * t6 + 3 * _A2 * t2 + _A1
    x = 2 * math.sqrt(3) / 3 * math.radians(turned) * math.cos(theta) / slope
    y = theta * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2))
    return WORLD_WIDTH / 2 + x * _WORLD_SCALE, (_WORLD_TOP - y) * _WORLD_SCALE


def europe(latitude: float, longitude: float) -> Point:
    """Degrees → units of Europe's drawing; far places land outside of it."""
    p0, p, d = (
        math.radians(v) for v in (_EUROPE_CENTRE[0], latitude, longitude - _EUROPE_CENTRE[1])
    )
    cosine = math.sin(p0) * math.sin(p) + math.cos(p0) * math.cos(p) * math.cos(d)
    k = math.sqrt(2 / max(1 + cosine, 1e-6))
    x = k * math.cos(p) * math.sin(d)
    y = k * (math.cos(p0) * math.sin(p) - math.sin(p0) * math.cos(p) * math.cos(d))
    return _EUROPE_ORIGIN[0] + x * _EUROPE_SCALE, _EUROPE_ORIGIN[1] - y * _EUROPE_SCALE


@cache
def path(name: str) -> str:
    """The `d` of the path called `world` or `europe`."""
    found = re.search(rf'id="{name}" d="([^"]+)"', FILE.read_text())
    if found is None:
        raise KeyError(name)
    return found[1]


# Conversion, run only when the data are renewed ------------------------------------------------


def _arcs(topology: dict[str, Any]) -> list[Ring]:
    """The arcs in degrees: TopoJSON keeps them as differences of whole numbers."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def _rings(topology: dict[str, Any]) -> Iterator[Ring]:
    """The outlines of all land, as (longitude, latitude)."""
    arcs = _arcs(topology)
    for shape in topology["objects"]["land"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            for numbers in polygon:
                parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
                yield [point for part in parts for point in part]


def _simplified(points: Ring, tolerance: float) -> Ring:
    """Douglas and Peucker, without recursion."""
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        (x1, y1), (x2, y2) = points[first], points[last]
        length = math.hypot(x2 - x1, y2 - y1)
        best, at = 0.0, -1
        for index in range(first + 1, last):
            x, y = points[index]
            if length:
                off = abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length
            else:
                off = math.hypot(x - x1, y - y1)
            if off > best:
                best, at = off, index
        if best > tolerance:
            keep.add(at)
            todo += [(first, at), (at, last)]
    return [points[index] for index in sorted(keep)]


def _clipped(ring: Ring, width: float, height: float, margin: float = 4) -> Ring:
    """Sutherland and Hodgman against the drawing's frame and a little more."""
    edges = [(0, -margin, 1), (0, width + margin, -1), (1, -margin, 1), (1, height + margin, -1)]
    for axis, bound, sign in edges:
        out: Ring = []
        for before, here in zip([ring[-1], *ring[:-1]], ring, strict=True):
            inside = (here[axis] - bound) * sign >= 0
            if inside != ((before[axis] - bound) * sign >= 0):
                t = (bound - before[axis]) / (here[axis] - before[axis])
                dx, dy = here[0] - before[0], here[1] - before[1]
                out.append((before[0] + t * dx, before[1] + t * dy))
            if inside:
                out.append(here)
        if not out:
            return []
        ring = out
    return ring


def _area(ring: Ring) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def _split_at_edge(ring: Ring) -> Iterator[Ring]:
    """A ring that crosses the edge of the map would draw a line across it: two rings instead."""
    turned = [((lon - _MIDDLE + 180) % 360 - 180, lat) for lon, lat in ring]
    unrolled = [turned[0]]
    for lon, lat in turned[1:]:
        last = unrolled[-1][0]
        unrolled.append((lon + 360 * round((last - lon) / 360), lat))
    for shift in (-360, 0, 360):
        moved = [(lon + shift + 180, lat + 90) for lon, lat in unrolled]
        inside = _clipped(moved, 360, 180, margin=-1e-9)
        if inside:
            yield [(lon - 180 + _MIDDLE, lat - 90) for lon, lat in inside]


def _written(rings: Iterable[Ring]) -> str:
    """Relative moves of tenths, which is half as long as absolute ones."""
    parts = []
    for ring in rings:
        tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
        x, y = tenths[0]
        text = f"M{x / 10:g} {y / 10:g}l"
        steps = []
        for nx, ny in tenths[1:]:
            if (nx, ny) != (x, y):
                steps.append(f"{(nx - x) / 10:g} {(ny - y) / 10:g}")
                x, y = nx, ny
        parts.append(text + " ".join(steps).replace(" -", "-") + "z")
    return "".join(parts)


def _world(topology: dict[str, Any]) -> Iterator[Ring]:
    for whole in _rings(topology):
        if max(latitude for _longitude, latitude in whole) < -60:
            continue
        for ring in _split_at_edge(whole):
            drawn = [equal_earth(lat, min(lon, _MIDDLE + 179.999)) for lon, lat in ring]
            if _area(drawn) > 1.2:
                yield _simplified(drawn, 0.25)


def _europe(topology: dict[str, Any]) -> Iterator[Ring]:
    for ring in _rings(topology):
        near = [(lon, lat) for lon, lat in ring if lat > 5 and -80 < lon < 110]
        if len(near) < 3:
            continue
        drawn = _clipped([europe(lat, lon) for lon, lat in near], EUROPE_WIDTH, EUROPE_HEIGHT)
        if len(drawn) > 3 and _area(drawn) > 3:
            yield _simplified(drawn, 0.45)


def write(coarse: Path, fine: Path) -> None:
    """Write `land.svg` out of TopoJSON: the world from `coarse`, Europe from `fine`."""
    world = _written(_world(json.loads(coarse.read_text())))
    close = _written(_europe(json.loads(fine.read_text())))
    FILE.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 450">\n'
        f'<path id="world" d="{world}"/>\n<path id="europe" d="{close}"/>\n</svg>\n'
    )
