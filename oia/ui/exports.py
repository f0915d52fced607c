"""CSV and XLSX of a table: all rows, constant memory, no live formula, nothing lost."""

from __future__ import annotations

import math
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from oia.ui.columns import Column, Memo
from oia.ui.tables import CHUNK, Selection, Table

# Spreadsheets take text that starts so for a formula (OWASP, CSV injection).
_FORMULA = "=+-@\t\r\n"
_RISKY = (*_FORMULA, "'")
_GUARDED = re.compile(rf"'*[{re.escape(_FORMULA)}]")
_NEGATIVE_NUMBER = re.compile(r"-\d+(?:[.,]\d+)?")

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSX_ROWS = 1_048_575  # Excel's limit, without the head
_XLSX_DIGITS = 10**15  # Excel keeps 15 digits of a number
_XLSX_FIRST_DAY = date(1900, 3, 1)  # before it Excel's calendar is wrong or has no days
_MIME = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX_TYPE}


def guard(text: str) -> str:
    """Text made harmless with a leading quote; `unguard()` gives exactly the text back.

    A text that is a negative number stays as it is: it computes nothing and keeps its sign.
    """
    if _GUARDED.match(text) and not _NEGATIVE_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def unguard(text: str) -> str:
    """The text as it was before `guard()`; imports use it."""
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text


def filename(title: str, suffix: str) -> str:
    """`dienstreisen-2026-09-12.csv`"""
    return f"{slugify(title) or 'export'}-{timezone.localdate():%Y-%m-%d}.{suffix}"


# CSV ---------------------------------------------------------------------------------------


_QUOTED = '";\r\n'  # what makes a cell need quotes (RFC 4180, with `;` between cells)
Texts = Callable[[Sequence[Any]], Iterable[str]]


def _quote(text: str) -> str:
    if any(sign in text for sign in _QUOTED):
        return '"' + text.replace('"', '""') + '"'
    return text


def _safe_cells(texts: Iterable[Any], *, guarded: bool) -> list[str]:
    """A column of cells, guarded and quoted.

    One search through the joined column finds the nearly always present case in which no cell
    needs either; that makes the file faster than with csv.writer, which looks at each letter.
    """
    cells = list(texts)
    try:
        joined = "\0".join(cells)  # PostgreSQL keeps no NUL in texts
    except TypeError:  # numbers or empty cells among them
        cells = ["" if cell is None else str(cell) for cell in cells]
        joined = "\0".join(cells)
    if guarded and (joined[:1] in _RISKY or any(f"\0{sign}" in joined for sign in _RISKY)):
        cells = [guard(cell) for cell in cells]
    if any(sign in joined for sign in _QUOTED):
        cells = [_quote(cell) for cell in cells]
    return cells


def _texts_of(column: Column, place: tuple[int, ...], lang: str) -> Texts:
    """A function from a block (columns of raw values) to the cells of one column."""
    guarded = column.guarded
    if column.few and len(place) == 1:
        write, only = column.text_writer(lang), place[0]
        known = Memo(lambda value: _safe_cells([write(value)], guarded=guarded)[0])
        return lambda block: map(known.__getitem__, block[only])
    return lambda block: _safe_cells(
        column.texts(lang, *[block[index] for index in place]), guarded=guarded
    )


def csv_lines(table: Table, size: int = CHUNK) -> Iterator[bytes]:
    """The file in pieces, `size` rows each, made column by column."""
    selection = Selection(table.export_columns, table.lang)
    pairs = zip(selection.columns, selection.places, strict=True)
    columns = [_texts_of(column, place, table.lang) for column, place in pairs]
    labels = _safe_cells([column.label for column in selection.columns], guarded=True)
    return _csv_pieces(labels, columns, selection.blocks(table.ordered(), size))


def _csv_pieces(
    labels: list[str], columns: list[Texts], blocks: Iterator[list[tuple[Any, ...]]]
) -> Iterator[bytes]:
    yield "\ufeff".encode() + f"{';'.join(labels)}\r\n".encode()
    for block in blocks:
        raw = list(zip(*block, strict=True))
        lines: Iterable[str] = map(";".join, zip(*[texts(raw) for texts in columns], strict=True))
        if len(columns) == 1:  # a blank line would be no row at all
            lines = (line or '""' for line in lines)
        yield ("\r\n".join(lines) + "\r\n").encode()


# XLSX --------------------------------------------------------------------------------------

