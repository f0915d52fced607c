"""What is past its time: each rule, what is due today, what was proposed, released and done."""

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from oia.core import personal
from oia.core.permissions import may, requires
from oia.core.workflow import Refused
from oia.office.actions import retention as actions
from oia.office.models import ClosedYear, Deletion, Erasing
from oia.office.writing.fields import DayField, WholeField

SHOWN = 24


class YearForm(forms.Form):
    year = WholeField(label=gettext_lazy("Fiscal year"))
    adopted = DayField(label=gettext_lazy("Annual accounts adopted on"))

    def clean_year(self) -> int:
        year = int(self.cleaned_data["year"])
        if not 1990 <= year <= timezone.localdate().year:
            raise forms.ValidationError(_("Give a year that is over."))
        return year


def _said(found: dict[str, dict[str, int]]) -> list[tuple[Any, str, int]]:
    """(rule, table, rows) in words."""
    rules = personal.register().RULES
    return [
        (rules[rule].label, str(apps.get_model(label)._meta.verbose_name_plural), count)
        for rule, tables in found.items()
        for label, count in tables.items()
        if rule in rules
    ]


def _tables(rule: str) -> str:
    """What the rule is for: all registers it keeps, in words."""
    kept = (entry.model for entry in personal.entries() if entry.rule == rule)
    names = dict.fromkeys(str(model._meta.verbose_name_plural) for model in kept)
    return ", ".join(capfirst(name) for name in names)


def _done(row: Deletion | Erasing) -> list[tuple[str, int]]:
    return [
        (str(apps.get_model(label)._meta.verbose_name_plural), count)
        for label, count in (row.done or {}).items()
    ]


@requires("retention.read")
def retention(request: HttpRequest) -> HttpResponse:
    """Numbers of rows alone: no name and no text of any of them."""
    return _page(request, YearForm())


def _page(request: HttpRequest, form: YearForm, status: int = 200) -> HttpResponse:
    user = request.user
    due = actions.due_on(timezone.localdate())
    rules = [
        (rule.label, _tables(code), rule.due is not None, sum(due.get(code, {}).values()))
        for code, rule in personal.register().RULES.items()
    ]
    rows = Deletion.objects.visible_to(user).select_related("proposed_by", "released_by")
    years = ClosedYear.objects.visible_to(user).select_related("entered_by", "confirmed_by")
    context = {
        "title": _("What is past its time"),
        "crumbs": [(_("Personal data"), reverse("privacy")), (_("What is past its time"), None)],
        "rules": rules,
        "due": _said(due),
        "deletions": [(row, _said(row.found), _done(row)) for row in rows[:SHOWN]],
        "years": years,
        "erasures": [
            (row, _done(row))
            for row in Erasing.objects.visible_to(user).select_related(
                "proposed_by", "released_by"
            )[:SHOWN]
        ],
        "may_open": may(user, "subjects.read"),
        "form": form,
        "may_write": may(user, "retention.write"),
        "may_release": may(user, "releasing.write"),
    }
    return render(request, "office/retention.html", context, status=status)


def _tell(request: HttpRequest, verb: Any, message: str, **given: Any) -> HttpResponse:
    try:
        verb(by=request.user, **given)
    except Refused as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, message)
    return redirect("retention")


@requires("retention.write")
@require_POST
def year_enter_save(request: HttpRequest) -> HttpResponse:
    form = YearForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    return _tell(
        request, actions.enter_year, _("A second person confirms it."), **form.cleaned_data
    )


@requires("releasing.write")
@require_POST
def year_confirm_save(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(ClosedYear.objects.visible_to(request.user), pk=pk)
    if request.POST.get("adopted") != row.adopted.isoformat():
        messages.error(request, _("Somebody else has changed this meanwhile. Reload the page."))
        return redirect("retention")
    return _tell(request, actions.confirm_year, _("Confirmed."), row=row, seen=row.adopted)


@requires("retention.write")
@require_POST
def deletion_propose_save(request: HttpRequest) -> HttpResponse:
    day = timezone.localdate()
    return _tell(request, actions.propose, _("A second person releases it."), day=day)


@requires("releasing.write")
@require_POST
def deletion_release_save(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Deletion.objects.visible_to(request.user), pk=pk)
    if request.POST.get("answer") == "refuse":
        return _tell(request, actions.refuse, _("Not released."), row=row)
    return _tell(request, actions.release, _("Released: it is deleted within the hour."), row=row)
