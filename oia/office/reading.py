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
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from oia.core.words import fold
from oia.ui.exports import unguard

LARGEST = 20 * 1024 * 1024
UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 100_000
MOST_FORMULAS = 1000
MOST_CELLS = 10_000_000  # of the rectangle around all cells
MOST_MERGED = 1_000_000  # cells beneath merged ones
BOOKS = (".xlsx", ".xls", ".ods")


class Formula(str):
    """What a spreadsheet would compute; its row is refused."""

    __slots__ = ()


class Unreadable(ValueError):
    """The file as a whole cannot be imported; the message says why and what to do."""


# (row, position) of a cell beneath a merged one → row of the cell that holds the value.
Merged = dict[tuple[int, int], int]


@dataclass(frozen=True)
class Source:
    """The filled lines as typed values; row numbers are those the spreadsheet shows."""

    lines: list[tuple[int, list[Any]]]
    merged: Merged = field(default_factory=dict)

    @property
    def header(self) -> list[str]:
        """The first filled line; `rows.py` finds one further down, beneath a title."""
        return header_of(self.lines[0][1])

    @property
    def rows(self) -> list[tuple[int, list[Any]]]:
        return self.lines[1:]


def header_of(line: list[Any]) -> list[str]:
    return [" ".join(str(cell if cell is not None else "").split()) for cell in line]


