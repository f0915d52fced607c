"""The address that takes the steps of a noun's workflow, alike for every noun that has one."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views import View

from oia.core.permissions import Labelled
from oia.core.workflow import perform
from oia.ui.detail import DetailPage
from oia.ui.links import write_label


class StepPage(Labelled, View):
    """`/<key>/step/`: takes the step that a button of the noun's page names."""

    capability: str
    page: ClassVar[type[DetailPage]]
    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = self.page.model.objects.visible_to(request.user)  # type: ignore[attr-defined]
        row = get_object_or_404(rows, pk=pk)
        steps = self.page.workflow.names
        name = request.POST.get("step", "")
        if name not in steps:
            messages.error(request, _("This step does not exist."))
            return redirect(row.detail_url_name, pk=row.pk)
        reason = request.POST.get("reason", "").replace("\x00", "")
        seen = request.POST.get("seen")
        try:
            perform(self.page.workflow, row, name, by=request.user, reason=reason, seen=seen)
        except ValidationError as error:
            # A refusal is shown where the button stood.
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Done: %s") % steps[name].label)
        return redirect(row.detail_url_name, pk=row.pk)


def stepped(prefix: str, page: type[DetailPage]) -> URLPattern:
    """`<prefix><key>/step/`, named `<noun>_step`, for a page with a `workflow`."""
    noun = page.model.detail_url_name  # type: ignore[attr-defined]
    attributes = {
        "page": page,
        "capability": page.step_capability or page.write_capability or write_label(page.capability),
    }
    own: Any = type(f"{page.model.__name__}StepPage", (StepPage,), attributes)
    return path(f"{prefix}<int:pk>/step/", own.as_view(), name=f"{noun}_step")
