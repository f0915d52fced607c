"""Pages of the schemes: list, versions, editor, files, a page to try one, a comparison."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.support import check, reading, showing
from delegations.support.comparing import compared
from delegations.support.fields import spoken
from delegations.support.forms import Editor, FrameForm, SchemeForm
from delegations.support.models import Scheme, SchemeStatus, SchemeVersion, SupportCase
from delegations.support.trying import CaseForm
from delegations.support.workflows import SCHEME_VERSION
from oia.core.audit import deed
from oia.core.locks import locked
from oia.core.permissions import may, requires
from oia.ui.columns import Choice, Day
from oia.ui.detail import DetailPage
from oia.ui.links import Action

BADGES = {"in_force": "success", "ended": "info", "draft": "warning"}
CRUMB = gettext_lazy("Support schemes")


def _crumbs(*more: tuple[Any, str | None]) -> list[tuple[Any, str | None]]:
    return [(CRUMB, reverse("scheme_list")), *more]


def _version(request: HttpRequest, pk: int) -> SchemeVersion:
    rows = SchemeVersion.objects.visible_to(request.user).select_related("scheme")
    found: SchemeVersion = get_object_or_404(rows, pk=pk)
    return found


@requires("schemes.read")
def scheme_list(request: HttpRequest) -> HttpResponse:
    schemes = Scheme.objects.visible_to(request.user).prefetch_related("versions")
    today = timezone.localdate()
    rows = [(scheme, _now(scheme, today), _newest(scheme)) for scheme in schemes]
    context = {
        "title": _("Support schemes"),
        "crumbs": [(CRUMB, None)],
        "rows": rows,
        "writes": may(request.user, "schemes.write"),
        "examples": reading.examples().items(),
    }
    return render(request, "delegations/support/list.html", context)


def _now(scheme: Scheme, today: Any) -> SchemeVersion | None:
    """As `version_on()`, from the versions already read."""
    for version in scheme.versions.all():
        begun = not version.is_draft and version.valid_from <= today
        if begun and (version.valid_to is None or version.valid_to >= today):
            return version
    return None


def _newest(scheme: Scheme) -> SchemeVersion | None:
    return next(iter(scheme.versions.all()), None)


@requires("schemes.write")
def scheme_new(request: HttpRequest) -> HttpResponse:
    form = SchemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic(), deed(by=request.user, why=_("New scheme")):
            scheme = form.save()
            version = reading.new_version(scheme, by=request.user)
        return redirect("scheme_version_edit", pk=version.pk)
    title = _("New scheme")
    context = {"form": form, "title": title, "crumbs": _crumbs((title, None))}
    return render(request, "ui/form.html", context | {"cancel_url": reverse("scheme_list")})


@requires("schemes.write")
def scheme_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Its names, its code and the budget line; the rules stand in its versions."""
    found: Scheme = get_object_or_404(Scheme.objects.visible_to(request.user), pk=pk)
    form = SchemeForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic(), deed(by=request.user, why=_("Scheme changed")):
            form.save()
        messages.success(request, _("Saved."))
        return redirect(found)
    title = _("Change the scheme")
    crumbs = _crumbs((str(found), found.get_absolute_url()), (title, None))
    context = {"form": form, "title": title, "crumbs": crumbs}
    return render(request, "ui/form.html", context | {"cancel_url": found.get_absolute_url()})


class FileForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("File (JSON)"))


