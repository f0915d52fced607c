"""A file's lines as rows of a sheet: where the header stands, whose column is which, which rows
only add up, and how cells are written."""

import contextlib
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from oia.core.words import fold
from oia.office import reading
from oia.office.cells import Style
from oia.office.reading import Unreadable
from oia.office.sheets import Column, Sheet, sheets

Rows = list[tuple[int, dict[str, Any]]]
LOOKED_AT = 2 * 2**20  # bytes of a file that is compared with every kind
TOP = 10  # filled lines among which the header is looked for


@dataclass
class Read:
    """What stands in a file, before any cell is understood."""

    rows: Rows
    styles: dict[str, Style] = field(default_factory=dict)
    # Sentences about headers nobody knows.
    unknown: list[str] = field(default_factory=list)
    # Column → its header as typed.
    heads: dict[str, str] = field(default_factory=dict)
    header_row: int = 1
    # Lines above the header: number and text.
    titles: list[tuple[int, str]] = field(default_factory=list)
    # Rows that seem to add up the others: number → what they begin with.
    sums: dict[int, str] = field(default_factory=dict)
    # Cells beneath a merged one: (row, column) → the row that holds the value.
    merged: dict[tuple[int, str], int] = field(default_factory=dict)


def rows_of(sheet: Sheet, data: bytes, name: str) -> Read:
    """The file as rows of the sheet's columns. Raises Unreadable."""
    if sheet.other_format and (other := sheet.other_format(data)) is not None:
        return Read(list(enumerate(other, 1)))
    source = reading.read(data, name)
    at = _header_at(sheet, source.lines)
    number, line = source.lines[at]
    header, body = reading.header_of(line), source.lines[at + 1 :]
    found, unknown = _table(sheet, number, header)
    if not body:
        unknown.append(
            _("The file holds no rows beneath its header (row %(row)d).") % {"row": number}
        )
    rows = [
        (number, {c.name: line[at] if at < len(line) else None for at, c in found.items()})
        for number, line in body
    ]
    return Read(
        rows,
        {c.name: Style.of(row[c.name] for _n, row in rows) for c in found.values()},
        unknown,
        {column.name: header[position] for position, column in found.items()},
        number,
        [(n, _texts(line)) for n, line in source.lines[:at]],
        _sums(found, body),
        {
            (row, found[position].name): top
            for (row, position), top in source.merged.items()
            if position in found
        },
    )


# ---- the header ----------------------------------------------------------------------------------


def _known(sheet: Sheet, header: list[str]) -> list[str]:
    heads = sheet.heads()
    return [column.name for head in header if (column := heads.get(_folded(head)))]


def _folded(head: str) -> str:
    return fold(head.replace("_", " "))


def _header_at(sheet: Sheet, lines: list[tuple[int, list[Any]]]) -> int:
    """Where the header stands: the first line that has all needed columns, else the line that has
    most of the columns known here."""
    needed = {column.name for column in sheet.columns if column.needed}
    known = [_known(sheet, reading.header_of(line)) for _number, line in lines[:TOP]]
    if needed:
        for at, names in enumerate(known):
            if needed <= set(names) and len(names) == len(set(names)):
                return at
    best = max(range(len(known)), key=lambda at: (len(known[at]), -at))
    if not known[best]:
        number, line = lines[0]
        raise reading.Unreadable(
            _(
                "No row among the first %(top)d names columns of “%(sheet)s”; row %(row)d says: "
                "%(header)s. Write the names of the columns above the rows; needed: %(needed)s."
            )
            % {
                "top": TOP,
                "sheet": sheet.title,
                "row": number,
                "header": _texts(line),
                "needed": _spoken([c for c in sheet.columns if c.needed] or sheet.columns[:1]),
            }
        )
    return best


def _texts(line: list[Any]) -> str:
    """What a line says, for a sentence about it."""
    shown = [f"{text[:60]}" for text in reading.header_of(line) if text]
    return ", ".join(_("“%(text)s”") % {"text": text} for text in shown[:6])


def _spoken(columns: Any) -> str:
    """Columns by all their names; the file may use any of them."""
    return "; ".join(
        " / ".join(_("“%(text)s”") % {"text": name} for name in (column.name, *column.names))
        for column in columns
    )


def _table(sheet: Sheet, row: int, header: list[str]) -> tuple[dict[int, Column], list[str]]:
    """Position → column of the sheet, and sentences about headers nobody knows.

    Raises Unreadable when a needed column is missing or stands twice.
    """
    heads = sheet.heads()
    found: dict[int, Column] = {}
    unknown: list[str] = []
    for position, head in enumerate(header):
        column = heads.get(_folded(head))
        if column is None:
            if head:
                unknown.append(_("Column “%(name)s” is not read.") % {"name": head})
        elif column in found.values():
            first = next(header[at] for at, one in found.items() if one is column)
            raise reading.Unreadable(
                _("The columns “%(one)s” and “%(two)s” say the same. Keep one of them.")
                % {"one": first, "two": head}
                if first != head
                else _("The column “%(name)s” stands twice in the header. Keep one of them.")
                % {"name": head}
            )
        else:
            found[position] = column
    missing = [c for c in sheet.columns if c.needed and c not in found.values()]
    if missing:
        raise reading.Unreadable(
            _(
                "The header (row %(row)d) lacks the column %(missing)s. It has: %(header)s. "
                "Add the column, or give its name to one that is there."
            )
            % {"row": row, "missing": _spoken(missing), "header": _texts(header) or "–"}
        )
    return found, unknown


# ---- rows that add up ----------------------------------------------------------------------------


def _sums(found: dict[int, Column], lines: list[tuple[int, list[Any]]]) -> dict[int, str]:
    """Rows called “Summe”, “Total” and the like: at the end, or lacking what every entry has; and a
    last row of nothing but figures."""
    needed = [at for at, column in found.items() if column.needed]
    sums: dict[int, str] = {}
    at_end = True
    for number, line in reversed(lines):
        texts = [" ".join(str(cell).split()) for cell in line if cell is not None]
        label = next(filter(reading.names_a_sum, texts), "")
        lacks = any(at >= len(line) or not reading.is_filled(line[at]) for at in needed)
        if label and (at_end or lacks):
            sums[number] = label
        elif at_end and not sums and lacks and reading.only_figures(line):
            sums[number] = next(filter(None, texts))
        else:
            at_end = False
    return dict(sorted(sums.items()))


def likely_kind(data: bytes, name: str) -> str:
    """The kind whose columns the file has most of; empty where none fits or the file is large."""
    if len(data) > LOOKED_AT:
        return ""
    fits: dict[str, int] = {}
    for sheet in sheets():
        # The portal's own format says by itself what it is.
        with contextlib.suppress(Unreadable):
            fits[sheet.kind] = len(rows_of(sheet, data, name).heads)
    return max(fits, key=lambda kind: fits[kind]) if fits else ""
