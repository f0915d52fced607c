"""Spreadsheets by declaration: the columns of each KIND, how they are read and written.

A Sheet names the form its rows go through, so that page, import and API share one set of rules.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import ModelForm
from django.utils.translation import gettext as _
from django.utils.translation import override

from oia.core.words import fold
from oia.office import cells
from oia.office.cells import Ambiguous, Refusal, Style
from oia.office.gazetteer import Proposal
from oia.office.models import Place

MISSING = object()


class Doubt(Exception):
    """A cell that only a person can settle. `printed` is what to store meanwhile, if anything."""

    def __init__(
        self, reason: str, proposals: Iterable[Any] = (), printed: Any = MISSING, country: str = ""
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.proposals = [p.as_json() if isinstance(p, Proposal) else p for p in proposals]
        self.printed = printed
        self.country = country


@dataclass(frozen=True)
class Column:
    """A column of a sheet; `names` are further headers people use, in any language."""

    name: str
    names: tuple[str, ...] = ()
    field: str = ""
    needed: bool = False
    key: bool = False

    def read(self, cell: Any, context: "Reading") -> Any:
        return str(cell).strip()

    def write(self, obj: Any) -> Any:
        value = getattr(obj, self.field or self.name, "")
        return "" if value is None else value

    @property
    def target(self) -> str:
        return self.field or self.name


@dataclass
class Reading:
    """What a column may look at while it reads one row."""

    row: dict[str, Any]
    style: Style
    places: "PlaceReader"
    named: "NamedReader"
    answers: Callable[[str, str, str], Any]
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Text(Column):
    pass


def _answered(column: Column, cell: Any, context: Reading, read: Callable[[Any], Any]) -> Any:
    """Read; what says two things is looked up among the answers, else asked."""
    try:
        return read(cell)
    except Ambiguous as doubt:
        answer = context.answers(column.name, str(cell), "")
        if answer is not None and answer.value in doubt.readings:
            return read(answer.value)
        raise Doubt(str(doubt), doubt.readings) from doubt


@dataclass(frozen=True)
class Number(Column):
    """A whole number of at least 0."""

    def read(self, cell: Any, context: Reading) -> Any:
        return _answered(self, cell, context, lambda c: cells.whole(c, context.style))


@dataclass(frozen=True)
class Amount(Column):
    """Money without its currency, which stands in a column of its own."""

    def read(self, cell: Any, context: Reading) -> Any:
        def value(text: Any) -> Any:
            style = Style(".") if isinstance(text, str) and text != cell else context.style
            return round(cells.number(text, style), 2)

        return _answered(self, cell, context, value)

    def write(self, obj: Any) -> Any:
        value = getattr(obj, self.target)
        return "" if value is None else f"{value:.2f}"


@dataclass(frozen=True)
class Day(Column):
    def read(self, cell: Any, context: Reading) -> Any:
        return _answered(self, cell, context, lambda c: cells.day(c, context.style))

    def write(self, obj: Any) -> Any:
        value = getattr(obj, self.target)
        return value.isoformat() if value else ""


@dataclass(frozen=True)
class Imprecise(Column):
    def read(self, cell: Any, context: Reading) -> Any:
        return _answered(self, cell, context, lambda c: cells.imprecise(c, context.style))


@dataclass(frozen=True)
class YesNo(Column):
    def read(self, cell: Any, context: Reading) -> Any:
        return _answered(self, cell, context, cells.yes_no)

    def write(self, obj: Any) -> Any:
        return "yes" if getattr(obj, self.target) else "no"


@dataclass(frozen=True)
class Choice(Column):
    """A code or its label in either language; another word is asked, never stored."""

    choices: type[models.TextChoices] | None = None
    # Further words people use: (word, code).
    also: tuple[tuple[str, str], ...] = ()

    def words(self) -> dict[str, str]:
        assert self.choices is not None
        table: dict[str, str] = {}
        for language in ("de", "en"):
            with override(language):
                table |= {fold(str(label)): str(code) for code, label in self.choices.choices}
        table |= {fold(word): code for word, code in self.also}
        return table | {fold(str(code)): str(code) for code in self.choices.values}

    def read(self, cell: Any, context: Reading) -> Any:
        assert self.choices is not None
        code = self.words().get(fold(str(cell)))
        if code:
            return code
        answer = context.answers(self.name, str(cell), "")
        if answer is not None and answer.value in self.choices.values:
            return answer.value
        reason = _("“%(text)s” is none of the words known for this column.") % {"text": cell}
        raise Doubt(reason, [str(value) for value in self.choices.values])


@dataclass(frozen=True)
class Country(Column):
    """ISO code; unknown is refused unless the sheet leaves the asking to its place."""

    asks: bool = False

    def read(self, cell: Any, context: Reading) -> Any:
        code = cells.country(cell)
        if not code and not self.asks:
            raise Refusal(
                _("The country “%(text)s” is unknown. Write its name or ISO code.") % {"text": cell}
            )
        return code


@dataclass(frozen=True)
class PlaceName(Column):
    """A place by any of its names, checked against the country in the column `country`."""

    country: str = "country"

    def read(self, cell: Any, context: Reading) -> Any:
        return context.places(
            self.name, str(cell).strip(), str(context.row.get(self.country) or "")
        )

    def write(self, obj: Any) -> Any:
        place: Place | None = getattr(obj, self.target)
        return place.name if place else ""


@dataclass(frozen=True)
class PlaceCountry(Column):
    """Writes the country of a place; reading is the place's business."""

    place: str = "place"

    def read(self, cell: Any, context: Reading) -> Any:
        if not cells.country(cell):
            raise Refusal(
                _("The country “%(text)s” is unknown. Write its name or ISO code.") % {"text": cell}
            )
        return str(cell).strip()

    def write(self, obj: Any) -> Any:
        place: Place | None = getattr(obj, self.place)
        return (place.country or place.country_printed) if place else ""


