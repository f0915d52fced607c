"""Pages of the annual reports: write, build, review, publish; read what was published."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from oia.core import files
from oia.core.audit import history_of
from oia.core.permissions import may, requires
from oia.core.workflow import Refused, perform
from oia.office.models import Office
from reporting import pictures
from reporting.actions import begin_report, build_report, write_narrative
from reporting.chapters import chapters
from reporting.choices import ReportStatus
from reporting.drawing import drawn
from reporting.models import Report, ReportVersion
from reporting.snapshot import in_order
from reporting.workflows import REPORT

BADGES = {"draft": "info", "review": "warning", "published": "success"}
YEARS_BACK = 8


class BeginForm(forms.Form):
    """Which year and language; the report of both may be there already."""

    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = timezone.localdate().year
        years = range(this, this - YEARS_BACK, -1)
        cast(forms.ChoiceField, self.fields["year"]).choices = [(year, year) for year in years]
        self.initial.setdefault("year", this - 1)


def _crumbs(*more: tuple[Any, str | None]) -> list[tuple[Any, str | None]]:
    return [(_("Annual reports"), reverse("report_list")), *more]


@requires("reports.read")
def report_list(request: HttpRequest) -> HttpResponse:
    reports = Report.objects.visible_to(request.user).prefetch_related(
        Prefetch("versions", ReportVersion.objects.defer("snapshot"))
    )
    context = {
        "title": _("Annual reports"),
        "crumbs": [(_("Annual reports"), None)],
        "reports": [(one, *_state(one, request.user), one.versions.all()) for one in reports],
        "writes": may(request.user, "drafts.write"),
        "form": BeginForm() if may(request.user, "drafts.write") else None,
    }
    return render(request, "reporting/list.html", context)


def _state(report: Report, user: Any) -> tuple[str, str]:
    """Kind of badge and word; whoever reads no drafts sees what has been published."""
    hidden = not may(user, "drafts.read")
    status = ReportStatus.PUBLISHED if hidden else ReportStatus(report.status)
    return BADGES[status], str(status.label)


@requires("drafts.write")
@require_POST
def report_begin(request: HttpRequest) -> HttpResponse:
    form = BeginForm(request.POST)
    if Office.current() is None:
        messages.error(request, _("Set up the office first."))
        return redirect("home")
    if not form.is_valid():
        messages.error(request, _("Choose a year and a language."))
        return redirect("report_list")
    report = begin_report(**form.cleaned_data, by=request.user)
    if report.built is None and report.status == ReportStatus.DRAFT:
        build_report(report=report, by=request.user)
    return redirect(report)


def _report(request: HttpRequest, pk: int) -> Report:
    # Together with its job: one that ends between two readings would leave a page without either.
    return get_object_or_404(Report.objects.visible_to(request.user).select_related("job"), pk=pk)


@requires("reports.read")
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft for the office; whoever may not see drafts reads the newest published version."""
    row = _report(request, pk)
    versions = row.versions.defer("snapshot")
    newest = versions.first()
    if not may(request.user, "drafts.read"):
        assert newest is not None
        return redirect("report_version", pk=row.pk, number=newest.number)
    context = {
        "title": str(row),
        "crumbs": _crumbs((str(row), None)),
        "report": row,
        "badge_kind": BADGES[row.status],
        "versions": versions,
        "newest": newest,
        # What leads on comes before what asks for a reason.
        "steps": sorted(
            REPORT.with_objections(row, request.user), key=lambda step: step[0].needs_reason
        ),
        "writes": may(request.user, "drafts.write") and row.status == ReportStatus.DRAFT,
        "chapters": _chapters(row),
        "changes": history_of(row, 8),
    }
    return render(request, "reporting/report.html", context)


def _chapters(row: Report) -> list[dict[str, Any]]:
    """Each chapter with its text and what the last build made of it."""
    built = {chapter["key"]: chapter for chapter in (row.snapshot or {}).get("chapters", ())}
    texts = dict(row.narratives.values_list("section", "text"))
    return [
        {
            "key": chapter.key,
            "title": chapter.title,
            "text": texts.get(chapter.key, ""),
            "writable": chapter.narrative,
            "blocks": _drawn(built.get(chapter.key), row.snapshot),
        }
        for chapter in chapters()
    ]


def _drawn(chapter: dict[str, Any] | None, snapshot: Any) -> list[dict[str, Any]]:
    return [drawn(block, snapshot) for block in chapter["blocks"]] if chapter else []


@requires("drafts.write")
@require_POST
def report_build(request: HttpRequest, pk: int) -> HttpResponse:
    row = _report(request, pk)
    try:
        build_report(report=row, by=request.user)
    except Refused as error:
        messages.error(request, " ".join(error.messages))
    return redirect(row)


