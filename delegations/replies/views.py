"""Pages of the desk: mails that no application could be found for, and what becomes of them."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from delegations.applications.models import Application
from delegations.replies import actions
from delegations.replies.choices import Fate
from delegations.replies.models import IncomingMail
from oia.core import files
from oia.core.permissions import requires
from oia.core.workflow import Refused

SHOWN, OFFERED = 200, 300


class CaseField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.file_number or obj.pk} – {obj.title} – {obj.club.title}"


class AssignForm(forms.Form):
    application = CaseField(label=gettext_lazy("Application"), queryset=Application.objects.none())

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Application.objects.visible_to(user).exclude(status__in=actions.MUTE)
        newest = seen.order_by("-submitted", "-pk").values("pk")[:OFFERED]
        cast(CaseField, self.fields["application"]).queryset = (
            seen.filter(pk__in=newest).select_related("club").order_by("-submitted", "-pk")
        )


@requires("applications.write")
def incoming_list(request: HttpRequest) -> HttpResponse:
    rows = IncomingMail.objects.visible_to(request.user).waiting().order_by("came", "pk")
    context = {
        "title": _("Mails without an application"),
        "crumbs": [
            (_("Club applications"), reverse("application_list")),
            (_("Mails without an application"), None),
        ],
        "rows": rows[:SHOWN],
        "count": rows.count(),
        "shown": SHOWN,
    }
    return render(request, "delegations/replies/list.html", context)


def _mail(request: HttpRequest, pk: int) -> IncomingMail:
    rows = IncomingMail.objects.visible_to(request.user).select_related(
        "application__club", "settled_by"
    )
    found: IncomingMail = get_object_or_404(rows, pk=pk)
    return found


@requires("applications.write")
@never_cache
def incoming_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail with its words, and the form that says whose it is."""
    mail = _mail(request, pk)
    form = AssignForm(
        request.POST or None, user=request.user, initial={"application": mail.application_id}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.assign(mail=mail, **form.cleaned_data, by=request.user)
        except Refused as error:
            messages.error(request, " ".join(error.messages))
            return redirect(mail)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("It stands with the application now."))
            return redirect(form.cleaned_data["application"].get_absolute_url())
    title = mail.subject or _("Mail without a subject")
    context = {
        "title": title,
        "crumbs": [
            (_("Club applications"), reverse("application_list")),
            (_("Mails without an application"), reverse("incoming_list")),
            (title, None),
        ],
        "mail": mail,
        "files": mail.files.all(),
        "form": form if mail.fate == Fate.WAITING else None,
    }
    return render(request, "delegations/replies/mail.html", context)


@requires("applications.write")
@require_POST
def incoming_discard(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.discard(mail=_mail(request, pk), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Discarded; its text is gone."))
    return redirect("incoming_list")


@requires("applications.write")
def incoming_file(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    found = _mail(request, pk).files.select_related("file").filter(pk=number).first()
    if found is None:
        raise Http404
    return files.download(found.file, found.name)
