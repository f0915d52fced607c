"""The report as paper: from a snapshot to HTML, PDF and the annex workbook."""

import io
from typing import Any

import xlsxwriter
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from oia.core import files
from oia.office.setup.look import gradient
from reporting.drawing import drawn
from reporting.snapshot import Snapshot, in_order

SHEET_NAME = 31  # Excel's limit


def title_of(snapshot: Snapshot) -> str:
    return _("Annual report %(label)s") % {"label": snapshot["period"]["label"]}


def html(snapshot: Snapshot, *, draft: bool, version: int = 0, correction: str = "") -> str:
    """The body of the paper, chapters with their blocks drawn."""
    context = {
        "snapshot": snapshot,
        "title": title_of(snapshot),
        "chapters": [_with_drawings(chapter, snapshot) for chapter in snapshot["chapters"]],
        "draft": draft,
        "version": version,
        "correction": correction,
        "annexes": annexes(snapshot),
    }
    return render_to_string("reporting/paper.html", context)


def _with_drawings(chapter: dict[str, Any], snapshot: Snapshot) -> dict[str, Any]:
    return {**chapter, "blocks": [drawn(block, snapshot) for block in chapter["blocks"]]}


def annexes(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Figures with rows, in the order of the figures."""
    return [
        {"code": code, "name": entry["name"], **rows}
        for code, entry in in_order(snapshot)
        if (rows := snapshot["rows"].get(code)) and rows["rows"]
    ]


def pdf(snapshot: Snapshot, *, draft: bool, version: int = 0, correction: str = "") -> bytes:
    """PDF/UA-1; its metadata name the office and no person."""
    # Here and not above: it takes most of a second to load, and only workers print.
    from oia.ui.pdf import render_pdf

    with override(snapshot["language"]):
        body = html(snapshot, draft=draft, version=version, correction=correction)
        return render_pdf(
            body,
            title=f"{title_of(snapshot)} – {snapshot['office']['city']}",
            language=snapshot["language"],
            author_office=f"{snapshot['office']['name']}, {snapshot['office']['city']}",
            pictures=_arms(snapshot),
            style=_cover(snapshot),
        )


def _arms(snapshot: Snapshot) -> dict[str, tuple[bytes, str]]:
    """The arms by the checksum the snapshot froze; snapshots of old had none."""
    digest = snapshot["office"].get("arms", "")
    if not digest:
        return {}
    return {"asset:arms": (files.path_of(digest).read_bytes(), "image/png")}


def _cover(snapshot: Snapshot) -> str:
    """The cover in the city's colour, on which white is readable: it was checked when set."""
    accent, ribbon = (snapshot["office"].get(name, "") for name in ("accent", "ribbon"))
    rules = ""
    if accent:
        parts = ("", " .cover__city", " .cover__period", " .cover__office", " .cover__state")
        names = ", ".join(f".cover{part}" for part in parts)
        rules += f".cover {{ background: {accent} }} {names} {{ color: #fff; border-color: #fff }}"
    if ribbon:
        rules += f".cover::before {{ background: {gradient(ribbon.split())} }}"
    return rules


def annex(snapshot: Snapshot) -> bytes:
    """XLSX: the figures on the first sheet, the rows behind each on its own."""
    buffer = io.BytesIO()
    with override(snapshot["language"]), xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(_("Figures")[:SHEET_NAME])
        period = snapshot["period"]
        head = [_("Figure"), period["label"], period["previous"], _("What it counts")]
        _write(sheet, [head, *_figure_lines(snapshot)], bold)
        for entry in annexes(snapshot):
            page = book.add_worksheet(entry["code"][:SHEET_NAME])
            _write(page, [entry["head"], *entry["rows"]], bold)
    return buffer.getvalue()


def _figure_lines(snapshot: Snapshot) -> list[list[str]]:
    return [
        [entry["name"], entry.get("text", ""), entry.get("previous_text", ""), entry["words"]]
        for _code, entry in in_order(snapshot)
        if "text" in entry
    ]


def _write(sheet: Any, lines: list[list[str]], bold: Any) -> None:
    for number, line in enumerate(lines):
        for column, text in enumerate(line):
            # As text, never as a live formula.
            sheet.write_string(number, column, text, *((bold,) if number == 0 else ()))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 12, 18)
