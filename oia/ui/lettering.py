"""How wide a text is in Fira Sans, so that charts and maps can keep their labels apart."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
FACES = {False: "FiraSans-Regular.ttf", True: "FiraSans-SemiBold.ttf"}
# Letters the font lacks come from another font: wide enough to be safe.
_OTHER, _OTHER_WIDE = 0.68, 1.05
ELLIPSIS = "…"


@cache
def _advances(bold: bool) -> dict[int, float]:
    """Width of each character as a fraction of the font size, without kerning."""
    with TTFont(FONTS / FACES[bold], lazy=True) as font:
        units, metrics = font["head"].unitsPerEm, font["hmtx"]
        return {code: metrics[glyph][0] / units for code, glyph in font.getBestCmap().items()}


def _advance(letter: str, known: dict[int, float]) -> float:
    if unicodedata.combining(letter):
        return 0.0
    width = known.get(ord(letter))
    if width is not None:
        return width
    return _OTHER_WIDE if unicodedata.east_asian_width(letter) in "WF" else _OTHER


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of `text` at font size `size`, in the same unit; errs on the wide side."""
    known = _advances(bold)
    return sum(_advance(letter, known) for letter in text) * size


def shorten(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits with an ellipsis."""
    if width(text, size, bold=bold) <= room:
        return text
    for end in range(len(text) - 1, 0, -1):
        short = text[:end].rstrip(" ,.-–/(") + ELLIPSIS
        if width(short, size, bold=bold) <= room:
            return short
    return ELLIPSIS


def wrap(text: str, room: float, size: float, *, lines: int = 2, bold: bool = False) -> list[str]:
    """The text in at most `lines` lines, broken between words; the last one may be shortened."""
    words = text.split()
    wrapped: list[str] = []
    while words and len(wrapped) < lines - 1:
        taken = 1
        while taken < len(words) and width(" ".join(words[: taken + 1]), size, bold=bold) <= room:
            taken += 1
        wrapped.append(shorten(" ".join(words[:taken]), room, size, bold=bold))
        words = words[taken:]
    if words:
        wrapped.append(shorten(" ".join(words), room, size, bold=bold))
    return wrapped or [""]
