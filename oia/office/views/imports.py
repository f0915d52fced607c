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
from oia.core.permissions import may, own_only, person, requires
from oia.office import cells, reading, sheets
from oia.office.actions import (
    NotUndone,
    answered,
    choose_place,
    look_at_import,
    remember_answer,
    save_import,
    undo_import,
)
from oia.office.models import ImportRun, Office, OpenQuestion
from oia.office.models.imports import RunState
from oia.office.outcome import grouped
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
    run = get_object_or_404(ImportRun.objects.visible_to(request.user), pk=pk)
    sheet = sheets.sheet(run.kind)
    if sheet is None:
        raise PermissionDenied
    return run, sheet


@requires("imports.read")
def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """What a look at the file found, with its questions; or what a saved import did."""
    run, sheet = _run(request, pk)
    context = {
        "title": run.name,
        "run": run,
        "sheet": sheet,
        "crumbs": [(_("Imports"), reverse("import_list")), (run.name, None)],
        "can_write": may(request.user, "imports.write") and sheet in open_sheets(request.user),
        "found": run.result if run.state in (RunState.PREVIEW, RunState.REFUSED) else {},
        "setting_up": may(request.user, "settings.write") and Office.is_being_set_up(),
    }
    return render(request, "office/import_run.html", context)


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
    """An answer to a question of this file; after the last one the file is looked at again."""
    run, sheet = _run(request, pk)
    if sheet not in open_sheets(request.user):
        raise PermissionDenied
    if _take_answer(request, run.result.get("questions", [])):
        answered(run=run, question=_key(request.POST), by=request.user)
    return redirect("import_run", pk=run.pk)


def _key(question: Any) -> tuple[str, str, str]:
    return question["column"], question["text"], question.get("country", "")


def _take_answer(request: HttpRequest, questions: list[dict[str, Any]]) -> bool:
    """Remember the answer to one of these questions; False, with a sentence, when it is none."""
    form = AnswerForm(request.POST)
    if not form.is_valid() or _key(form.cleaned_data) not in map(_key, questions):
        messages.error(request, _("This question has been answered already."))
        return False
    try:
        _answer(form.cleaned_data, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    text = form.cleaned_data["text"]
    messages.success(request, _("“%(text)s” is understood from now on.") % {"text": text})
    return True


def _answer(data: dict[str, Any], user: Any) -> None:
    known = {"column": data["column"], "text": data["text"], "country": data["country"], "by": user}
    if not data["is_place"]:
        if not data["choice"]:
            raise ValidationError(_("Choose an answer."))
        remember_answer(**known, value=data["choice"])
        return
    choice = data["choice"]
    if choice.isascii() and choice.isdigit() and len(choice) < KEY_ROOM:
        place = choose_place(name="", country="", geonameid=int(choice))
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
        asked = _key(request.POST)
        known = OpenQuestion.objects.filter(column=asked[0], text=asked[1], country=asked[2])
        _take_answer(request, [dict(one) for one in known.values("column", "text", "country")[:1]])
        return redirect("question_list")
    open_questions = OpenQuestion.objects.order_by("created", "row").values(
        "column", "text", "country", "reason", "proposals", "row"
    )
    context = {
        "title": _("Open questions"),
        "crumbs": [(_("Imports"), reverse("import_list")), (_("Open questions"), None)],
        "questions": grouped([dict(question) for question in open_questions[:SHOWN]]),
        "can_write": may(request.user, "imports.write") and not own_only(request.user, "imports"),
    }
    return render(request, "office/questions.html", context)
