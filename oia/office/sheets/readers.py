"""What a row is read with: places by any of their names, things known by name, doubts."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from oia.core.words import fold
from oia.office import cells, gazetteer
from oia.office.cells import Refusal, Style
from oia.office.gazetteer import Proposal
from oia.office.models import Place

MISSING = object()
ALIKE = 0.85  # of all letters; Kulturamt and Kultusamt have 0.89
PROPOSED = 3
_FIGURES = re.compile(r"\d+")


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
            return gazetteer.adopt(found, printed=name)
        return self._doubt(name, country_text, code)

    def _doubt(self, name: str, country_text: str, code: str) -> Doubt:
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

    def alike(self, model: type[models.Model], named_by: str, text: str) -> list[str]:
        """Names spelt nearly like one that is not known: a slip is likelier than something new.

        Figures must agree: Amt 41 is not Amt 42.
        """
        key, folded = (model, fold(text)), fold(text)
        if key in self.seen or self._find(model, named_by, text):
            return []
        names = model._default_manager.values_list(named_by, flat=True)
        scored = [
            (SequenceMatcher(None, folded, fold(name)).ratio(), name)
            for name in names
            if _FIGURES.findall(fold(name)) == _FIGURES.findall(folded)
        ]
        return [name for score, name in sorted(scored, reverse=True) if score >= ALIKE][:PROPOSED]

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


@dataclass
class Reading:
    """What a column may look at while it reads one row."""

    row: dict[str, Any]
    style: Style
    places: PlaceReader
    named: NamedReader
    answers: Callable[[str, str, str], Any]
    values: dict[str, Any] = field(default_factory=dict)
