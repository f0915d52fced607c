"""From a JSON object to the noun's form, and through it into the database, as the pages do.

A member is taken as if somebody had typed it: the same form, the same sentences. A link takes a
key, `{"id": …}` as it was read, or any name the row is found by.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from oia.api.nouns import Noun
from oia.api.problems import Problem
from oia.office.writing.conflict import put_stored, put_typed
from oia.office.writing.entry import MOST_PARTS, Part, entry_form, part_forms, preset
from oia.office.writing.fields import LookupWidget
from oia.office.writing.lookups import Typed
from oia.office.writing.saving import Unsaved, save_entry, set_unasked

REASON = 300  # characters of a reason
WHY = "why"  # beside the fields: the reason that stands in the history


def create(noun: Noun, given: dict[str, Any], *, by: Any) -> Any:
    """A new row of what is given; raises Problem with a sentence per field."""
    assert noun.writing is not None
    asked = noun.writing.form._meta.fields or ()
    start = {name: key for name, key in preset(noun.writing, by).items() if name in asked}
    return _save(noun, noun.model(), start | given, by=by)


def change(noun: Noun, row: Any, given: dict[str, Any], *, by: Any) -> Any:
    """The row with the given members changed; all others stay as they are stored."""
    return _save(noun, row, given, by=by)


def _save(noun: Noun, row: Any, given: dict[str, Any], *, by: Any) -> Any:
    writing, new = noun.writing, row.pk is None
    assert writing is not None
    make = entry_form(writing.form)
    stored = make(instance=row, user=by)
    stored_parts = part_forms(writing, row, None, by, lambda prefix: True)
    known = {*stored.fields, *(rows.prefix for rows in stored_parts), WHY}
    data, wrong = QueryDict(mutable=True), _unknown(noun, given, known)
    for name in stored.fields:
        wrong |= _put(data, stored, name, given)
    for rows in stored_parts:
        if rows.prefix in given:
            wrong |= _put_rows(data, rows, given[rows.prefix])
    if wrong:
        raise Problem(400, _said(wrong), wrong)
    # A form writes into its instance as it validates: it gets one of its own.
    row = noun.model() if new else noun.model.objects.get(pk=row.pk)
    form = make(data, instance=row, user=by)
    parts = part_forms(writing, row, data, by, lambda prefix: prefix in given)
    if new:
        set_unasked(writing, form, by)
    try:
        why, begin = str(given.get(WHY) or "")[:REASON], writing.begin if new else None
        return save_entry(writing, form, parts, by=by, why=why, begin=begin)
    except Unsaved as unsaved:
        errors = _errors(form, parts)
        raise Problem(400, _said(errors), errors) from unsaved


def _unknown(noun: Noun, given: dict[str, Any], known: set[str]) -> dict[str, Any]:
    """Members that nobody would read are refused: what is not done must not look done."""
    read_only = {value.name for value in noun.values} | {"id", "url", "steps"}
    said = {
        True: _("This is only read; a status changes by a step."),
        False: _("There is no such field here."),
    }
    return {name[:80]: [said[name in read_only]] for name in given if name not in known}


def _said(errors: dict[str, Any]) -> str:
    """One sentence over all: which fields are to mend."""
    names = ", ".join(name for name in errors if name)
    return _("Not saved. To mend: %s.") % names if names else _("Not saved.")


def _errors(form: Any, parts: list[Any]) -> dict[str, Any]:
    """Field → sentences; what concerns the whole stands under an empty name."""
    errors = {("" if name == "__all__" else name): list(e) for name, e in form.errors.items()}
    for rows in parts:
        own = [dict(part.errors) for part in rows.forms if part.errors]
        found = [*rows.non_form_errors(), *own]
        if rows.is_bound and found:
            errors[rows.prefix] = found
    return errors


# A member as somebody would have typed it --------------------------------------------------------


def _put(data: QueryDict, stored: Any, name: str, given: dict[str, Any]) -> dict[str, Any]:
    """The given member, or what is stored; answers the sentence where it cannot be typed."""
    if name not in given:
        put_stored(data, stored, name)
        return {}
    widget, key, value = stored.fields[name].widget, stored.add_prefix(name), given[name]
    try:
        if isinstance(widget, LookupWidget):
            put_typed(data, key, _link(widget, value))
        elif isinstance(widget, forms.CheckboxInput):
            data[key] = "on" if _yes(value) else ""
        else:
            data[key] = _text(value)
    except forms.ValidationError as error:
        return {name: error.messages}
    return {}


def _link(widget: LookupWidget, value: Any) -> Typed:
    if isinstance(value, dict):
        value = value.get("id")
        if not isinstance(value, int):
            raise forms.ValidationError(_("Name the row by its key: {“id”: 12}."))
    if isinstance(value, bool) or not isinstance(value, int):
        return Typed(_text(value))
    typed = widget.shown(value) if 0 <= value < 10**18 else Typed()
    if not typed.choice:
        raise forms.ValidationError(_("There is no such entry, or you may not see it."))
    return typed


def _yes(value: Any) -> bool:
    if not isinstance(value, bool):
        raise forms.ValidationError(_("Write true or false."))
    return value


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise forms.ValidationError(_("Write a text or a number here."))
    return str(value)


def _put_rows(data: QueryDict, rows: Any, given: Any) -> dict[str, Any]:
    """The whole list: rows with an `id` are kept and changed, others are new, the rest go."""
    if not isinstance(given, list) or not all(isinstance(row, dict) for row in given):
        return {rows.prefix: [_("Write a list of objects.")]}
    keyed = {row["id"]: row for row in given if isinstance(row.get("id"), int)}
    fresh = [row for row in given if "id" not in row]
    known = {form.instance.pk for form in rows.initial_forms}
    if len(keyed) + len(fresh) != len(given) or not set(keyed) <= known:
        return {rows.prefix: [_("There is no such entry, or you may not see it.")]}
    if len(given) > MOST_PARTS:
        return {rows.prefix: [_("At most %d rows are taken.") % MOST_PARTS]}
    wrong: list[dict[str, Any]] = []
    for form in rows.initial_forms:
        data[form.add_prefix("id")] = str(form.instance.pk)
        row = keyed.get(form.instance.pk)
        if row is None:
            data[form.add_prefix("DELETE")] = "on"
        wrong.append(_put_row(data, form, rows.part, row or {}))
    for at, row in enumerate(fresh, len(rows.initial_forms)):
        form = rows.empty_form
        form.prefix = rows.add_prefix(at)
        wrong.append(_put_row(data, form, rows.part, row))
    data[f"{rows.prefix}-INITIAL_FORMS"] = str(len(known))
    data[f"{rows.prefix}-TOTAL_FORMS"] = str(len(known) + len(fresh))
    found = [errors for errors in wrong if errors]
    return {rows.prefix: found} if found else {}


def _put_row(data: QueryDict, form: Any, part: Part, row: dict[str, Any]) -> dict[str, Any]:
    errors: dict[str, Any] = {
        name[:80]: [_("There is no such field here.")]
        for name in row
        if name not in (*part.fields, "id")
    }
    for name in part.fields:
        errors |= _put(data, form, name, row)
    return errors
