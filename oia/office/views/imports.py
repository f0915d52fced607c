"""Import in the browser: upload, look, answer, save, undo."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from oia.core import files
from oia.core.permissions import may, own_only, person, requires
from oia.office import cells, reading, sheets
from oia.office.actions import (
    NotUndone,
    answered,
    choose_place,
    look_at_import,
    remember_answer,
    save_import,
    settle_row,
    undo_import,
)
from oia.office.models import ImportRun, Office, OpenQuestion
from oia.office.models.imports import About, RunState
from oia.office.outcome import QuestionKey, grouped, question_key, sentence
from oia.office.questions import EMPTY, Question
from oia.office.sheets import Sheet
from oia.office.tables import ImportTable
from oia.ui.pages import ListPage, PageAction

SHOWN = 200
KEY_ROOM = 16  # digits of a key; more overflow its column


def open_sheets(user: Any) -> list[Sheet]:
    """Kinds the person may write; a liaison those of the own departments' work."""
    return [sheet for sheet in sheets.sheets() if may(user, f"{_area(sheet)}.write")]


def _area(sheet: Sheet) -> str:
    # Shares of work are the office's own figures, kept by whoever keeps its settings and money.
    return "drafts" if sheet.area == "figures" else sheet.area


class ImportList(ListPage):
    table = ImportTable
    capability = "imports.read"
    title = gettext_lazy("Imports")
    empty = gettext_lazy("Spreadsheets that came in are listed here, each with its undo.")
    page_actions = (
        PageAction(
            gettext_lazy("Remembered answers"), "answer_list", "imports.read", "", "tertiary"
        ),
        PageAction(
            gettext_lazy("Open questions"), "question_list", "imports.read", "help", "secondary"
        ),
        PageAction(
            gettext_lazy("New import"), "import_start", "imports.write", "upload", "primary"
        ),
    )


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What is in the file?"))
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV or Excel (.xlsx, .xls, .ods); calls also as JSON of the EU portal."
        ),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Nothing is chosen beforehand: the first of the list would be taken by mistake.
        cast(forms.ChoiceField, self.fields["kind"]).choices = [
            ("", gettext_lazy("Please choose")),
            *((s.kind, s.title) for s in open_sheets(user)),
        ]

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > reading.LARGEST:
            most = reading.LARGEST // 2**20
            raise ValidationError(_("The file is larger than %d MB. Split it.") % most)
        return upload


