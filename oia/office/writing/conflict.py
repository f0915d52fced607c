"""Two people, one row: what each form saw, what changed since, and whose text is kept.

A form carries a digest of every field as it was shown. Under the row's lock the digests are taken
again: where they differ somebody else has saved meanwhile, and both texts are shown.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.forms import CheckboxInput
from django.http import QueryDict
from django.utils.translation import gettext as _

from oia.core.audit import history_of
from oia.office.writing.fields import LookupWidget
from oia.office.writing.lookups import Typed
from oia.ui import words

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Clash:
    """A field somebody else changed: their text, mine, and what has been chosen so far."""

    name: str
    label: str
    theirs: str
    mine: str
    chosen: str


def digests(form: Any, parts: list[Any]) -> dict[str, str]:
    """Field or part → digest of what is stored; `form` and `parts` are unbound."""
    seen = {
        name: field_value(form, name)
        for name in form.fields
        if name in {column.name for column in form.instance._meta.fields}
    }
    for rows in parts:
        stored = rows.queryset.order_by("pk").values_list("pk", *rows.part.fields)
        seen[rows.prefix] = [] if form.instance.pk is None else list(stored)
    return {name: _digest(value) for name, value in seen.items()}


def field_value(form: Any, name: str) -> Any:
    return form.instance._meta.get_field(name).value_from_object(form.instance)


def _digest(value: Any) -> str:
    return hashlib.sha256(str(value).encode()).hexdigest()[:16]


def written(seen: dict[str, str]) -> str:
    return json.dumps(seen, separators=(",", ":"))


def read(text: str) -> dict[str, str]:
    """The digests a form brought; a form that brings none has seen nothing."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def changed(seen: dict[str, str], now: dict[str, str]) -> list[str]:
    return [name for name, digest in now.items() if seen.get(name) != digest]


def unchosen(data: Any) -> list[str]:
    """Fields the page asked about and that still lack an answer."""
    asked = [name for name in data.get("asked", "").split(",") if name]
    return [name for name in asked if data.get(f"keep-{name}") not in (MINE, THEIRS)]


def taken_over(data: QueryDict, fresh: Any) -> QueryDict:
    """The typed data with what the other person saved, wherever that was chosen."""
    merged = data.copy()
    for name in fresh.fields:
        if data.get(f"keep-{name}") == THEIRS:
            put_stored(merged, fresh, name)
    return merged


def put_stored(data: QueryDict, fresh: Any, name: str) -> None:
    """What the unbound form shows in a field, as a browser would send it."""
    widget, value = fresh.fields[name].widget, fresh[name].value()
    key = fresh.add_prefix(name)
    if isinstance(widget, LookupWidget):
        put_typed(data, key, widget.shown(value))
    elif isinstance(widget, CheckboxInput):
        data.pop(key, None)
        if value:
            data[key] = "on"
    else:
        data[key] = "" if value is None else str(value)


def put_typed(data: QueryDict, key: str, typed: Typed) -> None:
    """The three inputs of a lookup."""
    data[key] = typed.text
    data[f"{key}_choice"], data[f"{key}_for"] = typed.choice, typed.chosen_for


def clashes(names: list[str], form: Any, fresh: Any, parts: list[Any], data: Any) -> list[Clash]:
    """Both texts of every field that changed: `fresh` shows the stored, `form` the typed ones."""
    found = []
    for name in names:
        if name in fresh.fields:
            texts = (_shown(fresh, name), _shown(form, name))
            label = str(fresh.fields[name].label)
        else:
            rows = next(rows for rows in parts if rows.prefix == name)
            texts = (_rows(rows), _("as you typed them below"))
            label = str(rows.title)
        found.append(Clash(name, label, *texts, data.get(f"keep-{name}", "")))
    return found


def _shown(form: Any, name: str) -> str:
    field, value = form.fields[name], form[name].value()
    if isinstance(field.widget, LookupWidget):
        return field.widget.shown(value).text or "–"
    if isinstance(field.widget, CheckboxInput):
        return _("yes") if value else _("no")
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return choices.get(str(value), "" if value is None else str(value)) or "–"


def _rows(rows: Any) -> str:
    stored = rows.queryset.values_list(*rows.part.fields)
    return "; ".join(", ".join(str(v) for v in row if v not in (None, "")) for row in stored) or "–"


def by_whom(obj: Any, names: list[str]) -> tuple[str, str]:
    """Who saved last what is in question, and when."""
    for change in history_of(obj, 20):
        if any(field.name in names for field in change.fields):
            return change.who, words.moment(change.when)
    return _("Somebody"), ""
