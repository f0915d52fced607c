"""Files given to a command, one or a folder of them, and what is remembered of those refused."""

from pathlib import Path
from typing import Any

from oia.office import importing, sheets
from oia.office.models import ImportRun
from oia.office.models.imports import RunState
from oia.office.outcome import Outcome
from oia.office.reading import Unreadable
from oia.office.sheets import Sheet

# Later kinds point to rows of earlier ones.
KINDS = (
    "partnerships", "clubs", "agreements", "people", "events", "memberships", "offices_held",
    "calls", "bids", "consular_posts", "consular_officers", "budget", "trips", "visits",
    "spending", "work_shares",
)  # fmt: skip
ENDINGS = (".csv", ".xlsx", ".json")


def files_of(folder: Path) -> list[tuple[Sheet, Path]]:
    """Each file named for a kind, in the order in which kinds need each other."""
    found = ((kind, folder / f"{kind}{ending}") for kind in KINDS for ending in ENDINGS)
    return [(_known(kind), path) for kind, path in found if path.is_file()]


def strangers_in(folder: Path) -> list[Path]:
    """Files that look like data and whose name is no kind."""
    known = {path for _sheet, path in files_of(folder)}
    return [
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in ENDINGS and path not in known
    ]


def take(sheet: Sheet, path: Path, *, save: bool = True, as_printed: bool = False) -> Outcome:
    """Imports one file. Raises Unreadable with a sentence, also where it cannot be opened.

    A file that was to be saved and was not is remembered, so that a report can say what it lacks.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = f"{path}: {error.strerror}"
        # A mistyped name is no file that a report could lack.
        if save and path.exists():
            _remember(sheet, path, {"unreadable": reason})
        raise Unreadable(reason) from error
    try:
        outcome = importing.run(sheet, data, path.name, save=save, as_printed=as_printed)
    except Unreadable as error:
        if save:
            _remember(sheet, path, {"unreadable": str(error)})
        raise
    if save and not outcome.saved:
        _remember(sheet, path, outcome.in_short())
    return outcome


def _known(kind: str) -> Sheet:
    sheet = sheets.sheet(kind)
    assert sheet is not None
    return sheet


def _remember(sheet: Sheet, path: Path, found: dict[str, Any]) -> None:
    ImportRun.objects.create(
        kind=sheet.kind, name=path.name[:200], state=RunState.REFUSED, result=found
    )
