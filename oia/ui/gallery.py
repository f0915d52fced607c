"""The gallery of components: each in every state, drawn by the tags and fragments of the pages.

Nothing here is a picture or a copy: a change of a tag, a fragment or a rule of style is seen at
once, and a test names every tag and fragment that is missing.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oia.core.models import Job
from oia.core.permissions import requires
from oia.ui import charts, maps
from oia.ui.columns import Amount, Choice, Column, Day, Text
from oia.ui.links import Action, Chip, PageLink
from oia.ui.manual import Manual
from oia.ui.panels import PanelView
from oia.ui.tables import Pick, Table
from oia.ui.templatetags.kern import BUTTONS, ICONS

SCHEMES = ("light", "dark")
STATES = (("success", gettext_lazy("done")), ("warning", gettext_lazy("waiting")),
          ("danger", gettext_lazy("overdue")), ("info", gettext_lazy("planned")))  # fmt: skip
ROWS = (
    (1, "Lyon", "success", dt.date(2027, 3, 1), Decimal("1234.50"), "EUR"),
    (2, "Kraków", "warning", dt.date(2027, 5, 9), Decimal("-80"), "PLN"),
    (3, "Köln-Porz – Dún Laoghaire-Rathdown", "danger", None, None, "EUR"),
)


# Each part of a field in parts needs a name of its own: the legend names only the whole.
PARTS: dict[str, Any] = {
    "date_attrs": {"aria-label": gettext_lazy("Day")},
    "time_attrs": {"aria-label": gettext_lazy("Day and time")},
}


class SpecimenTable(Table):
    """Rows that are typed above; no query is sent."""

    model = Job
    columns: ClassVar[tuple[Column, ...]] = (  # type: ignore[misc]
        Text("label", gettext_lazy("Name")),
        Choice("state", gettext_lazy("Status"), STATES, badges={name: name for name, _l in STATES}),
        Day("done", gettext_lazy("Day")),
        Amount("step", gettext_lazy("Amount"), currency="kind"),
    )
    sort = "label"


class SpecimenForm(forms.Form):
    """A field of each shape that the renderer knows."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=40)
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("A sentence beside the field, where it is needed."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=STATES)
    several = forms.MultipleChoiceField(
        label=gettext_lazy("Several of them"), choices=STATES, required=False
    )
    one = forms.ChoiceField(
        label=gettext_lazy("One of them"), choices=STATES, widget=forms.RadioSelect
    )
    some = forms.MultipleChoiceField(
        label=gettext_lazy("Some of them"), choices=STATES, widget=forms.CheckboxSelectMultiple
    )
    day = forms.DateField(label=gettext_lazy("Day"))
    moment = forms.SplitDateTimeField(
        label=gettext_lazy("Day and time"), required=False,
        widget=forms.SplitDateTimeWidget(**PARTS),
    )  # fmt: skip
    number = forms.IntegerField(label=gettext_lazy("Number"), min_value=0)
    file = forms.FileField(label=gettext_lazy("File"), required=False)
    agreed = forms.BooleanField(label=gettext_lazy("Confirmed"))
    locked = forms.CharField(label=gettext_lazy("Fixed"), disabled=True, initial="2027/14")


def _forms() -> dict[str, Any]:
    """A form that waits, one that was filled wrongly, and a field as lists show it."""
    wrong = {"title": "x" * 41, "day": "31.02.2027", "number": "-1", "kind": "none", "one": "none"}
    listed = SpecimenForm(prefix="in")["kind"]
    return {
        "empty_form": SpecimenForm(prefix="empty"),
        "wrong_form": SpecimenForm(wrong, prefix=None, auto_id="wrong_%s"),
        "filter_html": render_to_string("ui/_filter.html", {"field": listed}),
    }


def _lists(path: str) -> dict[str, Any]:
    """A table, and everything that stands around one."""
    table = SpecimenTable(Job.objects.none())
    numbers = ((1, True), (2, False), (0, False), (9, False))
    return {
        "head": table.head(lambda sort: f"?sort={sort}"),
        "rows": table.render(ROWS),
        "picked_rows": table.render(ROWS, Pick("bulk", _("Choose"))),
        "pick_label": _("Choose"),
        "table_label": _("Entries"),
        "bulk_actions": [("step", _("Take the next step"))],
        "bulk_exports": ["csv", "xlsx"],
        "count_text": _("over %(count)s entries") % {"count": "1.000"},
        "chips": [Chip(f"{_('Search')}: Lyon", path), Chip(f"{_('Status')}: {_('done')}", path)],
        "reset_url": path,
        "kept": [("sort", "label")],
        "column_choices": [(c.name, c.label, c.name != "step") for c in table.possible],
        "pages": [PageLink(str(n) if n else "…", path if n else "", now) for n, now in numbers],
        "sizes": [PageLink(str(n), path, n == 50) for n in (25, 50, 100)],
        "range_text": _("%(first)s–%(last)s of %(total)s") % {"first": 1, "last": 50, "total": 432},
    }


