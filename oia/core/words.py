"""Folding of names and texts, so that search and matching forgive case, accents and punctuation."""

import re
import unicodedata

# Letters that Unicode does not decompose, as the languages concerned write them without.
_PLAIN = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
_GAP = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Lower case, no accents, runs of anything but letters and digits as one space."""
    lowered = text.lower().translate(_PLAIN)
    decomposed = unicodedata.normalize("NFKD", lowered)
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _GAP.sub(" ", bare).strip()
