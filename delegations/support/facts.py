"""A case as the engine reads it: typed answers, `None` where nobody knows yet, and what cannot be.

A case is plain JSON: the keys of `WORD_FACTS`, `NUMBER_FACTS`, `MONEY_FACTS` (cents), `first_day`,
`last_day` (ISO), `submitted` (ISO with offset) and `answers`, the answers to the scheme's questions
by code (numbers, cents or true/false). Whatever is absent or `null` is not known yet.
"""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property
from typing import Any

from delegations.support import words
from delegations.support.shapes import (
    DATE_FACTS,
    DIRECTIONS,
    MONEY_FACTS,
    NUMBER_FACTS,
    WORD_FACTS,
    WORDS_OF,
    word_of,
)
from delegations.support.words import Both, both

COUNTED = ("count", "number", "cost")
YEARS = range(1900, 2200)
MOST = 10**12  # more people or cents than any city has: a slip of the keyboard


def share_of(text: str) -> Fraction:
    """ "3/4" as integers; a whole number is allowed, a decimal point is not: 33.33 is no third."""
    above, _, below = text.partition("/")
    return Fraction(int(above), int(below or 1))


@dataclass(frozen=True)
class Problem:
    """Why a case cannot be: the field and a sentence."""

    field: str
    text: Both


class Facts:
    """Read access to one case under the questions of one version."""

    def __init__(self, rules: dict[str, Any], case: dict[str, Any]) -> None:
        self.case = case
        self.answers: dict[str, Any] = case.get("answers") or {}
        self.questions: dict[str, dict[str, Any]] = {q["code"]: q for q in rules["questions"]}

    def word(self, name: str) -> str | None:
        return self.case.get(name) or None

    def number(self, name: str) -> int | None:
        """A number or an amount in cents: a fact every case has, or the answer to a question."""
        if name == "days":
            return self.days
        if name in self.questions:
            return self.answers.get(name)
        return self.case.get(name)

    def yes(self, code: str) -> bool | None:
        return self.answers.get(code)

    def day(self, name: str) -> date | None:
        text = self.case.get(name)
        return date.fromisoformat(text) if text else None

    @property
    def submitted(self) -> datetime | None:
        text = self.case.get("submitted")
        return datetime.fromisoformat(text) if text else None

    @cached_property
    def days(self) -> int | None:
        """As stated; otherwise from the first to the last day, both counted."""
        if self.case.get("days") is not None:
            stated: int = self.case["days"]
            return stated
        first, last = self.day("first_day"), self.day("last_day")
        return (last - first).days + 1 if first and last else None

    # In words --------------------------------------------------------------------------------

    def label(self, name: str) -> Both:
        if name in self.questions:
            text: Both = self.questions[name]["text"]
            return text
        known = {**NUMBER_FACTS, **MONEY_FACTS, **WORD_FACTS, **DATE_FACTS}
        return known.get(name, words.same(name))

    def is_money(self, name: str) -> bool:
        return name in MONEY_FACTS or self.questions.get(name, {}).get("kind") == "cost"

    def value_words(self, name: str) -> Both:
        value = self.number(name)
        if value is None:
            return words.UNKNOWN
        return words.money(value) if self.is_money(name) else words.number(value)

    def word_words(self, name: str) -> Both:
        value = self.word(name)
        if value is None:
            return words.UNKNOWN
        return word_of(name, value)

    # What cannot be --------------------------------------------------------------------------

    def problems(self) -> list[Problem]:
        return [
            *self._unreadable(),
            *self._not_numbers(),
            *self._more_than_all(),
            *self._backwards(),
        ]

    def _unreadable(self) -> list[Problem]:
        found = []
        for name, known in WORDS_OF.items():
            value = self.word(name)
            if value is not None and not (isinstance(value, str) and value in known):
                found.append(
                    Problem(name, both(f"„{value}“ ist unbekannt.", f"“{value}” is unknown."))
                )
        if self.word("direction") is None:
            text = both(
                "Die Richtung fehlt: " + " oder ".join(d["de"] for d in DIRECTIONS.values()) + ".",
                "The direction is missing: journey out or return visit.",
            )
            found.append(Problem("direction", text))
        for name in (*DATE_FACTS, "submitted"):
            if not self._readable(name):
                text = both("Der Zeitpunkt ist nicht lesbar.", "The moment cannot be read.")
                found.append(Problem(name, text))
        return found

    def _readable(self, name: str) -> bool:
        """A moment needs its offset; a year far off is a slip no calendar should reckon with."""
        try:
            if name == "submitted":
                moment = self.submitted
                zoned = moment is None or moment.tzinfo is not None
                return zoned and (moment is None or moment.year in YEARS)
            day = self.day(name)
        except (TypeError, ValueError):
            return False
        return day is None or day.year in YEARS

    def _not_numbers(self) -> list[Problem]:
        values = {name: self.case.get(name) for name in (*NUMBER_FACTS, *MONEY_FACTS)}
        found = []
        for code, question in self.questions.items():
            value = self.answers.get(code)
            if question["kind"] in COUNTED:
                values[code] = value
            elif value is not None and not isinstance(value, bool):
                found.append(Problem(code, both("Ja oder nein?", "Yes or no?")))
        for name, value in values.items():
            whole = isinstance(value, int) and not isinstance(value, bool)
            if value is not None and not (whole and 0 <= value <= MOST):
                text = both(
                    f"{self.label(name)['de']}: Es braucht eine ganze Zahl ab 0.",
                    f"{self.label(name)['en']}: a whole number from 0 is needed.",
                )
                found.append(Problem(name, text))
        if values["people"] == 0:
            text = both("Es reist mindestens eine Person.", "At least one person travels.")
            found.append(Problem("people", text))
        if values["days"] == 0:
            text = both("Die Reise dauert mindestens einen Tag.", "It lasts at least one day.")
            found.append(Problem("days", text))
        return found

    def _more_than_all(self) -> list[Problem]:
        people = self.case.get("people")
        found = []
        for code, question in self.questions.items():
            count = self.answers.get(code)
            if question["kind"] != "count" or not isinstance(count, int):
                continue
            if isinstance(people, int) and count > people:
                label = question["text"]
                text = both(
                    f"{label['de']}: {count} sind mehr als alle {people} Teilnehmenden.",
                    f"{label['en']}: {count} are more than all {people} participants.",
                )
                found.append(Problem(code, text))
        return found

    def _backwards(self) -> list[Problem]:
        if not (self._readable("first_day") and self._readable("last_day")):
            return []
        first, last = self.day("first_day"), self.day("last_day")
        if first and last and last < first:
            text = both("Das Ende liegt vor dem Beginn.", "It ends before it begins.")
            return [Problem("last_day", text)]
        return []
