"""The kinds of columns: an ORM path, how it reads on a page, in a CSV file and in a spreadsheet.

Each column hands out *writers*, bound once to a language, because one page writes hundreds of
cells and an export millions; `html()`, `text()` and `cell()` are the same for a single value.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from html import escape
from typing import Any, Self

from django.db.models import Model
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from oia.ui import words

Writer = Callable[..., str]
# A number no route contains by chance: cut out of one reversed address, it leaves the two parts
# between which each row's key goes.
_KEY_MARK = 1000000007


class Memo(dict[Any, Any]):
    """Remembers what `make` gave for a value; map() then runs at the speed of a dictionary."""

    ROOM = 20_000  # keeps an export of any length in constant memory

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, value: Any) -> Any:
        if len(self) >= self.ROOM:
            self.clear()
        made = self[value] = self.make(value)
        return made


def badge(kind: str, label: str) -> SafeString:
    """KERN's small badge: an icon and always a word, because icons vanish in print."""
    kind = escape(kind)
    return mark_safe(  # noqa: S308 – both parts are escaped
        f'<span class="kern-badge kern-badge--{kind} kern-badge--small">'
        f'<span class="kern-icon kern-icon--{kind} kern-icon--small" aria-hidden="true"></span>'
        f'<span class="kern-label kern-label--small">{escape(label)}</span></span>'
    )


def address_frame(url_name: str) -> tuple[str, str]:
    """The address of `url_name` before and after the key, with one reverse() for all rows."""
    before, _mark, after = reverse(url_name, args=[_KEY_MARK]).rpartition(str(_KEY_MARK))
    return before, after


class Column:
    """Base: a text read from one ORM path.

    `name` is the column's name in addresses and JSON, `path` its ORM path; the first argument
    stands for both unless one of them is given. `personal` columns never enter frozen rows and
    are shown only with the table's `personal_capability`. `default=False`: hidden until chosen.
    `rare` ones seldom apply: a page does not say of them that they are not recorded.
    """

    numeric = False
    guarded = True  # exports put a quote before text that a spreadsheet would take as a formula
    few = False  # few different values: exports remember what they wrote for each
    width = 24  # of the spreadsheet's column, in characters
    style = ""  # "", "day", "moment", "number" or "money": the cell's format in a spreadsheet

    def __init__(
        self,
        first: str,
        label: Any,
        *,
        name: str = "",
        path: str = "",
        personal: bool = False,
        default: bool = True,
        sortable: bool = True,
        sort_path: str = "",
        rare: bool = False,
    ) -> None:
        self.name = name or first
        self.path = path or first
        self.label = label
        self.personal = personal
        self.default = default
        self.sortable = sortable
        self.rare = rare
        self._sort_path = sort_path

    def paths_in(self, lang: str) -> tuple[str, ...]:
        return (self.path,)

    def sort_path_in(self, lang: str) -> str:
        return self._sort_path or self.paths_in(lang)[0]

    @property
    def paths(self) -> tuple[str, ...]:
        return self.paths_in(words.language())

    @property
    def sort_path(self) -> str:
        return self.sort_path_in(words.language())

    def for_model(self, model: type[Model]) -> Self:
        """The column as it is used in a table of `model`."""
        return self

    def for_reader(self, user: Any) -> Self:
        """The column as `user` may read it; None: a paper, which anybody may read."""
        return self

    def export_columns(self) -> tuple[Column, ...]:
        """What stands for this column in CSV, XLSX and JSON."""
        return (self,)

    def html_writer(self, lang: str) -> Writer:
        write = self.text_writer(lang)
        return lambda *values: escape(write(*values))

    def text_writer(self, lang: str) -> Writer:
        return lambda value: "" if value is None else str(value)

    def words_writer(self, lang: str) -> Writer:
        """The value as people read it on paper: no markup, written days, amounts with currency."""
        return self.text_writer(lang)

    def cell_writer(self, lang: str) -> Callable[..., Any]:
        return self.text_writer(lang)

    def texts(self, lang: str, *columns: Sequence[Any]) -> Iterable[Any]:
        """The texts of many rows, given column by column (see `exports.csv_lines`)."""
        return map(self.text_writer(lang), *columns)

    def html(self, values: Sequence[Any]) -> SafeString:
        return mark_safe(self.html_writer(words.language())(*values))  # noqa: S308 – writers escape

    def text(self, values: Sequence[Any]) -> str:
        return str(self.text_writer(words.language())(*values))

    def cell(self, values: Sequence[Any]) -> Any:
        return self.cell_writer(words.language())(*values)


