"""Rows of one natural key in a file: which came first, which object each means, what was answered.

An answer holds for the row of this file: skip it, take it instead of the earlier one, keep both.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from oia.core.words import fold
from oia.office.models.imports import About, RowAnswer
from oia.office.sheets import Sheet

SHOWN = 12  # columns in which two rows differ, as far as a question shows them
Cells = dict[str, Any]
Answers = dict[str, dict[str, Any]]


def answer_key(about: str, row: int) -> str:
    return f"{about} {row}"


class Twins:
    """What the rows of a file have been taken for so far."""

    def __init__(self, sheet: Sheet, answers: Answers) -> None:
        self.sheet = sheet
        self.answers = answers
        # Natural key → rows that carry it, in the order of the file.
        self.rows: dict[tuple[Any, ...], list[tuple[int, Cells]]] = {}
        # Objects that a row of this file already stands for.
        self.taken: set[Any] = set()

    def replaced(self) -> set[int]:
        """Rows in whose place a later one was chosen."""
        return {
            answer["of"]
            for key, answer in self.answers.items()
            if key.startswith(About.TWIN) and answer["answer"] == RowAnswer.REPLACE
        }

    def answer(self, row: int, of: int) -> str:
        """What was said of the row; of a replacement only while the other row is the same."""
        said = self.answers.get(answer_key(About.TWIN, row), {})
        if said.get("answer") == RowAnswer.REPLACE and said.get("of") != of:
            return ""
        return str(said.get("answer", ""))

    def earlier(
        self, number: int, cells: Cells, values: dict[str, Any]
    ) -> tuple[int, Cells] | None:
        """The row before this one that has the same natural key."""
        key = tuple(
            value.pk if isinstance(value, models.Model) else fold(str(value or ""))
            for column in self.sheet.columns
            if column.key
            for value in (values.get(column.name),)
        )
        if not key:
            return None
        rows = self.rows.setdefault(key, [])
        before = rows[-1] if rows else None
        rows.append((number, cells))
        return before

    def stored(self, values: dict[str, Any]) -> Any:
        """The stored object of the natural key that no row of this file stands for yet, or None.

        Where two have one key, as somebody wanted it, rows and objects go side by side.
        """
        found = self.sheet.find(values).order_by("pk")
        return next((obj for obj in found if obj.pk not in self.taken), None)

    def choices(self) -> list[str]:
        """What can be done with a second row, as far as the database lets it."""
        both = [RowAnswer.BOTH.value] if self.sheet.keeps_both else []
        return [RowAnswer.SKIP.value, RowAnswer.REPLACE.value, *both]


def differences(one: Cells, two: Cells, head: Any) -> list[dict[str, str]]:
    """The columns in which two rows differ, with the texts of both."""
    texts = [
        {"head": head(name), "one": _text(one.get(name)), "two": _text(two.get(name))}
        for name in two
    ]
    return [row for row in texts if row["one"] != row["two"]][:SHOWN]


def _text(cell: Any) -> str:
    text = " ".join(str("" if cell is None else cell).split())
    return text if len(text) <= 80 else f"{text[:79]}…"


def twice(of: int, heads: list[str]) -> str:
    """The sentence of the question."""
    named = ", ".join(_("“%(text)s”") % {"text": head} for head in heads)
    return _("Row %(row)d already says the same under %(columns)s.") % {"row": of, "columns": named}
