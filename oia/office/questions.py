"""A question of an import as a page shows it: its words, its options, what may be written."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from oia.office import apart, sheets
from oia.office.models import GazetteerCity
from oia.office.models.imports import About, RowAnswer
from oia.office.outcome import QuestionKey, question_key
from oia.office.sheets import Column, PlaceName
from oia.ui.words import country

# The answer that a text means nothing at all; no proposal is written like it.
EMPTY = "\N{EMPTY SET}"


@dataclass(frozen=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True)
class Question:
    """One question; none of its options is chosen beforehand, because nobody knows."""

    item: dict[str, Any]
    kind: str

    @property
    def key(self) -> QuestionKey:
        return question_key(self.item)

    @property
    def about(self) -> str:
        return self.key[0]

    @property
    def of_row(self) -> bool:
        return self.about != About.CELL

    @property
    def row(self) -> int:
        """The row as the spreadsheet numbers it; an open question has a number of its own."""
        return int(self.item.get("number") or self.item["row"])

    @property
    def header(self) -> str:
        return str(self.item.get("header") or self.item["column"])

    @property
    def column(self) -> Column | None:
        sheet = sheets.sheet(self.kind)
        return sheet.column(self.item["column"]) if sheet else None

    @property
    def is_place(self) -> bool:
        first = next(iter(self.item["proposals"]), None)
        return isinstance(first, dict) or isinstance(self.column, PlaceName)

    @property
    def typed(self) -> str:
        """The label of the field for what no option says; empty when there is none."""
        return self.column.typed if self.column and not self.is_place else ""

    @property
    def may_be_empty(self) -> bool:
        """Whether "nothing is known" is an answer."""
        return bool(self.item.get("may_be_empty"))

    @property
    def options(self) -> list[Option]:
        if self.of_row:
            return [Option(answer, self._row_answer(answer)) for answer in self.item["proposals"]]
        options = _told_apart(
            [self._proposed(proposal) for proposal in self.item["proposals"]],
            self.item["proposals"],
        )
        if self.may_be_empty:
            options.append(Option(EMPTY, _("Nothing is known: leave it empty")))
        return options

    def _proposed(self, proposal: Any) -> Option:
        """What is proposed; the text itself where it may be something new."""
        text = self.item["text"].strip()
        if self.column and self.column.makes_new and proposal == text:
            return Option(text, _("Enter as new: %s") % text)
        return _option(proposal, self.column)

    def _row_answer(self, answer: str) -> str:
        if answer == RowAnswer.REPLACE:
            words = {"row": self.row, "of": self.item.get("of", "–")}
            return _("Take row %(row)s instead of row %(of)s") % words
        return str(RowAnswer(answer).label)

    @property
    def two(self) -> bool:
        """Whether two rows are compared."""
        return self.about == About.TWIN


def _told_apart(options: list[Option], proposals: list[Any]) -> list[Option]:
    """Cities of one name and country get what tells them apart; it is looked up only then."""
    labels = [option.label for option in options]
    if len(set(labels)) == len(labels):
        return options
    keys = [proposal["geonameid"] for proposal in proposals if isinstance(proposal, dict)]
    cities = GazetteerCity.objects.in_bulk(keys)
    known = [
        *(apart.of_cities([cities[key]])[0] if key in cities else "" for key in keys),
        *("" for _proposal in proposals[len(keys) :]),
    ]
    labels = apart.told_apart(labels, known)
    return [Option(one.value, label) for one, label in zip(options, labels, strict=True)]


def _option(proposal: Any, column: Column | None) -> Option:
    if isinstance(proposal, dict):
        label = f"{proposal['name']} ({country(proposal['country'])})"
        return Option(str(proposal["geonameid"]), label)
    return Option(str(proposal), column.word(str(proposal)) if column else str(proposal))
