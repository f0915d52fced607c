"""Who changed what and why: triggers write the history, this module names the actor."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pghistory
from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

# Columns that say nothing to a reader of the history.
SILENT = {"search_text", "version", "updated", "record_ptr", "record_ptr_id"}
DEPTH = 40


@contextmanager
def deed(*, by: Any, why: str = "") -> Iterator[None]:
    """Everything written inside carries the actor and the reason in its history."""
    words = {"user": getattr(by, "pk", None), "name": str(by) if by else _("the system")}
    if why:
        words["why"] = why
    with pghistory.context(**words):
        yield


@dataclass(frozen=True)
class Change:
    when: dt.datetime
    who: str
    what: str
    why: str = ""


def _event_models(model: type[models.Model]) -> list[type[models.Model]]:
    """Event models of the model and of the parents it inherits its fields from."""
    lineage = [model, *model._meta.get_parent_list()]
    return [
        event
        for event in apps.get_models()
        if getattr(event, "pgh_tracked_model", None) in lineage and event._meta.managed
    ]


def _words(field: models.Field, value: Any) -> str:
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return "–" if value in (None, "") else str(value)


def _difference(event: Any, before: Any | None) -> str:
    if before is None:
        return _("created")
    parts = []
    for field in event.pgh_tracked_model._meta.local_fields:
        if field.name in SILENT or not hasattr(event, field.attname):
            continue
        old, new = getattr(before, field.attname), getattr(event, field.attname)
        if old != new:
            name = str(field.verbose_name)
            parts.append(f"{name}: {_words(field, old)} → {_words(field, new)}")
    return "; ".join(parts)


def history_of(obj: models.Model, limit: int = 10) -> list[Change]:
    """The newest changes first, those of inherited columns included."""
    changes: list[Change] = []
    for model in _event_models(type(obj)):
        events = list(model.objects.filter(pgh_obj_id=obj.pk).order_by("-pgh_id")[:DEPTH])
        for event, before in zip(events, [*events[1:], None], strict=True):
            if before is None and len(events) == DEPTH:
                continue
            what = _difference(event, before)
            if what:
                context = event.pgh_context or {}
                changes.append(
                    Change(
                        event.pgh_created_at,
                        str(context.get("name", _("the system"))),
                        what,
                        str(context.get("why", "")),
                    )
                )
    created = {_("created")}
    seen_created = False
    unique = []
    for change in sorted(changes, key=lambda change: change.when, reverse=True):
        if change.what in created:
            if seen_created:
                continue
            seen_created = True
        unique.append(change)
    return unique[:limit]


def tracked(model: type[models.Model]) -> type[models.Model]:
    """Class decorator: a trigger writes each insert, update and delete of the own columns."""
    own = [
        field.name
        for field in model._meta.local_concrete_fields
        if field.name not in SILENT and not field.primary_key
    ]
    events = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    return pghistory.track(*events, fields=own, model_name=f"{model.__name__}History")(model)
