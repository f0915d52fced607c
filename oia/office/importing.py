"""The import: every row created, updated, unchanged, asked or refused; all or nothing."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction
from django.forms import ModelForm, model_to_dict
from django.utils.translation import gettext as _

from oia.core.audit import deed
from oia.core.words import fold
from oia.office import reading
from oia.office.cells import Refusal, Style
from oia.office.ledger import Ledger, state_of
from oia.office.models import Answer, ImportRun, OpenQuestion, Place
from oia.office.ownership import not_yours, owns
from oia.office.sheets import (
    MISSING,
    Column,
    Doubt,
    NamedReader,
    PlaceReader,
    Reading,
    Sheet,
)


class Abandoned(Exception):
    """Raised to roll the transaction back: a preview, or rows that keep the file out."""


@dataclass
class Outcome:
    """What came of a file. Rows are numbered as the spreadsheet numbers them."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unsaved: int = 0
    saved: bool = False
    preview: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "asked": self.asked,
            "refused": self.refused,
            "warnings": self.warnings,
            "saved": self.saved,
        }

    @property
    def clean(self) -> bool:
        return not self.refused and not self.asked


class Import:
    """One file on its way through one sheet."""

    def __init__(
        self, sheet: Sheet, *, as_printed: bool, run: ImportRun | None = None, by: Any = None
    ) -> None:
        self.sheet = sheet
        self.by = by
        self.as_printed = as_printed
        self.run = run
        self.outcome = Outcome()
        self.known_answers = {
            (answer.column, answer.folded, answer.country): answer
            for answer in Answer.objects.select_related("place")
        }
        self.places = PlaceReader(self.answer)
        self.named = NamedReader()
        self.keys: dict[tuple[Any, ...], int] = {}
        self.touched: list[Any] = []
        self.ledger = Ledger()
        self.questions: list[OpenQuestion] = []

    def answer(self, column: str, text: str, country: str) -> Answer | None:
        return self.known_answers.get((column, fold(text), fold(country)))

    # ---- the file ----------------------------------------------------------------------------

    def take(self, rows: Iterable[tuple[int, dict[str, Any]]], styles: dict[str, Style]) -> None:
        for number, cells in rows:
            # A refused row keeps the whole file out, so it needs no savepoint; and what it named
            # for the first time stays known to the rows after it.
            try:
                self._row(number, cells, styles)
            except Refusal as refusal:
                self._refuse(number, "", str(refusal))
        if self.sheet.warn:
            self.outcome.warnings += self.sheet.warn(self.touched)
        self.outcome.warnings += self.named.new

    def _refuse(self, number: int, column: str, reason: str, proposal: Any = None) -> None:
        self.outcome.refused.append(
            {"row": number, "column": column, "reason": reason, "proposal": proposal}
        )

    def _ask(self, number: int, column: str, cell: Any, doubt: Doubt) -> None:
        first = doubt.proposals[0] if doubt.proposals else None
        self.outcome.asked.append(
            {
                "row": number,
                "column": column,
                "text": str(cell),
                "country": doubt.country,
                "reason": doubt.reason,
                "proposal": first,
                "proposals": doubt.proposals,
            }
        )

    # ---- one row -----------------------------------------------------------------------------

    def _row(self, number: int, cells: dict[str, Any], styles: dict[str, Style]) -> None:
        before = len(self.outcome.refused)
        values, doubtful = self._read(number, cells, styles)
        if len(self.outcome.refused) > before:
            return
        if doubtful and not self.as_printed:
            return
        if self.sheet.prepare:
            self.sheet.prepare(values)
        if self._twice(number, values):
            return
        self._save(number, values)

    def _read(
        self, number: int, cells: dict[str, Any], styles: dict[str, Style]
    ) -> tuple[dict[str, Any], bool]:
        values: dict[str, Any] = {}
        doubtful = False
        for column in self.sheet.columns:
            if column.name not in cells:
                continue
            cell = cells[column.name]
            if cell is None or str(cell).strip() == "":
                if column.needed:
                    reason = _("This column is needed; the cell is empty.")
                    self._refuse(number, column.name, reason)
                values[column.name] = None
                continue
            if isinstance(cell, str) and cell.lstrip().startswith("="):
                reason = _("The cell holds a formula. Replace it by its value.")
                self._refuse(number, column.name, reason)
                continue
            if isinstance(cell, str) and not _storable(cell):
                reason = _("The cell holds signs that are no text.")
                self._refuse(number, column.name, reason)
                continue
            context = Reading(
                cells,
                styles.get(column.name, Style()),
                self.places,
                self.named,
                self.answer,
                values,
            )
            try:
                values[column.name] = column.read(cell, context)
            except Refusal as refusal:
                self._refuse(number, column.name, str(refusal))
            except Doubt as doubt:
                doubtful = True
                self._ask(number, column.name, cell, doubt)
                self._keep(number, column, cell, doubt, values)
        return values, doubtful

    def _keep(
        self, number: int, column: Column, cell: Any, doubt: Doubt, values: dict[str, Any]
    ) -> None:
        """As printed: store what stands there, where that is possible, and leave the question."""
        if not self.as_printed:
            return
        printed = doubt.printed() if callable(doubt.printed) else doubt.printed
        if printed is not MISSING:
            values[column.name] = printed
        elif column.needed:
            raise Refusal(
                _("Column “%(column)s”: %(reason)s Answer the question before you import the row.")
                % {"column": column.name, "reason": doubt.reason}
            )
        place = printed if isinstance(printed, Place) else None
        self.questions.append(
            OpenQuestion(
                kind=self.sheet.kind,
                row=number,
                column=column.name,
                text=str(cell)[:300],
                country=doubt.country[:80],
                reason=doubt.reason,
                proposals=doubt.proposals,
                place=place,
            )
        )

    def _twice(self, number: int, values: dict[str, Any]) -> bool:
        """A second row of one natural key in the same file is asked, never merged."""
        key = tuple(
            value.pk if isinstance(value, models.Model) else fold(str(value or ""))
            for column in self.sheet.columns
            if column.key
            for value in (values.get(column.name),)
        )
        if not key:
            return False
        if key not in self.keys:
            self.keys[key] = number
            return False
        columns = ", ".join(column.name for column in self.sheet.columns if column.key)
        reason = _("Row %(row)d already has the same %(columns)s.") % {
            "row": self.keys[key],
            "columns": columns,
        }
        self._ask(number, columns, "", Doubt(reason))
        self.outcome.unsaved += 1
        return True

    def _save(self, number: int, values: dict[str, Any]) -> None:
        existing = self.sheet.find(values)
        if existing is not None and not owns(existing, self.by):
            raise Refusal(not_yours(self.by))
        form = self._form(values, existing)
        before = state_of(existing) if existing is not None else None
        if not form.is_valid():
            self._refuse_form(number, form)
            return
        obj = form.instance
        changed = before is None or state_of(obj) != before
        parts = [(part, state_of(part)) for part in self._parts(existing, values)]
        try:
            with transaction.atomic():
                if changed:
                    obj = form.save()
                    if not owns(obj, self.by):
                        raise Refusal(not_yours(self.by))
                if self.sheet.after and self.sheet.after(obj, values):
                    changed = True
        except ValidationError as error:
            raise Refusal(" ".join(error.messages)) from error
        except (IntegrityError, DataError) as error:
            raise Refusal(_("The database refuses the row: %s") % _plain(error)) from error
        if changed:
            self._note(obj, before, parts, values)
        self._count(number, obj, before, changed)

    def _parts(self, obj: Any, values: dict[str, Any]) -> list[models.Model]:
        return list(self.sheet.parts(obj, values)) if self.sheet.parts else []

    def _note(self, obj: Any, before: Any, parts: Any, values: dict[str, Any]) -> None:
        """What was named for the first time goes first, so that an undo removes it last."""
        for named in self.named.created:
            self.ledger.note(named, None)
        self.ledger.note(obj, before)
        self.ledger.note_parts(parts, self._parts(obj, values))

    def _form(self, values: dict[str, Any], existing: Any) -> ModelForm:
        """What the row says over what is stored; a column the file lacks blanks nothing."""
        data: dict[str, Any] = {}
        blank = self.sheet.form(instance=existing)
        if existing is not None:
            data = model_to_dict(existing, fields=list(blank.fields))
        else:
            data = {name: blank.get_initial_for_field(f, name) for name, f in blank.fields.items()}
        for column in self.sheet.columns:
            if column.name in values and column.target in blank.fields:
                value = values[column.name]
                if value is None and existing is None:
                    continue
                data[column.target] = _for_form(value)
        return self.sheet.form(data, instance=existing)

    def _refuse_form(self, number: int, form: ModelForm) -> None:
        by_field = {column.target: column.name for column in self.sheet.columns}
        for name, errors in form.errors.items():
            for error in errors:
                self._refuse(number, by_field.get(name, ""), str(error))

    def _count(self, number: int, obj: Any, before: dict[str, Any] | None, changed: bool) -> None:
        self.touched.append(obj)
        kind = "created" if before is None else "updated" if changed else "unchanged"
        setattr(self.outcome, kind, getattr(self.outcome, kind) + 1)
        if len(self.outcome.preview) < 200:
            self.outcome.preview.append({"row": number, "what": kind, "title": str(obj)})


