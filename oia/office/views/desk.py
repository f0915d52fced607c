"""The overview, figures, long work, keys, and the way to a record."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from oia.core import jobs
from oia.core.models import Job
from oia.core.permissions import may, requires
from oia.office import finding, overview
from oia.office.indicators import Figure, indicator, indicators, measure, written
from oia.office.models import Office, Record
from oia.ui import words
from oia.ui.exports import export
from oia.ui.navigation import front_door
from oia.ui.recent import opened


@transaction.non_atomic_requests
@requires("signed-in")
def home(request: HttpRequest) -> HttpResponse:
    """The overview: what the person's role needs first, each number leading to its rows."""
    front = front_door(request.user)
    if front != "home":
        return redirect(front)
    office = Office.current()
    if office is None:
        if may(request.user, "settings.write"):
            return redirect("set_up")
        text = _("The office has not been set up yet. Ask the head of office or administrator.")
        return render(request, "ui/message.html", {"title": _("Welcome"), "text": text})
    context = {
        "title": _("Overview"),
        "numbers": overview.numbers(request),
        "cards": overview.cards(request.user, office),
        "set_up_open": office.set_up_finished is None and may(request.user, "settings.write"),
        "recent": finding.recent(opened(request), request.user),
    }
    return render(request, "office/home.html", context)


def _year(request: HttpRequest, office: Office) -> int:
    """The fiscal year asked for, else the running one."""
    asked = request.GET.get("year", "")
    if asked.isascii() and asked.isdigit() and 1900 <= int(asked) <= 2200:
        return int(asked)
    return office.year_of(timezone.localdate())


def figure_rows(user: Any, office: Office, year: int) -> list[dict[str, Any]]:
    """Every single-number figure the person may see, with last year's beside it."""
    period = office.period(year)
    return [
        shown(measure(one, period, office), office, year)
        for one in indicators()
        if one.unit != "rows" and may(user, one.capability)
    ]


def shown(figure: Figure, office: Office, year: int) -> dict[str, Any]:
    one = figure.indicator
    return {
        "name": one.name,
        "words": one.words,
        "value": written(figure.value, one.unit, office),
        "previous": "–" if figure.previous is None else written(figure.previous, one.unit, office),
        "url": f"{reverse('figure', args=[one.code])}?year={year}",
    }


@requires("figures.read")
def figure_list(request: HttpRequest) -> HttpResponse:
    office = get_object_or_404(Office, pk=1)
    year = _year(request, office)
    context = {
        "title": _("Figures"),
        "crumbs": [(_("Figures"), None)],
        "year": year,
        "period": office.period(year),
        "years": range(year + 1, year - 6, -1),
        "figures": figure_rows(request.user, office, year),
    }
    return render(request, "office/figures.html", context)


# What the keys of figures that are lists are called on screen.
HEADS = {
    "country": gettext_lazy("Country"),
    "groups": gettext_lazy("Groups"),
    "persons": gettext_lazy("Persons"),
    "department": gettext_lazy("Department"),
    "amount": gettext_lazy("Amount"),
    "partner": gettext_lazy("Partner"),
    "base_year": gettext_lazy("Since"),
    "years": gettext_lazy("Years"),
    "year": gettext_lazy("Year"),
}
PLAIN = ("base_year", "year")  # numbers that are names


