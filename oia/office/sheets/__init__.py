"""Spreadsheets by declaration: the columns of each KIND, how they are read and written.

A Sheet names the form its rows go through, so that page, import and API share one set of rules.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.forms import ModelForm

from oia.core.words import fold
from oia.office.sheets.kinds import (
    Amount,
    Choice,
    Column,
    Country,
    Day,
    Imprecise,
    Known,
    Named,
    Number,
    PlaceCountry,
    PlaceName,
    Text,
    YesNo,
)  # fmt: skip
from oia.office.sheets.readers import MISSING, Doubt, NamedReader, PlaceReader, Reading

__all__ = [
    "MISSING", "Amount", "Choice", "Column", "Country", "Day", "Doubt", "Imprecise", "Known",
    "Named", "NamedReader", "Number", "PlaceCountry", "PlaceName", "PlaceReader", "Reading",
    "Sheet", "Text", "YesNo", "register", "sheet", "sheets",
]  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """One KIND: its columns, the form of its rows, how a row finds what it updates."""

    kind: str
    title: Any
    area: str
    form: type[ModelForm]
    columns: tuple[Column, ...]
    # Values by column name → the existing object of that natural key, or None.
    find: Callable[[dict[str, Any]], Any]
    # What a row changes beside the form's own fields; answers whether anything changed.
    after: Callable[[Any, dict[str, Any]], bool] | None = None
    # Rows beside the object that `after` writes: (object or None, values) → rows, for the undo.
    parts: Callable[[Any, dict[str, Any]], Iterable[models.Model]] | None = None
    # Completes the values of a row before the form sees them.
    prepare: Callable[[dict[str, Any]], None] | None = None
    # Sentences about the whole file once it is in (shares of work above 100 %).
    warn: Callable[[list[Any]], list[str]] | None = None
    # Rows to export, in a stable order.
    rows: Callable[[], Iterable[Any]] | None = None
    # Reads files that are no tables (the EU portal's JSON) into rows of these columns.
    other_format: Callable[[bytes], list[dict[str, Any]] | None] | None = None

    @property
    def model(self) -> type[models.Model]:
        return self.form._meta.model

    def heads(self) -> dict[str, Column]:
        """Folded header → column."""
        table = {}
        for column in self.columns:
            for name in (column.name, *column.names):
                table[fold(name.replace("_", " "))] = column
        return table


_sheets: dict[str, Sheet] = {}


def register(sheet: Sheet) -> Sheet:
    _sheets[sheet.kind] = sheet
    return sheet


def sheet(kind: str) -> Sheet | None:
    return _sheets.get(kind)


def sheets() -> list[Sheet]:
    return list(_sheets.values())
