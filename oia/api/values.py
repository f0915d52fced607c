"""The values of a noun as JSON, made from the columns of its pages and the fields of its form.

Dates are ISO, moments ISO with their zone, decimals texts, choices and countries codes. What
points to another row is `{"id": 12, "name": "Lyon"}`. Nothing here decides who may read a value:
it carries the rights that the pages ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext_lazy as _

from oia.core.dates import ImpreciseDateField
from oia.office.columns import RecordTitle
from oia.office.models import Place, Record
from oia.office.writing.entry import Writing
from oia.ui import words
from oia.ui.columns import Amount, Choice, Column, Link, Number, PlaceName, Related, Text, Writer
from oia.ui.detail import DetailPage
from oia.ui.tables import Table

Schema = dict[str, Any]
LINK: Schema = {
    "type": "object",
    "properties": {"id": {"type": "integer", "nullable": True}, "name": {"type": "string"}},
    "required": ["id", "name"],
    "nullable": True,
}
IMPRECISE = r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"


class PlaceLink(Related):
    """A place with its key, by its name in the reader's language."""

    def paths_in(self, lang: str) -> tuple[str, ...]:
        return f"{self.path}__name_{lang}", self.pk, f"{self.path}__name"

    def text_writer(self, lang: str) -> Writer:
        return lambda translated, key, own: translated or own or ""


@dataclass(frozen=True)
class Value:
    """One member of a noun's JSON: where it comes from, and who may read it."""

    name: str
    column: Column
    schema: Schema
    # Personal values ask for each of these capabilities, unmasked.
    rights: tuple[str | None, ...] = ()
    # Whether list or detail page show it; else it stands in the form alone.
    on_page: bool = True

    def for_reader(self, user: Any) -> Value:
        return replace(self, column=self.column.for_reader(user))

    @property
    def paths(self) -> tuple[str, ...]:
        if is_link(self.column) or isinstance(self.column, PlaceName):
            return self.column.paths_in(words.language())
        return (self.column.path,)

    def writer(self) -> Callable[..., Any]:
        """From the values at `paths` to what stands in the JSON."""
        if is_link(self.column):
            return _link_writer(self.column)
        if isinstance(self.column, PlaceName):
            return self.column.text_writer(words.language())
        return _plain


def is_link(column: Column) -> bool:
    """Whether the column names another row; a `Link` names the row itself."""
    return isinstance(column, Related) and not isinstance(column, Link)


def _link_writer(column: Column) -> Callable[..., Any]:
    """`{"id", "name"}`; a record that may not be named here has no key either."""
    write = column.text_writer(words.language())
    closed = column.closed if isinstance(column, RecordTitle) else frozenset()

    def linked(text: Any, key: Any, *more: Any) -> Any:
        if key is None:
            return None
        hidden = bool(closed) and more[0] in closed
        return {"id": None if hidden else key, "name": write(text, key, *more)}

    return linked


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


# From declarations to values ---------------------------------------------------------------------


def values_of(
    table: type[Table], page: type[DetailPage], writing: Writing | None
) -> tuple[Value, ...]:
    """The form's fields, then what only the pages show: first the list's columns, then facts."""
    declared = list(_declared(table, page))
    found: dict[str, Value] = {}
    for name in (writing.form._meta.fields or ()) if writing else ():
        found[name] = _of_field(name, table.model, declared)
    roots = set(found)
    paths = set(found)
    for column, _right in declared:
        # A choice among rows stands as a link already, whatever the page writes of the row.
        if column.path in paths or (column.path.endswith("__name") and _root(column) in roots):
            continue
        if isinstance(column, PlaceName) and column.path in roots:
            continue
        paths.add(column.path)
        value = _of_column(column, table.model, declared)
        found.setdefault(value.name, value)
        if _named_currency(column) not in paths | {""}:
            beside = Text(_named_currency(column), _("Currency"), name=f"{value.name}_currency")
            found[beside.name] = _of_column(beside, table.model, declared)
    return tuple(found.values())


