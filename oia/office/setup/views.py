"""Pages of the settings and of the set-up; the city's stylesheet and arms."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from oia.core import files
from oia.core.permissions import may, requires
from oia.office import gazetteer
from oia.office.models import Office
from oia.office.setup import actions, look
from oia.office.setup.forms import (
    CityForm,
    DepartmentsForm,
    LookForm,
    RulesForm,
    SettingForm,
    YearForm,
)
from oia.office.setup.progress import KEYS, open_steps, progress
from oia.office.setup.tabs import PAGES, tabs
from oia.ui import words

YEAR_SECONDS = 365 * 24 * 3600


def _is_set_up(request: HttpRequest) -> bool:
    """Whether the page was opened from the set-up, to which it leads back."""
    return request.GET.get("from") == "set-up"


def _done(request: HttpRequest, url_name: str) -> HttpResponse:
    messages.success(request, _("Saved: %s.") % _title(url_name))
    return redirect("set_up" if _is_set_up(request) else url_name)


def _title(url_name: str) -> Any:
    return next(label for name, label, _capability in PAGES if name == url_name)


def _page(request: HttpRequest, url_name: str, form: Any, **more: Any) -> HttpResponse:
    """A part of the settings; who only reads sees it without the button."""
    writes = may(request.user, "settings.write")
    for field in form.fields.values():
        field.disabled = not writes
    context = {
        "title": _title(url_name),
        "crumbs": [(_("Settings"), None)],
        "tabs": [] if _is_set_up(request) else tabs(request.user, url_name),
        "form": form,
        "writes": writes,
        "back_to_set_up": _is_set_up(request),
    }
    return render(request, "office/settings.html", context | more)


def _posted(request: HttpRequest) -> Any:
    if request.method != "POST":
        return None
    if not may(request.user, "settings.write"):
        raise PermissionDenied
    return request.POST


@requires("settings.read")
def city(request: HttpRequest) -> HttpResponse:
    """City, country and name; the gazetteer answers where on the map that is."""
    office = Office.current()
    initial = {}
    if office:
        country = words.country(office.country)
        initial = {"city": office.city, "country": country, "name": office.name}
    form = CityForm(_posted(request), initial=initial)
    if form.is_bound and form.is_valid():
        try:
            office = actions.settle(**form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if office.place is None:
                messages.warning(request, _unknown_city(office))
            return _done(request, "settings")
    return _page(request, "settings", form, place=office.place if office else None)


def _unknown_city(office: Office) -> str:
    near = [one.name for one in gazetteer.proposals(office.city, office.country)[:3]]
    if near:
        return _("The map does not know this city under that name. Is it %(near)s?") % {
            "near": _(" or ").join(near)
        }
    return _("The map does not know this city; everything else works without.")


def _part(
    request: HttpRequest, url_name: str, form_class: type[SettingForm], step: str = "", **more: Any
) -> HttpResponse:
    office = Office.current()
    if office is None:
        return redirect("settings")
    form = form_class(_posted(request), instance=Office.current())
    if form.is_bound and form.is_valid():
        try:
            actions.change(values=form.values(), step=step, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _done(request, url_name)
    return _page(request, url_name, form, **more)


@requires("settings.read")
def year(request: HttpRequest) -> HttpResponse:
    return _part(request, "settings_year", YearForm, step="year", zone=settings.TIME_ZONE)


@requires("settings.read")
def rules(request: HttpRequest) -> HttpResponse:
    return _part(request, "settings_rules", RulesForm)


@requires("settings.read")
def look_page(request: HttpRequest) -> HttpResponse:
    """Colours that could not be read are refused with their contrast."""
    office = Office.current()
    if office is None:
        return redirect("settings")
    form = LookForm(_posted(request), request.FILES or None, instance=Office.current())
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        actions.change(values=form.values(), step="look", by=request.user)
        if data["arms"] or data.get("no_arms"):
            actions.set_arms(picture=data["arms"], by=request.user)
        return _done(request, "settings_look")
    return _page(request, "settings_look", form, office_look=office)


# What browsers fetch ----------------------------------------------------------------------------


def _kept(answer: HttpResponse, *, current: bool) -> HttpResponse:
    """Under the present name for ever; under an old one not at all."""
    seconds = f"public, max-age={YEAR_SECONDS}, immutable"
    answer["Cache-Control"] = seconds if current else "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@requires("public")
@require_safe
def stylesheet(request: HttpRequest, version: str) -> HttpResponse:
    """The city's own colours; the name in the address changes with them."""
    office = Office.current()
    text = look.stylesheet(office) if office else ""
    answer = HttpResponse(text, content_type="text/css; charset=utf-8")
    return _kept(answer, current=bool(office and office.look == version))


@requires("public")
@require_safe
def arms(request: HttpRequest, version: str) -> HttpResponseBase:
    """The arms as this program has drawn them anew; no foreign byte is sent."""
    office = get_object_or_404(Office.objects.exclude(arms=None).select_related("arms"), pk=1)
    assert office.arms is not None
    answer = HttpResponse(files.read(office.arms), content_type=office.arms.media_type)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return _kept(answer, current=office.look == version)


# The set-up -------------------------------------------------------------------------------------


@requires("settings.write")
def set_up(request: HttpRequest) -> HttpResponse:
    """What is done and what is open, with the next step first; steps can be skipped."""
    office = Office.current()
    steps = progress(office, request.user)
    left = open_steps(steps)
    context = {
        "title": _("Set up the office"),
        "crumbs": [(_("Set up the office"), None)],
        "steps": steps,
        "done": len(steps) - left,
        "left": left,
        "office_there": office is not None,
        "finished": office.set_up_finished if office else None,
    }
    return render(request, "office/set_up.html", context)


@requires("settings.write")
def departments(request: HttpRequest) -> HttpResponse:
    """Departments and their desks, typed or pasted as a list."""
    if Office.current() is None:
        return redirect("settings")
    form = DepartmentsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new, desks = actions.add_departments(lines=form.cleaned_data["lines"], by=request.user)
        told = ngettext("%(n)d department", "%(n)d departments", new) % {"n": new}
        seats = ngettext("%(n)d desk", "%(n)d desks", desks) % {"n": desks}
        messages.success(request, _("New: %(departments)s, %(desks)s.") % {
            "departments": told, "desks": seats,
        })  # fmt: skip
        return redirect("set_up")
    context = {
        "title": _("Departments and desks"),
        "crumbs": [(_("Set up the office"), reverse("set_up")), (_("Departments and desks"), None)],
        "form": form,
        "writes": True,
        "example": EXAMPLE,
        "back_to_set_up": True,
    }
    return render(request, "office/settings.html", context)


EXAMPLE = gettext_lazy("Culture: Exchange desk\nSchools: Youth desk, Twinning desk\nTraffic")


@requires("settings.write")
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Skip a step, or end the set-up; both can be taken up again at any time."""
    if Office.current() is None:
        return redirect("settings")
    if request.POST.get("verb") == "finish":
        actions.finish(by=request.user)
        return redirect("home")
    if request.POST.get("skip") in KEYS:
        actions.skip(step=request.POST["skip"], by=request.user)
    return redirect("set_up")
