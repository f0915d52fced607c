"""Personal data: what is kept, what for and how long, and what is held about one person."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oia.core import personal
from oia.core.permissions import requires
from oia.office.models import Person
from oia.ui.links import PageAction
from oia.ui.panels import register_link

register_link(
    Person,
    PageAction(gettext_lazy("What is held"), "person_held", "export_contacts.read", "", "tertiary"),
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


@requires("export_contacts.read")
def person_held(request: HttpRequest, pk: int) -> HttpResponse:
    """For whoever asks what the office keeps about them (Art. 15 GDPR): a page, or JSON."""
    row = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    crumbs = [(_("People"), reverse("person_list")), (str(row), reverse("person", args=[row.pk]))]
    return _held(request, row, [*crumbs, (_("What is held"), None)])


@requires("signed-in")
def account_held(request: HttpRequest) -> HttpResponse:
    """What is held about oneself."""
    crumbs = [(_("My account"), reverse("account")), (_("What is held"), None)]
    return _held(request, request.user, crumbs)


def _held(request: HttpRequest, row: Any, crumbs: Any) -> HttpResponse:
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
