"""What texts of spreadsheets were said to mean, and forgetting it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oia.core.permissions import may, own_only, requires
from oia.office.models import Answer

SHOWN = 500


@requires("imports.read")
def answer_list(request: HttpRequest) -> HttpResponse:
    """What texts were said to mean; each can be forgotten and is asked again then."""
    answers = Answer.objects.select_related("place", "by").order_by("column", "folded")
    context = {
        "title": _("Remembered answers"),
        "crumbs": [(_("Imports"), reverse("import_list")), (_("Remembered answers"), None)],
        "answers": answers[:SHOWN],
        "can_write": may(request.user, "imports.write") and not own_only(request.user, "imports"),
    }
    return render(request, "office/answers.html", context)


@requires("imports.write")
@require_POST
def answer_forget(request: HttpRequest, pk: int) -> HttpResponse:
    if own_only(request.user, "imports"):
        raise PermissionDenied
    answer = get_object_or_404(Answer, pk=pk)
    answer.delete()
    messages.success(request, _("“%s” is asked again from now on.") % answer.folded)
    return redirect("answer_list")
