"""Verbs of the import: look, save, answer, settle what stayed open, undo."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from pghistory.models import Event as HistoryEvent

from oia.core import files, jobs
from oia.core.audit import deed
from oia.core.permissions import own_only
from oia.core.words import fold
from oia.office import gazetteer, importing, sheets
from oia.office.ledger import NotUndone, take_back
from oia.office.models import Answer, GazetteerCity, ImportRun, OpenQuestion, Place, PlaceName
from oia.office.models.imports import About, RowAnswer, RunState
from oia.office.outcome import question_key, sentence
from oia.office.twins import answer_key


def remember_answer(
    *,
    column: str,
    text: str,
    country: str = "",
    by: Any,
    place: Place | None = None,
    value: str = "",
) -> Answer:
    """From now on the printed text means this place or value; what was printed so follows."""
    # Whoever imports only what is their own answers for their file, not for others' rows.
    for_all = not own_only(by, "imports")
    with transaction.atomic():
        with deed(by=by, why=_("Answer to “%(text)s”") % {"text": text}):
            kind = "place" if place else column
            answer, _created = Answer.objects.update_or_create(
                column=kind,
                folded=fold(text),
                country=fold(country),
                defaults={"place": place, "value": value, "by": by},
            )
            if place and for_all:
                _replace_printed(text, country, place)
            asked = (
                OpenQuestion.objects.all() if for_all else OpenQuestion.objects.filter(run__by=by)
            )
            open_ = asked.filter(about=About.CELL, text=text, country=country)
            open_ = open_ if place else open_.filter(column=column)
            waiting = [] if place else list(open_.select_related("run__file"))
            open_.delete()
        if for_all:
            _mend(waiting, by)
    return answer


def _mend(questions: list[OpenQuestion], by: Any) -> None:
    """Give entries that came in without an answer the value it means, and change nothing else."""
    rows: dict[tuple[ImportRun, str, str], set[int]] = {}
    for question in questions:
        if question.run is not None and question.run.file is not None:
            rows.setdefault((question.run, question.kind, question.column), set()).add(question.row)
    for (run, kind, column), numbers in rows.items():
        sheet = sheets.sheet(kind)
        assert sheet is not None
        assert run.file is not None
        outcome = importing.run(
            sheet, files.read(run.file), run.name, by=by, as_printed=True, only=numbers,
            mends=column,
        )  # fmt: skip
        if not outcome.saved:
            raise ValidationError([sentence(item) for item in outcome.refused])


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


def answered(*, run: ImportRun, questions: list[Any], by: Any, row_answer: str = "") -> None:
    """Take answered questions off the page, and keep what was said of rows; after the last one
    look at the file again."""
    keys = {question_key(question) for question in questions}
    with transaction.atomic():
        row = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        left = [
            asked for asked in row.result.get("questions", []) if question_key(asked) not in keys
        ]
        if row_answer:
            row.answers = row.answers | {
                answer_key(asked["about"], asked["row"]): {
                    "answer": row_answer,
                    "of": asked.get("of", 0),
                    "by": by.pk,
                }
                for asked in questions
            }
        row.result = row.result | {"questions": left}
        row.save(update_fields=["result", "answers"])
    if not left:
        look_at_import(run=row, by=by)


def settle_row(*, question: OpenQuestion, answer: str, by: Any) -> None:
    """Do as was said with a row that stayed open when the rest of its file came in."""
    with transaction.atomic():
        row = OpenQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
        if answer not in row.proposals:
            raise ValidationError(_("Choose an answer."))
        if answer not in (RowAnswer.SKIP, RowAnswer.LEAVE_OUT):
            _take_row(row, answer, by)
        if answer == RowAnswer.REPLACE:  # what was asked about the earlier row is no more
            OpenQuestion.objects.filter(
                run=row.run, row=row.details.get("of"), about=About.CELL
            ).delete()
        row.delete()


def _take_row(question: OpenQuestion, answer: str, by: Any) -> None:
    run, sheet = question.run, sheets.sheet(question.kind)
    if run is None or run.file is None or sheet is None:
        raise ValidationError(_("The file is no longer there. Enter the row by hand."))
    said = {"answer": answer, "of": question.details.get("of", 0)}
    outcome = importing.run(
        sheet, files.read(run.file), run.name, by=by, as_printed=True, only={question.row},
        answers={answer_key(question.about, question.row): said},
    )  # fmt: skip
    if not outcome.saved:
        raise ValidationError([sentence(item) for item in outcome.refused])
    if not outcome.created + outcome.updated + outcome.unchanged:
        raise ValidationError([sentence(item) for item in outcome.asked])


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
