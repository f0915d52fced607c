"""The way in and out: sign-in by password or link, a new password, language."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from oia.core import places, single, throttle
from oia.core.permissions import requires
from oia.core.signin import end_proofs, find, redeem
from oia.office.accounts.actions import send_new_password_link
from oia.office.accounts.entry import LINK, PASSWORD, admit
from oia.office.accounts.notices import forget_links


class SignIn(LoginView):
    """By address and password; after too many slips only the link by mail opens for a while."""

    capability = "public"
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not throttle.enter(throttle.PASSWORD, **self._who()):
            form = AuthenticationForm(request)
            context = self.get_context_data(form=form, closed=True)
            return self.render_to_response(context, status=429)
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name = settings.OIDC_NAME if single.is_on() else ""
        return super().get_context_data(**kwargs) | {"single": name}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        throttle.forget(throttle.PASSWORD, account=self._who()["account"])
        user: Any = form.get_user()
        return admit(self.request, user, how=PASSWORD, to=self.get_success_url())

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        throttle.note(throttle.PASSWORD, **self._who())
        return super().form_invalid(form)

    def _who(self) -> dict[str, str]:
        account = self.request.POST.get("username", "")[:254]
        return {"account": account, "address": throttle.address_of(self.request)}


class SignOut(LogoutView):
    """Whoever came by single sign-on is asked whether to leave there too."""

    capability = "public"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        came = single.is_on() and places.how_of(request) == single.SINGLE
        answer = super().post(request, *args, **kwargs)
        return redirect("single_out") if came else answer


@requires("public")
@never_cache
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """A link may be fetched by mail scanners: it works only when the button is pressed."""
    link = find(token)
    form = None
    if link and link.asks_password:
        form = SetPasswordForm(link.user, request.POST or None)
    if request.method == "POST" and (form is None or form.is_valid()):
        user = redeem(token)
        if user is not None:
            if form:
                user = form.save()
                forget_links(user)
                end_proofs(user)
                places.end_all(user=user)
            return admit(request, user, how=LINK, to=reverse("home"))
        link = None
    context = {"title": _("Sign in"), "valid": link is not None, "form": form, "link": link}
    if form:
        context["title"] = _("Choose your password")
    return render(request, "registration/link.html", context)


class ForgottenForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)


@requires("public")
@never_cache
def forgotten(request: HttpRequest) -> HttpResponse:
    """The same answer for every address: nobody learns who has an account."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        who = {"account": email, "address": throttle.address_of(request)}
        if not throttle.enter(throttle.FORGOTTEN, **who):
            return too_many(request)
        throttle.note(throttle.FORGOTTEN, **who)
        send_new_password_link(email=email, link_to=link_in(request))
        return render(
            request,
            "registration/forgotten.html",
            {"title": _("Look into your mail"), "sent": True},
        )
    context = {"title": _("New password"), "form": form}
    return render(request, "registration/forgotten.html", context)


def too_many(request: HttpRequest) -> HttpResponse:
    """The same for everybody and every account."""
    text = _("There were too many tries. Wait a quarter of an hour, then try again.")
    context = {"title": _("Please wait"), "text": text}
    return render(request, "registration/wait.html", context, status=429)


def link_in(request: HttpRequest) -> Callable[[str], str]:
    """How a token becomes an address under the name this office is reached by."""
    return lambda token: request.build_absolute_uri(reverse("sign_in_link", args=[token]))


@requires("public")
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """German or English, kept with the person or in a cookie; back to where they were."""
    language = request.POST.get("language", "")
    target = request.POST.get("next", "") or "/"
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    # The address as it was sent: `redirect` would also try it as the name of a view.
    response = HttpResponseRedirect(target)
    if language in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax")
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=["language"])
    return response
