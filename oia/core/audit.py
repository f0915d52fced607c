"""Who changed what and why: triggers write the history, this module names the actor."""

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pghistory
from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from pghistory.runtime import _tracker

from oia.core.sealed import EncryptedField

# Columns that say nothing to a reader of the history.
SILENT = {"search_text", "version", "updated", "record_ptr", "record_ptr_id"}
DEPTH = 40


@contextmanager
def deed(*, by: Any, why: str = "") -> Iterator[None]:
    """Everything written inside carries the actor and the reason in its history."""
    words = {"user": getattr(by, "pk", None), "name": str(by) if by else ""}
    if why:
        words["why"] = why.replace("\x00", "")  # PostgreSQL keeps no such text
    outer = getattr(_tracker, "value", None)
    before = dict(outer.metadata) if outer else {}
    if outer:
        # A deed says its own reason or none, never that of the deed around it.
        outer.metadata.pop("why", None)
    try:
        with pghistory.context(**words):
            yield
    finally:
        if outer:
            outer.metadata.clear()
            outer.metadata.update(before)


@dataclass(frozen=True)
class FieldChange:
    """One field of a change, in words; `name` is the field's own."""

    name: str
    label: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.label}: {self.before} → {self.after}"

    def masked(self) -> "FieldChange":
        """That it changed, not to what: for whom personal data are hidden."""
        return dataclasses.replace(self, before="…", after="…")


@dataclass(frozen=True)
class Change:
    when: dt.datetime
    who: str
    what: str
    why: str = ""
    fields: tuple[FieldChange, ...] = ()

    def without(self, hidden: set[str]) -> "Change":
        """As whoever does not see the hidden fields may read it."""
        parts = tuple(f.masked() if f.name in hidden else f for f in self.fields)
        what = "; ".join(str(part) for part in parts) or self.what
        return dataclasses.replace(self, what=what, fields=parts)


def event_models(model: type[models.Model], *, inherited: bool = True) -> list[Any]:
    """Event models of the model and of the parents it inherits its fields from."""
    lineage = [model, *(model._meta.get_parent_list() if inherited else ())]
    return [
        event
        for event in apps.get_models()
        if getattr(event, "pgh_tracked_model", None) in lineage and event._meta.managed
    ]


class Labels:
    """What the keys in history rows are called, one query per model they point to.

    A row that not everybody may name says so itself, by `name_in_history`; a model whose columns
    hold more than one thing tells their parts, by `history_teller`.
    """

    def __init__(self, events: Sequence[Any]) -> None:
        keys: dict[type[models.Model], set[Any]] = {}
        for event in events:
            for field in _fields(event):
                if field.remote_field and (key := getattr(event, field.attname, None)):
                    keys.setdefault(field.remote_field.model, set()).add(key)
        self.names = {
            (model, key): str(getattr(row, "name_in_history", row))
            for model, wanted in keys.items()
            for key, row in model._default_manager.in_bulk(wanted).items()
        }

        teller = getattr(events[0].pgh_tracked_model, "history_teller", None)
        self.tell = teller(events) if teller else lambda name, old, new: None

    def parts(self, field: models.Field, old: Any, new: Any) -> list[tuple[str, str, str]]:
        """(label, before, after) of what differs."""
        told: list[tuple[str, str, str]] | None = self.tell(field.name, old, new)
        if told is not None:
            return told
        return [(str(field.verbose_name), self.words(field, old), self.words(field, new))]

    def words(self, field: models.Field, value: Any) -> str:
        if value in (None, ""):
            return "–"
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if field.remote_field:
            return self.names.get((field.remote_field.model, value), f"({value})")
        if isinstance(value, dt.datetime):
            value = timezone.localtime(value)
        if isinstance(value, dt.date):
            return date_format(value, "SHORT_DATE_FORMAT")
        if isinstance(value, Decimal):
            return number_format(value, force_grouping=True)
        return str(value)


def _fields(event: Any) -> list[models.Field]:
    own = event.pgh_tracked_model._meta.local_fields
    return [f for f in own if f.name not in SILENT and hasattr(event, f.attname)]


def _differences(event: Any, before: Any, labels: Labels) -> list[FieldChange]:
    parts = []
    for field in _fields(event):
        old, new = getattr(before, field.attname), getattr(event, field.attname)
        if old != new:
            parts += [FieldChange(field.name, *part) for part in labels.parts(field, old, new)]
    return parts


def history_of(obj: models.Model, limit: int = 10, depth: int = DEPTH) -> list[Change]:
    """The newest changes first, those of inherited columns included."""
    found: list[tuple[tuple[Any, ...], Change]] = []
    for model in event_models(type(obj)):
        events = list(model.objects.filter(pgh_obj_id=obj.pk).order_by("-pgh_id")[:depth])
        if not events:
            continue
        labels = Labels(events)
        for event, before in zip(events, [*events[1:], None], strict=True):
            if before is None and len(events) == depth:
                continue
            change = _change(event, before, labels)
            if change.what:
                # Rows of one transaction share their time: their own numbers keep the order.
                found.append(((change.when, event.pgh_id), change))
    newest = [change for _key, change in sorted(found, key=lambda pair: pair[0], reverse=True)]
    return _created_once(newest)[:limit]


def _change(event: Any, before: Any, labels: Labels) -> Change:
    context = event.pgh_context or {}
    who = str(context.get("name") or _("the system"))
    why = str(context.get("why", ""))
    if before is None:
        return Change(event.pgh_created_at, who, _("created"), why)
    parts = _differences(event, before, labels)
    what = "; ".join(str(part) for part in parts)
    return Change(event.pgh_created_at, who, what, why, tuple(parts))


def _created_once(changes: list[Change]) -> list[Change]:
    """The row of the noun and that of its record are made by one deed."""
    first = [change for change in changes if not change.fields][-1:]
    return [change for change in changes if change.fields] + first


def state_at(model: type[models.Model], pk: Any, moment: dt.datetime) -> dict[str, Any]:
    """The tracked columns as they stood just after the moment, by field name; empty if unknown."""
    state: dict[str, Any] = {}
    for history in event_models(model):
        rows = history.objects.filter(pgh_obj_id=pk, pgh_created_at__lte=moment)
        event = rows.order_by("-pgh_id").first()
        if event is not None:
            state |= {field.name: getattr(event, field.attname) for field in _fields(event)}
    return state


def was_there(model: type[models.Model], pk: int) -> bool:
    """Whether a row of just this model ever had the number; a parent's may be another noun's."""
    own = event_models(model, inherited=False)
    return any(history.objects.filter(pgh_obj_id=pk).exists() for history in own)


def tracked_fields(model: type[models.Model]) -> list[str]:
    """The own columns whose changes are kept; what is encrypted has no past to be read.

    `untracked` on the model names columns that are kept elsewhere and would only swell the history.
    """
    left_out = SILENT | set(getattr(model, "untracked", ()))
    return [
        field.name
        for field in model._meta.local_concrete_fields
        if field.name not in left_out
        and not field.primary_key
        and not isinstance(field, EncryptedField)
    ]


def tracked(model: type[models.Model]) -> type[models.Model]:
    """Class decorator: a trigger writes each insert, update and delete of the own columns."""
    own = tracked_fields(model)
    events = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    return pghistory.track(*events, fields=own, model_name=f"{model.__name__}History")(model)
