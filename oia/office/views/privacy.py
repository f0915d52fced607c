"""Personal data: what is kept, what for and how long, and what is held about one person."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from oia.core import personal
from oia.core.permissions import may, requires
from oia.office import subjects
from oia.office.accounts.security import fresh
from oia.office.models import Erasing, Person
from oia.office.writing.fields import DayField
from oia.ui.links import PageAction
from oia.ui.panels import register_link

register_link(
    Person,
    PageAction(gettext_lazy("What is held"), "person_held", "subjects.read", "", "tertiary"),
)
register_link(
    Person,
    PageAction(
        gettext_lazy("Restrict the data"), "person_restrict", "subjects.write", "", "tertiary"
    ),
)


@requires("privacy.read")
def privacy(request: HttpRequest) -> HttpResponse:
    """The register as people read it, and how many rows are past their time today."""
    page = personal.register()
    entries = personal.entries()
    due: dict[str, int] = {}
    for rule, rows in personal.due(timezone.localdate()):
        due[rule] = due.get(rule, 0) + rows.count()
    purposes = [
        (
            purpose,
            [
                (_labels(entry), page.RULES[entry.rule].label)
                for entry in entries
                if entry.purpose == code
            ],
        )
        for code, purpose in page.PURPOSES.items()
    ]
    context = {
        "title": _("Personal data"),
        "crumbs": [(_("Personal data"), None)],
        "may_retention": may(request.user, "retention.read"),
        "purposes": purposes,
        "due": [(page.RULES[rule].label, count) for rule, count in due.items() if count],
    }
    return render(request, "office/privacy.html", context)


def _labels(entry: personal.Entry) -> tuple[str, str]:
    own: Any = entry.model._meta
    shown = [
        str(own.get_field(name).verbose_name)
        for name in entry.columns
        if name not in (*personal.UNSAID, "person")
    ]
    return str(own.verbose_name_plural), ", ".join(shown)


@requires("subjects.read")
def person_held(request: HttpRequest, pk: int) -> HttpResponse:
    """For whoever asks what the office keeps about them (Art. 15 GDPR)."""
    row = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    crumbs = [(_("People"), reverse("person_list")), (str(row), reverse("person", args=[row.pk]))]
    context = {
        "title": _("What is held about %s") % row,
        "crumbs": [*crumbs, (_("What is held"), None)],
        "held": personal.held_about(row),
        "hand_out_url": reverse("person_hand_out", args=[row.pk]),
        "may_hand_out": may(request.user, "subjects.write"),
        "erasing": subjects.waiting_erasure(row),
        "may_release": may(request.user, "releasing.write"),
        "person": row,
    }
    return render(request, "office/held.html", context)


@requires("subjects.write")
@require_POST
@fresh
def person_hand_out(request: HttpRequest, pk: int) -> HttpResponse:
    """All of it as a file: with a reason, in the access log, and the other heads are told."""
    row = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    try:
        found = subjects.hand_out(
            subject=row, reason=request.POST.get("reason", ""), by=request.user
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("person_held", pk=row.pk)
    return _as_file(found, row)


@requires("subjects.write")
@require_POST
@fresh
def person_erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to erase a person; another head of office releases it."""
    row = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    reason = request.POST.get("reason", "")
    return _erasing(
        request, row, _("Another head of office releases it."),
        lambda: subjects.ask_to_erase(subject=row, reason=reason, by=request.user),
    )  # fmt: skip


@requires("releasing.write")
@require_POST
@fresh
def erasing_answer(request: HttpRequest, pk: int) -> HttpResponse:
    asked = get_object_or_404(Erasing.objects.visible_to(request.user), pk=pk)
    verb, told = subjects.release_erasure, _("Released: it is erased within the hour.")
    if request.POST.get("answer") == "refuse":
        verb, told = subjects.refuse_erasure, _("The data stay.")
    return _erasing(request, asked.person, told, lambda: verb(row=asked, by=request.user))


def _erasing(request: HttpRequest, row: Person | None, told: str, verb: Any) -> HttpResponse:
    try:
        verb()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, told)
    return redirect("person_held", pk=row.pk) if row else redirect("retention")


class RestrictForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=150, widget=forms.Textarea(attrs={"rows": 3})
    )
    until = DayField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy(
            "On this day you are asked to decide anew; nothing opens by itself."
        ),
    )


class LiftForm(forms.Form):
    reason = RestrictForm.base_fields["reason"]


@requires("subjects.write")
@fresh
def person_restrict(request: HttpRequest, pk: int) -> HttpResponse:
    """Restrict the data of a person instead of erasing them, or lift that."""
    row = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    here, lifts = reverse("person", args=[row.pk]), row.restricted_until is not None
    form = (LiftForm if lifts else RestrictForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verb = subjects.lift if lifts else subjects.restrict
        try:
            verb(subject=row, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved: %s.") % row)
            return redirect("person", pk=row.pk)
    title = _("Lift the restriction") if lifts else _("Restrict the data")
    context = {
        "title": title,
        "crumbs": [(_("People"), reverse("person_list")), (str(row), here), (title, None)],
        "form": form,
        "intro": _(
            "Instead of erasing (Art. 18 GDPR): the data stay, but only heads of office see them, "
            "and no list, search, export or mail of anybody else has them."
        ),
        "submit_label": title,
        "cancel_url": here,
    }
    return render(request, "ui/form.html", context)


@requires("signed-in")
def account_held(request: HttpRequest) -> HttpResponse:
    """What is held about oneself."""
    crumbs = [(_("My account"), reverse("account")), (_("What is held"), None)]
    row: Any = request.user
    found = personal.held_about(row)
    if request.GET.get("format") == "json":
        return _as_file(found, row)
    context = {
        "title": _("What is held about %s") % row,
        "crumbs": crumbs,
        "held": found,
        "json_url": f"{request.path}?format=json",
    }
    return render(request, "office/held.html", context)


def _as_file(found: list[personal.Held], row: Any) -> HttpResponse:
    told = {
        "about": str(row),
        "day": timezone.localdate().isoformat(),
        "held": [
            {
                "what": one.table,
                "purpose": one.purpose,
                "kept": one.kept,
                "count": one.count,
                "rows": one.rows,
            }
            for one in found
        ],
    }
    body = json.dumps(told, ensure_ascii=False, indent=1)
    answer = HttpResponse(body, content_type="application/json")
    name = f"held-{row._meta.model_name}-{row.pk}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