def _declared(table: type[Table], page: type[DetailPage]) -> Iterator[tuple[Column, str | None]]:
    """The columns of list and detail page, each with the right its page asks for personal data."""
    for column in table.declared:
        yield column, table.personal_capability
    plain = [fact for fact in page.facts if isinstance(fact, Column)]
    grouped = [c for fact in page.facts if not isinstance(fact, Column) for c in fact[1]]
    status = [page.status] if page.status else []
    for column in (*status, *plain, *grouped):
        yield column, page.personal_capability


def _root(column: Column) -> str:
    return column.path.split("__")[0]


def _rights(root: str, declared: list[tuple[Column, str | None]]) -> tuple[str | None, ...]:
    named = {right: None for c, right in declared if c.personal and _root(c) == root}
    return tuple(named)


def _of_field(name: str, model: type[models.Model], declared: list[Any]) -> Value:
    """A field of the form, as the column that shows it or as one made for its kind."""
    field = model._meta.get_field(name)
    shown = [column for column, _right in declared if name in _shows(column)]
    own = next((c for c in shown if c.path == name or (is_link(c) and c.name == name)), None)
    label = field.verbose_name  # type: ignore[union-attr]
    column = own if own is not None and not isinstance(own, PlaceName) else None
    if isinstance(field, models.ForeignKey) and not (column and is_link(column)):
        column = _link_to(field, label)
    if column is None:
        column = Choice(name, label, field.choices) if field.choices else Text(name, label)  # type: ignore[union-attr]
    return Value(name, column, schema_of(column, model), _rights(name, declared), bool(shown))


def _shows(column: Column) -> set[str]:
    """The fields of the row that a column shows."""
    shown = {_root(column)}
    return shown | {_named_currency(column)} - {""}


def _named_currency(column: Column) -> str:
    """The path of the currency of an amount; empty where all rows have the same one."""
    named = isinstance(column, Amount) and not column.one_currency
    return str(column.currency) if named else ""  # type: ignore[attr-defined]


def _link_to(field: models.ForeignKey[Any, Any], label: Any) -> Column:
    target: Any = field.remote_field.model
    if target is Place:
        return PlaceLink(field.name, label)
    if issubclass(target, Record):
        return RecordTitle(field.name, label)
    return Related(field.name, label, path=f"{field.name}__name")


def _of_column(column: Column, model: type[models.Model], declared: list[Any]) -> Value:
    name = column.name if "__" not in column.name else column.name.replace("__", "_")
    return Value(name, column, schema_of(column, model), _rights(_root(column), declared))


# What OpenAPI is told ----------------------------------------------------------------------------


def schema_of(column: Column, model: type[models.Model]) -> Schema:
    return LINK if is_link(column) else _of_kind(column, _field_at(model, column.path))


def _of_kind(column: Column, field: Any) -> Schema:
    if isinstance(column, Choice):
        codes = [code for code, _label in getattr(column.choices, "choices", column.choices)]
        return {"type": "string", "enum": sorted({*map(str, codes), ""})}
    if isinstance(field, ImpreciseDateField):
        return {"type": "string", "pattern": IMPRECISE}
    for kind, schema in KINDS.items():
        if isinstance(field, kind):
            return schema | ({"nullable": True} if field.null else {})
    return {"type": "integer"} if isinstance(column, Number) and field is None else TEXT


def _field_at(model: Any, path: str) -> Any:
    """The model's field at the end of a path; None for what a queryset works out."""
    field = None
    for part in path.split("__"):
        try:
            field = model._meta.get_field(part)
        except (FieldDoesNotExist, AttributeError):
            return None
        model = field.remote_field.model if field.remote_field else None
    return field


TEXT: Schema = {"type": "string", "nullable": True}
KINDS: dict[type[models.Field], Schema] = {
    models.DateTimeField: {"type": "string", "format": "date-time"},
    models.DateField: {"type": "string", "format": "date"},
    models.DecimalField: {"type": "string", "format": "decimal"},
    models.BooleanField: {"type": "boolean"},
    models.IntegerField: {"type": "integer"},
}
