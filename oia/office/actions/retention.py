"""Verbs of retention: close a year, propose what is over, release it, delete it."""

import datetime as dt
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from oia.core import personal
from oia.core.audit import deed
from oia.core.permissions import may
from oia.core.workflow import Refused
from oia.office.choices import DeletionState
from oia.office.models import ClosedYear, Deletion
from oia.office.models.retention import Released

R = TypeVar("R", bound=Released)


def _demand(user: Any, capability: str) -> None:
    if not may(user, capability):
        raise PermissionDenied


def enter_year(*, year: int, adopted: dt.date, by: Any) -> ClosedYear:
    """Entered anew, it is corrected; once confirmed it stays."""
    _demand(by, "retention.write")
    if adopted <= dt.date(year, 12, 31):
        raise Refused(_("The accounts of a year are adopted after the year."))
    if adopted > timezone.localdate():
        raise Refused(_("This day lies ahead."))
    with transaction.atomic(), deed(by=by, why=_("Year closed")):
        row = ClosedYear.objects.select_for_update().filter(year=year).first()
        if row is not None and row.confirmed:
            raise Refused(_("This year is closed and confirmed already."))
        row = row or ClosedYear(year=year)
        row.adopted, row.entered_by = adopted, by
        row.save()
        return row


def confirm_year(*, row: ClosedYear, seen: dt.date, by: Any) -> ClosedYear:
    """`seen` is the day the person had before them."""
    _demand(by, "releasing.write")
    with transaction.atomic(), deed(by=by, why=_("Closing of a year confirmed")):
        row = ClosedYear.objects.select_for_update().get(pk=row.pk)
        if row.confirmed or row.adopted != seen:
            raise Refused(_("Somebody else has changed this meanwhile. Reload the page."))
        if row.entered_by_id == by.pk:
            raise Refused(_("You entered this yourself; a second person confirms."))
        row.confirmed, row.confirmed_by = timezone.now(), by
        row.save()
        return row


def due_on(day: dt.date) -> dict[str, dict[str, int]]:
    """Rule → table → rows past their time. Numbers alone."""
    found: dict[str, dict[str, int]] = {}
    for rule, rows in personal.due(day):
        if count := rows.count():
            tables = found.setdefault(rule, {})
            label = rows.model._meta.label_lower
            tables[label] = tables.get(label, 0) + count
    return found


def propose(*, day: dt.date, by: Any = None) -> Deletion | None:
    """What is over on the day, for a second person; None where nothing is. Beat asks as nobody."""
    if by is not None:
        _demand(by, "retention.write")
    with transaction.atomic():
        found = due_on(day)
        Deletion.objects.select_for_update().filter(state=DeletionState.PROPOSED).update(
            state=DeletionState.REFUSED
        )
        return Deletion.objects.create(day=day, found=found, proposed_by=by) if found else None


def release(*, row: Deletion, by: Any) -> Deletion:
    _demand(by, "releasing.write")
    with transaction.atomic():
        row = Deletion.objects.select_for_update().get(pk=row.pk)
        if row.state != DeletionState.PROPOSED:
            raise Refused(_("Somebody else has changed this meanwhile. Reload the page."))
        return let_go(row, by)


def let_go(row: R, by: Any) -> R:
    """Released by another than who proposed it; the row is under its lock."""
    if row.proposed_by_id == by.pk:
        raise Refused(_("You proposed this yourself; a second person releases it."))
    row.state, row.released, row.released_by = DeletionState.RELEASED, timezone.now(), by
    row.save()
    return row


def refuse(*, row: Deletion, by: Any) -> None:
    _demand(by, "releasing.write")
    waiting = Deletion.objects.filter(pk=row.pk, state=DeletionState.PROPOSED)
    if not waiting.update(state=DeletionState.REFUSED):
        raise Refused(_("Somebody else has changed this meanwhile. Reload the page."))


def delete_released() -> int:
    """Deletes what was released, as the owner of the database; killed midway, it goes on."""
    count = 0
    for row in Deletion.objects.filter(state=DeletionState.RELEASED).order_by("pk"):
        done = personal.delete_due(row.day, reason="retention", by=row.released_by)
        row.done, row.finished, row.state = done, timezone.now(), DeletionState.DONE
        row.save()
        count += 1
    return count
