"""A file's lines as rows of a sheet: whose column is which, and how its cells are written."""

from typing import Any

from django.utils.translation import gettext as _

from oia.core.words import fold
from oia.office import reading
from oia.office.cells import Style
from oia.office.sheets import Column, Sheet

Rows = list[tuple[int, dict[str, Any]]]


def table(sheet: Sheet, source: reading.Source) -> tuple[dict[int, Column], list[str]]:
    """Position → column of the sheet, and sentences about headers nobody knows.

    Raises Unreadable when a needed column is missing or stands twice.
    """
    heads = sheet.heads()
    found: dict[int, Column] = {}
    unknown: list[str] = []
    for position, head in enumerate(source.header):
        column = heads.get(fold(head.replace("_", " ")))
        if column is None:
            if head:
                unknown.append(_("Column “%(name)s” is not read.") % {"name": head})
        elif column in found.values():
            raise reading.Unreadable(
                _("Column “%(name)s” stands twice in the header.") % {"name": column.name}
            )
        else:
            found[position] = column
    missing = [c.name for c in sheet.columns if c.needed and c not in found.values()]
    if missing:
        raise reading.Unreadable(
            _("The header (row 1) lacks the column %(missing)s. It has: %(header)s.")
            % {
                "missing": ", ".join(f"“{name}”" for name in missing),
                "header": ", ".join(head for head in source.header if head) or "–",
            }
        )
    return found, unknown


def rows_of(sheet: Sheet, data: bytes, name: str) -> tuple[Rows, dict[str, Style], list[str]]:
    """The file as rows of the sheet's columns."""
    if sheet.other_format and (other := sheet.other_format(data)) is not None:
        return list(enumerate(other, 1)), {}, []
    source = reading.read(data, name)
    found, unknown = table(sheet, source)
    rows = [
        (number, {c.name: line[at] if at < len(line) else None for at, c in found.items()})
        for number, line in source.rows
    ]
    styles = {c.name: Style.of(row[c.name] for _n, row in rows) for c in found.values()}
    return rows, styles, unknown
