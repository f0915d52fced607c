"""Verbs of the office: set up, import, answer, undo; what hangs on records has its own modules."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from oia.core.audit import deed
from oia.core.workflow import Workflow, perform
from oia.office import gazetteer
from oia.office.actions.documents import add_document
from oia.office.actions.imports import (
    answered,
    choose_place,
    look_at_import,
    remember_answer,
    save_import,
    settle_row,
    undo_import,
)
from oia.office.ledger import NotUndone
from oia.office.models import Department, Desk, GazetteerCity, Office, Record, Tag, Tagging

__all__ = [
    "NotUndone",
    "Outcome",
    "add_document",
    "answered",
    "assign",
    "choose_place",
    "look_at_import",
    "move_to_department",
    "remember_answer",
    "save_import",
    "set_up_office",
    "settle_row",
    "step_all",
    "tag",
    "undo_import",
    "untag",
]


def set_up_office(
    *,
    city: str,
    country: str,
    currency: str = "EUR",
    fiscal_start_month: int = 1,
    language: str = "de",
    by: Any = None,
) -> Office:
    """Name the office (or change its name); its own department is there from the start."""
    with transaction.atomic(), deed(by=by, why="office_setup"):
        gazetteer.load()
        found = gazetteer.match(city, country)
        place = gazetteer.adopt(found) if isinstance(found, GazetteerCity) else found
        office, _created = Office.objects.update_or_create(
            pk=1,
            defaults={
                "city": city,
                "country": country,
                "place": place,
                "currency": currency,
                "fiscal_start_month": fiscal_start_month,
                "language": language,
            },
        )
        office.full_clean()
        Department.objects.get_or_create(name="OIA")
    return office


@dataclass
class Outcome:
    """What a change of many rows came to: how many changed, and titles left by reason."""

    changed: int = 0
    refused: dict[str, list[str]] = field(default_factory=dict)


def _locked(rows: QuerySet[Any]) -> QuerySet[Record]:
    """The records of the rows, locked in the order of their keys so that two hands never cross."""
    keys = list(rows.values_list("pk", flat=True))
    return Record.objects.filter(pk__in=keys).select_for_update().order_by("pk")


def assign(*, rows: QuerySet[Any], desk: Desk | None, by: Any) -> Outcome:
    """Put records on a desk, or on nobody's."""
    with transaction.atomic(), deed(by=by, why=_("Assigned together")):
        keys = [r.pk for r in _locked(rows) if r.desk_id != (desk.pk if desk else None)]
        changed = Record.objects.filter(pk__in=keys).update(desk=desk, version=F("version") + 1)
    return Outcome(changed)


def move_to_department(*, rows: QuerySet[Any], department: Department, by: Any) -> Outcome:
    """Give records to a department; saved one by one, because they are found by its name."""
    outcome = Outcome()
    with transaction.atomic(), deed(by=by, why=_("Department set together")):
        keys = [r.pk for r in _locked(rows) if r.department_id != department.pk]
        for row in rows.model._default_manager.filter(pk__in=keys):
            row.department = department
            row.save()
            outcome.changed += 1
    return outcome


def tag(*, rows: QuerySet[Any], name: str, by: Any) -> Outcome:
    """Put a tag on records; one with that name in other capitals is the same tag."""
    words = " ".join(name.split())
    with transaction.atomic(), deed(by=by, why=_("Tagged")):
        known = Tag.objects.filter(name__iexact=words).first() or Tag.objects.create(name=words)
        keys = [r.pk for r in _locked(rows.exclude(taggings__tag=known))]
        Tagging.objects.bulk_create([Tagging(record_id=key, tag=known) for key in keys])
    return Outcome(len(keys))


def untag(*, rows: QuerySet[Any], name: str, by: Any) -> Outcome:
    """Take a tag off records; a tag nobody carries is forgotten."""
    with transaction.atomic(), deed(by=by, why=_("Tag removed")):
        keys = list(rows.values_list("pk", flat=True))
        words = " ".join(name.split())
        gone, _kinds = Tagging.objects.filter(record__in=keys, tag__name__iexact=words).delete()
        Tag.objects.filter(name__iexact=words, taggings=None).delete()
    return Outcome(gone)


def step_all(
    *, rows: QuerySet[Any], workflow: Workflow, step: str, by: Any, reason: str = ""
) -> Outcome:
    """Take one step for each row that may take it; the others stay, with the reason."""
    outcome = Outcome()
    sources = workflow.names[step].source
    for row in rows.order_by("pk"):
        if getattr(row, workflow.field) not in sources:
            state = getattr(row, f"get_{workflow.field}_display")()
            words = _("this step does not fit the status “%(state)s”") % {"state": state}
            outcome.refused.setdefault(words, []).append(str(row))
            continue
        try:
            perform(workflow, row, step, by=by, reason=reason)
            outcome.changed += 1
        except ValidationError as error:
            outcome.refused.setdefault(" ".join(error.messages), []).append(str(row))
        except PermissionDenied:
            words = _("You may not change this entry.")
            outcome.refused.setdefault(words, []).append(str(row))
    return outcome
