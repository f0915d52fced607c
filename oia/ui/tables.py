"""One declaration of columns, read by the list, the panels, the exports, the API and the report.

A table asks the database for the columns it shows and nothing else: one `values_list()` query, no
model instances, no template per cell. That keeps a page of 50 rows at a fifth of the admin's cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from html import escape
from itertools import islice
from typing import Any, ClassVar

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, QuerySet
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe

from oia.core.permissions import masked, may
from oia.ui import words
from oia.ui.columns import (
    Amount,
    Choice,
    Column,
    Country,
    Day,
    Imprecise,
    Link,
    Moment,
    Number,
    PlaceName,
    Related,
    Text,
    YesNo,
    badge,
)

__all__ = [
    "Amount",
    "Choice",
    "Column",
    "Country",
    "Day",
    "Head",
    "Imprecise",
    "Link",
    "Moment",
    "Number",
    "Pick",
    "PlaceName",
    "Related",
    "Selection",
    "Table",
    "Text",
    "YesNo",
    "badge",
    "may_see_personal",
]

Row = tuple[Any, ...]
Render = Callable[[Row], str]
CHUNK = 500  # rows held at a time while exporting


@dataclass(frozen=True)
class Head:
    """A column's head; `aria_sort` is ascending, descending or empty, `sort_url` may be empty."""

    label: Any
    sort_url: str
    aria_sort: str
    numeric: bool
    name: str = ""


@dataclass(frozen=True)
class Pick:
    """A box before each row, sent with the form of that id; `label` is said before the row."""

    form: str
    label: str


def may_see_personal(user: Any, capability: str | None) -> bool:
    """Whether columns with personal data are open: not without the right, not when masked."""
    if capability is None:
        return True
    return may(user, capability) and not masked(user, capability.partition(".")[0])


class Selection:
    """Columns with the ORM paths they need, each path fetched once, the key first."""

    def __init__(self, columns: Sequence[Column], lang: str) -> None:
        self.columns = columns
        self.lang = lang
        needed = [column.paths_in(lang) for column in columns]
        self.paths = tuple(dict.fromkeys(["pk", *(path for paths in needed for path in paths)]))
        self.places = [tuple(map(self.paths.index, paths)) for paths in needed]

    def pick(self, write: Callable[..., Any], place: tuple[int, ...]) -> Callable[[Row], Any]:
        """`write` over the values at `place` of a row."""
        if len(place) == 1:
            only = place[0]
            return lambda row: write(row[only])
        if len(place) > 2:
            return lambda row: write(*[row[at] for at in place])
        first, second = place
        return lambda row: write(row[first], row[second])

    def renderers(self) -> list[Render]:
        """A function per column from a row to the HTML of its value."""
        writers = (column.html_writer(self.lang) for column in self.columns)
        return [self.pick(*pair) for pair in zip(writers, self.places, strict=True)]

    def cells(self) -> list[Callable[[Row], Any]]:
        """A function per column from a row to a number, date or text."""
        writers = (column.cell_writer(self.lang) for column in self.columns)
        return [self.pick(*pair) for pair in zip(writers, self.places, strict=True)]

    def blocks(self, queryset: QuerySet[Any], size: int = CHUNK) -> Iterator[list[Row]]:
        """All rows, `size` at a time, through a cursor on the server."""
        rows = queryset.values_list(*self.paths).iterator(chunk_size=size)
        while block := list(islice(rows, size)):
            yield block


def _wrap(write: Callable[[Row], str], before: str, after: str) -> Render:
    return lambda row: f"{before}{write(row)}{after}"


HEADER = 'scope="row" class="kern-table__header"'


def _named(write: Callable[[Row], str]) -> Render:
    """The cell that heads the row, with a name its box can point to; a row begins with its key."""
    return lambda row: f'<th {HEADER} id="r{row[0]}">{write(row)}</th>'


def _box(pick: Pick) -> Render:
    before = (
        f'<td class="kern-table__cell desk-pick"><input type="checkbox" name="pick" '
        f'form="{escape(pick.form)}" aria-label="{escape(pick.label)}" aria-describedby="r'
    )
    return lambda row: f'{before}{row[0]}" value="{row[0]}"></td>'


