"""The kinds of columns: how each reads a cell and writes it again."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from oia.core.words import fold
from oia.office import cells, counts
from oia.office.cells import Ambiguous, Refusal, Style
from oia.office.models import Place
from oia.office.sheets.readers import Doubt, Reading


@dataclass(frozen=True)
class Column:
    """A column of a sheet; `names` are further headers people use, in any language."""

    name: str
    names: tuple[str, ...] = ()
    field: str = ""
    needed: bool = False
    key: bool = False

    # Whether a name that is not known becomes something new.
    makes_new: ClassVar[bool] = False

    def read(self, cell: Any, context: Reading) -> Any:
        return str(cell).strip()

    @property
    def may_be_empty(self) -> bool:
        """Whether an entry may do without it: then what nobody can read may be left out."""
        return not self.needed and not self.key

    def country_of(self, cells: dict[str, Any]) -> str:
        """What of the row an answer to this column depends on."""
        return ""

    def write(self, obj: Any) -> Any:
        value = getattr(obj, self.field or self.name, "")
        return "" if value is None else value

    def word(self, value: str) -> str:
        """A proposed answer as a page shows it."""
        return value

    @property
    def called(self) -> str:
        """A header of the column in the language of the reader."""
        german = (get_language() or "de").startswith("de")
        return self.names[0] if german and self.names else self.name

    @property
    def typed(self) -> str:
        """What a person may write when no proposal fits; empty when only a proposal will do."""
        return ""

    def takes(self, answer: str) -> bool:
        """Whether a written answer is one."""
        return False

    @property
    def target(self) -> str:
        return self.field or self.name


@dataclass(frozen=True)
class Text(Column):
    pass


def is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


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
    """A whole number of at least 0; “ca. 40” is asked."""

    def read(self, cell: Any, context: Reading) -> Any:
        if isinstance(cell, str) and (numbers := counts.rough(cell)) is not None:
            answer = context.answers(self.name, cell, "")
            if answer is not None and self.takes(answer.value):
                return int(answer.value)
            raise Doubt(_("“%(text)s” is not an exact number.") % {"text": cell}, numbers)
        return _answered(self, cell, context, lambda c: cells.whole(c, context.style))

    @property
    def typed(self) -> str:
        return _("Number")

    def takes(self, answer: str) -> bool:
        return is_count(answer)


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

    def word(self, value: str) -> str:
        return {"yes": _("yes"), "no": _("no")}.get(value, value)

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

    def word(self, value: str) -> str:
        assert self.choices is not None
        return str(dict(self.choices.choices).get(value, value))


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

    def country_of(self, cells: dict[str, Any]) -> str:
        return str(cells.get(self.country) or "")

    def read(self, cell: Any, context: Reading) -> Any:
        return context.places(self.name, str(cell).strip(), self.country_of(context.row))

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
    """Something known by its name and created, with a warning, when it is new; with `asks` it is
    asked first whether a name spelt alike was meant."""

    makes_new = True

    model: type[models.Model] | None = None
    named_by: str = "name"
    asks: bool = False

    def read(self, cell: Any, context: Reading) -> Any:
        assert self.model is not None
        text = str(cell).strip()
        answer = context.answers(self.name, text, "") if self.asks else None
        if answer is not None and answer.value:
            return self._named(answer.value, context)
        if self.asks and (alike := context.named.alike(self.model, self.named_by, text)):
            reason = _("“%(text)s” is new here, and spelt nearly like what is known.")
            printed: Callable[[], Any] = partial(self._named, text, context)
            raise Doubt(reason % {"text": text}, [*alike, text], printed)
        return self._named(text, context)

    def _named(self, text: str, context: Reading) -> Any:
        assert self.model is not None
        return context.named(self.model, self.named_by, text, self.name)

    def write(self, obj: Any) -> Any:
        value = getattr(obj, self.target)
        return getattr(value, self.named_by) if value else ""


@dataclass(frozen=True)
class Known(Column):
    """Something that must exist: found by its name, asked when it is not there."""

    find: Callable[[str], list[Any]] | None = None
    # Names like one that is not known, to choose from.
    near: Callable[[str], list[str]] | None = None
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
        proposals = [self.shown(item) for item in found[:5]]
        if not found and self.near:
            proposals = self.near(text)
        raise Doubt(reason % {"text": text}, proposals)

    @property
    def typed(self) -> str:
        return _("Its name as it stands here")

    def takes(self, answer: str) -> bool:
        assert self.find is not None
        return len(self.find(answer)) == 1

    def write(self, obj: Any) -> Any:
        value = getattr(obj, self.target)
        return self.shown(value) if value else ""