@requires("drafts.read")
@require_POST
def report_step(request: HttpRequest, pk: int) -> HttpResponse:
    row = _report(request, pk)
    name = request.POST.get("step", "")
    if name not in REPORT.names:
        raise Http404
    try:
        perform(REPORT, row, name, by=request.user, reason=request.POST.get("reason", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Done: %s") % REPORT.names[name].label)
    return redirect(row)


class NarrativeForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Text"),
        widget=forms.Textarea(attrs={"rows": 14}),
        required=False,
        max_length=20_000,
        help_text=gettext_lazy(
            "It stands at the start of the chapter. A blank line begins a new paragraph."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


@requires("drafts.write")
def narrative(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """Write a chapter's text; when somebody else wrote meanwhile, both texts are shown."""
    row = _report(request, pk)
    chapter = next((one for one in chapters() if one.key == section and one.narrative), None)
    if chapter is None:
        raise Http404
    if row.status != ReportStatus.DRAFT:
        messages.error(request, _("The texts are closed. Put the report back to draft first."))
        return redirect(row)
    stored = row.narratives.filter(section=section).first()
    initial = {"text": stored.text, "version": stored.version} if stored else {"version": 0}
    form = NarrativeForm(request.POST or None, initial=initial)
    other = ""
    if request.method == "POST" and form.is_valid():
        try:
            write_narrative(report=row, section=section, by=request.user, **form.cleaned_data)
        except Refused as error:
            other = stored.text if stored else ""
            # Saving again is a decision taken with both texts in view.
            version = stored.version if stored else 0
            form = NarrativeForm({**request.POST.dict(), "version": version})
            form.add_error(None, error)
        else:
            messages.success(request, _("The text is saved. Build the report to see it."))
            return redirect(f"{row.get_absolute_url()}#{section}")
    context = {
        "title": chapter.title,
        "crumbs": _crumbs((str(row), row.get_absolute_url()), (chapter.title, None)),
        "form": form,
        "other": other,
        "cancel_url": row.get_absolute_url(),
    }
    return render(request, "reporting/narrative.html", context)


@requires("drafts.read")
def report_file(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """PDF or annex of the last build; in review the paper as it will be published."""
    row = _report(request, pk)
    stored = {"pdf": row.pdf, "annex": row.annex, "print": row.printed}.get(kind)
    if stored is None:
        raise Http404
    return files.download(stored, _file_name(row, kind, draft=True))


@requires("drafts.read")
def report_picture(request: HttpRequest, pk: int, digest: str) -> HttpResponse:
    """A picture of the last build."""
    return _picture(_report(request, pk).snapshot, digest)


def _picture(snapshot: Any, digest: str) -> HttpResponse:
    stored = pictures.stored(snapshot, digest) if snapshot else None
    if stored is None:
        raise Http404
    return files.picture(stored)


def _file_name(row: Report, kind: str, *, draft: bool = False, number: int = 0) -> str:
    suffix = "xlsx" if kind == "annex" else "pdf"
    state = ("print" if kind == "print" else "draft") if draft else f"v{number}"
    return f"{row.period.label.replace('/', '-')}-{row.language}-{state}.{suffix}"


def _version(request: HttpRequest, pk: int, number: int) -> ReportVersion:
    versions = ReportVersion.objects.filter(report__in=Report.objects.visible_to(request.user))
    return get_object_or_404(
        versions.select_related("report", "pdf").defer("report__snapshot"), report=pk, number=number
    )


@requires("reports.read")
def report_version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What was published, as it was: nothing here is computed anew."""
    version = _version(request, pk, number)
    snapshot = version.snapshot
    figures = [{"code": code, **entry} for code, entry in in_order(snapshot) if "text" in entry]
    context = {
        "title": str(version.report),
        "crumbs": _crumbs(
            (f"{version.report}, {_('Version %(number)s') % {'number': number}}", None)
        ),
        "version": version,
        "report": version.report,
        "snapshot": snapshot,
        "as_of": dt.datetime.fromisoformat(snapshot["as_of"]),
        "figures": figures,
        "newer": version.report.versions.filter(number__gt=number).defer("snapshot").first(),
        "chapters": [
            {**chapter, "text": chapter["narrative"], "blocks": _drawn(chapter, snapshot)}
            for chapter in snapshot["chapters"]
        ],
        "opens": may(request.user, "published_rows.read"),
    }
    return render(request, "reporting/version.html", context)


@requires("published_rows.read")
def version_figure(request: HttpRequest, pk: int, number: int, code: str) -> HttpResponse:
    """A published figure down to its frozen rows."""
    version = _version(request, pk, number)
    entry = version.snapshot["figures"].get(code)
    if entry is None:
        raise Http404
    context = {
        "title": entry["name"],
        "crumbs": _crumbs(
            (str(version.report), reverse("report_version", args=[pk, number])),
            (entry["name"], None),
        ),
        "version": version,
        "snapshot": version.snapshot,
        "entry": entry,
        "listed": entry.get("rows"),
        "behind": version.snapshot["rows"].get(code),
    }
    return render(request, "reporting/figure.html", context)


@requires("reports.read")
def version_file(request: HttpRequest, pk: int, number: int, kind: str) -> HttpResponseBase:
    version = _version(request, pk, number)
    stored = {"pdf": version.pdf, "annex": version.annex}.get(kind)
    if stored is None:
        raise Http404
    return files.download(stored, _file_name(version.report, kind, number=number))


@requires("reports.read")
def version_picture(request: HttpRequest, pk: int, number: int, digest: str) -> HttpResponse:
    return _picture(_version(request, pk, number).snapshot, digest)
