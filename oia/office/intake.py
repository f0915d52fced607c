"""Files given to a command, one or a folder of them, and what is remembered of those refused."""

from pathlib import Path
from typing import Any

from django.utils import translation

from oia.office import importing, sheets
from oia.office.models import ImportRun, Office
from oia.office.models.imports import RunState
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


def take(
    sheet: Sheet, path: Path, *, save: bool = True, as_printed: bool = False
) -> dict[str, Any]:
    """What came of the file, as JSON takes it; `unreadable` holds the sentence if it has no rows.

    The sentences are in the language of the office. A file that was to be saved and was not is
    remembered, so that a report can say what it lacks.
    """
    office = Office.current()
    language = office.language if office else translation.get_language()
    with translation.override(language):
        try:
            outcome = importing.run(
                sheet, path.read_bytes(), path.name, save=save, as_printed=as_printed
            )
        except OSError as error:
            # A mistyped name is no file that a report could lack.
            reason = f"{path}: {error.strerror}"
            return _unreadable(sheet, path, reason, save=save and path.exists())
        except Unreadable as error:
            return _unreadable(sheet, path, str(error), save=save)
    if save and not outcome.saved:
        _remember(sheet, path, outcome.in_short())
    return outcome.as_json()


def _known(kind: str) -> Sheet:
    sheet = sheets.sheet(kind)
    assert sheet is not None
    return sheet


def _unreadable(sheet: Sheet, path: Path, reason: str, *, save: bool) -> dict[str, Any]:
    if save:
        _remember(sheet, path, {"unreadable": reason})
    return {"unreadable": reason}


def _remember(sheet: Sheet, path: Path, found: dict[str, Any]) -> None:
    ImportRun.objects.create(
        kind=sheet.kind, name=path.name[:200], state=RunState.REFUSED, result=found
    )


def in_words(outcome: dict[str, Any]) -> str:
    """One line for the terminal."""
    if "unreadable" in outcome:
        return f"nothing saved. {outcome['unreadable']}"
    asked, refused = len(outcome["asked"]), len(outcome["refused"])
    if not outcome["saved"]:
        return f"nothing saved, {refused} refused, {asked} open questions"
    numbers = ", ".join(f"{outcome[name]} {name}" for name in ("created", "updated", "unchanged"))
    return f"{numbers}, {asked} open questions"
