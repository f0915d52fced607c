"""Papers at the desk: asked for, taken from a mail, given back."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from delegations.applications import papers
from delegations.applications.choices import OPEN
from delegations.applications.desk_forms import AskForm, PutForm
from delegations.applications.desk_pages import done, seen
from delegations.applications.models import Application, MessageFile, Paper
from oia.core.permissions import may, requires


def shown(row: Application, user: Any) -> dict[str, Any]:
    """(paper, form, taken) of each: what is missing where files came by mail has a form that takes
    one; what was `taken` so can be given back."""
    found = papers.shown(row)
    files = MessageFile.objects.filter(message__application=row)
    choices = list(files) if may(user, "applications.write") else []
    forms = {
        paper.pk: PutForm(choices, auto_id=f"put_{paper.pk}_%s")
        for paper in found["papers"]
        if choices and paper.document is None and paper.pk in found["takes"]
    }
    came = {file.document_id for file in choices}
    lines = [
        (paper, forms.get(paper.pk), paper.document_id in came and paper.pk in found["takes"])
        for paper in found["papers"]
    ]
    return {**found, "papers": lines, "not_in": row.missing if row.status in OPEN else []}


@requires("applications.write")
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    row = seen(request, pk)

    def verb(**said: Any) -> None:
        papers.ask(application=row, **said, by=request.user)

    return done(request, row, _("Ask for papers"), AskForm(request.POST), verb)


def _paper(request: HttpRequest, pk: int) -> Paper:
    """The paper, if the person may see its application; else 404."""
    rows = Paper.objects.visible_to(request.user).select_related("application")
    found: Paper = get_object_or_404(rows, pk=pk)
    return found


@requires("applications.write")
@require_POST
def put(request: HttpRequest, pk: int) -> HttpResponse:
    """A file that came by mail takes the place of a paper."""
    paper = _paper(request, pk)
    files = MessageFile.objects.filter(message__application=paper.application)
    form = PutForm(list(files), request.POST)

    def verb(*, file: MessageFile) -> None:
        papers.put(paper=paper, file=file, by=request.user)

    return done(request, paper.application, str(paper), form, verb)


@requires("applications.write")
@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The file is another paper after all; it stays with its message."""
    paper = _paper(request, pk)

    def verb() -> None:
        papers.put_back(paper=paper, by=request.user)

    return done(request, paper.application, str(paper), forms.Form(request.POST), verb)