def _storable(text: str) -> bool:
    """PostgreSQL keeps no NUL and no half of a surrogate pair; JSON may bring both."""
    return "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _plain(error: Exception) -> str:
    return str(error).splitlines()[0]


def _for_form(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, dt.date | Decimal):
        return str(value)
    return "" if value is None else value


def table(sheet: Sheet, source: reading.Source) -> tuple[dict[int, Column], list[str]]:
    """Position → column of the sheet, and sentences about headers nobody knows.

    Raises Unreadable when a needed column is missing or stands twice.
    """
    heads = sheet.heads()
    found: dict[int, Column] = {}
    unknown: list[str] = []
    for position, head in enumerate(source.header):
        column = heads.get(fold(head.replace("_", " ")))
        if column is None:
            if head:
                unknown.append(_("Column “%(name)s” is not read.") % {"name": head})
        elif column in found.values():
            raise reading.Unreadable(
                _("Column “%(name)s” stands twice in the header.") % {"name": column.name}
            )
        else:
            found[position] = column
    missing = [c.name for c in sheet.columns if c.needed and c not in found.values()]
    if missing:
        raise reading.Unreadable(
            _("The header (row 1) lacks the column %(missing)s. It has: %(header)s.")
            % {
                "missing": ", ".join(f"“{name}”" for name in missing),
                "header": ", ".join(head for head in source.header if head) or "–",
            }
        )
    return found, unknown


