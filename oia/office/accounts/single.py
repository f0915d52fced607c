"""Pages of single sign-on: to the identity provider, back, and the link on “My account”.

Whatever goes wrong on the way gets one plain answer, so that nobody learns who has an account or
which check refused; the reason stands in the log, without a name.
"""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from oia.core import single, throttle
from oia.core.audit import deed
from oia.core.models import OutsideIdentity
from oia.core.permissions import requires
from oia.core.single import SINGLE, Refused
from oia.office.accounts.entry import admit, let_in, target_of
from oia.office.accounts.notices import tell_of_second_step
from oia.office.accounts.security import fresh
from oia.office.views.doors import too_many

log = logging.getLogger(__name__)
# What the browser that was sent remembers: an answer works once, and nowhere else.
SENT = "single"


def _who(request: HttpRequest) -> dict[str, str]:
    address = throttle.address_of(request)
    return {"account": f"from {address}", "address": address}


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("single_back"))


def _refuse(request: HttpRequest, why: Refused) -> HttpResponse:
    throttle.note(throttle.SINGLE, **_who(request))
    log.info("single sign-on refused: %s", why)
    context = {"title": _("Single sign-on"), "refused": True, "name": settings.OIDC_NAME}
    return render(request, "registration/single.html", context, status=403)


@requires("public")
@require_GET
@never_cache
def single_start(request: HttpRequest) -> HttpResponse:
    """By a link, not a form: a form may lead to nobody but us (form-action of the CSP)."""
    if not single.is_on() or request.user.is_authenticated:
        return redirect("login")
    if not throttle.enter(throttle.SINGLE, **_who(request)):
        return too_many(request)
    try:
        address, kept = single.begin(back=_back(request))
    except Refused as why:
        return _refuse(request, why)
    request.session[SENT] = {**kept, "to": target_of(request, "home"), "user": None}
    return HttpResponseRedirect(address)


@requires("public")
@require_GET
@never_cache
def single_back(request: HttpRequest) -> HttpResponse:
    """In, or linked, for whoever was sent from this browser; everything else is refused alike."""
    if not single.is_on():
        return redirect("login")
    # Used up whatever comes of it.
    kept: dict[str, Any] | None = request.session.pop(SENT, None)
    if not throttle.enter(throttle.SINGLE, **_who(request)):
        return too_many(request)
    try:
        proof = single.finish(kept=kept, answer=request.GET.dict(), back=_back(request))
        assert kept is not None
        if kept["user"] is not None:
            return _linked(request, kept, proof)
        user = single.user_of(proof)
        if user is None:
            raise Refused("nobody is linked")
    except Refused as why:
        return _refuse(request, why)
    if proof.two_steps:
        return let_in(request, user, how=SINGLE, proven=SINGLE, to=kept["to"])
    return admit(request, user, how=SINGLE, to=kept["to"])


def _linked(request: HttpRequest, kept: dict[str, Any], proof: single.Proof) -> HttpResponse:
    """Only for the person who pressed the button, still signed in with the same proofs."""
    own: Any = request.user
    if not own.is_authenticated or own.pk != kept["user"]:
        raise Refused("somebody else is signed in")
    single.link(by=own, proof=proof)
    tell_of_second_step(own, gettext_lazy("Single sign-on was linked to your account."))
    messages.success(request, _("From now on you sign in with %s.") % settings.OIDC_NAME)
    return redirect("account_security")


@requires("public")
@require_GET
@never_cache
def single_out(request: HttpRequest) -> HttpResponse:
    """Out here; by a link also there, because the next person at the machine would come in."""
    back = request.build_absolute_uri(reverse("login"))
    address = single.way_out(back=back) if single.is_on() else None
    if address is None or request.user.is_authenticated:
        return redirect("login")
    context = {"title": _("Signed out"), "name": settings.OIDC_NAME, "out": address}
    return render(request, "registration/single.html", context)


@requires("signed-in")
@never_cache
@require_POST
@fresh
def single_link(request: HttpRequest) -> HttpResponse:
    """A page with the link to the provider, because a form may not lead there."""
    own: Any = request.user
    if not single.is_on() or single.link_of(own):
        return redirect("account_security")
    try:
        address, kept = single.begin(back=_back(request))
    except Refused as why:
        return _refuse(request, why)
    request.session[SENT] = {**kept, "to": "", "user": own.pk}
    context = {"title": _("Single sign-on"), "name": settings.OIDC_NAME, "address": address}
    return render(request, "registration/single.html", context)


@requires("signed-in")
@never_cache
@require_POST
@fresh
def single_revoke(request: HttpRequest) -> HttpResponse:
    own: Any = request.user
    with deed(by=own, why=_("Single sign-on ended")):
        ended, _rows = OutsideIdentity.objects.filter(user=own).delete()
    if ended:
        tell_of_second_step(own, gettext_lazy("Single sign-on was ended for your account."))
        messages.success(request, _("Single sign-on no longer signs you in."))
    return redirect("account_security")