class Text(Column):
    """Text, or anything that has a readable str()."""

    def html_writer(self, lang: str) -> Writer:
        return lambda value: "" if value is None else escape(str(value))

    def texts(self, lang: str, *columns: Sequence[Any]) -> Iterable[Any]:
        return columns[0]


class PlaceName(Column):
    """A place by its name in the active language, or by its own name where there is none."""

    def paths_in(self, lang: str) -> tuple[str, ...]:
        return f"{self.path}__name_{lang}", f"{self.path}__name"

    def text_writer(self, lang: str) -> Writer:
        return lambda translated, own: translated or own or ""

    def texts(self, lang: str, *columns: Sequence[Any]) -> Iterable[Any]:
        return [translated or own for translated, own in zip(*columns, strict=True)]


class Country(Column):
    """A country by its ISO code of two letters; sorts by code."""

    few, width = True, 20

    def text_writer(self, lang: str) -> Writer:
        return Memo(lambda code: words.country(code, lang)).__getitem__

    def html_writer(self, lang: str) -> Writer:
        return Memo(lambda code: escape(words.country(code, lang))).__getitem__


class Day(Column):
    """A date: 12.09.2026 or 12 Sep 2026; ISO in CSV, where every spreadsheet understands it."""

    few, width, style, guarded = True, 12, "day", False

    def html_writer(self, lang: str) -> Writer:
        return words.day_writer(lang)

    def words_writer(self, lang: str) -> Writer:
        return self.html_writer(lang)

    def text_writer(self, lang: str) -> Writer:
        return Memo(lambda value: value.isoformat() if value else "").__getitem__

    def cell_writer(self, lang: str) -> Callable[[date | None], date | None]:
        return lambda value: value


class Moment(Column):
    """A date with its time, in the current time zone."""

    width, style, guarded = 18, "moment", False

    def html_writer(self, lang: str) -> Writer:
        return lambda value: words.moment(value, lang)

    def words_writer(self, lang: str) -> Writer:
        return self.html_writer(lang)

    def text_writer(self, lang: str) -> Writer:
        return lambda value: f"{words.local_time(value):%Y-%m-%d %H:%M}" if value else ""

    def cell_writer(self, lang: str) -> Callable[[datetime | None], datetime | None]:
        return lambda value: words.local_time(value) if value else None


class Imprecise(Column):
    """A date of which perhaps only the year or month is known, kept as the start of an ISO date."""

    few, width = True, 12

    def html_writer(self, lang: str) -> Writer:
        return lambda value: escape(words.imprecise(value, lang))

    def words_writer(self, lang: str) -> Writer:
        return self.html_writer(lang)