Rows = list[tuple[int, dict[str, Any]]]


def rows_of(sheet: Sheet, data: bytes, name: str) -> tuple[Rows, dict[str, Style], list[str]]:
    """The file as rows of the sheet's columns."""
    if sheet.other_format and (other := sheet.other_format(data)) is not None:
        return list(enumerate(other, 1)), {}, []
    source = reading.read(data, name)
    found, unknown = table(sheet, source)
    rows = [
        (number, {c.name: line[at] if at < len(line) else None for at, c in found.items()})
        for number, line in source.rows
    ]
    styles = {c.name: Style.of(row[c.name] for _n, row in rows) for c in found.values()}
    return rows, styles, unknown


def run(
    sheet: Sheet,
    data: bytes,
    name: str,
    *,
    by: Any = None,
    save: bool = True,
    as_printed: bool = False,
    keep: ImportRun | None = None,
) -> Outcome:
    """Import a file. Saves all rows or none; `save=False` only looks. Raises Unreadable."""
    rows, styles, unknown = rows_of(sheet, data, name)
    outcome = Outcome()
    try:
        with transaction.atomic(), deed(by=by, why=_("Import of %(file)s") % {"file": name}):
            record = keep if keep is not None else (ImportRun(kind=sheet.kind, name=name, by=by))
            if save and record.pk is None:
                record.save()
            work = Import(sheet, as_printed=as_printed, run=record if save else None, by=by)
            outcome = work.outcome
            work.take(rows, styles)
            outcome.warnings = unknown + outcome.warnings
            if outcome.refused or (outcome.asked and not as_printed) or not save:
                raise Abandoned
            outcome.saved = True
            _keep_run(work, record, outcome)
    except Abandoned:
        pass
    return outcome


def _keep_run(work: Import, record: ImportRun, outcome: Outcome) -> None:
    work.ledger.keep(record)
    for question in work.questions:
        question.run = record
        same = OpenQuestion.objects.filter(
            kind=question.kind,
            row=question.row,
            column=question.column,
            text=question.text,
            country=question.country,
        )
        if not same.exists():
            question.save()
    record.state = "saved"
    record.result = outcome.as_json()
    record.save()