@requires("imports.write")
def import_start(request: HttpRequest, kind: str = "") -> HttpResponse:
    """Upload; what came of it is shown before anything is saved."""
    initial = {"kind": kind}
    form = UploadForm(
        request.POST or None, request.FILES or None, user=request.user, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        stored = files.store(upload.read(), media_type="application/octet-stream")
        run = ImportRun.objects.create(
            kind=form.cleaned_data["kind"], file=stored, name=upload.name[:200], by=person(request)
        )
        look_at_import(run=run, by=request.user)
        return redirect("import_run", pk=run.pk)
    context = {
        "title": _("Import a spreadsheet"),
        "form": form,
        "sheets": open_sheets(request.user),
        "submit_label": _("Look at the file"),
        "crumbs": [(_("Imports"), reverse("import_list")), (_("New import"), None)],
        "cancel_url": reverse("import_list"),
    }
    return render(request, "office/import_start.html", context)


def _run(request: HttpRequest, pk: int) -> tuple[ImportRun, Sheet]:
    # Together with its job: read one after the other, a job that ends in between leaves a page
    # which neither waits nor shows what was found.
    visible = ImportRun.objects.visible_to(request.user).select_related("job")
    run = get_object_or_404(visible, pk=pk)
    sheet = sheets.sheet(run.kind)
    if sheet is None:
        raise PermissionDenied
    return run, sheet


@requires("imports.read")
def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """What a look at the file found, with its questions; or what a saved import did."""
    run, sheet = _run(request, pk)
    found = run.result if run.state in (RunState.PREVIEW, RunState.REFUSED) else {}
    questions = [Question(item, run.kind) for item in found.get("questions", [])]
    # What is said of a row holds for this file; one that must be mended is asked about no rows yet.
    later = [question for question in questions if question.of_row and found.get("refused")]
    context = {
        "title": run.name,
        "run": run,
        "sheet": sheet,
        "crumbs": [(_("Imports"), reverse("import_list")), (run.name, None)],
        "can_write": may(request.user, "imports.write") and sheet in open_sheets(request.user),
        "found": found,
        "questions": [question for question in questions if question not in later],
        "later": [sentence(question.item) for question in later],
        "many_rows": sum(question.about == About.TWIN for question in questions) > 1,
        "refusals": [sentence(item) for item in found.get("refusals", [])],
        # Of a refused file nothing will be new or changed.
        "in_order": sum(found.get(count, 0) for count in ("created", "updated", "unchanged")),
        "likely": sheets.sheet(found.get("likely", "")),
        "open": OpenQuestion.objects.filter(run=run).count(),
        "list_url": _list_of(sheet),
        "setting_up": may(request.user, "settings.write") and Office.is_being_set_up(),
    }
    return render(request, "office/import_run.html", context)


def _list_of(sheet: Sheet) -> str:
    """The register the rows went to; empty where it has no page of its own."""
    try:
        return reverse(f"{getattr(sheet.model, 'detail_url_name', '')}_list")
    except NoReverseMatch:
        return ""


@requires("imports.write")
@require_POST
def import_kind(request: HttpRequest, pk: int) -> HttpResponse:
    """The file holds something else than was said: look at it as that."""
    run, _sheet = _run(request, pk)
    wanted = sheets.sheet(request.POST.get("kind", ""))
    if wanted is None or wanted not in open_sheets(request.user):
        raise PermissionDenied
    if run.state == RunState.PREVIEW:
        ImportRun.objects.filter(pk=run.pk, state=RunState.PREVIEW).update(kind=wanted.kind)
        run.refresh_from_db()
        look_at_import(run=run, by=request.user)
    return redirect("import_run", pk=run.pk)


@requires("imports.write")
@require_POST
def import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """A preview that nobody wants; nothing of it was saved."""
    run, sheet = _run(request, pk)
    if sheet not in open_sheets(request.user):
        raise PermissionDenied
    if ImportRun.objects.filter(pk=run.pk, state=RunState.PREVIEW).delete()[0]:
        messages.success(request, _("Discarded: %s.") % run.name)
    return redirect("import_list")


@requires("imports.write")
@require_POST
def import_look(request: HttpRequest, pk: int) -> HttpResponse:
    """Look again, after a worker failed or other entries changed."""
    run, sheet = _run(request, pk)
    if sheet not in open_sheets(request.user):
        raise PermissionDenied
    look_at_import(run=run, by=request.user)
    return redirect("import_run", pk=run.pk)


class AnswerForm(forms.Form):
    """An answer: one of the options, a place by name and country, or what was written instead."""

    about = forms.ChoiceField(choices=About, required=False)
    row = forms.IntegerField(min_value=0, required=False)
    column = forms.CharField(max_length=200, required=False)
    text = forms.CharField(max_length=300, strip=False, required=False)
    country = forms.CharField(max_length=80, required=False)
    choice = forms.CharField(max_length=300, required=False)
    name = forms.CharField(max_length=160, required=False)
    name_country = forms.CharField(max_length=80, required=False)
    # The same answer for all rows of which the same is asked.
    all_alike = forms.BooleanField(required=False)


@requires("imports.write")
@require_POST
def import_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """An answer to a question of this file; after the last one the file is looked at again."""
    run, sheet = _run(request, pk)
    if sheet not in open_sheets(request.user):
        raise PermissionDenied
    questions = [Question(item, run.kind) for item in run.result.get("questions", [])]
    form, asked = _asked(request, questions)
    if asked is None:
        return redirect("import_run", pk=run.pk)
    if asked.of_row:
        choice = form.cleaned_data["choice"]
        if choice not in asked.item["proposals"]:
            messages.error(request, _("Choose an answer."))
            return _next_question(run)
        together = form.cleaned_data["all_alike"]
        alike = [q.item for q in questions if q is asked or (together and _alike(q, asked))]
        answered(run=run, questions=alike, row_answer=choice, by=request.user)
    elif _take_answer(request, form.cleaned_data, asked):
        answered(run=run, questions=[asked.item], by=request.user)
    return _next_question(run)


def _next_question(run: ImportRun) -> HttpResponse:
    """To the questions, not to the top of a long page; there they are gone after the last one."""
    return redirect(f"{reverse('import_run', args=[run.pk])}#questions")


def _alike(one: Question, other: Question) -> bool:
    return one.about == other.about and one.item["proposals"] == other.item["proposals"]


def _asked(request: HttpRequest, questions: list[Question]) -> tuple[AnswerForm, Question | None]:
    """The question that is answered; None, with a sentence, when it is none of these."""
    form = AnswerForm(request.POST)
    asked = None
    if form.is_valid():
        key = _posted(question_key(form.cleaned_data))
        asked = next((question for question in questions if _posted(question.key) == key), None)
    if asked is None:
        messages.error(request, _("This question has been answered already."))
    return form, asked


def _posted(key: QuestionKey) -> list[str]:
    """A key without what browsers do to the ends of lines."""
    return [" ".join(str(part or 0).split()) for part in key]


def _take_answer(request: HttpRequest, data: dict[str, Any], asked: Question) -> bool:
    """Remember what a text means; False, with a sentence, when the answer is none."""
    try:
        _answer(data, asked, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    text = asked.item["text"]
    messages.success(request, _("“%(text)s” is understood from now on.") % {"text": text})
    return True


def _answer(data: dict[str, Any], asked: Question, user: Any) -> None:
    known = {name: asked.item[name] for name in ("column", "text", "country")} | {"by": user}
    choice, name = data["choice"], data["name"].strip()
    if choice == EMPTY and asked.may_be_empty:
        remember_answer(**known)
        return
    if not asked.is_place:
        remember_answer(**known, value=_value(choice, name, asked))
        return
    if choice.isascii() and choice.isdigit() and len(choice) < KEY_ROOM:
        place = choose_place(name="", country="", geonameid=int(choice))
    elif name:
        code = cells.country(data["name_country"] or asked.item["country"])
        if not code:
            raise ValidationError(_("Name the country of the place as well."))
        place = choose_place(name=name, country=code)
    else:
        raise ValidationError(_("Choose a place or write its name."))
    remember_answer(**known, place=place)


def _value(choice: str, name: str, asked: Question) -> str:
    """One of the options, or what was written where the column takes it."""
    if choice:
        if choice not in asked.item["proposals"]:
            raise ValidationError(_("Choose an answer."))
        return choice
    if not name:
        raise ValidationError(_("Choose an answer."))
    if asked.column is None or not asked.column.takes(name):
        raise ValidationError(_("“%(text)s” does not answer the question.") % {"text": name})
    return name


@requires("imports.write")
@require_POST
def import_save(request: HttpRequest, pk: int) -> HttpResponse:
    run, sheet = _run(request, pk)
    if sheet not in open_sheets(request.user):
        raise PermissionDenied
    if run.state != RunState.PREVIEW:
        messages.info(request, _("This import has been saved already."))
        return redirect("import_run", pk=run.pk)
    save_import(run=run, by=request.user, as_printed=request.POST.get("as_printed") == "yes")
    return redirect("import_run", pk=run.pk)


@requires("imports.write")
@require_POST
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    run, sheet = _run(request, pk)
    if sheet not in open_sheets(request.user):
        raise PermissionDenied
    try:
        undo_import(run=run, by=request.user)
    except NotUndone as error:
        messages.error(request, _("Not undone. %s") % " ".join(error.messages))
    else:
        messages.success(request, _("The import is undone."))
    return redirect("import_run", pk=run.pk)


@requires("imports.read")
def question_list(request: HttpRequest) -> HttpResponse:
    """What was saved as printed and still waits for a person."""
    if request.method == "POST":
        if not may(request.user, "imports.write") or own_only(request.user, "imports"):
            raise PermissionDenied
        _answer_open(request)
        return redirect("question_list")
    mine = OpenQuestion.objects.visible_to(request.user)
    open_questions = mine.select_related("run").order_by("created", "row")
    context = {
        "title": _("Open questions"),
        "crumbs": [(_("Imports"), reverse("import_list")), (_("Open questions"), None)],
        "questions": _shown(open_questions[:SHOWN]),
        "can_write": may(request.user, "imports.write") and not own_only(request.user, "imports"),
    }
    return render(request, "office/questions.html", context)


def _shown(rows: Iterable[OpenQuestion]) -> list[Question]:
    """Texts once, however many rows carry them; each row that was left out by itself."""
    found = []
    for row in rows:
        item = {
            "about": row.about, "column": row.column, "text": row.text, "country": row.country,
            "reason": row.reason, "proposals": row.proposals, "row": row.row, "kind": row.kind,
            "file": row.run.name if row.run else "",
        }  # fmt: skip
        # Rows of two files may have one number.
        own = {"row": row.pk, "number": row.row} if row.about != About.CELL else {}
        found.append(item | row.details | own)
    return [Question(item, item["kind"]) for item in grouped(found)]


def _answer_open(request: HttpRequest) -> None:
    """An answer to what stayed open: a text mends every entry, a row comes in or stays out."""
    rows = OpenQuestion.objects.visible_to(request.user).select_related("run")
    pk, column = request.POST.get("row", ""), request.POST.get("column", "")
    if request.POST.get("about", About.CELL) == About.CELL:
        rows = rows.filter(about=About.CELL, column=column)
    else:
        known = pk.isascii() and pk.isdigit() and len(pk) < KEY_ROOM
        rows = rows.filter(pk=int(pk) if known else 0).exclude(about=About.CELL)
    form, asked = _asked(request, _shown(rows))
    if asked is None:
        return
    if not asked.of_row:
        _take_answer(request, form.cleaned_data, asked)
        return
    sheet = sheets.sheet(asked.kind)
    if sheet not in open_sheets(request.user):
        raise PermissionDenied
    try:
        settle_row(question=rows.get(), answer=form.cleaned_data["choice"], by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Row %(row)d is settled.") % {"row": asked.row})
