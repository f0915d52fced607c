"""Saving a noun's form with its parts: one deed, for pages and API alike."""

from collections.abc import Callable
from typing import Any

from django.db import DataError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from oia.core.audit import deed
from oia.office import ownership
from oia.office.writing.entry import Writing, preset


class Unsaved(Exception):
    """Raised inside the transaction to take everything back; form and parts say what to mend."""

    def __init__(self, status: int = 200) -> None:
        super().__init__(status)
        self.status = status


def save_entry(
    writing: Writing,
    form: Any,
    parts: list[Any],
    *,
    by: Any,
    why: str = "",
    begin: Callable[[Any], None] | None = None,
) -> Any:
    """Form, then parts; raises Unsaved with the sentences at their fields.

    `begin` gives a new row its first state.
    """
    valid = [form.is_valid(), *(rows.is_valid() for rows in parts if rows.is_bound)]
    if all(valid) and writing.check:
        writing.check(form, parts)
    if not all(valid) or form.errors or any(rows.non_form_errors() for rows in parts):
        raise Unsaved
    try:
        # A savepoint: what the database refuses is said at the form, not as a failure.
        with transaction.atomic(), deed(by=by, why=why):
            if begin:
                begin(form.instance)
            saved = form.save()
            for rows in parts:
                if rows.is_bound:
                    rows.instance = saved
                    rows.save()
            _check_now()
    except (IntegrityError, DataError) as error:
        form.add_error(None, _refusal(error))
        raise Unsaved from error
    _demand_own(saved, form, by)
    return saved


def set_unasked(writing: Writing, form: Any, user: Any) -> None:
    """What the form does not ask for: who enters it, a liaison's own department."""
    for path, key in preset(writing, user).items():
        if path not in form.fields:
            setattr(form.instance, f"{path}_id", key)


def _check_now() -> None:
    """Rules the database checks at the end are checked here, where a sentence can be said."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def _demand_own(saved: Any, form: Any, user: Any) -> None:
    if not ownership.owns(saved, user):
        name = saved.own_department
        form.add_error(name if name in form.fields else None, ownership.not_yours(user))
        raise Unsaved
    if not type(saved).objects.visible_to(user).filter(pk=saved.pk).exists():
        field = "confidentiality" if "confidentiality" in form.fields else None
        form.add_error(field, _("You would not see this entry any more."))
        raise Unsaved


def _refusal(error: Exception) -> str:
    if isinstance(error, IntegrityError) and "unique" in str(error).lower():
        return _("There is such an entry already; somebody may just have saved it.")
    return _("The database refuses this: %s") % str(error).splitlines()[0]
