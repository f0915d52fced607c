"""Sign in by six digits sent to the own address: they take the place of the password."""

from __future__ import annotations

import secrets

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from oia.core import signin, throttle
from oia.core.permissions import requires
from oia.office.accounts import actions, notices
from oia.office.accounts.entry import CODE, admit, target_of
from oia.office.views.doors import too_many

# What the browser that asked remembers: the code works nowhere else.
BROWSER, ADDRESS = "code_browser", "code_address"


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )


class MailedCodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code from the mail"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )

    def clean_code(self) -> str:
        return "".join(sign for sign in str(self.cleaned_data["code"]) if not sign.isspace())


def _with_next(request: HttpRequest, name: str) -> str:
    """The page's address, which remembers where to go on afterwards."""
    target = request.GET.get("next", "")
    return reverse(name) + (f"?{urlencode({'next': target})}" if target else "")


@requires("public")
@never_cache
def code_request(request: HttpRequest) -> HttpResponse:
    """The same answer for every address: nobody learns who has an account."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"].lower()
        who = {"account": email, "address": throttle.address_of(request)}
        if not throttle.enter(throttle.CODE, **who):
            return too_many(request)
        throttle.note(throttle.CODE, **who)
        browser = secrets.token_urlsafe(32)
        actions.send_code(email=email, browser=browser)
        request.session[BROWSER], request.session[ADDRESS] = browser, email
        return redirect(_with_next(request, "code_typed"))
    context = {
        "title": _("Sign in by a code"),
        "form": form,
        "lead": _("We send a code to your address; it takes the place of the password."),
        "submit_label": _("Send the code"),
    }
    return render(request, "registration/code.html", context)


@requires("public")
@never_cache
def code_typed(request: HttpRequest) -> HttpResponse:
    """Five tries, ten minutes, in the browser that asked."""
    browser = request.session.get(BROWSER)
    if not browser:
        return redirect("code_request")
    form = MailedCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = signin.redeem_code(browser, form.cleaned_data["code"])
        if user is not None:
            del request.session[BROWSER], request.session[ADDRESS]
            notices.forget_links(user)
            return admit(request, user, how=CODE, to=target_of(request, "home"))
        words = _("This code is wrong or no longer works. After five tries ask for a new one.")
        form.add_error("code", words)
    lead = _("If %(email)s belongs to an account, a code is on its way. It works for ten minutes.")
    context = {
        "title": _("Type the code"),
        "form": form,
        "lead": lead % {"email": request.session.get(ADDRESS, "")},
        "submit_label": _("Sign in"),
        "again": _with_next(request, "code_request"),
    }
    return render(request, "registration/code.html", context)
