"""What came of a file: numbers, questions, refusals, and the first rows for a look."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from oia.office.models.imports import About
from oia.ui import words

LIKELY = 5  # so many proposals at most are worth a hint
SHOWN = 200  # rows of each kind that are kept for the page


@dataclass
class Outcome:
    """What came of a file. Rows are numbered as the spreadsheet numbers them."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    # Rows left out because a person said so.
    skipped: int = 0
    saved: bool = False
    preview: list[dict[str, Any]] = field(default_factory=list)

    def _counts(self) -> dict[str, Any]:
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "asked": count_rows(self.asked),
            "refused": count_rows(self.refused),
        }

    def as_json(self) -> dict[str, Any]:
        return self._counts() | {
            "asked": [item | {"sentence": sentence(item)} for item in self.asked],
            "refused": [item | {"sentence": sentence(item)} for item in self.refused],
            "warnings": self.warnings,
            "saved": self.saved,
        }

    def in_one_line(self) -> str:
        """The numbers of rows; of a file that was not saved, nothing is called new."""
        counts = self._counts()
        if self.saved:
            return (
                _(
                    "new %(created)d, changed %(updated)d, unchanged %(unchanged)d, "
                    "left out %(skipped)d, asked %(asked)d"
                )
                % counts
            )
        in_order = self.created + self.updated + self.unchanged
        return _(
            "Nothing is saved. Rows in order: %(fine)d, asked: %(asked)d, refused: %(refused)d."
        ) % (counts | {"fine": in_order})

    def in_short(self) -> dict[str, Any]:
        """What a page shows: numbers of everything, the first rows of each kind."""
        return self._counts() | {
            "warnings": self.warnings[:SHOWN],
            "questions": grouped(self.asked)[:SHOWN],
            "refusals": self.refused[:SHOWN],
            "rows": self.preview[:SHOWN],
        }


def count_rows(items: list[dict[str, Any]]) -> int:
    """How many rows: each counts once, however much there is to say about it."""
    return len({item["row"] for item in items})


QuestionKey = tuple[str, str, str, str, int]


def question_key(item: Any) -> QuestionKey:
    """What tells two questions of a file apart: a text of a column, or a row."""
    about = item.get("about") or About.CELL.value
    row = 0 if about == About.CELL else item["row"]
    return about, item["column"], item["text"], item["country"], row


def grouped(asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One question per text, however many rows carry it; rows that stand twice each their own."""
    questions: dict[QuestionKey, dict[str, Any]] = {}
    for item in asked:
        questions.setdefault(question_key(item), {**item, "rows": []})["rows"].append(item["row"])
    return list(questions.values())


def sentence(item: dict[str, Any]) -> str:
    """One refusal or question in one sentence, with the header as the file writes it."""
    column = item.get("header", item["column"])
    said = {"row": item["row"], "column": column, "reason": item["reason"]}
    pattern = _("Row %(row)d, “%(column)s”: %(reason)s") if column else _("Row %(row)d: %(reason)s")
    text = pattern % said
    # Days that may be meant stand in the reason already; of many words none is likelier.
    if "about" not in item or item["about"] != About.CELL or len(item["proposals"]) > LIKELY:
        hints = []
    else:
        hints = [
            _hint(proposal) for proposal in item["proposals"] if proposal != item["text"].strip()
        ]
    if not hints:
        return text
    return _("%(text)s Perhaps %(hints)s?") % {"text": text, "hints": " / ".join(hints)}


def _hint(proposal: Any) -> str:
    if isinstance(proposal, dict):
        proposal = f"{proposal['name']} ({proposal['country']})"
    return _("“%(text)s”") % {"text": proposal}


def told(obj: Any, name: str) -> str:
    """The value of a field in words; a dash for nothing."""
    named = getattr(obj, f"get_{name}_display", None)
    value = named() if named else getattr(obj, name)
    if value in (None, ""):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.date):
        return words.day(value)
    if isinstance(value, Decimal):
        return words.number(value)
    return str(value)
