"""The import: every row created, updated, unchanged, asked or refused; all or nothing."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, models, transaction
from django.forms import ModelForm, model_to_dict
from django.utils.translation import gettext as _

from oia.core.audit import deed
from oia.core.words import fold
from oia.office import ownership
from oia.office.cells import Refusal, Style
from oia.office.ledger import Ledger, state_of
from oia.office.models import Answer, ImportRun, OpenQuestion, Place
from oia.office.models.imports import RunState
from oia.office.outcome import SHOWN, Outcome
from oia.office.reading import Formula
from oia.office.rows import rows_of
from oia.office.sheets import (
    MISSING,
    Column,
    Doubt,
    NamedReader,
    PlaceReader,
    Reading,
    Sheet,
)
from oia.office.status import status_column, step_to


class Abandoned(Exception):
    """Raised to roll the transaction back: a preview, or rows that keep the file out."""


class AlreadySaved(Exception):
    """Somebody else, or a second click, has saved the same import."""


class Import:
    """One file on its way through one sheet."""

    def __init__(self, sheet: Sheet, *, as_printed: bool, name: str = "", by: Any = None) -> None:
        self.sheet = sheet
        self.status = status_column(sheet)
        self.by = by
        self.as_printed = as_printed
        self.name = name
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
                self._refuse(number, refusal.column, str(refusal))
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
            if isinstance(cell, Formula):
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
        self._demand(existing)
        state = self._wanted_state(existing, values)
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
                    self._demand(obj)
                if self.sheet.after and self.sheet.after(obj, values):
                    changed = True
                if state:
                    obj = self._step(obj, state)
                    changed = True
        except ValidationError as error:
            raise Refusal(" ".join(error.messages)) from error
        except (IntegrityError, DataError) as error:
            raise Refusal(_("The database refuses the row: %s") % _plain(error)) from error
        if changed:
            self._note(obj, before, parts, values)
        self._count(number, obj, before, changed)

    def _wanted_state(self, existing: Any, values: dict[str, Any]) -> str:
        """Where a step is to lead a stored row; empty when it stays. New rows begin anywhere."""
        if existing is None or self.status is None:
            return ""
        wanted = values.pop(self.status.name, None) or ""
        return "" if wanted == getattr(existing, self.status.target) else wanted

    def _step(self, obj: Any, state: str) -> Any:
        assert self.status is not None
        reason = _("Import of %(file)s") % {"file": self.name}
        try:
            return step_to(obj, state, by=self.by, reason=reason)
        except Refusal as refusal:
            refusal.column = self.status.name
            raise

    def _demand(self, obj: Any) -> None:
        """Whoever imports changes what they could change by hand; a command may change all."""
        if obj is None or self.by is None:
            return
        if reason := ownership.objection(obj, self.by):
            raise Refusal(reason)

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
        if len(self.outcome.preview) < SHOWN:
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
    """Import a file. Saves all rows or none; `save=False` only looks. Raises Unreadable.

    Imports of one kind wait for each other: which row a file means is found by its key columns,
    and two files at once would both find nobody.
    """
    rows, styles, unknown = rows_of(sheet, data, name)
    outcome = Outcome()
    try:
        with transaction.atomic(), deed(by=by, why=_("Import of %(file)s") % {"file": name}):
            if save:
                _wait_for_others(sheet)
            record = _record(sheet, name, by, keep, save=save)
            work = Import(sheet, as_printed=as_printed, name=name, by=by)
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


def _wait_for_others(sheet: Sheet) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"import {sheet.kind}"])


def _record(sheet: Sheet, name: str, by: Any, keep: ImportRun | None, *, save: bool) -> ImportRun:
    """The import's own row, locked; one that was saved meanwhile is refused."""
    if not save:
        return keep or ImportRun(kind=sheet.kind, name=name, by=by)
    if keep is None:
        return ImportRun.objects.create(kind=sheet.kind, name=name, by=by)
    record = ImportRun.objects.select_for_update(of=("self",)).get(pk=keep.pk)
    if record.state != RunState.PREVIEW:
        raise AlreadySaved
    return record


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
    record.state = RunState.SAVED
    record.result = outcome.in_short()
    record.save()
