"""Pages of the portal about money: the account a club is paid to, and how it was used."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from delegations.applications.choices import ApplicationStatus
from delegations.applications.models import Application
from delegations.applications.portal import crumbs
from delegations.payments import accounts, proofs
from delegations.payments.forms import AccountForm, ProofForm
from delegations.payments.models import Reclaim, Revocation
from oia.core import files
from oia.core.permissions import may, person, requires
from partners.models import Club


def _club(request: HttpRequest, pk: int) -> Club:
    """The person's own club; for the office, which enters for a club, any it may see."""
    if may(request.user, "portal.read"):
        clubs = Club.objects.filter(representatives__user=person(request))
    else:
        clubs = Club.objects.visible_to(request.user)
    found: Club = get_object_or_404(clubs, pk=pk)
    return found


@sensitive_post_parameters("iban")
@requires("applying.write")
@never_cache
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter or change the account; what is stored shows its last four signs and no more."""
    club = _club(request, pk)
    form = AccountForm(request.POST or None)
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("portal") if may(request.user, "portal.read") else club.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        accounts.enter(club=club, **form.cleaned_data, by=request.user)
        messages.success(request, _("The account is kept. We check it before anything is paid."))
        return redirect(back)
    context = {
        "title": _("Bank account of %s") % club.title,
        "crumbs": crumbs((_("Bank account"), None)),
        "account": accounts.current_of(club),
        "form": form,
        "back": back,
    }
    return render(request, "apply/account.html", context)


def _mine(request: HttpRequest, pk: int) -> Application:
    rows = Application.objects.visible_to(request.user)
    found: Application = get_object_or_404(
        rows.select_related("club", "scheme", "version_used", "version_used__scheme"), pk=pk
    )
    return found


@requires("applying.write")
@never_cache
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """What the journey came to; it begins with the numbers of the application."""
    row = _mine(request, pk)
    version = row.rules(timezone.now())
    if row.status != ApplicationStatus.GRANTED or version is None:
        messages.info(request, _("There is nothing to be accounted for now."))
        return redirect(row.portal_url())
    form = ProofForm(row, version, request.POST or None)
    if request.method == "POST" and form.is_valid():
        report = form.cleaned_data["report"]
        proofs.fill(application=row, report=report, facts=form.facts(), by=request.user)
        messages.success(request, _("Saved. Hand in the papers next, then the account."))
        return redirect(row.portal_url())
    context = {
        "title": _("Proof of use"),
        "crumbs": crumbs((row.title, row.portal_url()), (_("Proof of use"), None)),
        "application": row,
        "form": form,
        "back": row.portal_url(),
    }
    return render(request, "apply/proof.html", context)


@requires("applying.write")
def reclaim_letter(request: HttpRequest, pk: int) -> FileResponse:
    return _letter(Reclaim.objects.visible_to(request.user), pk)


@requires("applying.write")
def revocation_letter(request: HttpRequest, pk: int) -> FileResponse:
    return _letter(Revocation.objects.visible_to(request.user), pk)


def _letter(rows: Any, pk: int) -> FileResponse:
    """The letter of the one of the rows that belongs to an application."""
    written = rows.exclude(letter=None).select_related("letter__file")
    found = get_object_or_404(written, application=pk).letter
    return files.download(found.file, found.name)
