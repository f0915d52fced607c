"""Pages of the desk about money for clubs: accounts and who looked at them."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from delegations.payments import accounts
from delegations.payments.forms import ConfirmForm, RevealForm
from delegations.payments.iban import in_groups
from delegations.payments.models import BankAccount
from oia.core.permissions import may, requires


def _account(request: HttpRequest, pk: int) -> BankAccount:
    rows = BankAccount.objects.visible_to(request.user)
    found: BankAccount = get_object_or_404(
        rows.select_related("club", "entered_by", "confirmed_by"), pk=pk
    )
    return found


@requires("payments.read")
@never_cache
def bank_account(request: HttpRequest, pk: int) -> HttpResponse:
    """An account with its last four signs; the full number only after a reason is given."""
    return _shown(request, _account(request, pk))


def _shown(
    request: HttpRequest, row: BankAccount, number: str = "", **forms_: forms.Form
) -> HttpResponse:
    user: Any = request.user
    open_ = not (row.confirmed or row.replaced)
    confirms = open_ and may(user, "payments.write") and row.entered_by_id != user.pk
    context = {
        "title": _("Bank account of %s") % row.club.title,
        "crumbs": [
            (_("Clubs"), reverse("club_list")),
            (row.club.title, row.club.get_absolute_url()),
            (_("Bank account"), None),
        ],
        "account": row,
        "number": number,
        "own": open_ and row.entered_by_id == user.pk,
        "confirm_form": forms_.get("confirm", ConfirmForm()) if confirms else None,
        "reveal_form": forms_.get("reveal", RevealForm()) if may(user, "iban.read") else None,
        "reads_url": f"{reverse('read_list')}?{urlencode({'q': row.get_absolute_url()})}"
        if may(user, "reads.read")
        else "",
        "change_url": reverse("portal_account", args=[row.club_id])
        if may(user, "iban.write") and not row.replaced
        else "",
    }
    return render(request, "delegations/payments/account.html", context)


@requires("payments.read")
@never_cache
@require_POST
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """The full number, once, in the answer to the reason; nothing keeps it."""
    row = _account(request, pk)
    if not may(request.user, "iban.read"):
        raise PermissionDenied
    form = RevealForm(request.POST)
    if not form.is_valid():
        return _shown(request, row, reveal=form)
    number = accounts.reveal(account=row, **form.cleaned_data, by=request.user)
    return _shown(request, row, in_groups(number))


@requires("payments.write")
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    row = _account(request, pk)
    form = ConfirmForm(request.POST)
    if form.is_valid():
        try:
            accounts.confirm(account=row, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Confirmed: money may be paid there."))
        return redirect(row.get_absolute_url())
    return _shown(request, row, confirm=form)
