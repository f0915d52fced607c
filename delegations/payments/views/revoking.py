"""A grant taken back and money asked back, at the desk: proposed by one, decided by another."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from delegations.applications.choices import ApplicationStatus, RevokeReason
from delegations.applications.desk_pages import done, seen
from delegations.applications.models import Application
from delegations.payments import proofs, reclaims, revoking
from delegations.payments.forms import RepaidForm, RepayByForm, RevokeForm, WaiveForm
from delegations.payments.models import Reclaim, Revocation
from oia.core.permissions import may, requires
from oia.ui import words

Forms = list[tuple[str, Any, forms.Form]]


def forms_for(row: Application, user: Any) -> Forms:
    """(name, title, blank form) of what the person can do now about a grant or a reclaim."""
    if row.status in revoking.REVOCABLE:
        return _about_the_grant(row, user)
    if row.status == ApplicationStatus.RECLAIM:
        return _about_the_reclaim(row, user)
    return []


def _about_the_grant(row: Application, user: Any) -> Forms:
    found = revoking.revocation_of(row)
    if found is None:
        proposes = may(user, "applications.write")
        return [("revoke", _("Propose to revoke the grant"), RevokeForm())] if proposes else []
    if not may(user, "decisions.write"):
        return []
    shown: Forms = []
    if found.proposed_by_id != user.pk:
        shown.append(("revoke_decide", _("Revoke the grant"), _decision(row, found)))
    shown.append(("revoke_drop", _("Let the grant stand"), forms.Form()))
    return shown


def _decision(row: Application, found: Revocation | None, data: Any = None) -> RepayByForm:
    due = timezone.localdate() + proofs.TO_REPAY
    start = {"due": due, "seen": revoking.mark_of(found) if found else ""}
    return RepayByForm(data, initial=start, to_repay=revoking.gone(row))


def _about_the_reclaim(row: Application, user: Any) -> Forms:
    reclaim = Reclaim.objects.get(application=row.pk)
    shown: Forms = []
    if may(user, "payments.write"):
        start = {"day": timezone.localdate(), "amount": reclaim.outstanding}
        shown.append(("repaid", _("Record as paid back"), RepaidForm(initial=start)))
    if reclaim.waiver_by_id is None:
        if may(user, "applications.write"):
            shown.append(("waive_ask", _("Propose to give up the rest"), WaiveForm()))
    elif may(user, "decisions.write"):
        if reclaim.waiver_by_id != user.pk:
            shown.append(("waive", _("Give up the rest"), forms.Form()))
        shown.append(("waive_drop", _("Go on asking for the rest"), forms.Form()))
    return shown


def shown(row: Application) -> dict[str, Any]:
    """What is proposed or decided about the grant, and what came of what was asked back."""
    reclaim = Reclaim.objects.filter(application=row.pk).select_related("waiver_by").first()
    found = (
        Revocation.objects.filter(application=row.pk)
        .select_related("proposed_by", "decided_by")
        .first()
    )
    names = dict(RevokeReason.choices)
    return {
        "revocation": found,
        "revoke_reasons": [names.get(code, code) for code in found.reasons] if found else [],
        **told(reclaim),
    }


def told(reclaim: Reclaim | None) -> dict[str, Any]:
    """A reclaim in words: asked, come, given up, still owed."""
    if reclaim is None:
        return {"reclaim": None}
    owed = reclaim.outstanding
    return {
        "reclaim": reclaim,
        "to_repay": words.money(reclaim.amount, "EUR"),
        "repayments": [
            (words.money(one.amount, "EUR"), one.day) for one in reclaim.repayments.all()
        ],
        "given_up": words.money(reclaim.waived, "EUR") if reclaim.waived else "",
        "owed": words.money(owed, "EUR") if owed > 0 else "",
    }


@requires("applications.write")
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    row = seen(request, pk)
    return done(
        request, row, _("Propose to revoke the grant"), RevokeForm(request.POST),
        lambda **said: revoking.propose(application=row, **said, by=request.user),
    )  # fmt: skip


@requires("decisions.write")
@require_POST
def revoke_decide(request: HttpRequest, pk: int) -> HttpResponse:
    row = seen(request, pk)
    form = _decision(row, revoking.revocation_of(row), request.POST)

    def verb(seen: str, due: Any = None) -> None:
        revoking.decide(application=row, due=due, seen=seen, by=request.user)

    return done(request, row, _("Revoke the grant"), form, verb)


@requires("decisions.write")
@require_POST
def revoke_drop(request: HttpRequest, pk: int) -> HttpResponse:
    return _pressed(request, pk, _("Let the grant stand"), revoking.drop)


@requires("payments.write")
@require_POST
def repaid(request: HttpRequest, pk: int) -> HttpResponse:
    row = seen(request, pk)
    return done(
        request, row, _("Record as paid back"), RepaidForm(request.POST),
        lambda **said: reclaims.repaid(application=row, **said, by=request.user),
    )  # fmt: skip


@requires("applications.write")
@require_POST
def waive_ask(request: HttpRequest, pk: int) -> HttpResponse:
    row = seen(request, pk)
    return done(
        request, row, _("Propose to give up the rest"), WaiveForm(request.POST),
        lambda **said: reclaims.ask_to_waive(application=row, **said, by=request.user),
    )  # fmt: skip


@requires("decisions.write")
@require_POST
def waive(request: HttpRequest, pk: int) -> HttpResponse:
    return _pressed(request, pk, _("Give up the rest"), reclaims.waive)


@requires("decisions.write")
@require_POST
def waive_drop(request: HttpRequest, pk: int) -> HttpResponse:
    return _pressed(request, pk, _("Go on asking for the rest"), reclaims.keep_asking)


def _pressed(request: HttpRequest, pk: int, title: str, verb: Any) -> HttpResponse:
    """A verb that asks for nothing besides."""
    row = seen(request, pk)
    try:
        verb(application=row, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Done: %s") % title)
    return redirect(row.get_absolute_url())
