"""Verbs of the office: set up, import, answer, undo; what hangs on records has its own modules."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from pghistory.models import Event as HistoryEvent

from oia.core import jobs
from oia.core.audit import deed
from oia.core.permissions import own_only
from oia.core.words import fold
from oia.core.workflow import Workflow, perform
from oia.office import gazetteer
from oia.office.actions.documents import add_document
from oia.office.ledger import NotUndone, take_back
from oia.office.models import (
    Answer,
    Department,
    Desk,
    GazetteerCity,
    ImportRun,
    Office,
    OpenQuestion,
    Place,
    PlaceName,
    Record,
    Tag,
    Tagging,
)
from oia.office.models.imports import RunState

__all__ = [
    "Outcome",
    "add_document",
    "assign",
    "choose_place",
    "move_to_department",
    "remember_answer",
    "set_up_office",
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


def remember_answer(
    *,
    column: str,
    text: str,
    country: str = "",
    by: Any,
    place: Place | None = None,
    value: str = "",
) -> Answer:
    """From now on the printed text means this place or value; places printed so follow."""
    with transaction.atomic(), deed(by=by, why=_("Answer to “%(text)s”") % {"text": text}):
        kind = "place" if place else column
        answer, _created = Answer.objects.update_or_create(
            column=kind,
            folded=fold(text),
            country=fold(country),
            defaults={"place": place, "value": value, "by": by},
        )
        # Whoever imports only what is their own answers for their file, not for others' rows.
        if place and not own_only(by, "imports"):
            _replace_printed(text, country, place)
        open_ = OpenQuestion.objects.filter(text=text, country=country)
        (open_ if place else open_.filter(column=column)).delete()
    return answer


def _replace_printed(text: str, country: str, place: Place) -> None:
    """Whatever was saved under the place as printed now points to the place that was meant."""
    questions = OpenQuestion.objects.filter(text=text, country=country, place__isnull=False)
    printed = Place.objects.filter(in_doubt=True, pk__in=questions.values("place"))
    for old in printed.exclude(pk=place.pk):
        for relation in Place._meta.related_objects:
            model = relation.related_model
            # History tells what was; it is never rewritten.
            if model in (PlaceName, OpenQuestion, Answer) or issubclass(model, HistoryEvent):
                continue
            _point(relation.related_model, relation.field.name, old, place)
        OpenQuestion.objects.filter(place=old).update(place=None)
        old.delete()


def _point(model: Any, field: str, old: Place, new: Place) -> None:
    for row in model._default_manager.filter(**{field: old}):
        setattr(row, field, new)
        try:
            row.validate_constraints()
        except ValidationError as error:
            message = _("%(row)s is already there with %(place)s; merge the two first.")
            raise ValidationError(message % {"row": row, "place": new}) from error
        row.save()


def choose_place(*, name: str, country: str, geonameid: int | None = None) -> Place:
    """The place a person named in an answer: from the gazetteer, or a new one by hand."""
    if geonameid:
        city = GazetteerCity.objects.filter(pk=geonameid).first()
        if city is None:
            raise ValidationError(_("The gazetteer knows no such place. Choose another."))
        return gazetteer.adopt(city)
    found = gazetteer.match(name, country)
    if isinstance(found, GazetteerCity):
        return gazetteer.adopt(found)
    return found or gazetteer.by_hand(name, country)


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


def look_at_import(*, run: ImportRun, by: Any) -> None:
    """Have a worker say what the file would do; nothing happens while one is at it."""
    _enqueue_import(run, "import_look", by)


def save_import(*, run: ImportRun, by: Any, as_printed: bool = False) -> None:
    """Have a worker save all rows or none; nothing happens while one is at it."""
    _enqueue_import(run, "import_save", by, as_printed=as_printed)


def _enqueue_import(run: ImportRun, task: str, by: Any, **arguments: Any) -> None:
    with transaction.atomic():
        row = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        at_work = row.job is not None and row.job.open
        if row.state == RunState.PREVIEW and not at_work:
            row.job = jobs.enqueue(task, by=by, run=row.pk, **arguments)
            row.save(update_fields=["job"])


def answered(*, run: ImportRun, question: tuple[str, str, str], by: Any) -> None:
    """Take an answered question off the page; after the last one look at the file again."""
    with transaction.atomic():
        row = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        left = [
            asked
            for asked in row.result.get("questions", [])
            if (asked["column"], asked["text"], asked["country"]) != question
        ]
        row.result = row.result | {"questions": left}
        row.save(update_fields=["result"])
    if not left:
        look_at_import(run=row, by=by)


def undo_import(*, run: ImportRun, by: Any) -> None:
    """Take an import back: new rows go, changed rows return, unless somebody changed them since."""
    with transaction.atomic(), deed(by=by, why=_("Undo of %(file)s") % {"file": run.name}):
        row = ImportRun.objects.select_for_update().get(pk=run.pk)
        if row.state != RunState.SAVED:
            raise NotUndone(_("This import has already been undone."))
        take_back(row)
        OpenQuestion.objects.filter(run=row).delete()
        row.state = RunState.UNDONE
        row.save()
