"""Rows of a noun as JSON: one query for the values, whatever their number."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from rest_framework.utils.encoders import JSONEncoder

from oia.api.nouns import Noun
from oia.api.values import Value
from oia.core.permissions import own_only
from oia.office import ownership


def rows_as_json(noun: Noun, rows: QuerySet[Any], values: Iterable[Value]) -> list[dict[str, Any]]:
    """`id`, `url` and the values of each row, in the order of the rows."""
    values = tuple(values)
    needed = [value.paths for value in values]
    paths = tuple(dict.fromkeys(["pk", *(path for part in needed for path in part)]))
    places = [[paths.index(path) for path in part] for part in needed]
    writers = [value.writer() for value in values]
    members = list(zip([value.name for value in values], writers, places, strict=True))
    before, after = address_frame(noun)
    # A filter over a noun's parts may give its row twice.
    found = {row[0]: row for row in rows.values_list(*paths)}
    return [
        {
            "id": key,
            "url": f"{before}{key}{after}",
            **{name: write(*[row[at] for at in place]) for name, write, place in members},
        }
        for key, row in found.items()
    ]


def address_frame(noun: Noun) -> tuple[str, str]:
    before, _key, after = reverse(f"api_{noun.name}_one", args=[0]).rpartition("0")
    return before, after


def row_as_json(noun: Noun, pk: int, user: Any) -> dict[str, Any] | None:
    """The whole row as the person reads it, with its parts and the steps they may take; None for
    what does not exist for them."""
    row = noun.model.objects.visible_to(user).filter(pk=pk).first()
    if row is None:
        return None
    narrowed = hasattr(noun.model, "area") and own_only(user, noun.model.area)
    own = not narrowed or ownership.owns(row, user)
    rows = noun.model.objects.visible_to(user).filter(pk=pk)
    [found] = rows_as_json(noun, rows, noun.shown(user, own=own))
    if noun.writing and noun.may_write(user) and own:
        found |= {part.prefix: _part(part, row) for part in noun.writing.parts}
    if noun.page.workflow:
        steps = noun.page.workflow.available(row, user)
        found["steps"] = [
            {"name": s.name, "label": str(s.label), "needs_reason": s.needs_reason} for s in steps
        ]
    return found


def _part(part: Any, row: Any) -> list[dict[str, Any]]:
    """Rows written with the noun, for who may write it; links as keys, as they are written."""
    fields = [field for field in part.model._meta.fields if field.remote_field]
    link = next(field for field in fields if isinstance(row, field.remote_field.model))
    rows = part.model._default_manager.filter(**{link.name: row.pk}).order_by("pk")
    names = ["pk", *(part.model._meta.get_field(name).attname for name in part.fields)]
    return [
        dict(zip(("id", *part.fields), values, strict=True)) for values in rows.values_list(*names)
    ]


def etag_of(found: dict[str, Any]) -> str:
    """A mark of what the caller was shown: it changes with any of it."""
    text = json.dumps(found, cls=JSONEncoder, sort_keys=True)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