@requires("schemes.write")
def scheme_import(request: HttpRequest) -> HttpResponse:
    """A file becomes a new draft; a published rule set that comes with the program likewise."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        name = request.POST.get("example", "")
        data = reading.example(name) if name in reading.examples() else b""
        if not data and form.is_valid():
            data = form.cleaned_data["file"].read(reading.ROOM + 1)
        if data:
            try:
                version = reading.import_version(data, by=request.user)
            except ValidationError as error:
                form.is_valid()
                form.errors.pop("file", None)
                form.add_error(None, error.messages)
            else:
                messages.success(request, _("The file was read; this is the new draft."))
                return redirect("scheme_version", pk=version.pk)
    title = _("Scheme from a file")
    context = {
        "form": form,
        "title": title,
        "crumbs": _crumbs((title, None)),
        "submit_label": _("Read the file"),
        "cancel_url": reverse("scheme_list"),
        "intro": _("A JSON file of one version. It becomes a draft; nothing is in force by it."),
    }
    return render(request, "ui/form.html", context)


@requires("schemes.read")
def scheme(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Scheme.objects.visible_to(request.user), pk=pk)
    context = {
        "title": str(found),
        "crumbs": _crumbs((str(found), None)),
        "scheme": found,
        "versions": [(v, BADGES[v.status]) for v in found.versions.all()],
        "cases": found.cases.all(),
        "writes": may(request.user, "schemes.write"),
    }
    return render(request, "delegations/support/scheme.html", context)


@requires("schemes.write")
def version_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """The next draft, a copy of the newest version."""
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    found = get_object_or_404(Scheme.objects.visible_to(request.user), pk=pk)
    version = reading.new_version(found, by=request.user)
    return redirect("scheme_version_edit", pk=version.pk)


class SchemeVersionPage(DetailPage):
    model = SchemeVersion
    capability = "schemes.read"
    list_url = "scheme_list"
    list_title = CRUMB
    workflow = SCHEME_VERSION
    status = Choice("status", gettext_lazy("Status"), SchemeStatus, badges=BADGES)
    template_name = "delegations/support/version.html"
    facts = (
        Day("valid_from", gettext_lazy("Valid from")),
        Day("valid_to", gettext_lazy("Valid until")),
    )

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("scheme")

    def get_crumbs(self, title: str) -> list[tuple[Any, str | None]]:
        version: SchemeVersion = self.object
        number = _("Version %d") % version.number
        return _crumbs((str(version.scheme), version.scheme.get_absolute_url()), (number, None))

    def get_actions(self) -> list[Action]:
        version: SchemeVersion = self.object
        actions = [
            Action(_("Try"), reverse("scheme_version_try", args=[version.pk]), "", "primary"),
            Action(_("Compare on cases"), reverse("scheme_version_compare", args=[version.pk])),
            Action(_("File"), reverse("scheme_version_file", args=[version.pk]), "download"),
        ]
        if version.is_draft and self.may_edit():
            address = reverse("scheme_version_edit", args=[version.pk])
            actions.insert(0, Action(_("Edit"), address, "edit"))
        return actions

    def extra_context(self) -> dict[str, Any]:
        version: SchemeVersion = self.object
        wrong = version.problems()
        return {
            "wrong": [spoken(problem.text) for problem in wrong],
            "unset": [spoken(problem.text) for problem in version.unset()],
            "sections": [] if wrong else showing.told(version.rules),
            "frame": [] if wrong else showing.frame(version.rules),
            "note": spoken({"de": version.note_de, "en": version.note_en}),
            "sources": version.sources,
        }


@requires("schemes.write")
def version_edit(request: HttpRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    if not version.is_draft:
        messages.error(request, _("A version that was in force is not changed; begin a new one."))
        return redirect(version)
    if version.problems():
        raise Http404
    sent = request.POST if request.method == "POST" else None
    frame = FrameForm(sent, instance=version)
    editor = Editor(version.rules, sent)
    what = sent.get("do", "save") if sent else ""
    checked = what == "save"
    wrong: list[str] = []
    if checked and frame.is_valid() and editor.is_valid():
        wrong = _saved(version, frame, editor, by=request.user)
        if not wrong:
            messages.success(request, _("Saved."))
            return redirect(version)
    elif what:
        editor.do(what)
    if not checked and sent:
        frame = FrameForm(instance=version, initial=_typed(frame))
    context = {
        "title": _("Edit: %s") % version,
        "crumbs": _crumbs((str(version), version.get_absolute_url()), (_("Edit"), None)),
        "version": version,
        "frame": frame,
        "sections": editor.sections(checked=checked),
        "wrong": wrong,
        "unsaved": bool(sent),
        "failed": checked,
    }
    return render(request, "delegations/support/edit.html", context)


def _typed(form: forms.BaseForm) -> dict[str, Any]:
    """What stands in a sent form, unread."""
    return {
        name: field.widget.value_from_datadict(form.data, {}, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def _saved(version: SchemeVersion, frame: FrameForm, editor: Editor, *, by: Any) -> list[str]:
    """Write the version; or the sentences that say why not."""
    rules = frame.top() | editor.rules()
    wrong = [spoken(problem.text) for problem in check.problems(rules)]
    if wrong:
        return wrong
    with transaction.atomic(), deed(by=by, why=_("Rules changed")):
        if not locked(SchemeVersion.objects.all()).get(pk=version.pk).is_draft:
            return [_("A version that was in force is not changed; begin a new one.")]
        row = frame.save(commit=False)
        row.rules = rules
        row.save()
    return []


@requires("schemes.read")
def version_file(request: HttpRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    name = f"{version.scheme.code}-{version.number}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(reading.written(version), content_type="application/json", headers=headers)


@requires("schemes.read")
def version_try(request: HttpRequest, pk: int) -> HttpResponse:
    """The case stands in the address: it can be sent to a colleague. Keeping one is a deed."""
    version = _version(request, pk)
    if version.problems():
        raise Http404
    data = request.POST if request.method == "POST" else request.GET
    form = CaseForm(version.rules, data or None)
    result = None
    if data and form.is_valid():
        result = version.assess(form.case())
        if request.method == "POST":
            return _keep(request, version, form.case())
    context = {
        "title": _("Try: %s") % version,
        "crumbs": _crumbs((str(version), version.get_absolute_url()), (_("Try"), None)),
        "version": version,
        "form": form,
        "found": showing.shown(result) if result else None,
        "writes": may(request.user, "schemes.write"),
        "typed": [(k, v) for k in request.GET for v in request.GET.getlist(k)],
    }
    return render(request, "delegations/support/try.html", context)


def _keep(request: HttpRequest, version: SchemeVersion, case: dict[str, Any]) -> HttpResponse:
    if not may(request.user, "schemes.write"):
        return HttpResponse(status=403)
    title = request.POST.get("title", "").replace("\x00", "").strip()[:200] or _("Case")
    with transaction.atomic(), deed(by=request.user, why=_("Case kept")):
        SupportCase.objects.create(scheme=version.scheme, title=title, facts=case)
    messages.success(request, _("The case is kept; versions can be compared on it."))
    return redirect("scheme_version_compare", pk=version.pk)


@requires("schemes.read")
def version_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """This version beside another: by choice, otherwise the one before it."""
    version = _version(request, pk)
    others = list(version.scheme.versions.exclude(pk=version.pk))
    chosen = request.GET.get("with", "")
    before = next((other for other in others if str(other.number) == chosen), None) or next(
        (other for other in others if other.number < version.number), next(iter(others), None)
    )
    sound = before is not None and not before.problems() and not version.problems()
    found = compared(before, version, request.user) if before and sound else []
    context = {
        "title": _("Compare: %s") % version,
        "crumbs": _crumbs((str(version), version.get_absolute_url()), (_("Compare"), None)),
        "version": version,
        "before": before,
        "others": others,
        "rows": [showing.difference(difference) for difference in found],
        "more": sum(difference.cents > 0 for difference in found),
        "less": sum(difference.cents < 0 for difference in found),
        "same": sum(difference.cents == 0 for difference in found),
    }
    return render(request, "delegations/support/compare.html", context)
