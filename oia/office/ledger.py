"""What an import wrote, each row before and after, so that it can be taken back."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _

from oia.office.models import ImportChange, ImportRun

# Columns that change by themselves and must not stand in the way of an undo.
IDLE = {"version", "updated", "search_text"}
State = dict[str, Any]


class NotUndone(ValidationError):
    """Something was changed since the import; the message names it."""


def state_of(obj: models.Model) -> State:
    """The stored columns of a row as JSON values."""
    values = {}
    for column in obj._meta.concrete_fields:
        if column.name not in IDLE and not column.primary_key:
            value = getattr(obj, column.attname)
            plain = isinstance(value, str | int | float | bool | list | type(None))
            values[column.attname] = value if plain else str(value)
    return values


class Ledger:
    """Each touched row as it was before the import touched it, in the order of touching."""

    def __init__(self) -> None:
        self._before: dict[tuple[type[models.Model], Any], State | None] = {}

    def note(self, obj: models.Model, before: State | None) -> None:
        """`before` is None for a new row."""
        self._before.setdefault((type(obj), obj.pk), before)

    def note_parts(self, before: Iterable[tuple[models.Model, State]], now: Any) -> None:
        """Rows that hang on another one: those there were, and those there are."""
        for part, state in before:
            self.note(part, state)
        for part in now:
            self.note(part, None)

    def keep(self, run: ImportRun) -> None:
        """Write down what differs now."""
        by_model: dict[type[models.Model], list[Any]] = {}
        for model, pk in self._before:
            by_model.setdefault(model, []).append(pk)
        now = {model: model._default_manager.in_bulk(pks) for model, pks in by_model.items()}
        changes = []
        for (model, pk), before in self._before.items():
            obj = now[model].get(pk)
            after = state_of(obj) if obj is not None else None
            if after != before:
                label = model._meta.label_lower
                changes.append(
                    ImportChange(run=run, model=label, object_id=pk, before=before, after=after)
                )
        ImportChange.objects.bulk_create(changes, batch_size=1000)


def take_back(run: ImportRun) -> None:
    """Each row as it was, the last one first. Raises NotUndone when one was changed since."""
    for change in run.changes.order_by("-pk"):
        _take_back(change)


def _take_back(change: ImportChange) -> None:
    model = apps.get_model(change.model)
    obj = model._default_manager.filter(pk=change.object_id).first()
    if (state_of(obj) if obj is not None else None) != change.after:
        name = str(obj or model._meta.verbose_name)
        raise NotUndone(_("“%(name)s” was changed since the import.") % {"name": name})
    if change.before is None:
        _remove(obj)
        return
    row = obj if obj is not None else model(pk=change.object_id)
    for attname, value in change.before.items():
        setattr(row, attname, row._meta.get_field(attname).to_python(value))
    row.save(force_insert=obj is None)


def _remove(obj: Any) -> None:
    """Only what nobody built on: deleting it must not take or touch anything else."""
    collector = Collector(using=obj._state.db, origin=obj)
    try:
        collector.collect([obj])
    except (models.ProtectedError, models.RestrictedError) as error:
        raise _in_use(obj) from error
    own = {type(obj), *obj._meta.get_parent_list()}
    # Rows that would go with it, and rows that would lose their link to it.
    going = any(model not in own for model in collector.data)
    swept = [rows for rows in collector.fast_deletes if rows.model not in own]
    unlinked = [rows for updates in collector.field_updates.values() for rows in updates]
    if going or any(map(_any, [*swept, *unlinked])):
        raise _in_use(obj)
    obj.delete()


def _any(rows: Any) -> bool:
    """Whether there is a row: the collector keeps querysets it has not asked yet."""
    return bool(rows.exists() if isinstance(rows, models.QuerySet) else rows)


def _in_use(obj: Any) -> NotUndone:
    return NotUndone(_("“%(name)s” is in use by now.") % {"name": obj})
