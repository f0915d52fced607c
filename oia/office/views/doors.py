"""The way in and out: sign-in by password or link, language, first set-up."""

from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from oia.core.permissions import requires
from oia.core.signin import is_valid, redeem
from oia.office import cells
from oia.office.actions import set_up_office
from oia.office.models import Office

BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignIn(LoginView):
    capability = "public"
    redirect_authenticated_user = True


class SignOut(LogoutView):
    capability = "public"


@requires("public")
@never_cache
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """A link may be fetched by mail scanners: it works only when the button is pressed."""
    if request.method == "POST":
        user = redeem(token)
        if user is not None:
            login(request, user, backend=BACKEND)
            return redirect("home")
    context = {"title": _("Sign in"), "valid": is_valid(token)}
    return render(request, "registration/link.html", context)


@requires("public")
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """German or English, kept with the person or in a cookie; back to where they were."""
    language = request.POST.get("language", "")
    target = request.POST.get("next", "") or "/"
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = redirect(target)
    if language in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax")
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=["language"])
    return response


class SetUpForm(forms.Form):
    """What the office must know before anything else."""

    city = forms.CharField(label=gettext_lazy("City"), max_length=120)
    country = forms.CharField(label=gettext_lazy("Country"), initial="Deutschland", max_length=80)
    currency = forms.CharField(label=gettext_lazy("Currency"), initial="EUR", max_length=3)
    fiscal_start_month = forms.IntegerField(
        label=gettext_lazy("First month of the fiscal year"), initial=1, min_value=1, max_value=12
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    def clean_country(self) -> str:
        code = cells.country(self.cleaned_data["country"])
        if not code:
            raise ValidationError(_("This country is unknown. Write its name or ISO code."))
        return code

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()


@requires("settings.write")
def set_up(request: HttpRequest) -> HttpResponse:
    form = SetUpForm(request.POST or None, initial=_present())
    if request.method == "POST" and form.is_valid():
        try:
            set_up_office(**form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("home")
    context = {
        "title": _("Set up the office"),
        "form": form,
        "submit_label": _("Save"),
        "crumbs": [(_("Set up the office"), None)],
        "intro": _("These facts stand on every page and in every report."),
        "cancel_url": reverse("home"),
    }
    return render(request, "ui/form.html", context)


def _present() -> dict[str, object]:
    office = Office.current()
    names = ("city", "country", "currency", "fiscal_start_month", "language")
    return {name: getattr(office, name) for name in names} if office else {}
