"""“My account”, security: app, passkeys, codes on paper, and where one is signed in."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

import segno
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from oia.core import factors, passkeys, places, single, throttle
from oia.core.models import Authenticator, Passkey, SignedIn
from oia.core.permissions import before_second_step, requires
from oia.office.accounts.entry import (
    CHALLENGE,
    CODE,
    LINK,
    PASSWORD,
    origin_of,
    passkey_page,
    target_of,
)
from oia.office.accounts.notices import tell_of_second_step
from oia.office.models import Office

FRESH = 15 * 60  # seconds for which a proof counts before it is asked again
HOW = {
    PASSWORD: gettext_lazy("password"),
    LINK: gettext_lazy("link by mail"),
    CODE: gettext_lazy("code by mail"),
    single.SINGLE: gettext_lazy("single sign-on"),
    factors.APP: gettext_lazy("authenticator app"),
    factors.PASSKEY: gettext_lazy("passkey"),
    factors.PAPER: gettext_lazy("code on paper"),
}
Page = Callable[..., HttpResponseBase]


def setting_up(view: Page) -> Page:
    """Open before the second step, because here it is set up."""
    return before_second_step(requires("signed-in")(never_cache(view)))


def fresh(view: Page) -> Page:
    """Whoever is here proves it anew: an open screen alone changes nothing.

    A page comes back after the proof; a button is pressed again where it stands.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        at = request.session.get(places.PROVEN_AT, 0)
        if timezone.now().timestamp() - at <= FRESH:
            return view(request, *args, **kwargs)
        messages.info(request, _("First show that it is you, then press again."))
        page = "sign_in_second" if factors.has_any(request.user) else "account_confirm"
        safe = request.method in ("GET", "HEAD")
        here = request.get_full_path() if safe else _page_of(request)
        return redirect(f"{reverse(page)}?{urlencode({'next': here})}")

    return asked


def _page_of(request: HttpRequest) -> str:
    """The page a button was pressed on, if it is one of ours."""
    came = urlsplit(request.headers.get("Referer", ""))
    own = came.netloc == request.get_host() and came.path.startswith("/")
    return came.path if own else reverse("account_security")


def _crumbs(*more: tuple[Any, str | None]) -> list[tuple[Any, str | None]]:
    return [(_("My account"), reverse("account")), *more]


def _below(title: Any) -> list[tuple[Any, str | None]]:
    return _crumbs((_("Security"), reverse("account_security")), (title, None))


def _office_name() -> str:
    office = Office.current()
    return str(office) if office else "OIA"


@setting_up
def account_security(request: HttpRequest) -> HttpResponse:
    return _security_page(request)


def _security_page(request: HttpRequest, name: forms.Form | None = None) -> HttpResponse:
    own: Any = request.user
    app = Authenticator.objects.filter(user=own, confirmed__isnull=False).first()
    keys = list(own.passkeys.all())
    here = request.session.session_key
    rows = SignedIn.objects.visible_to(own).alive()
    found = [(row, _words_of(row), row.key == here) for row in rows]
    context = {
        "title": _("Security"),
        "crumbs": _crumbs((_("Security"), None)),
        "must": factors.must_have(own) and not request.session.get(places.PROVEN),
        "app": app,
        "passkeys": keys,
        "paper": factors.paper_left(own),
        "has_any": bool(app or keys),
        "places": found,
        "others": sum(not is_here for _place, _how, is_here in found),
        "name": name or KeyNameForm(),
        "single": settings.OIDC_NAME if single.is_on() else "",
        "single_link": single.link_of(own) if single.is_on() else None,
    }
    return render(request, "office/security.html", context)


def _words_of(row: SignedIn) -> str:
    """“password, authenticator app”."""
    return ", ".join(
        str(HOW.get(code, code)) for code in dict.fromkeys((row.how, row.proven)) if code
    )


# One's own password once more -------------------------------------------------------------------


