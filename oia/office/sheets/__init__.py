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
    "Named", "NamedReader", "Number", "PlaceCountry", "PlaceName", "PlaceReader", "Reading", "Row",
    "Sheet", "Text", "YesNo", "register", "sheet", "sheets",
]  # fmt: skip


@dataclass
class Row:
    """The values of a row by column name, and the stored object they are for, if there is one."""

    values: dict[str, Any]
    stored: Any
    # The header of a column as the file writes it.
    head: Callable[[str], str] = str


@dataclass(frozen=True)
class Sheet:
    """One KIND: its columns, the form of its rows, how a row finds what it updates."""

    kind: str
    title: Any
    area: str
    form: type[ModelForm]
    columns: tuple[Column, ...]
    # Values by column name → the existing objects of that natural key; mostly one or none.
    find: Callable[[dict[str, Any]], models.QuerySet[Any]]
    # What a row changes beside the form's own fields; answers whether anything changed.
    after: Callable[[Any, dict[str, Any]], bool] | None = None
    # Rows beside the object that `after` writes: (object or None, values) → rows, for the undo.
    parts: Callable[[Any, dict[str, Any]], Iterable[models.Model]] | None = None
    # Brings the values of a row into shape before its object is looked up.
    prepare: Callable[[dict[str, Any]], None] | None = None
    # Completes and checks the row once it is known which object it is about.
    complete: Callable[[Row], None] | None = None
    # Sentences about the whole file once it is in (shares of work above 100 %).
    warn: Callable[[list[Any]], list[str]] | None = None
    # Rows to export, in a stable order.
    rows: Callable[[], Iterable[Any]] | None = None
    # Reads files that are no tables (the EU portal's JSON) into rows of these columns.
    other_format: Callable[[bytes], list[dict[str, Any]] | None] | None = None

    @property
    def model(self) -> type[models.Model]:
        return self.form._meta.model

    @property
    def keeps_both(self) -> bool:
        """Whether the database lets two objects have the same natural key."""
        key = {column.target for column in self.columns if column.key}
        meta = self.model._meta
        groups = [{f.name} for f in meta.local_fields if f.unique and not f.primary_key]
        groups += [
            set(constraint.fields)
            for constraint in meta.constraints
            if isinstance(constraint, models.UniqueConstraint) and not constraint.condition
        ]
        return not any(group and key >= group for group in groups)

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)

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
