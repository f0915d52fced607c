"""Pages of the annual reports."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from oia.core.permissions import requires


@requires("reports.read")
def report_list(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/message.html", {"title": "Reports"})
