"""Import in the browser: upload, look, answer, save, undo."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from oia.core import files
from oia.core.permissions import may, own_only, requires
from oia.office import cells, importing, reading, sheets
from oia.office.actions import NotUndone, choose_place, remember_answer, undo_import
from oia.office.importing import Outcome
from oia.office.models import ImportRun, Office, OpenQuestion
from oia.office.models.imports import RunState
from oia.office.sheets import Sheet
from oia.office.tables import ImportTable
from oia.ui.pages import ListPage, PageAction

SHOWN = 200


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
    empty = gettext_lazy("Spreadsheets that came in stand here, each with its undo.")
    page_actions = (
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
        cast(forms.ChoiceField, self.fields["kind"]).choices = [
            (s.kind, s.title) for s in open_sheets(user)
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
            kind=form.cleaned_data["kind"], file=stored, name=upload.name[:200], by=request.user
        )
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
    run = get_object_or_404(ImportRun.objects.visible_to(request.user), pk=pk)
    sheet = sheets.sheet(run.kind)
    if sheet is None:
        raise PermissionDenied
    return run, sheet


def _look(run: ImportRun, sheet: Sheet, *, save: bool, as_printed: bool, by: Any) -> Outcome:
    assert run.file is not None
    data = files.read(run.file)
    return importing.run(
        sheet, data, run.name, by=by, save=save, as_printed=as_printed, keep=run if save else None
    )


@requires("imports.read")
def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """A preview with its questions, or what a saved import did."""
    run, sheet = _run(request, pk)
    context: dict[str, Any] = {
        "title": run.name,
        "run": run,
        "sheet": sheet,
        "crumbs": [(_("Imports"), reverse("import_list")), (run.name, None)],
        "can_write": may(request.user, "imports.write") and sheet in open_sheets(request.user),
        "setting_up": may(request.user, "settings.write") and Office.is_being_set_up(),
    }
    if run.state == RunState.PREVIEW:
        try:
            outcome = _look(run, sheet, save=False, as_printed=False, by=request.user)
        except reading.Unreadable as error:
            context["unreadable"] = str(error)
        else:
            context |= _preview(outcome)
    return render(request, "office/import_run.html", context)


def _grouped(asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One question per text, however many rows carry it."""
    questions: dict[tuple[str, str, str], dict[str, Any]] = {}
    for item in asked:
        key = (item["column"], item["text"], item["country"])
        questions.setdefault(key, {**item, "rows": []})["rows"].append(item["row"])
    return list(questions.values())


def _preview(outcome: Outcome) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "questions": _grouped([item for item in outcome.asked if item["text"]]),
        "twice": [item for item in outcome.asked if not item["text"]][:SHOWN],
        "refused": outcome.refused[:SHOWN],
        "preview": outcome.preview[:SHOWN],
    }


class AnswerForm(forms.Form):
    """An answer: one of the proposals, or a place by name and country."""

    column = forms.CharField(max_length=60)
    text = forms.CharField(max_length=300, strip=False)
    country = forms.CharField(max_length=80, required=False)
    choice = forms.CharField(max_length=300, required=False)
    name = forms.CharField(max_length=160, required=False)
    name_country = forms.CharField(max_length=80, required=False)
    is_place = forms.BooleanField(required=False)


@requires("imports.write")
@require_POST
def import_answer(request: HttpRequest, pk: int) -> HttpResponse:
    run, _sheet = _run(request, pk)
    _take_answer(request)
    return redirect("import_run", pk=run.pk)


def _take_answer(request: HttpRequest) -> None:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The answer could not be read. Try again."))
        return
    try:
        _answer(form.cleaned_data, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        text = form.cleaned_data["text"]
        messages.success(request, _("“%(text)s” is understood from now on.") % {"text": text})


def _answer(data: dict[str, Any], user: Any) -> None:
    known = {"column": data["column"], "text": data["text"], "country": data["country"], "by": user}
    if not data["is_place"]:
        if not data["choice"]:
            raise ValidationError(_("Choose an answer."))
        remember_answer(**known, value=data["choice"])
        return
    if data["choice"].isdigit():
        place = choose_place(name="", country="", geonameid=int(data["choice"]))
    elif data["name"].strip():
        code = cells.country(data["name_country"] or data["country"])
        if not code:
            raise ValidationError(_("Name the country of the place as well."))
        place = choose_place(name=data["name"], country=code)
    else:
        raise ValidationError(_("Choose a place or write its name."))
    remember_answer(**known, place=place)


@requires("imports.write")
@require_POST
def import_save(request: HttpRequest, pk: int) -> HttpResponse:
    run, sheet = _run(request, pk)
    if sheet not in open_sheets(request.user):
        raise PermissionDenied
    if run.state != RunState.PREVIEW:
        messages.info(request, _("This import has been saved already."))
        return redirect("import_run", pk=run.pk)
    as_printed = request.POST.get("as_printed") == "yes"
    try:
        outcome = _look(run, sheet, save=True, as_printed=as_printed, by=request.user)
    except reading.Unreadable as error:
        messages.error(request, str(error))
    else:
        if outcome.saved:
            messages.success(request, _("The import is saved."))
        else:
            messages.error(request, _("Nothing was saved: answer the questions or mend the rows."))
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
        _take_answer(request)
        return redirect("question_list")
    open_questions = OpenQuestion.objects.order_by("created", "row").values(
        "column", "text", "country", "reason", "proposals", "row"
    )
    context = {
        "title": _("Open questions"),
        "crumbs": [(_("Imports"), reverse("import_list")), (_("Open questions"), None)],
        "questions": _grouped([dict(question) for question in open_questions[:SHOWN]]),
        "can_write": may(request.user, "imports.write") and not own_only(request.user, "imports"),
    }
    return render(request, "office/questions.html", context)