_FORMATS = {
    "de": {"day": "dd.mm.yyyy", "moment": "dd.mm.yyyy hh:mm"},
    "en": {"day": "d mmm yyyy", "moment": "d mmm yyyy hh:mm"},
}
Write = Callable[[Worksheet, int, int, Any], Any]


def _write_text(sheet: Worksheet, row: int, place: int, value: Any) -> None:
    if value not in ("", None):
        sheet.write_string(row, place, str(value))


def _number_writer(style: Any) -> Write:
    def write(sheet: Worksheet, row: int, place: int, value: Any) -> None:
        if value is None:
            return
        if not isinstance(value, (int, float, Decimal)):
            sheet.write_string(row, place, str(value))
        elif math.isfinite(value) and -_XLSX_DIGITS < value < _XLSX_DIGITS:
            sheet.write_number(row, place, value, style)
        else:
            sheet.write_string(row, place, str(value))

    return write


def _day_writer(style: Any) -> Write:
    def write(sheet: Worksheet, row: int, place: int, value: Any) -> None:
        if value is None:
            return
        if (value.year, value.month) >= (_XLSX_FIRST_DAY.year, _XLSX_FIRST_DAY.month):
            sheet.write_datetime(row, place, value, style)
        else:
            sheet.write_string(row, place, value.isoformat())

    return write


def _sheet_writers(book: xlsxwriter.Workbook, table: Table) -> list[Write]:
    formats = _FORMATS[table.lang]
    days = {kind: _day_writer(book.add_format({"num_format": formats[kind]})) for kind in formats}
    kinds: dict[str, Write] = {
        **days,
        "number": _number_writer(None),
        "money": _number_writer(book.add_format({"num_format": "#,##0.00"})),
    }
    return [kinds.get(column.style, _write_text) for column in table.export_columns]


def _sheet_head(book: xlsxwriter.Workbook, sheet: Worksheet, columns: Sequence[Column]) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for place, column in enumerate(columns):
        label = str(column.label)
        sheet.set_column(place, place, max(column.width, len(label) + 2))
        sheet.write_string(0, place, label, bold)
    sheet.freeze_panes(1, 1)


def _about_sheet(book: xlsxwriter.Workbook, title: str, about: Iterable[tuple[str, str]]) -> None:
    sheet = book.add_worksheet(_("About"))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    made = timezone.localtime().strftime("%Y-%m-%d %H:%M %Z")
    lines = [(_("Table"), title), (_("Made"), made), *about]
    for row, (name, value) in enumerate(lines):
        sheet.write_string(row, 0, str(name))
        sheet.write_string(row, 1, str(value))


def _sheet_name(title: str) -> str:
    """Excel: up to 31 characters, some forbidden, no quote at either end, not "History"."""
    return re.sub(r"[\[\]:*?/\\]", " ", title).strip(" '")[:31].strip(" '") or _("Table")


def write_xlsx(
    target: IO[bytes], table: Table, title: str, about: Iterable[tuple[str, str]] = ()
) -> int:
    """Write the workbook and answer the number of rows in it."""
    safe = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(target, safe)
    sheet = book.add_worksheet(_sheet_name(title))
    writers = list(enumerate(_sheet_writers(book, table)))
    _sheet_head(book, sheet, table.export_columns)
    count = 0
    more = False
    for values in table.values():
        if count == XLSX_ROWS:
            more = True
            break
        count += 1
        for place, write in writers:
            write(sheet, count, place, values[place])
    rows = _("%(count)s, more do not fit; CSV holds all") if more else "%(count)s"
    _about_sheet(book, title, [*about, (_("Rows"), rows % {"count": count})])
    book.close()
    return count


# Responses ---------------------------------------------------------------------------------


def csv_response(table: Table, title: str) -> StreamingHttpResponse:
    name = filename(title, "csv")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(csv_lines(table), content_type=_MIME["csv"], headers=headers)


def xlsx_response(table: Table, title: str, about: Iterable[tuple[str, str]] = ()) -> FileResponse:
    file = tempfile.TemporaryFile()  # noqa: SIM115 – the response closes it
    write_xlsx(file, table, title, about)
    file.seek(0)
    name = filename(title, "xlsx")
    return FileResponse(file, as_attachment=True, filename=name, content_type=_MIME["xlsx"])


def export(
    table: Table, kind: str, title: str, about: Iterable[tuple[str, str]] = ()
) -> HttpResponseBase:
    """The table as `csv` or `xlsx`, to be saved."""
    if kind == "csv":
        return csv_response(table, title)
    return xlsx_response(table, title, about)
