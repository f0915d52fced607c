"""The audit of the locks: nobody reached is not the same as nothing known."""

from pathlib import Path
from typing import Any

import pytest

from tests.audit import CLEAN, FOUND, KNOWN_BAD, NOT_ASKED, audit

BAD = {"name": "x", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}
GOOD = {"name": "y", "version": "1", "vulns": []}
UNKNOWN = {"name": "z", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("of_the_bad", "of_the_lock", "ended"),
    [
        ([BAD], [GOOD], CLEAN),
        ([BAD], [GOOD, BAD], FOUND),
        ([BAD], [GOOD, UNKNOWN], NOT_ASKED),
        ([BAD], [], NOT_ASKED),
        ([BAD], None, NOT_ASKED),
        # What no source knows of the notorious release, it does not know of ours.
        ([UNKNOWN], [GOOD], NOT_ASKED),
        ([GOOD], [GOOD], NOT_ASKED),
        (None, [GOOD], NOT_ASKED),
    ],
)
def test_only_a_source_that_knows_the_notorious_clears_the_lock(
    tmp_path: Path, of_the_bad: Any, of_the_lock: Any, ended: int
) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text("y==1\n")

    def ask(_service: str, path: Path) -> Any:
        return of_the_bad if path.read_text() == KNOWN_BAD else of_the_lock

    assert audit([lock], ask)[0] == ended
