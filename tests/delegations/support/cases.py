"""The shipped schemes, and cases written by hand."""

import json
from pathlib import Path
from typing import Any

import delegations.support

EXAMPLES = Path(delegations.support.__file__).parent / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.json"))


def file_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return found


def rules_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = file_of(name)["rules"]
    return found


def case(direction: str = "outgoing", **facts: Any) -> dict[str, Any]:
    """Facts every case has by name; whatever else is the answer to a question of the scheme."""
    own = {"applicant", "partner", "continent", "means", "people", "days", "km", "first_day",
           "last_day", "submitted", "requested", "paid_this_year"}  # fmt: skip
    answers = {name: value for name, value in facts.items() if name not in own}
    return {"direction": direction, "answers": answers} | {
        name: value for name, value in facts.items() if name in own
    }
