"""From an uploaded file to rows of text: CSV in any usual encoding, or a workbook.

Refuses with a sentence whatever cannot be read safely: too large, damaged, macros, several sheets
with data, no header.
"""

import csv
import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from oia.ui.exports import unguard

LARGEST = 20 * 1024 * 1024
UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 100_000
BOOKS = (".xlsx", ".xls", ".ods")


class Formula(str):
    """A text of a CSV file that a spreadsheet would compute; its row is refused."""

    __slots__ = ()


class Unreadable(ValueError):
    """The file as a whole cannot be imported; the message says why and what to do."""


@dataclass(frozen=True)
class Source:
    """Header and rows as typed values; row numbers are those the spreadsheet shows."""

    header: list[str]
    rows: list[tuple[int, list[Any]]]


def read(data: bytes, name: str) -> Source:
    """Rows of a CSV file or workbook. Raises Unreadable with a sentence for the person."""
    if len(data) > LARGEST:
        raise Unreadable(
            _("The file has %(size)d MB; at most %(most)d MB can be imported. Split it.")
            % {"size": len(data) // 2**20, "most": LARGEST // 2**20}
        )
    if not data.strip():
        raise Unreadable(_("The file is empty."))
    lower = name.lower()
    if lower.endswith((".xlsm", ".xltm", ".xlsb")):
        raise Unreadable(_("The workbook may hold macros. Save it as .xlsx and try again."))
    reader: Callable[[bytes], list[list[Any]]] = (
        _book
        if lower.endswith(BOOKS) or data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
        else _text
    )
    return _source(reader(data))


def _source(lines: list[list[Any]]) -> Source:
    filled = [
        (number, line) for number, line in enumerate(lines, 1) if any(_filled(c) for c in line)
    ]
    if not filled:
        raise Unreadable(_("The file holds no rows."))
    if len(filled) - 1 > MOST_ROWS:
        raise Unreadable(_("The file has more than %(most)d rows. Split it.") % {"most": MOST_ROWS})
    (_number, first), *rest = filled
    return Source([str(cell if cell is not None else "").strip() for cell in first], rest)


def _filled(cell: Any) -> bool:
    return cell is not None and str(cell).strip() != ""


def _text(data: bytes) -> list[list[Any]]:
    text = decode(data)
    if "\x00" in text:
        raise Unreadable(_("The file is not text. Save the sheet as CSV (UTF-8) or as .xlsx."))
    try:
        lines = csv.reader(io.StringIO(text), delimiter=_separator(text))
        return [[_meant(cell) for cell in line] for line in lines]
    except csv.Error as error:
        raise Unreadable(
            _("The file is not a valid CSV file: %(error)s.") % {"error": error}
        ) from error


def _meant(cell: str) -> str:
    """A cell without the quote that our own exports put before what looks like a formula."""
    return Formula(cell) if cell.lstrip().startswith("=") else unguard(cell)


def decode(data: bytes) -> str:
    """UTF-8 with or without mark, UTF-16 with mark, else what Excel on Windows writes (cp1252)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Unreadable(
            _("The encoding of the file is unknown. Save it as “CSV UTF-8” and try again.")
        ) from error


def _separator(text: str) -> str:
    """The sign that stands most often in the header line, outside quotes."""
    line = text.splitlines()[0] if text.splitlines() else ""
    bare = "".join(part for index, part in enumerate(line.split('"')) if index % 2 == 0)
    return max(";,\t", key=bare.count)


def _book(data: bytes) -> list[list[Any]]:
    _check_archive(data)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        ]
    except (CalamineError, OSError, ValueError, KeyError) as error:
        raise _damaged() from error
    filled = {
        name: sheet
        for name, sheet in zip(book.sheet_names, sheets, strict=True)
        if any(any(_filled(cell) for cell in row) for row in sheet)
    }
    if not filled:
        raise Unreadable(_("The workbook holds no rows."))
    if len(filled) > 1:
        raise Unreadable(
            _("Several sheets hold data: %(names)s. Save the one to import as a file of its own.")
            % {"names": ", ".join(f"“{name}”" for name in filled)}
        )
    return [[_plain(cell) for cell in row] for sheet in filled.values() for row in sheet]


def _damaged() -> Unreadable:
    return Unreadable(
        _("The workbook is damaged or protected. Open it, save it as .xlsx and try again.")
    )


def _plain(cell: Any) -> Any:
    """Whole numbers of Excel lose their ".0"; times without a time lose it too."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, dt.datetime):
        return cell.date() if cell.time() == dt.time() else cell
    return cell


def _check_archive(data: bytes) -> None:
    """A zip bomb or a workbook with macros is refused before anything opens it."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise _damaged() from error
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise Unreadable(_("The workbook holds macros. Save it as .xlsx without them."))
    if sum(entry.file_size for entry in entries) > UNPACKED:
        raise Unreadable(_("The workbook unpacks to more than is allowed. Split it."))
    try:
        _refuse_formulas(data, [e.filename for e in entries if _SHEET.match(e.filename)])
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError) as error:
        raise _damaged() from error


_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$")
_FORMULA = re.compile(rb'<c\b[^>]*\br="([A-Z]+)(\d+)"[^>]*>\s*<f\b')


def _refuse_formulas(data: bytes, sheets: list[str]) -> None:
    """What a formula shows depends on who last opened the file; only plain values come in."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sheets:
            found = _FORMULA.search(archive.read(name))
            if found:
                raise Unreadable(
                    _(
                        "Row %(row)s, column %(column)s holds a formula. Copy the sheet and paste "
                        "it as values, then import that."
                    )
                    % {"row": found[2].decode(), "column": found[1].decode()}
                )
