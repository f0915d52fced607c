"""What the report lacks: files that were not taken over, and answers that are still owed."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oia.core import marks
from oia.office import sheets
from oia.office.models import ImportRun, OpenQuestion
from oia.office.models.imports import About, RunState
from oia.ui import words
from reporting import blocks
from reporting.blocks import Block
from reporting.chapters import wording


def blocks_of() -> list[Block]:
    """In full, for the chapter on method."""
    parts: list[Block] = []
    if files := [*map(_why_not, _runs()), *_strangers()]:
        parts += [
            blocks.note(_("These files were not taken over; what they hold is missing here:")),
            blocks.items(files),
        ]
    if owed := _owed():
        text = _(
            "These cells of imported files wait for an answer; the figures count their rows as far "
            "as they could be read:"
        )
        parts += [blocks.note(text), blocks.items(owed)]
    return parts


def in_short() -> str:
    """One sentence for the first page; empty where nothing is missing."""
    names = [run.name for run in _runs()] + _unknown_names()
    owed = OpenQuestion.objects.count()
    parts = []
    if names:
        text = _("Not taken over, so missing here: %(files)s.")
        parts.append(text % {"files": wording.joined(names)})
    if owed:
        text = ngettext(
            "%(count)s cell of the imported files waits for an answer.",
            "%(count)s cells of the imported files wait for an answer.",
            owed,
        )
        parts.append(text % {"count": words.number(owed)})
    if parts:
        parts.append(_("More under “Not covered”."))
    return " ".join(parts)


def _runs() -> list[ImportRun]:
    """Files that a command was to import and could not, and that did not come in later either."""
    # What came of a file is long, and only of the few refused ones is it asked for.
    runs = ImportRun.objects.exclude(state=RunState.PREVIEW).defer("result")
    latest = {(run.kind, run.name): run for run in runs.order_by("created", "pk")}
    return [run for run in latest.values() if run.state == RunState.REFUSED]


def _why_not(run: ImportRun) -> str:
    if refused := run.result.get("refused"):
        text = ngettext(
            "%(file)s: %(count)s row was refused",
            "%(file)s: %(count)s rows were refused",
            refused,
        )
        return text % {"file": run.name, "count": words.number(refused)}
    if run.result.get("unreadable"):
        return _("%(file)s: it could not be read") % {"file": run.name}
    return _("%(file)s: it has open questions") % {"file": run.name}


def _unknown_names() -> list[str]:
    return list(marks.detail(marks.STRANGERS).get("names", []))


def _strangers() -> list[str]:
    text = _("%(file)s: its name is no kind of data")
    return [text % {"file": name} for name in _unknown_names()]


def _owed() -> list[str]:
    """Kind and column with the number of cells; what stands in them may name somebody."""
    named = {sheet.kind: str(sheet.title) for sheet in sheets.sheets()}
    found = Counter(
        (named.get(one.kind, one.kind), _column(one)) for one in OpenQuestion.objects.all()
    )
    return [
        f"{kind}, “{column}”: {words.number(count)}" if column else _whole(kind, count)
        for (kind, column), count in sorted(found.items())
    ]


def _column(one: OpenQuestion) -> str:
    """The header as the file writes it; of a question about a whole row none."""
    return (one.details.get("header") or one.column) if one.about == About.CELL else ""


def _whole(kind: str, count: int) -> str:
    text = ngettext("%(kind)s: %(count)s row", "%(kind)s: %(count)s rows", count)
    return text % {"kind": kind, "count": words.number(count)}
