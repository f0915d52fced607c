"""Files given to a command, one or a folder of them, and what is remembered of those refused."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation

from oia.core import marks
from oia.core.words import fold
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
    """Each file named for a kind, in the order in which kinds need each other.

    The name is the kind's (`trips`) or its title on screen in either language (`Dienstreisen`).
    """
    kinds = _names()
    found = [
        (KINDS.index(kinds[fold(path.stem)]), path)
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in ENDINGS and path.is_file() and fold(path.stem) in kinds
    ]
    return [(_known(KINDS[place]), path) for place, path in sorted(found)]


def _names() -> dict[str, str]:
    """Folded name of a file → kind."""
    named = {fold(kind): kind for kind in KINDS}
    for language, _label in settings.LANGUAGES:
        with translation.override(language):
            named |= {fold(str(_known(kind).title)): kind for kind in KINDS}
    return named


def strangers_in(folder: Path) -> list[Path]:
    """Files that look like data and whose name is no kind."""
    known = {path for _sheet, path in files_of(folder)}
    return [
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in ENDINGS and path not in known
    ]


def remember_strangers(paths: list[Path]) -> None:
    """So that a report can name what was not looked at."""
    marks.set_mark(marks.STRANGERS, names=[path.name for path in paths])


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
