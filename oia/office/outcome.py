"""What came of a file: numbers, questions, refusals, and the first rows for a look."""

from dataclasses import dataclass, field
from typing import Any

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
    unsaved: int = 0
    saved: bool = False
    preview: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "asked": self.asked,
            "refused": self.refused,
            "warnings": self.warnings,
            "saved": self.saved,
        }

    def in_short(self) -> dict[str, Any]:
        """What a page shows: numbers of everything, the first rows of each kind."""
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "asked": len(self.asked),
            "refused": len(self.refused),
            "warnings": self.warnings[:SHOWN],
            "questions": grouped([item for item in self.asked if item["text"]])[:SHOWN],
            "twice": [item for item in self.asked if not item["text"]][:SHOWN],
            "refusals": self.refused[:SHOWN],
            "rows": self.preview[:SHOWN],
        }


def grouped(asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One question per text, however many rows carry it."""
    questions: dict[tuple[str, str, str], dict[str, Any]] = {}
    for item in asked:
        key = (item["column"], item["text"], item["country"])
        questions.setdefault(key, {**item, "rows": []})["rows"].append(item["row"])
    return list(questions.values())
