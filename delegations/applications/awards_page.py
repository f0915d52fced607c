"""The page from which the awards of a year are published."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from delegations.applications import awards
from oia.core.permissions import may, requires
from oia.office.models import Office
from oia.ui import words

YEARS = 6


@requires("applications.read")
def award_file(request: HttpRequest) -> HttpResponse:
    """What was granted in a year, and the file of it; what is missing for it is said."""
    office = Office.current()
    if office is None:
        raise Http404
    now = office.year_of(timezone.localdate())
    years, asked = range(now, now - YEARS, -1), request.GET.get("year", "")
    year = next((one for one in years if str(one) == asked), now)
    period = office.period(year)
    missing: list[str] = []
    found: Any = None
    try:
        found = awards.package(period, office)
    except ValidationError as error:
        missing = error.messages
    if request.GET.get("export") == "json" and found:
        text = json.dumps(found, ensure_ascii=False, indent=2)
        answer = HttpResponse(text, content_type="application/json")
        answer["Content-Disposition"] = f'attachment; filename="awards-{year}.json"'
        return answer
    rows, left_out = awards.awarded(period)
    title = _("Published awards")
    context = {
        "title": title,
        "crumbs": [(_("Club applications"), reverse("application_list")), (title, None)],
        "year": year,
        "years": years,
        "rows": [(row, words.money(row.granted, office.currency)) for row in rows],
        "left_out": left_out,
        "missing": missing,
        "file_url": f"?year={year}&export=json" if found else "",
        "settings_url": reverse("settings_rules") if may(request.user, "settings.write") else "",
    }
    return render(request, "delegations/applications/awards.html", context)
