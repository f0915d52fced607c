"""What the cells of one row say: values, every fault, every doubt."""

from typing import Any

from django.utils.translation import gettext as _

from oia.core.words import fold
from oia.office.cells import Refusal, Style, says_nothing
from oia.office.models import Answer
from oia.office.reading import Formula, is_filled
from oia.office.rows import Read
from oia.office.sheets import (
    MISSING,
    Column,
    Doubt,
    NamedReader,
    PlaceCountry,
    PlaceReader,
    Reading,
    Sheet,
)

Cells = dict[str, Any]
Fault = tuple[str, str, Any]  # column or "", reason, proposal
Asked = tuple[Column, Any, Doubt]


class RowReader:
    """Reads the rows of a file one after the other, with the answers people gave before."""

    def __init__(
        self,
        sheet: Sheet,
        file: Read,
        *,
        as_printed: bool,
        named: NamedReader,
        mends: str = "",
    ) -> None:
        # To mend one column of an entry, nothing is read but what finds it, and that column.
        self.columns = [c for c in sheet.columns if not mends or c.key or c.name == mends]
        self.file = file
        self.as_printed = as_printed
        self.named = named
        self.known_answers = {
            (answer.column, answer.folded, answer.country): answer
            for answer in Answer.objects.select_related("place")
        }
        self.places = PlaceReader(self.answer)
        # Column → the last row above that filled it.
        self.above: dict[str, tuple[int, Any]] = {}

    def answer(self, column: str, text: str, country: str) -> Answer | None:
        return self.known_answers.get((column, fold(text), fold(country)))

    def passed(self, number: int, cells: Cells) -> None:
        """A row that the next ones stand beneath."""
        self.above |= {name: (number, cell) for name, cell in cells.items() if is_filled(cell)}

    def read(self, number: int, cells: Cells) -> tuple[dict[str, Any], list[Fault], list[Asked]]:
        """What can be read of the row, every fault of its cells, and every doubt."""
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        doubts: list[Asked] = []
        for column in self.columns:
            if column.name not in cells and not column.needed:
                continue
            cell = cells.get(column.name)
            if reason := self._unreadable(number, column, cell):
                faults.append((column.name, reason, None))
                continue
            if not is_filled(cell):
                values[column.name] = None
                continue
            if self._is_to_be_empty(column, cell, cells):
                values[column.name] = None
                continue
            style = self.file.styles.get(column.name, Style())
            context = Reading(cells, style, self.places, self.named, self.answer, values)
            try:
                values[column.name] = self._read(column, cell, context)
            except Refusal as refusal:
                proposal = refusal.proposals[0] if refusal.proposals else None
                faults.append((column.name, str(refusal), proposal))
            except Doubt as doubt:
                if self.as_printed and not self._keep(column, doubt, values):
                    reason = _("%(reason)s Answer the question before you import the row.")
                    faults.append((column.name, reason % {"reason": doubt.reason}, None))
                else:
                    doubts.append((column, cell, doubt))
        return values, faults, doubts

    def _read(self, column: Column, cell: Any, context: Reading) -> Any:
        """The value of a cell. What cannot be read keeps no file out where an entry may do without
        it: then it is asked, and may be left empty."""
        try:
            return _read(column, cell, context)
        except Refusal as refusal:
            # Without its country a place would be another one.
            if not column.may_be_empty or isinstance(column, PlaceCountry):
                raise
            country = column.country_of(context.row)
            answer = self.answer(column.name, str(cell), country)
            if answer is not None and answer.value:
                return _read(column, answer.value, context)
            raise Doubt(str(refusal), refusal.proposals, None, country) from refusal

    def _is_to_be_empty(self, column: Column, cell: Any, cells: Cells) -> bool:
        """Whether somebody said that this text means nothing at all here."""
        if not column.may_be_empty:
            return False
        country = column.country_of(cells)
        answer = self.answer(column.name, str(cell), country)
        return answer is not None and not answer.place and not answer.value

    def _unreadable(self, number: int, column: Column, cell: Any) -> str:
        """Why nothing can be read from the cell; empty when there is nothing against it."""
        if isinstance(cell, Formula):
            return _("The cell holds a formula. Replace it by its value.")
        if isinstance(cell, str) and not _storable(cell):
            return _("The cell holds signs that are no text.")
        if is_filled(cell):
            return ""
        above = self.above.get(column.name)
        said = {"row": above[0], "text": str(above[1])[:60]} if above else {}
        top = self.file.merged.get((number, column.name))
        if said and top == said["row"]:
            return (
                _(
                    "The cell is merged with the one in row %(row)d above, “%(text)s”. "
                    "Undo the merging in the spreadsheet and write the value into each row."
                )
                % said
            )
        if not column.needed:
            return ""
        if said:
            return (
                _(
                    "This column is needed; the cell is empty. Above it, in row %(row)d, stands "
                    "“%(text)s”: if that holds here too, write it into this row."
                )
                % said
            )
        return _("This column is needed; the cell is empty.")

    def _keep(self, column: Column, doubt: Doubt, values: dict[str, Any]) -> bool:
        """As printed: store what stands there; False where a needed column has nothing to store."""
        doubt.printed = doubt.printed() if callable(doubt.printed) else doubt.printed
        if doubt.printed is not MISSING:
            values[column.name] = doubt.printed
        return doubt.printed is not MISSING or not column.needed


def _read(column: Column, cell: Any, context: Reading) -> Any:
    """The value of a cell; a word for nothing where something may be missing is asked."""
    nothing = column.may_be_empty and says_nothing(cell)
    if nothing and column.makes_new:
        raise _nothing(cell)
    try:
        return column.read(cell, context)
    except Refusal as refusal:
        if nothing:
            raise _nothing(cell) from refusal
        raise


def _nothing(cell: Any) -> Doubt:
    reason = _("“%(text)s” seems to say that nothing is known.")
    return Doubt(reason % {"text": str(cell).strip()})


def _storable(text: str) -> bool:
    """PostgreSQL keeps no NUL and no half of a surrogate pair; JSON may bring both."""
    return "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)
