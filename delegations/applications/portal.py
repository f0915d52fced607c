"""The public portal's entrance: what is open, a quick check, a new application."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from delegations.applications import actions
from delegations.applications.forms import (
    BeginForm,
    QuickCheckForm,
)
from delegations.applications.models import Application, Representative
from delegations.support import showing
from delegations.support.models import Scheme, SchemeVersion
from oia.core.permissions import may, person, requires
from partners.models import Club

CRUMB = gettext_lazy("Travel support")


def crumbs(*more: tuple[Any, str | None]) -> list[tuple[Any, str | None]]:
    return [(CRUMB, reverse("portal")), *more]


def open_schemes() -> list[tuple[Scheme, SchemeVersion]]:
    """Schemes one can apply under today, with the version that counts."""
    today = timezone.localdate()
    found = SchemeVersion.objects.valid_on(today).select_related("scheme")
    versions = [version for version in found if not version.problems()]
    return [(version.scheme, version) for version in versions]


@requires("public")
@never_cache
def portal(request: HttpRequest) -> HttpResponse:
    """For strangers what there is and how to begin; for a club its applications."""
    user = person(request)
    own: list[Application] = []
    if may(user, "portal.read"):
        rows = Application.objects.visible_to(user).select_related(
            "club", "officer", "scheme", "revocation"
        )
        own = list(rows.prefetch_related("papers").order_by("-updated"))
    context = {
        "title": _("Travel support for clubs"),
        "crumbs": [],
        "schemes": [scheme for scheme, _version in open_schemes()],
        "applications": own,
        "clubs": Club.objects.filter(representatives__user=user) if own or _speaks(user) else [],
        "speaks": _speaks(user),
    }
    return render(request, "apply/portal.html", context)


def _speaks(user: Any) -> bool:
    return may(user, "portal.read") and Representative.objects.filter(user=user).exists()


@requires("public")
def quick_check(request: HttpRequest) -> HttpResponse:
    """Five questions, no account, nothing kept: likely, about so much, because."""
    schemes = open_schemes()
    code = request.GET.get("scheme", "")
    chosen = next((pair for pair in schemes if pair[0].code == code), None)
    if chosen is None and len(schemes) == 1:
        chosen = schemes[0]
    form, found = None, None
    if chosen:
        sent = "direction" in request.GET
        form = QuickCheckForm(chosen[1], request.GET if sent else None)
        if sent and form.is_valid():
            found = showing.shown(chosen[1].assess(form.case()))
    context = {
        "title": _("Would our journey be supported?"),
        "crumbs": crumbs((_("Check"), None)),
        "schemes": [scheme for scheme, _version in schemes],
        "scheme": chosen[0] if chosen else None,
        "form": form,
        "found": found,
    }
    return render(request, "apply/check.html", context)


@requires("applying.write")
def begin(request: HttpRequest) -> HttpResponse:
    """Begin an application; the office may begin one for a club that called."""
    user = request.user
    clubs = Club.objects.filter(archived=None).order_by("title")
    if may(user, "portal.read"):
        clubs = clubs.filter(representatives__user=user)
    else:
        clubs = clubs.filter(pk__in=Club.objects.visible_to(user).values("pk"))
    schemes = [scheme for scheme, _version in open_schemes()]
    key = request.POST.get("key", "").replace("\x00", "") or get_random_string(24)
    form = BeginForm(request.POST or None, clubs=clubs, schemes=schemes)
    if request.method == "POST" and form.is_valid():
        row = actions.begin(**form.cleaned_data, key=key[:64], by=user)
        return redirect("portal_application", pk=row.pk)
    context = {
        "title": _("New application"),
        "crumbs": crumbs((_("New application"), None)),
        "form": form,
        "form_key": key,
        "possible": bool(schemes) and clubs.exists(),
    }
    return render(request, "apply/begin.html", context)
