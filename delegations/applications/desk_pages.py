"""What pages of the desk share: a verb carried out with the data of its form."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.applications.models import Application

# The list a row stands in, as the first of the crumbs.
APPLICATIONS = (gettext_lazy("Club applications"), "application_list")
PAYMENTS = (gettext_lazy("Payments"), "payment_list")


def seen(request: HttpRequest, pk: int) -> Application:
    """The application, if the person may see it; else 404."""
    found: Application = get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
    return found


def done(
    request: HttpRequest, row: Any, title: Any, form: forms.Form, verb: Any,
    *, listed: tuple[Any, str] = APPLICATIONS,
) -> HttpResponse:  # fmt: skip
    """Carry out a verb with the data of a form; what is wrong stands beside the field."""
    if form.is_valid():
        try:
            verb(**form.cleaned_data)
        except ValidationError as error:
            known = hasattr(error, "error_dict") and set(error.error_dict) <= set(form.fields)
            form.add_error(None, error if known else error.messages)
        else:
            messages.success(request, _("Done: %s") % title)
            return redirect(row.get_absolute_url())
    label, address = listed
    context = {
        "title": title,
        "crumbs": [
            (label, reverse(address)),
            (str(row), row.get_absolute_url()),
            (title, None),
        ],
        "form": form,
        "submit_label": title,
        "cancel_url": row.get_absolute_url(),
    }
    return render(request, "ui/form.html", context)