class Choice(Column):
    """A value out of TextChoices, or of pairs, as its label; as a badge where `badges` gives a kind
    for it."""

    few, width = True, 18

    def __init__(
        self,
        first: str,
        label: Any,
        choices: Any,
        *,
        badges: Mapping[Any, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(first, label, **options)
        self.choices = choices
        self.badges = dict(badges or {})

    def _labels(self, lang: str) -> dict[Any, str]:
        pairs = getattr(self.choices, "choices", self.choices)
        with override(lang):
            return {value: str(label) for value, label in pairs}

    def text_writer(self, lang: str) -> Writer:
        labels = self._labels(lang)
        return Memo(lambda value: labels.get(value, str(value or ""))).__getitem__

    def html_writer(self, lang: str) -> Writer:
        write = self.text_writer(lang)

        def make(value: Any) -> str:
            kind = self.badges.get(value)
            return badge(kind, write(value)) if kind else escape(write(value))

        return Memo(make).__getitem__


class YesNo(Column):
    """Yes or no; nothing where it is not known."""

    width, guarded = 8, False

    def text_writer(self, lang: str) -> Writer:
        with override(lang):
            return {True: _("yes"), False: _("no"), None: ""}.__getitem__

    html_writer = text_writer


class Number(Column):
    """A count or a measure, right-aligned."""

    numeric, guarded, width, style = True, False, 12, "number"

    def html_writer(self, lang: str) -> Writer:
        return lambda value: words.number(value, lang)

    def words_writer(self, lang: str) -> Writer:
        return self.html_writer(lang)

    def text_writer(self, lang: str) -> Writer:
        return lambda value: words.plain_number(value, lang)

    def texts(self, lang: str, *columns: Sequence[Any]) -> Iterable[Any]:
        return [
            value if value is None or value.__class__ is int else words.plain_number(value, lang)
            for value in columns[0]
        ]

    def cell_writer(self, lang: str) -> Callable[[Any], Any]:
        return lambda value: value


class Amount(Number):
    """Money: `currency` is the path of its currency, or a code such as "EUR" for all rows.

    Exports hold the figure as a number and, where it differs by row, the currency beside it.
    """

    width, style = 16, "money"

    def __init__(self, first: str, label: Any, *, currency: str = "EUR", **options: Any) -> None:
        super().__init__(first, label, **options)
        self.currency = currency
        self.one_currency = len(currency) == 3 and currency.isupper()

    def paths_in(self, lang: str) -> tuple[str, ...]:
        return (self.path,) if self.one_currency else (self.path, self.currency)

    def html_writer(self, lang: str) -> Writer:
        if self.one_currency:
            return lambda amount: words.money(amount, self.currency, lang)
        return lambda amount, currency: escape(words.money(amount, currency, lang))

    def text_writer(self, lang: str) -> Writer:
        return lambda amount, currency="": words.plain_number(amount, lang)

    def cell_writer(self, lang: str) -> Callable[..., Any]:
        return lambda amount, currency="": amount

    def export_columns(self) -> tuple[Column, ...]:
        if self.one_currency:
            return (self,)
        name = f"{self.name}_currency"
        beside = Text(self.currency, gettext_lazy("Currency"), name=name, personal=self.personal)
        beside.width = 10
        return self, beside


class Related(Text):
    """A link to another object: its text at `path`, its key at `pk`, its page `url_name`."""

    def __init__(
        self, first: str, label: Any, *, url_name: str = "", pk: str = "", **options: Any
    ) -> None:
        super().__init__(first, label, **options)
        self.url_name = url_name
        self.pk = pk or f"{first}_id"

    def paths_in(self, lang: str) -> tuple[str, ...]:
        return self.path, self.pk

    def html_writer(self, lang: str) -> Writer:
        if not self.url_name:
            return lambda text, key: escape(str(text or ""))
        before, after = address_frame(self.url_name)

        def write(text: Any, key: Any) -> str:
            if key is None:
                return ""
            shown = escape(str(text)) if text else f"#{key}"
            return f'<a class="kern-link" href="{before}{key}{after}">{shown}</a>'

        return write

    def text_writer(self, lang: str) -> Writer:
        return lambda text, key: "" if text is None else str(text)


class Link(Related):
    """A link to the row's own page, `model.detail_url_name` unless `url_name` is given."""

    width = 36

    def __init__(self, first: str, label: Any, *, pk: str = "pk", **options: Any) -> None:
        super().__init__(first, label, pk=pk, **options)

    def for_model(self, model: type[Model]) -> Self:
        if self.url_name:
            return self
        bound = copy.copy(self)
        bound.url_name = getattr(model, "detail_url_name", "")
        return bound
