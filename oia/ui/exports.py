"""CSV and XLSX of a table: all rows, constant memory, no live formula, nothing lost."""

from __future__ import annotations

import csv
import io
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
_RISKY = frozenset(_FORMULA + "'")
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


def _guard_all(texts: Iterable[Any]) -> Sequence[Any]:
    """Each text guarded. Blocks without any risky start, nearly all, are found in one go."""
    cells = texts if isinstance(texts, (list, tuple)) else list(texts)
    try:
        joined = "\0" + "\0".join(cells)  # PostgreSQL keeps no NUL in texts
    except TypeError:  # empty cells or numbers among the texts
        return [guard(c) if c and isinstance(c, str) and c[0] in _RISKY else c for c in cells]
    if any(f"\0{sign}" in joined for sign in _RISKY):
        return [guard(cell) for cell in cells]
    return cells


Texts = Callable[[Sequence[Any]], Iterable[Any]]


def _texts_of(column: Column, place: tuple[int, ...], lang: str) -> Texts:
    """A function from a block (columns of raw values) to the texts of one column."""
    if column.few and len(place) == 1:
        write, only = column.text_writer(lang), place[0]
        known = Memo(lambda value: guard(write(value)) if column.guarded else write(value))
        return lambda block: map(known.__getitem__, block[only])

    def texts(block: Sequence[Any]) -> Iterable[Any]:
        written = column.texts(lang, *[block[index] for index in place])
        return _guard_all(written) if column.guarded else written

    return texts


def _text_columns(selection: Selection) -> list[Texts]:
    pairs = zip(selection.columns, selection.places, strict=True)
    return [_texts_of(column, place, selection.lang) for column, place in pairs]


def csv_lines(table: Table, size: int = CHUNK) -> Iterator[bytes]:
    """The file in pieces. Works column by column: per cell that is three times as fast."""
    selection = Selection(table.export_columns, table.lang)
    columns = _text_columns(selection)
    labels = _guard_all(str(column.label) for column in selection.columns)
    blocks = selection.blocks(table.ordered(), size)
    return _csv_pieces(labels, columns, blocks)


def _csv_pieces(
    labels: list[str],
    columns: list[Texts],
    blocks: Iterator[list[tuple[Any, ...]]],
) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(labels)
    yield b"\xef\xbb\xbf" + _taken(buffer)
    for block in blocks:
        raw = list(zip(*block, strict=True))
        writer.writerows(zip(*[texts(raw) for texts in columns], strict=True))
        yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    """What the buffer holds, leaving it empty."""
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


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
        elif math.isfinite(value) and abs(value) < _XLSX_DIGITS:
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
