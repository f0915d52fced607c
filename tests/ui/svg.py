"""Reads the labels of a drawing as boxes, the way the drawing's own measuring sees them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as ET

from oia.ui.lettering import width

NS = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Label:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Label) -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


def size(drawing: str) -> tuple[float, float]:
    box = ET.fromstring(drawing).get("viewBox", "").split()
    return float(box[2]), float(box[3])


def labels(drawing: str) -> list[Label]:
    found = []
    for element in ET.fromstring(drawing).iter(f"{NS}text"):
        hint = element.find(f"{NS}title")
        text = (element.text or "") + ((hint.tail or "") if hint is not None else "")
        letters = float(element.get("font-size", "0"))
        wide = width(text, letters, bold=element.get("font-weight") == "600")
        x, y = float(element.get("x", "0")), float(element.get("y", "0"))
        left = {"middle": x - wide / 2, "end": x - wide}.get(element.get("text-anchor", ""), x)
        found.append(Label(text, left, y - letters * 0.75, left + wide, y + letters * 0.2))
    return found


def overlapping(drawing: str) -> list[tuple[str, str]]:
    pairs = combinations(labels(drawing), 2)
    return [(a.text, b.text) for a, b in pairs if a.overlaps(b)]


def clipped(drawing: str) -> list[str]:
    wide, high = size(drawing)
    return [
        label.text
        for label in labels(drawing)
        if label.left < -0.5
        or label.right > wide + 0.5
        or label.top < -0.5
        or label.bottom > high + 0.5
    ]
