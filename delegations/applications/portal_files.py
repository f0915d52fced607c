"""Files a club may fetch: its papers, letters to it, and what it sent by mail."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404

from delegations.applications.models import Application, MessageFile, Paper
from oia.core import files
from oia.core.permissions import requires
from oia.office.models import Document


def _download(document: Document | None) -> FileResponse:
    if document is None:
        raise Http404
    return files.download(document.file, document.name)


@requires("applying.write")
def paper(request: HttpRequest, pk: int) -> FileResponse:
    rows = Paper.objects.visible_to(request.user).select_related("document__file")
    return _download(get_object_or_404(rows, pk=pk).document)


@requires("applying.write")
def letter(request: HttpRequest, pk: int) -> FileResponse:
    """The decision as it was written."""
    rows = Application.objects.visible_to(request.user).select_related("letter__file")
    return _download(get_object_or_404(rows, pk=pk).letter)


@requires("applying.write")
def receipt(request: HttpRequest, pk: int) -> FileResponse:
    """What came in, as it was written down then."""
    rows = Application.objects.visible_to(request.user).select_related("receipt__file")
    return _download(get_object_or_404(rows, pk=pk).receipt)


@requires("applying.write")
def papers_letter(request: HttpRequest, pk: int) -> FileResponse:
    """The request in which the paper was asked for."""
    rows = Paper.objects.visible_to(request.user).select_related("letter__file")
    return _download(get_object_or_404(rows, pk=pk).letter)


@requires("applying.write")
def message_file(request: HttpRequest, pk: int) -> FileResponse:
    rows = MessageFile.objects.visible_to(request.user).select_related("document__file")
    return _download(get_object_or_404(rows, pk=pk).document)
