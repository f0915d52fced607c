"""Pages of the portal about people: a club registers, its chair invites and hands over."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from delegations.applications import people
from delegations.applications.choices import Task
from delegations.applications.forms import RepresentativeForm
from delegations.applications.portal import crumbs
from oia.core import throttle
from oia.core.models import User
from oia.core.permissions import person, requires
from oia.office.accounts.entry import LINK, admit
from oia.office.views.doors import too_many
from partners.models import Club


class RegisterForm(forms.Form):
    club = forms.CharField(label=gettext_lazy("Name of the club"), max_length=200)
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)


@requires("public")
@never_cache
def register(request: HttpRequest) -> HttpResponse:
    """The same answer for every address: nobody learns who has an account."""
    form = RegisterForm(request.POST or None)
    context: dict[str, Any] = {"title": _("Register a club"), "crumbs": crumbs()}
    if request.method == "POST" and form.is_valid():
        who = {"account": form.cleaned_data["email"], "address": throttle.address_of(request)}
        if not throttle.enter(throttle.REGISTER, **who):
            return too_many(request)
        throttle.note(throttle.REGISTER, **who)
        people.ask_to_register(
            **form.cleaned_data,
            link_to=lambda token: request.build_absolute_uri(
                reverse("portal_confirm", args=[token])
            ),
            login_url=request.build_absolute_uri(reverse("login")),
        )
        context["title"] = _("Look into your mail")
        return render(request, "apply/register.html", {**context, "sent": True})
    return render(request, "apply/register.html", {**context, "form": form})


@requires("public")
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A link may be fetched by mail scanners: it works only when the button is pressed."""
    said = people.registration(token)
    form = SetPasswordForm(User(), request.POST or None)
    if said and request.method == "POST" and form.is_valid():
        user = people.register(token=token)
        if user is not None:
            form.user = user
            form.save()
            return admit(request, user, how=LINK, to=reverse("portal"))
        said = None
    context = {"title": _("Choose your password"), "crumbs": crumbs(), "said": said, "form": form}
    return render(request, "apply/confirm.html", context)


@requires("portal.read")
@never_cache
def club_people(request: HttpRequest, pk: int) -> HttpResponse:
    """Who speaks for the club; its chair adds people and hands on."""
    club = get_object_or_404(Club.objects.filter(representatives__user=person(request)), pk=pk)
    form = RepresentativeForm(request.POST or None)
    chair = people.may_change(club, request.user)
    if request.method == "POST":
        if not chair:
            raise Http404
        try:
            if _changed(request, club, form):
                return redirect("portal_club", pk=club.pk)
        except ValidationError as error:
            form.is_valid()
            form.add_error(None, error.messages)
    context = {
        "title": club.title,
        "crumbs": crumbs((club.title, None)),
        "club": club,
        "rows": club.representatives.select_related("user"),
        "form": form,
        "chair": chair,
        "me": request.user,
    }
    return render(request, "apply/club.html", context)


def _changed(request: HttpRequest, club: Club, form: RepresentativeForm) -> bool:
    """Whether something was done. Raises ValidationError with a sentence when it may not be."""
    kind, _sep, key = request.POST.get("do", "").partition(":")
    if kind in ("chair", "remove"):
        row = next((r for r in club.representatives.all() if str(r.pk) == key), None)
        if row is None:
            raise Http404
        verb = people.hand_over if kind == "chair" else people.take_away
        verb(representative=row, by=request.user)
        messages.success(request, _("Saved."))
        return True
    if not form.is_valid():
        return False
    people.add(
        club=club,
        **form.cleaned_data,
        task=Task.MEMBER,
        by=request.user,
        link_to=lambda token: request.build_absolute_uri(reverse("sign_in_link", args=[token])),
    )
    messages.success(request, _("The invitation is on its way."))
    return True
