"""The report as paper: from a snapshot to HTML, PDF and the annex workbook."""

import io
from typing import Any

import xlsxwriter
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from oia.core import files
from oia.office.setup.look import gradient
from oia.ui import words
from reporting import pictures
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
            pictures=_arms(snapshot) | pictures.assets(snapshot),
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
    """XLSX: the figures on the first sheet, the rows behind each on its own; numbers as numbers."""
    buffer = io.BytesIO()
    with override(snapshot["language"]), xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheets = Sheets(book)
        period = snapshot["period"]
        head = [_("Figure"), period["label"], period["previous"], _("What it counts")]
        sheets.add(_("Figures"), [head, *_figure_lines(snapshot)], {1, 2})
        for entry in annexes(snapshot):
            sheets.add(entry["code"], [entry["head"], *entry["rows"]], set(entry["numeric"]))
    return buffer.getvalue()


def _figure_lines(snapshot: Snapshot) -> list[list[str]]:
    return [
        [entry["name"], entry.get("text", ""), entry.get("previous_text", ""), entry["words"]]
        for _code, entry in in_order(snapshot)
        if "text" in entry
    ]


class Sheets:
    """The sheets of a workbook, filled from the texts that were frozen."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.bold = book.add_format({"bold": True})
        self.formats: dict[str, Any] = {}

    def add(self, name: str, lines: list[list[str]], numeric: set[int]) -> None:
        sheet = self.book.add_worksheet(name[:SHEET_NAME])
        for column, text in enumerate(lines[0]):
            sheet.write_string(0, column, text, self.bold)
        for number, line in enumerate(lines[1:], start=1):
            for column, text in enumerate(line):
                found = words.read_number(text) if column in numeric else None
                if found is None:
                    # As text, never as a live formula.
                    sheet.write_string(number, column, text)
                else:
                    sheet.write_number(number, column, found[0], self._format(text, found[1]))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, 12, 18)

    def _format(self, text: str, sign: str) -> Any:
        """As it was printed: years ungrouped, money with its cents and its currency."""
        shape = "0" if text.isdigit() else "#,##0.00" if sign else "#,##0"
        quoted = f' "{sign}"' if sign else ""
        if shape + quoted not in self.formats:
            self.formats[shape + quoted] = self.book.add_format({"num_format": shape + quoted})
        return self.formats[shape + quoted]