@dataclass(frozen=True)
class Named(Column):
    """Something known by its name and created, with a warning, when it is new."""

    model: type[models.Model] | None = None
    named_by: str = "name"

    def read(self, cell: Any, context: Reading) -> Any:
        assert self.model is not None
        return context.named(self.model, self.named_by, str(cell).strip(), self.name)

    def write(self, obj: Any) -> Any:
        value = getattr(obj, self.target)
        return getattr(value, self.named_by) if value else ""


@dataclass(frozen=True)
class Known(Column):
    """Something that must exist: found by its name, asked when it is not there."""

    find: Callable[[str], list[Any]] | None = None
    shown: Callable[[Any], str] = str

    def read(self, cell: Any, context: Reading) -> Any:
        assert self.find is not None
        text = str(cell).strip()
        found = self.find(text)
        if len(found) == 1:
            return found[0]
        answer = context.answers(self.name, text, "")
        if answer is not None:
            chosen = self.find(answer.value)
            if len(chosen) == 1:
                return chosen[0]
        reason = _("“%(text)s” is not known here.") if not found else _("“%(text)s” names several.")
        raise Doubt(reason % {"text": text}, [self.shown(item) for item in found[:5]])

    def write(self, obj: Any) -> Any:
        value = getattr(obj, self.target)
        return self.shown(value) if value else ""


class PlaceReader:
    """Matches each pair of name and country once; answers of people go before the gazetteer."""

    def __init__(self, answers: Callable[[str, str, str], Any]) -> None:
        self.answers = answers
        self.seen: dict[tuple[str, str], Any] = {}

    def __call__(self, column: str, name: str, country_text: str) -> Place:
        key = (name, country_text)
        if key not in self.seen:
            self.seen[key] = self._match(name, country_text)
        found = self.seen[key]
        if isinstance(found, Doubt):
            raise found
        return found

    def _match(self, name: str, country_text: str) -> Place | Doubt:
        from oia.office import gazetteer

        _refuse_longer(name, "name")
        _refuse_longer(country_text, "country_printed")
        answer = self.answers("place", name, country_text)
        if answer is not None and answer.place:
            return answer.place
        code = cells.country(country_text) if country_text else ""
        found = None
        if code:
            found = gazetteer.match(name, code)
        elif not country_text:
            found = gazetteer.match_anywhere(name)
        if isinstance(found, Place):
            return found
        if found is not None:
            return gazetteer.adopt(found)
        return self._doubt(name, country_text, code)

    def _doubt(self, name: str, country_text: str, code: str) -> Doubt:
        from oia.office import gazetteer

        if country_text and not code:
            reason = _("The country “%(country)s” is unknown.") % {"country": country_text}
        elif code:
            reason = _("No place “%(name)s” is known in %(country)s.") % {
                "name": name,
                "country": country_text,
            }
        else:
            reason = _("“%(name)s” may be several places.") % {"name": name}
        return Doubt(
            reason,
            gazetteer.proposals(name, code),
            printed=lambda: gazetteer.as_printed(name, code, "" if code else country_text),
            country=country_text,
        )


def _refuse_longer(text: str, field: str) -> None:
    """A text no column can keep as printed."""
    room: int = getattr(Place._meta.get_field(field), "max_length", 0)
    if len(text) > room:
        raise Refusal(
            _("“%(text)s…” is longer than the %(room)d characters a place may have.")
            % {"text": text[:30], "room": room}
        )


class NamedReader:
    """Finds or creates what a file names for the first time, and remembers it for the warnings."""

    def __init__(self) -> None:
        self.seen: dict[tuple[type[models.Model], str], models.Model] = {}
        self.new: list[str] = []
        self.created: list[models.Model] = []

    def __call__(self, model: type[models.Model], named_by: str, text: str, column: str) -> Any:
        key = (model, fold(text))
        if key not in self.seen:
            self.seen[key] = self._find(model, named_by, text) or self._create(
                model, named_by, text, column
            )
        return self.seen[key]

    def _find(self, model: type[models.Model], named_by: str, text: str) -> Any | None:
        manager = model._default_manager
        exact = manager.filter(**{f"{named_by}__iexact": text}).first()
        if exact:
            return exact
        folded = fold(text)
        return next((o for o in manager.all() if fold(getattr(o, named_by)) == folded), None)

    def _create(self, model: type[models.Model], named_by: str, text: str, column: str) -> Any:
        row = model(**{named_by: text})
        try:
            row.full_clean()
        except ValidationError as error:
            raise Refusal(" ".join(error.messages)) from error
        row.save()
        self.created.append(row)
        name = str(model._meta.verbose_name)
        self.new.append(_("New %(noun)s: %(name)s") % {"noun": name, "name": text})
        return row


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