def _listed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Head and cells of a figure that is a list; the currency goes with its amount."""
    keys = [key for key in (rows[0] if rows else ()) if key != "currency"]
    return {
        "head": [(HEADS[key], _cell(rows[0], key)[1]) for key in keys],
        "rows": [[_cell(row, key) for key in keys] for row in rows],
    }


def _cell(row: dict[str, Any], key: str) -> tuple[str, bool]:
    """Text, and whether it is a number."""
    value = row[key]
    if key == "country":
        return words.country(value) or value or "–", False
    if key == "amount":
        return words.money(Decimal(value), row.get("currency", "")), True
    if key in PLAIN or not isinstance(value, int):
        return str(value or "–"), key in PLAIN
    return words.number(value), True


@requires("figures.read")
def figure(request: HttpRequest, code: str) -> HttpResponseBase:
    """One figure with its words, its course over six years and the rows behind it."""
    one = indicator(code)
    office = get_object_or_404(Office, pk=1)
    if one is None or not may(request.user, one.capability):
        return render(request, "404.html", status=404)
    year = _year(request, office)
    period = office.period(year)
    table = None
    if one.rows and one.table:
        rows = one.rows(period, office)
        rows = rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows.none()
        table = one.table.for_user(rows, request.user, columns=one.columns)
        wanted = request.GET.get("export", "")
        if wanted in ("csv", "xlsx"):
            return export(table, wanted, f"{one.name} {period.label}")
    context = {
        "title": one.name,
        "crumbs": [(_("Figures"), reverse("figure_list")), (one.name, None)],
        "one": one,
        "year": year,
        "period": period,
        "figure": shown(measure(one, period, office), office, year) if one.unit != "rows" else None,
        "listed": _listed(one.measure(period, office)) if one.unit == "rows" else None,
        "course": _course(one, office, year) if one.past and one.unit != "rows" else [],
        "head": table.head() if table else [],
        "rows": table.rows_html(0, 1000) if table else "",
        "csv_url": f"?year={year}&export=csv",
        "xlsx_url": f"?year={year}&export=xlsx",
    }
    return render(request, "office/figure.html", context)


def _course(one: Any, office: Office, year: int) -> list[tuple[str, str]]:
    """Year and figure. Nothing in a year of which nothing is recorded at all is no zero: the office
    began to keep its records later."""
    periods = [office.period(year - back) for back in range(5, -1, -1)]
    kept = Record.objects.filter(first_day__gte=periods[0].first, first_day__lte=periods[-1].last)
    months = list(kept.dates("first_day", "month"))
    course = []
    for period in periods:
        value = one.measure(period, office)
        known = value or any(period.first <= month <= period.last for month in months)
        course.append((period.label, written(value, one.unit, office) if known else _("no data")))
    return course


@requires("signed-in")
def keys(request: HttpRequest) -> HttpResponse:
    """What the keyboard does."""
    context = {
        "title": _("Keys"),
        "crumbs": [(_("Keys"), None)],
        "gallery_url": reverse("gallery") if may(request.user, "gallery.read") else "",
    }
    return render(request, "office/keys.html", context)


@requires("signed-in")
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """From a record to the page of its noun."""
    row = get_object_or_404(Record.objects.visible_to(request.user), pk=pk)
    return redirect(Record.nouns()[row.kind].detail_url_name, pk=row.pk)


@requires("jobs.read")
def job_list(request: HttpRequest) -> HttpResponse:
    rows = Job.objects.visible_to(request.user).select_related("by").order_by("-created")[:100]
    context = {
        "title": _("Long work"),
        "crumbs": [(_("Long work"), None)],
        "jobs": rows,
        "may_write": may(request.user, "jobs.write"),
    }
    return render(request, "office/jobs.html", context)


@requires("jobs.read")
def job(request: HttpRequest, pk: Any) -> HttpResponse:
    """Progress of a piece of long work; as a fragment for the page that waits."""
    row = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    template = "office/_job.html" if request.GET.get("fragment") else "office/job.html"
    crumbs = [(_("Long work"), reverse("job_list")), (row.label, None)]
    return render(request, template, {"title": _("Long work"), "crumbs": crumbs, "job": row})


@requires("jobs.write")
@require_POST
def job_cancel(request: HttpRequest, pk: Any) -> HttpResponse:
    row = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    jobs.cancel(row)
    return redirect("job", pk=row.pk)


@requires("jobs.write")
@require_POST
def job_retry(request: HttpRequest, pk: Any) -> HttpResponse:
    row = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    jobs.retry(row)
    return redirect("job", pk=row.pk)