class Table:
    """Subclass with `model`, `columns` and `sort`; see `docs/` for an example.

    `personal`: whether columns with personal data may be shown; None means only when the table
    asks for no `personal_capability`. `for_user()` decides it for a person; without a person the
    table is for a paper.
    """

    model: ClassVar[type[Model]]
    columns: tuple[Column, ...] = ()
    sort: ClassVar[str] = ""
    # Last in every order, so that pages never overlap; a table over a large inherited model names
    # the column its index ends with.
    tie: ClassVar[str] = "-pk"
    personal_capability: ClassVar[str | None] = None
    declared: ClassVar[tuple[Column, ...]] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        model = getattr(cls, "model", None)
        cls.declared = tuple(c.for_model(model) if model else c for c in cls.columns)

    def __init__(
        self,
        queryset: QuerySet[Any],
        *,
        sort: str = "",
        columns: Iterable[str] | None = None,
        personal: bool | None = None,
        user: Any = None,
    ) -> None:
        self.queryset = queryset
        self.lang = words.language()
        shows_personal = self.personal_capability is None if personal is None else personal
        shown = [c for c in self.declared if shows_personal or not c.personal]
        self.possible = tuple(column.for_reader(user) for column in shown)
        self.columns = self._chosen(columns)
        self.order = self._allowed(sort)

    @classmethod
    def for_user(cls, queryset: QuerySet[Any], user: Any, **options: Any) -> Table:
        """The table as the person may see it."""
        personal = may_see_personal(user, cls.personal_capability)
        return cls(queryset, personal=personal, user=user, **options)

    def _chosen(self, names: Iterable[str] | None) -> tuple[Column, ...]:
        wanted = set(names or ())
        chosen = tuple(column for column in self.possible if column.name in wanted)
        return chosen or tuple(column for column in self.possible if column.default)

    def _allowed(self, sort: str) -> str:
        """The order asked for if it names a sortable column, the table's own otherwise."""
        names = {column.name for column in self.possible if column.sortable}
        return sort if sort.removeprefix("-") in names else self.sort

    # Rows ----------------------------------------------------------------------------------

    def ordered(self) -> QuerySet[Any]:
        """The queryset in the table's order, always ending in the key."""
        return self.queryset.order_by(*self._order_by(), self.tie)

    def _order_by(self) -> list[Any]:
        name, down = self.order.removeprefix("-"), self.order.startswith("-")
        if not name:
            return []
        column = next((c for c in self.declared if c.name == name), None)
        path = column.sort_path_in(self.lang) if column else name
        # Empty values last, except where that would keep PostgreSQL from walking an index: in
        # the table's own order, and in columns that are never empty.
        if down and self.order != self.sort and self._may_be_empty(path):
            return [F(path).desc(nulls_last=True)]
        return [f"-{path}" if down else path]

    def _may_be_empty(self, path: str) -> bool:
        try:
            return bool(self.model._meta.get_field(path).null)
        except FieldDoesNotExist:
            return True

    def fetch(self, start: int, stop: int) -> list[Row]:
        """The raw rows `start` to `stop` (exclusive), in one query."""
        return list(self.ordered().values_list(*self.selection.paths)[start:stop])

    def values(self) -> Iterator[list[Any]]:
        """Numbers, dates and texts of all rows by `export_columns`, in constant memory."""
        selection = Selection(self.export_columns, self.lang)
        cells = selection.cells()
        for block in selection.blocks(self.ordered()):
            for row in block:
                yield [cell(row) for cell in cells]

    def plain(self) -> list[dict[str, Any]]:
        """All rows as JSON objects without personal data: days ISO, decimals as text."""
        shown = tuple(column for column in self.export_columns if not column.personal)
        selection = Selection(shown, self.lang)
        cells = selection.cells()
        names = [column.name for column in shown]
        return [
            {name: _json(cell(row)) for name, cell in zip(names, cells, strict=True)}
            for block in selection.blocks(self.ordered())
            for row in block
        ]

    def texts(self, stop: int | None = None) -> Iterator[list[str]]:
        """The shown cells as texts, without personal columns; at most `stop` rows."""
        selection = Selection(self.impersonal, self.lang)
        writers = (column.words_writer(self.lang) for column in self.impersonal)
        write = [selection.pick(*pair) for pair in zip(writers, selection.places, strict=True)]
        rows = self.ordered()
        for block in selection.blocks(rows if stop is None else rows[:stop]):
            for row in block:
                yield [str(cell(row)) for cell in write]

    # What is shown -------------------------------------------------------------------------

    @cached_property
    def selection(self) -> Selection:
        return Selection(self.columns, self.lang)

    @property
    def impersonal(self) -> tuple[Column, ...]:
        """The shown columns without personal data: what may be frozen and printed."""
        return tuple(column for column in self.columns if not column.personal)

    @property
    def export_columns(self) -> tuple[Column, ...]:
        """The shown columns as exports hold them (an amount brings its currency)."""
        return tuple(part for column in self.columns for part in column.export_columns())

    def head(self, url_for_sort: Callable[[str], str] | None = None) -> list[Head]:
        """The heads; `url_for_sort("-name")` gives the address that sorts so."""
        return [self._head(column, url_for_sort) for column in self.columns]

    def _head(self, column: Column, url_for_sort: Callable[[str], str] | None) -> Head:
        name = column.name
        directions = {name: "ascending", f"-{name}": "descending"}
        aria_sort = directions.get(self.order, "")
        if not (url_for_sort and column.sortable):
            return Head(column.label, "", aria_sort, column.numeric, name)
        address = url_for_sort(f"-{name}" if self.order == name else name)
        return Head(column.label, address, aria_sort, column.numeric, name)

    def rows_html(self, start: int, stop: int, pick: Pick | None = None) -> SafeString:
        """`<tr>…` of the rows `start` to `stop` (exclusive), with a box to tick where asked."""
        return self.render(self.fetch(start, stop), pick)

    def render(self, rows: Iterable[Row], pick: Pick | None = None) -> SafeString:
        """`<tr>…` of rows that `fetch()` gave."""
        cells = [_box(pick), *self._cells(named=True)] if pick else self._cells()
        parts = []
        for row in rows:
            parts.append('<tr class="kern-table__row">')
            parts += [cell(row) for cell in cells]
            parts.append("</tr>\n")
        return mark_safe("".join(parts))  # noqa: S308 – each column's writer escapes

    def _cells(self, *, named: bool = False) -> list[Render]:
        """A function per column from a row to its cell; the first cell heads the row."""
        head, *others = zip(self.columns, self.selection.renderers(), strict=True)
        cells = [_named(head[1]) if named else _wrap(head[1], f"<th {HEADER}>", "</th>")]
        for column, write in others:
            extra = " kern-table__cell--numeric" if column.numeric else ""
            cells.append(_wrap(write, f'<td class="kern-table__cell{extra}">', "</td>"))
        return cells


def _json(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
