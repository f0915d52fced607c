"""Verbs of the due list: put on it, done, not done after all."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from oia.core.audit import deed
from oia.office import ownership
from oia.office.choices import Repeat
from oia.office.models import FollowUp, Record


def put_on_due_list(
    *,
    title: str,
    due: dt.date,
    owner: Any,
    by: Any,
    record: Record | None = None,
    repeat: str = Repeat.NEVER,
    note: str = "",
) -> FollowUp:
    with transaction.atomic(), deed(by=by, why=_("Put on the due list")):
        return FollowUp.objects.create(
            title=title, due=due, owner=owner, by=by, record=record, repeat=repeat, note=note
        )


def finish(*, follow_up: FollowUp, by: Any) -> FollowUp | None:
    """Done, now and by this person; answers the next one of a series, if it repeats.

    Said twice, it is done once.
    """
    with transaction.atomic(), deed(by=by, why=_("Done")):
        row = _locked(follow_up, by)
        if row.done is not None:
            return None
        row.done, row.done_by = timezone.now(), by
        row.save()
        return _next_of(row)


def _locked(follow_up: FollowUp, by: Any) -> FollowUp:
    row = FollowUp.objects.select_for_update(of=("self",)).get(pk=follow_up.pk)
    ownership.demand(row, by)
    return row


def _next_of(row: FollowUp) -> FollowUp | None:
    day = row.next_due(timezone.localdate())
    if day is None or FollowUp.objects.filter(follows=row).exists():
        return None
    return FollowUp.objects.create(
        title=row.title,
        record=row.record,
        owner=row.owner,
        due=day,
        repeat=row.repeat,
        month_day=row.month_day or row.due.day,
        note=row.note,
        by=row.by,
        follows=row,
    )


def reopen(*, follow_up: FollowUp, by: Any) -> None:
    """Not done after all: its repetition goes again, unless it has been done itself."""
    with transaction.atomic(), deed(by=by, why=_("Not done after all")):
        row = _locked(follow_up, by)
        if row.done is None:
            return
        row.done = row.done_by = None
        row.save()
        FollowUp.objects.filter(follows=row, done=None).delete()
