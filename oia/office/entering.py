"""One row of an import into the database: through the noun's form, its steps and its parts."""

import contextlib
import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction
from django.forms import ModelForm, model_to_dict
from django.utils.translation import gettext as _

from oia.office import ownership
from oia.office.cells import Refusal
from oia.office.ledger import Ledger, state_of
from oia.office.sheets import NamedReader, Row, Sheet
from oia.office.status import status_column, step_to

Fault = tuple[str, str]  # column or "", reason


class Faulty(Exception):
    """The row cannot be entered; every fault of it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults


class Entry:
    """Enters rows of one sheet and keeps in the ledger what they changed."""

    def __init__(self, sheet: Sheet, *, by: Any, why: str, named: NamedReader) -> None:
        self.sheet = sheet
        self.status = status_column(sheet)
        self.by = by
        self.why = why
        self.named = named
        self.ledger = Ledger()

    def faults(self, row: Row, known: set[str]) -> list[Fault]:
        """What else is wrong with a row of which the `known` columns could not be read."""
        # A check over several cells says nothing while one of them cannot be read.
        with contextlib.suppress(Refusal, KeyError):
            if self.sheet.complete:
                self.sheet.complete(row)
        wrong = self._wrong(self._form(row))
        return [fault for fault in wrong if fault[0] and fault[0] not in known]

    def enter(self, row: Row) -> tuple[Any, bool]:
        """The object of the row, and whether anything changed. Raises Faulty."""
        faults: list[Fault] = []
        try:
            self._demand(row.stored)
            if self.sheet.complete:
                self.sheet.complete(row)
        except Refusal as refusal:
            faults.append((refusal.column, str(refusal)))
        state = self._wanted_state(row)
        form = self._form(row)
        before = state_of(row.stored) if row.stored is not None else None
        faults += self._wrong(form)
        if faults:
            raise Faulty(faults)
        parts = [(part, state_of(part)) for part in self._parts(row.stored, row.values)]
        changed = before is None or state_of(form.instance) != before
        try:
            obj, changed = self._write(row, form, state, changed=changed)
        except Refusal as refusal:
            raise Faulty([(refusal.column, str(refusal))]) from refusal
        if changed:
            self._note(obj, before, parts, row.values)
        return obj, changed

    def _write(self, row: Row, form: ModelForm, state: str, *, changed: bool) -> tuple[Any, bool]:
        obj = form.instance
        try:
            with transaction.atomic():
                if changed:
                    obj = form.save()
                    self._demand(obj)
                if self.sheet.after and self.sheet.after(obj, row.values):
                    changed = True
                if state:
                    obj = self._step(obj, state)
                    changed = True
        except ValidationError as error:
            raise Refusal(" ".join(error.messages)) from error
        except (IntegrityError, DataError) as error:
            raise Refusal(_("The database refuses the row: %s") % _plain(error)) from error
        return obj, changed

    def _wanted_state(self, row: Row) -> str:
        """Where a step is to lead a stored row; empty when it stays. New rows begin anywhere."""
        if row.stored is None or self.status is None:
            return ""
        wanted = row.values.pop(self.status.name, None) or ""
        return "" if wanted == getattr(row.stored, self.status.target) else wanted

    def _step(self, obj: Any, state: str) -> Any:
        assert self.status is not None
        try:
            return step_to(obj, state, by=self.by, reason=self.why)
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

    def _form(self, row: Row) -> ModelForm:
        """What the row says over what is stored; a column the file lacks blanks nothing."""
        data: dict[str, Any] = {}
        blank = self.sheet.form(instance=row.stored)
        if row.stored is not None:
            data = model_to_dict(row.stored, fields=list(blank.fields))
        else:
            data = {name: blank.get_initial_for_field(f, name) for name, f in blank.fields.items()}
        for column in self.sheet.columns:
            if column.name in row.values and column.target in blank.fields:
                value = row.values[column.name]
                if value is None and row.stored is None:
                    continue
                data[column.target] = _for_form(value)
        return self.sheet.form(data, instance=row.stored)

    def _wrong(self, form: ModelForm) -> list[Fault]:
        by_field = {column.target: column.name for column in self.sheet.columns}
        return [
            (by_field.get(name, ""), str(error))
            for name, errors in form.errors.items()
            for error in errors
        ]


def _plain(error: Exception) -> str:
    return str(error).splitlines()[0]


def _for_form(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, dt.date | Decimal):
        return str(value)
    return "" if value is None else value
