"""From a first proof to being signed in: the second step, and passkeys that prove both at once."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from oia.core import factors, passkeys, places, throttle
from oia.core.models import User
from oia.core.permissions import requires
from oia.office.accounts import notices

BACKEND = "django.contrib.auth.backends.ModelBackend"
# What the first proof was; a passkey is first and second at once.
PASSWORD, LINK, CODE = "password", "link", "code"
WAITS = 10 * 60  # seconds between the first and the second step
# What a browser without a finished sign-in remembers.
WAITING, CHALLENGE = "waiting", "challenge"


def origin_of(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def target_of(request: HttpRequest, otherwise: str) -> str:
    """Where the address says to go on, if that is one of ours."""
    target = request.POST.get("next", "") or request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if own else reverse(otherwise)


def admit(request: HttpRequest, user: User, *, how: str, to: str) -> HttpResponseRedirect:
    """In, if the first proof is enough for this person; else to the second step."""
    if not factors.has_any(user):
        return let_in(request, user, how=how, proven="", to=to)
    if request.user.is_authenticated:
        logout(request)
    # A key that somebody else knows already shall not carry the first step.
    request.session.cycle_key()
    request.session[WAITING] = {
        "user": user.pk,
        "hash": user.get_session_auth_hash(),
        "at": timezone.now().timestamp(),
        "how": how,
        "to": to,
    }
    return redirect("sign_in_second")


def let_in(
    request: HttpRequest, user: User, *, how: str, proven: str, to: str
) -> HttpResponseRedirect:
    """The browser is signed in, under a new key; `proven` names the second step, if any."""
    request.session.pop(WAITING, None)
    if request.user.is_authenticated:
        logout(request)
    login(request, user, backend=BACKEND)
    places.note(request, user, how=how, proven=proven)
    return HttpResponseRedirect(to)


# The second step --------------------------------------------------------------------------------


class ProofForm(forms.Form):
    """A code of the app, or one on paper."""

    code = forms.CharField(
        label=gettext_lazy("One-time code"),
        max_length=40,
        help_text=gettext_lazy("Six digits from your app, or one of the codes on paper."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )


def _waiting(request: HttpRequest) -> dict[str, Any] | None:
    """The sign-in that waits for its second step, while it is young."""
    kept: dict[str, Any] | None = request.session.get(WAITING)
    if kept is None or timezone.now().timestamp() - kept["at"] > WAITS:
        return None
    return kept


def _whose(request: HttpRequest) -> User | None:
    """Who has to prove themselves: whoever waits at the door, or is in and asked again."""
    kept = _waiting(request)
    if kept is not None:
        user = User.objects.filter(pk=kept["user"], is_active=True).first()
        # A password changed meanwhile starts over.
        return user if user and user.get_session_auth_hash() == kept["hash"] else None
    own: Any = request.user
    return own if own.is_authenticated and factors.has_any(own) else None


def _go_on(request: HttpRequest, user: User, proven: str) -> HttpResponseRedirect:
    kept = _waiting(request)
    if kept is not None:
        return let_in(request, user, how=kept["how"], proven=proven, to=kept["to"])
    places.prove_again(request, proven)
    return HttpResponseRedirect(target_of(request, "account_security"))


@requires("public")
@never_cache
def second_step(request: HttpRequest) -> HttpResponse:
    """A code or a passkey after the first proof, or again before something that matters."""
    user = _whose(request)
    if user is None:
        return redirect("account_security" if request.user.is_authenticated else "login")
    verb = request.POST.get("verb", "")
    if verb == "ask":
        return ask_passkey(request, user=user)
    if verb == "signed":
        if signed(request, user) is not None:
            return _go_on(request, user, factors.PASSKEY)
        return _second_page(request, user, ProofForm(), refused=_("That was not your passkey."))
    form = ProofForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        here = throttle.address_of(request)
        try:
            proven = factors.prove(user=user, typed=form.cleaned_data["code"], address=here)
        except factors.Closed:
            words = _("There were too many wrong codes. Wait a quarter of an hour, then try again.")
            return _second_page(request, user, form, refused=words, status=429)
        if proven:
            if proven == factors.PAPER:
                told = gettext_lazy("A code on paper was used to sign in.")
                notices.tell_of_second_step(user, told)
            return _go_on(request, user, proven)
        if factors.is_closed(user, address=here):
            notices.tell_of_second_step(
                user, gettext_lazy("Many wrong codes followed your password.")
            )
        form.add_error("code", _("This code is wrong, too old or was used before."))
    return _second_page(request, user, form)


def _second_page(
    request: HttpRequest, user: User, form: forms.Form, *, refused: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "title": _("Second step"),
        "form": form,
        "refused": refused,
        "has_code": factors.has_app(user) or factors.paper_left(user) > 0,
        "has_passkey": user.passkeys.exists(),
    }
    return render(request, "registration/second_step.html", context, status=status)


# Passkeys ---------------------------------------------------------------------------------------


def ask_passkey(request: HttpRequest, *, user: User | None = None) -> HttpResponse:
    """The page whose script asks the browser for a signature and sends it as a form."""
    options, state = passkeys.ask_for_proof(origin=origin_of(request), user=user)
    request.session[CHALLENGE] = state
    back = reverse("sign_in_second" if user else "login")
    return passkey_page(request, title=_("Your passkey"), verb="get", options=options, back=back)


def passkey_page(
    request: HttpRequest, *, title: str, verb: str, options: dict[str, Any], back: str, **more: Any
) -> HttpResponse:
    context = {
        "title": title,
        "verb": verb,
        "options": json.dumps(options),
        "again": request.POST.get("next", "") or request.GET.get("next", ""),
        "back": back,
        **more,
    }
    return render(request, "registration/passkey.html", context)


def signed(request: HttpRequest, user: User | None) -> User | None:
    """Whose passkey signed what was asked; each question is asked once."""
    state = request.session.pop(CHALLENGE, None)
    answer = request.POST.get("credential", "")
    return passkeys.proven(state=state, answer=answer, origin=origin_of(request), user=user)


@requires("public")
@never_cache
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """Address and password need not be typed: the passkey says who it is and proves both steps."""
    if request.method != "POST":
        context: dict[str, Any] = {"title": _("Sign in by passkey")}
        context["again"] = request.GET.get("next", "")
        return render(request, "registration/passkey_start.html", context)
    if request.POST.get("verb") != "signed":
        return ask_passkey(request)
    user = signed(request, None)
    if user is None:
        context = {"title": _("Sign in by passkey"), "refused": True}
        return render(request, "registration/passkey_start.html", context, status=403)
    to = target_of(request, "home")
    return let_in(request, user, how=factors.PASSKEY, proven=factors.PASSKEY, to=to)