def _details(path: str) -> dict[str, Any]:
    """What the pages of entries are made of."""
    table = SpecimenTable(Job.objects.none())
    full = PanelView(_("Entries"), "3", table.head(), table.render(ROWS), path, "", "full")
    none = PanelView(_("Documents"), "0", [], table.render([]), "", _("Nothing yet."), "none")
    return {
        "facts": [(_("Place"), "Lyon"), (_("Day"), "01.03.2027")],
        "panels": [full, none],
        "steps_url": path,
        "steps": [
            {"label": _("Submit"), "name": "submit", "explanation": _("What will happen.")},
            {"label": _("Approve"), "name": "approve"},
            {"label": _("Send back"), "name": "back", "needs_reason": True},
        ],
        "tasks": [
            {"title": _("Title"), "url": path, "done": True},
            {"title": _("Day"), "url": path, "text": _("Please check")},
            {"title": _("File"), "url": path},
        ],
    }


def _drawings() -> dict[str, Any]:
    years = (2024, 2025, 2026, 2027)
    journeys, guests = _("Trips"), _("Visits")
    places = (("Lyon", 45.76, 4.83), ("Kyoto", 35.0, 135.7), ("Cluj-Napoca", 46.77, 23.6))
    markers = [maps.Marker(*place, kind=_("Partner")) for place in places]
    rows = [("Lyon", 12), ("Kyoto", 3), ("Cluj-Napoca", None)]
    both = [("Lyon", (12, 4)), ("Kyoto", (3, 9))]
    return {
        "drawings": [
            charts.bars(rows, title=_("Bars")),
            charts.stacked(both, (journeys, guests), title=_("Parts of a whole")),
            charts.lines(
                [(journeys, (3, 5, None, 9)), (guests, (2, 8, 6, 4))], years, title=_("Course")
            ),
            maps.world(markers, title=_("Map")),
        ]
    }


def _scheme(request: HttpRequest) -> str:
    asked = request.GET.get("scheme", "")
    return asked if asked in SCHEMES else ""


def _tabs(path: str, scheme: str) -> list[tuple[Any, str, bool]]:
    names = {"": _("As this device"), "light": _("Light"), "dark": _("Dark")}
    return [
        (label, f"{path}?scheme={name}" if name else path, name == scheme)
        for name, label in names.items()
    ]


def _told() -> list[Any]:
    words = {
        "success": _("Saved."),
        "info": _("Something to know."),
        "warning": _("Something to look at."),
        "error": _("Something that failed."),
    }
    return [SimpleNamespace(tags=tags, message=text) for tags, text in words.items()]


def _manual_text() -> SafeString:
    return format_html('<h2 id="first">{}</h2><p>{}</p>', _("Contents"), _("Something to know."))


@requires("gallery.read")
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component; its buttons lead back here and change nothing."""
    if request.method == "POST":
        messages.info(request, _("This is the gallery: nothing was changed."))
        return redirect("gallery")
    path, scheme = request.path, _scheme(request)
    context = {
        "title": _("Gallery of components"),
        "crumbs": [(_("Gallery of components"), None)],
        "actions": [Action(_("Edit"), path, "edit"), Action(_("New"), path, "add", "primary")],
        "tabs": _tabs(path, scheme),
        "scheme": scheme,
        "densities": (("compact", _("low")), ("medium", _("medium")), ("roomy", _("high"))),
        "kinds": STATES,
        "buttons": BUTTONS,
        "icons": sorted(ICONS),
        "told": _told(),
        "today": dt.date(2027, 3, 1),
        "now": dt.datetime(2027, 3, 1, 13, 5, tzinfo=dt.UTC),
        "manual": Manual("", (("first", _("Contents")),), _manual_text()),
        "view_tabs": [PageLink(_("Overdue"), path, True), PageLink("Lyon", path, False)],
        **_forms(),
        **_lists(path),
        **_details(path),
        **_drawings(),
    }
    return render(request, "ui/gallery.html", context)
