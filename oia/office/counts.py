"""Counts that a cell writes in words or roughly: “drei”, “ca. 3”, “3-4 Personen”, “mehrere”.

They are asked, never taken for a number, and never for the name of a person.
"""

import re

from oia.core.words import fold

_PLAIN = re.compile(r"^[+-]?[\d.,'’\s]*\d[.,]?$")
_THOUSANDS = re.compile(r"(?<=\d)[.,'’](?=\d{3}(\D|$))")

_WORDS = (
    "null zero",
    "ein eins eine einer einem einen one",
    "zwei zwo beide two both",
    "drei three",
    "vier four",
    "fünf five",
    "sechs six",
    "sieben seven",
    "acht eight",
    "neun nine",
    "zehn ten",
    "elf eleven",
    "zwölf twelve dutzend dozen",
    "dreizehn thirteen",
    "vierzehn fourteen",
    "fünfzehn fifteen",
    "sechzehn sixteen",
    "siebzehn seventeen",
    "achtzehn eighteen",
    "neunzehn nineteen",
    "zwanzig twenty",
)
_TENS = {"dreißig thirty": 30, "vierzig forty": 40, "fünfzig fifty": 50, "hundert hundred": 100}
NUMBERS = {fold(word): number for number, words in enumerate(_WORDS) for word in words.split()} | {
    fold(word): number for words, number in _TENS.items() for word in words.split()
}


def _folded(words: str) -> set[str]:
    return {fold(word) for word in words.split()}


# A count without a number.
VAGUE = _folded(
    """mehrere einige etliche viele wenige diverse div personen leute teilnehmer teilnehmende
    teilnehmerinnen reisende mitglieder gäste delegierte several some many few various people
    persons travellers participants members guests delegates unbekannt unknown offen"""
)
# What stands around a count and changes nothing about it.
AROUND = VAGUE | _folded(
    """ca circa zirka etwa rund ungefähr knapp gut über fast mind mindestens max maximal bis zu
    oder und plus je paar person pers p pax x insgesamt about approx approximately around over
    nearly at least most up to or and a couple of in total"""
)


def rough(text: str) -> list[str] | None:
    """The numbers that a rough count names (“3-4” → 3, 4; “mehrere” → none).

    None for any other text, and for a plain number.
    """
    if _PLAIN.match(text.strip()):
        return None
    words = fold(_THOUSANDS.sub("", text)).split()
    found = [number for word in words if (number := _number(word))]
    if all(word in AROUND or _number(word) for word in words):
        vague = not words or any(word in VAGUE for word in words)
        return list(dict.fromkeys(found)) if found or vague else None
    return None


def counts_among_names(name: str) -> bool:
    """Whether a part of a list of names counts people instead: “2 Kinder”, “drei weitere”."""
    words = fold(name).split()
    if not words:
        return False
    return (
        any(sign.isdigit() for sign in name) or bool(_number(words[0])) or rough(name) is not None
    )


def _number(word: str) -> str:
    """The digits of a number or number word; empty for any other word."""
    if word.isascii() and word.isdigit():
        return word.lstrip("0") or "0"
    return str(NUMBERS[word]) if word in NUMBERS else ""
