"""What a trial found, and the page that is written from it."""

import json
import os
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from oia.servers import REPOSITORY

PAGE = REPOSITORY / "docs" / "trials.md"
FOUND = REPOSITORY / "docs" / "trials.json"
FULL = os.environ.get("OIA_SOAK") == "full"
WRITE = os.environ.get("OIA_SOAK_WRITE") == "1"
HEAD = """# Trials

Written by `make soak` from real runs; `make test` carries a sample of each. A trial holds when
every attempt held. The control is the same trial with its guard taken out: there something must
break, or the trial would prove nothing. `python -m tests.soak --only NAME` runs one.

| trial | what was promised | tried | held | control: broke of tried | seconds | run with |
|---|---|---|---|---|---|---|
"""


@dataclass
class Trial:
    """One promise, tried `tried` times. `control_*` count the same without the guard."""

    name: str
    promise: str = ""
    tried: int = 0
    held: int = 0
    control: str = ""
    control_tried: int = 0
    control_broke: int = 0
    seconds: float = 0
    full: bool = FULL
    began: float = field(default_factory=time.monotonic, repr=False)

    def size(self, *, sample: int, full: int) -> int:
        return full if FULL else sample

    def saw(self, *, held: bool) -> None:
        self.tried += 1
        self.held += held

    def control_saw(self, *, broke: bool) -> None:
        self.control_tried += 1
        self.control_broke += broke

    def end(self) -> None:
        self.seconds = round(time.monotonic() - self.began, 1)
        if WRITE:
            keep(self)


def keep(trial: Trial) -> None:
    """Replace the trial's line; the others stay as they were found."""
    found = json.loads(FOUND.read_text()) if FOUND.is_file() else {}
    line = asdict(trial)
    del line["began"]
    found[trial.name] = line
    FOUND.write_text(json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    PAGE.write_text(page(found))


def page(found: dict[str, dict[str, object]]) -> str:
    return HEAD + "".join(_line(found[name]) + "\n" for name in sorted(found))


def _line(one: dict[str, object]) -> str:
    command = f"`make soak ONLY={one['name']}`" + ("" if one["full"] else " (reduced size)")
    control = f"{one['control']}: {one['control_broke']} of {one['control_tried']}"
    cells = (one["name"], one["promise"], one["tried"], one["held"], control, one["seconds"])
    return "| " + " | ".join(str(cell) for cell in (*cells, command)) + " |"


def paths(only: str) -> list[str]:
    """The files of the trials asked for; all without a name."""
    folder = Path(__file__).parent
    if not only:
        return [str(folder)]
    found = folder / f"test_{only}.py"
    if not found.is_file():
        known = ", ".join(sorted(p.stem.removeprefix("test_") for p in folder.glob("test_*.py")))
        raise SystemExit(f"There is no trial “{only}”; there are: {known}.")
    return [str(found)]
