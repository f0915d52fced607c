"""Whether somebody would see a deleted row, and may write it, if it were still there.

Rows are judged by `.visible_to()` and `ownership` alone. So that no second set of those rules has
to be kept for the dead, the row is put back from its history with its parts, asked for, and taken
out again.
"""

import datetime as dt
from typing import Any

from django.db import DatabaseError, models, transaction
from django.utils import timezone

from oia.core.audit import event_models, state_at, was_there
from oia.core.models import Erasure
from oia.office import ownership
from oia.office.writing.entry import Writing

BIGGEST = 2**63


class _Away(Exception):
    """Takes the row out again."""


class _Alone(Exception):
    """What the row belonged to is gone too: nobody can say any more who saw that."""


def last_state(writing: Writing, pk: int, user: Any) -> dict[str, Any]:
    """What a deleted row held last, for whoever saw and could write it then; else empty."""
    model = writing.model
    if not 0 < pk < BIGGEST or not was_there(model, pk):
        return {}
    if model._default_manager.filter(pk=pk).exists():
        return {}
    state = state_at(model, pk, dt.datetime.now(dt.UTC))
    return state if _would_be_seen(writing, pk, state, user) else {}


def _would_be_seen(writing: Writing, pk: int, state: dict[str, Any], user: Any) -> bool:
    model, seen = writing.model, False
    try:
        with transaction.atomic():
            _put_back(model, pk, state | _kept_in_ledger(model, pk))
            for part in writing.parts:
                _put_parts_back(part.model, model, pk)
            row = model.objects.visible_to(user).filter(pk=pk).first()
            seen = row is not None and ownership.owns(row, user)
            raise _Away
    except _Away:
        return seen
    except (_Alone, DatabaseError):
        # A DatabaseError: something has taken its place since, such as a row of the same number.
        return False


def _kept_in_ledger(model: type[models.Model], pk: int) -> dict[str, Any]:
    """Untracked columns that the ledger tells: a restriction outlives the restricted person."""
    found = {}
    for name in getattr(model, "untracked", ()):
        told = Erasure.objects.filter(
            table=model._meta.db_table, key=str(pk), values__has_key=name
        ).order_by("-pk")
        values = told.values_list("values", flat=True).first()
        if values:
            field: Any = model._meta.get_field(name)
            found[name] = field.to_python(values[name])
    return found


def _put_parts_back(part: type[models.Model], whole: type[models.Model], pk: int) -> None:
    """Those that went in the same transaction as the row; earlier ones were no part any more."""
    lineage = [whole, *whole._meta.get_parent_list()]
    link = next(
        field
        for field in part._meta.local_concrete_fields
        if field.remote_field and field.remote_field.model in lineage
    )
    ends = [
        history.objects.filter(pgh_obj_id=pk, pgh_label="delete").order_by("-pgh_id").first()
        for history in event_models(whole, inherited=False)
    ]
    moments = {end.pgh_created_at for end in ends if end is not None}
    for history in event_models(part):
        same = {link.attname: pk, "pgh_label": "delete", "pgh_created_at__in": moments}
        for event in history.objects.filter(**same):
            fields = [
                one for one in part._meta.local_concrete_fields if hasattr(event, one.attname)
            ]
            state = {one.name: getattr(event, one.attname) for one in fields}
            _put_back(part, event.pgh_obj_id, state)


def _put_back(model: type[models.Model], pk: int, state: dict[str, Any]) -> None:
    row = model(pk=pk)
    for field in model._meta.concrete_fields:
        if getattr(field, "auto_now", False):
            setattr(row, field.attname, timezone.now())
        if field.primary_key or field.name not in state:
            continue
        value = state[field.name]
        if field.remote_field and value is not None:
            target: Any = field.remote_field.model
            if not target._base_manager.filter(pk=value).exists():
                raise _Alone
        setattr(row, field.attname, value)
    # Each table by itself, or the child would save its parent a second time.
    for parent in reversed(model._meta.get_parent_list()):
        names = [field.attname for field in parent._meta.local_concrete_fields]
        part = parent(
            **{name: getattr(row, name) for name in names} | {parent._meta.pk.attname: pk}
        )
        part.save_base(raw=True, force_insert=True)
    row.save_base(raw=True, force_insert=True)