def read(data: bytes, name: str) -> Source:
    """Rows of a CSV file or workbook. Raises Unreadable with a sentence for the person."""
    if len(data) > LARGEST:
        raise Unreadable(
            _("The file has %(size)d MB; at most %(most)d MB can be imported. Split it.")
            % {"size": len(data) // 2**20, "most": LARGEST // 2**20}
        )
    if not data.strip():
        raise Unreadable(
            _(
                "The file is empty. Open it in the spreadsheet program, check that the rows are "
                "there, save it again and choose it again."
            )
        )
    lower = name.lower()
    if lower.endswith((".xlsm", ".xltm", ".xlsb")):
        raise Unreadable(_("The workbook may hold macros. Save it as .xlsx and try again."))
    if lower.endswith(BOOKS) or data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        return _source(*_book(data))
    return _source(_text(data), {})


def _source(lines: list[list[Any]], merged: Merged) -> Source:
    filled = [
        (number, line) for number, line in enumerate(lines, 1) if any(is_filled(c) for c in line)
    ]
    if not filled:
        raise Unreadable(
            _("The file holds no rows. Write the names of the columns into row 1, the rows below.")
        )
    if len(filled) - 1 > MOST_ROWS:
        raise Unreadable(_("The file has more than %(most)d rows. Split it.") % {"most": MOST_ROWS})
    return Source(filled, merged)


def is_filled(cell: Any) -> bool:
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
    """The sign that stands most often in the header line, outside quotes. Beneath a title, which
    has none or just a comma of its sentence, the one that most of the first lines agree on."""
    bare = [
        "".join(part for index, part in enumerate(line.split('"')) if index % 2 == 0)
        for line in text[:100_000].splitlines()[:20]
    ]
    first = bare[0] if bare else ""
    sign = max(";,\t", key=first.count)
    if first.count(sign) > 1:
        return sign

    def agreed(sign: str) -> tuple[int, int, int]:
        counts = Counter(line.count(sign) for line in bare if sign in line)
        often, lines = max(((lines, count) for count, lines in counts.items()), default=(0, 0))
        return often, lines, first.count(sign)

    return max(";,\t", key=agreed)


def _book(data: bytes) -> tuple[list[list[Any]], Merged]:
    formulas = _check_archive(data)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        pages = [book.get_sheet_by_name(name) for name in book.sheet_names]
        sheets = [page.to_python(skip_empty_area=False) for page in pages]
        merged = [_merged(page.merged_cell_ranges or ()) for page in pages]
    except Unreadable:
        raise
    except (CalamineError, OSError, ValueError, KeyError) as error:
        raise _damaged() from error
    filled = {
        name: (sheet, below)
        for name, sheet, below in zip(book.sheet_names, sheets, merged, strict=True)
        if any(any(is_filled(cell) for cell in row) for row in sheet)
    }
    if not filled:
        raise Unreadable(
            _("The workbook holds no rows. Save it again with its rows and choose it again.")
        )
    if len(filled) > 1:
        raise Unreadable(
            _("Several sheets hold data: %(names)s. Save the one to import as a file of its own.")
            % {"names": ", ".join(f"“{name}”" for name in filled)}
        )
    ((sheet, below),) = filled.values()
    lines = [[_plain(cell) for cell in row] for row in sheet]
    _mark_formulas(lines, formulas)
    return lines, below


def _merged(ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> Merged:
    """The cells that merged cells cover below their first row; titles go sideways only."""
    kept = [
        ((top, left), (bottom, right))
        for (top, left), (bottom, right) in ranges
        if right - left < 50 and bottom - top <= MOST_ROWS
    ]
    if sum((bottom - top) * (right - left + 1) for (top, left), (bottom, right) in kept) > (
        MOST_MERGED
    ):
        raise Unreadable(_("The sheet merges more cells than is allowed. Undo the merging."))
    return {
        (row + 1, column): top + 1
        for (top, left), (bottom, right) in kept
        for row in range(top + 1, bottom + 1)
        for column in range(left, right + 1)
    }


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


def _check_archive(data: bytes) -> list[tuple[int, str]]:
    """A zip bomb or a workbook with macros is refused before anything opens it; answers where
    formulas stand."""
    if not data.startswith(b"PK"):
        return []
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
        if any(entry.filename == "content.xml" for entry in entries):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                _check_repeated(archive.read("content.xml"))
        return _formulas(data, [e.filename for e in entries if _SHEET.match(e.filename)])
    except (
        zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError,
    ) as error:  # fmt: skip
        raise _damaged() from error


_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$")
# What stands between is bounded: without an end each beginning would be looked at to the file's.
_FORMULA = re.compile(rb'<c\b[^<>]{0,200}\br="([A-Z]{1,3})(\d{1,7})"[^<>]{0,200}>\s{0,200}<f\b')
# Where a cell or row says that it stands.
_PLACE = re.compile(rb"""\br\s{0,9}=\s{0,9}["']([A-Za-z]{0,3})(\d{1,9})["']""")
# Of a sheet without these nothing is too far away to be opened: 702 columns or 99,999 rows.
_FAR = re.compile(rb"""\br\s{0,9}=\s{0,9}["'](?:[A-Za-z]{3}\d|[A-Za-z]{0,3}\d{5})""")


# A row and a cell that are repeated, as LibreOffice writes it; empty ones cost nothing.
_ROWS = re.compile(
    rb'number-rows-repeated="(\d{1,9})"[^<>]{0,300}>((?:(?!</table:table-row>).){0,2000})',
    re.DOTALL,
)
_COLUMNS = re.compile(rb'number-columns-repeated="(\d{1,9})"[^<>]{0,300}(?<!/)>')
_FILLED = (b"<text:p", b"office:value")


def _check_repeated(content: bytes) -> None:
    rows = [int(r[1]) for r in _ROWS.finditer(content) if any(mark in r[2] for mark in _FILLED)]
    columns = [int(cell[1]) for cell in _COLUMNS.finditer(content)]
    _refuse_far(max(rows, default=1) * max(columns, default=1))


def _check_size(sheet: bytes) -> None:
    """A workbook is opened as the whole rectangle around its cells: one far away would fill the
    memory of the machine, however small the file is."""
    if not _FAR.search(sheet):
        return
    rows = columns = 1
    for place in _PLACE.finditer(sheet):
        rows = max(rows, int(place[2]))
        columns = max(columns, _position(place[1].decode().upper()) + 1)
    _refuse_far(rows * columns)


def _refuse_far(cells: int) -> None:
    if cells > MOST_CELLS:
        raise Unreadable(
            _(
                "A cell of the sheet stands far away from the others. Copy the rows into a new "
                "sheet and import that."
            )
        )


def _formulas(data: bytes, sheets: list[str]) -> list[tuple[int, str]]:
    """Row and column of the first cells that a formula fills."""
    found: list[tuple[int, str]] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sheets:
            sheet = archive.read(name)
            _check_size(sheet)
            cells = islice(_FORMULA.finditer(sheet), MOST_FORMULAS)
            found += [(int(cell[2]), cell[1].decode()) for cell in cells]
    return found


def _mark_formulas(sheet: list[list[Any]], formulas: list[tuple[int, str]]) -> None:
    """What a formula shows depends on who last opened the file; only plain values come in.

    A row called a sum may stand there all the same: it is no entry, and somebody is
    asked about it.
    """
    for row, column in formulas:
        line = sheet[row - 1] if row <= len(sheet) else []
        at = _position(column)
        called = any(names_a_sum(str(cell)) for cell in line if is_filled(cell))
        if called and at < len(line) and len(formulas) < MOST_FORMULAS:
            line[at] = Formula(line[at])
            continue
        raise Unreadable(
            _(
                "Row %(row)s, column %(column)s holds a formula. Delete the row if it only "
                "adds up, or copy the sheet, paste it as values and import that."
            )
            % {"row": row, "column": column}
        )


def _position(column: str) -> int:
    """A → 0, Z → 25, AA → 26."""
    return reduce(lambda at, letter: at * 26 + ord(letter) - 64, column, 0) - 1


_SUM = re.compile(
    r"^((zwischen|gesamt|end|teil)?summe|gesamt|insgesamt|gesamtbetrag|(sub |grand )?total|subtotal"
    r"|sum|sum total)( (\d{4}|eur|euro|usd|gbp|chf|personen|gesamt|total|in|der|alle))*$"
)
_BEGINNING = re.compile(r"zwischen|gesamt|end|teil|sum|insgesamt|sub|grand|total", re.IGNORECASE)
_FIGURE = re.compile(r"^[-+]?[\d.,\s%]+(EUR|€|\$|£)?$")


def names_a_sum(text: str) -> bool:
    # Folding takes its time, and a file has many cells.
    return bool(_BEGINNING.match(text)) and bool(_SUM.match(fold(text[:60])))


def only_figures(line: list[Any]) -> bool:
    return all(_FIGURE.match(str(cell).strip()) for cell in line if is_filled(cell))