class OwnPasswordForm(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


@setting_up
def account_confirm(request: HttpRequest) -> HttpResponse:
    """For whoever has no second step yet: the first one again, before one is set up."""
    own: Any = request.user
    if factors.has_any(own):  # the password alone is no longer a proof
        return redirect("sign_in_second")
    if not own.has_usable_password():
        messages.info(request, _("Sign out and in again; within a quarter of an hour it is open."))
        return redirect("account_security")
    form = OwnPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        who = {"account": own.email, "address": throttle.address_of(request)}
        if not throttle.enter(throttle.PASSWORD, **who):
            form.add_error(None, _("There were too many tries. Wait a quarter of an hour."))
        elif own.check_password(form.cleaned_data["password"]):
            places.prove_again(request, "")
            return redirect(target_of(request, "account_security"))
        else:
            throttle.note(throttle.PASSWORD, **who)
            form.add_error("password", _("This is not your password."))
    title = _("Show that it is you")
    context = {
        "title": title,
        "crumbs": _below(title),
        "form": form,
        "submit_label": _("Go on"),
        "cancel_url": reverse("account_security"),
    }
    return render(request, "ui/form.html", context)


# The app ----------------------------------------------------------------------------------------


class FirstCodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code that the app shows"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


@setting_up
@require_POST
@fresh
def app_begin(request: HttpRequest) -> HttpResponse:
    own: Any = request.user
    factors.begin_app(by=own)
    return redirect("security_app")


@setting_up
@fresh
def app(request: HttpRequest) -> HttpResponse:
    """The picture of a secret that waits for its first code."""
    own: Any = request.user
    row = factors.waiting_app(own)
    if row is None:
        return redirect("account_security")
    form = FirstCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if factors.confirm_app(by=own, code="".join(form.cleaned_data["code"].split())):
            tell_of_second_step(own, gettext_lazy("An authenticator app was set up."))
            return _set_up(request, factors.APP)
        form.add_error("code", _("This code is not the app's. Is the clock of the device right?"))
    secret = row.secret.reveal()
    title = _("Set up an authenticator app")
    context = {
        "title": title,
        "crumbs": _below(title),
        "form": form,
        "picture": _picture(factors.link_for(row, office=_office_name())),
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
    }
    return render(request, "office/security_app.html", context)


def _picture(link: str) -> SafeString:
    """Black on white whatever the colour scheme: cameras want it so."""
    out = io.BytesIO()
    segno.make(link, error="m").save(
        out, kind="svg", border=4, light="#fff", dark="#000", xmldecl=False, svgns=True,
        svgclass="desk-qr", lineclass=None, omitsize=True,
    )  # fmt: skip
    # Made by the library of numbers alone; the link is in it as squares, not as text.
    return SafeString(out.getvalue().decode())


@setting_up
@require_POST
@fresh
def app_revoke(request: HttpRequest) -> HttpResponse:
    own: Any = request.user
    factors.remove_app(by=own)
    tell_of_second_step(own, gettext_lazy("The authenticator app was removed."))
    return _removed(request, _("The app is no longer asked for."))


def _set_up(request: HttpRequest, proven: str) -> HttpResponse:
    """Something new to prove oneself with: other browsers are out; at first, codes on paper."""
    own: Any = request.user
    places.prove_again(request, proven)
    places.end_others(user=own, key=request.session.session_key)
    if factors.paper_left(own):
        messages.success(request, _("From now on it is asked for when you sign in."))
        return redirect("account_security")
    return _show_paper(request, factors.new_paper(by=own))


def _removed(request: HttpRequest, sentence: str) -> HttpResponse:
    if not factors.has_any(request.user):
        places.prove_again(request, "")
    messages.success(request, sentence)
    return redirect("account_security")


# Passkeys ---------------------------------------------------------------------------------------


class KeyNameForm(forms.Form):
    """Of which device it is; one's own word for it."""

    name = forms.CharField(max_length=60, required=False)


@setting_up
@require_POST
@fresh
def passkey_save(request: HttpRequest) -> HttpResponse:
    """Asks the browser for a new key, then keeps what it answers."""
    own: Any = request.user
    form = KeyNameForm(request.POST)
    if not form.is_valid():
        return _security_page(request, form)
    label = form.cleaned_data["name"] or _("Passkey")
    if request.POST.get("verb") != "signed":
        options, state = passkeys.ask_for_new(own, origin=origin_of(request), office=_office_name())
        request.session[CHALLENGE] = state
        title, back = _("New passkey"), reverse("account_security")
        return passkey_page(
            request, title=title, verb="create", options=options, back=back, name=label,
            crumbs=_below(title),
        )  # fmt: skip
    row = passkeys.add(
        user=own,
        state=request.session.pop(CHALLENGE, None),
        answer=request.POST.get("credential", ""),
        origin=origin_of(request),
        label=label,
    )
    if row is None:
        messages.error(request, _("The passkey was not saved. Try again, or take another device."))
        return redirect("account_security")
    tell_of_second_step(own, gettext_lazy("A passkey was added: %s."), row)
    return _set_up(request, factors.PASSKEY)


@setting_up
@require_POST
@fresh
def passkey_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    own: Any = request.user
    row = get_object_or_404(Passkey.objects.filter(user=own), pk=pk)
    name = str(row)
    passkeys.remove(row=row, by=own)
    tell_of_second_step(own, gettext_lazy("A passkey was removed: %s."), name)
    return _removed(request, _("The passkey no longer signs you in."))


# Codes on paper and places ----------------------------------------------------------------------


@setting_up
@require_POST
@fresh
def paper_save(request: HttpRequest) -> HttpResponse:
    own: Any = request.user
    if not factors.has_any(own):
        messages.error(request, _("Set up an app or a passkey first."))
        return redirect("account_security")
    tell_of_second_step(own, gettext_lazy("New codes on paper were made; the old ones have ended."))
    return _show_paper(request, factors.new_paper(by=own))


def _show_paper(request: HttpRequest, codes: list[str]) -> HttpResponse:
    title = _("Codes on paper")
    context = {"title": title, "crumbs": _below(title), "codes": codes}
    return render(request, "office/security_paper.html", context)


@setting_up
@require_POST
def place_revoke(request: HttpRequest) -> HttpResponse:
    """One other browser, or all of them, are signed out."""
    own: Any = request.user
    here = str(request.session.session_key)
    wanted = request.POST.get("place", "")
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 19:
        rows = SignedIn.objects.visible_to(own).filter(pk=int(wanted)).exclude(key=here)
        ended = places.end(user=own, keys=rows.values_list("key", flat=True))
    elif wanted == "others":
        ended = places.end_others(user=own, key=here)
    else:
        ended = 0
    if ended:
        messages.success(request, _("Signed out there."))
    return redirect("account_security")
