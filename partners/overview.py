"""Partnerships on the first page: what nobody looks after, and anniversaries of two years."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oia.office.models import Office
from oia.office.overview import Card, Line, Number, Shown, register_card, register_number
from oia.ui import words
from partners.calendar import anniversaries
from partners.choices import TieStatus

YEARS = 2
SHOWN = 8

register_number(
    Number(
        "unattended",
        gettext_lazy("partnerships nobody looks after"),
        "partnership_list",
        lambda user, today: {"unattended": "yes", "status": TieStatus.ACTIVE},
        ("head", "officer"),
        40,
    )
)


def anniversaries_card(user: Any, office: Office) -> Shown:
    """From today to the end of the second year after this one; many are known to the year only."""
    today = timezone.localdate()
    paths = ("pk", "title", "anniversary_base", "signed", "celebrated")
    found = []
    for row in anniversaries(user).order_by("pk").values(*paths):
        base = row["anniversary_base"] or row["signed"]
        for year in range(today.year, today.year + YEARS + 1) if base else ():
            turns = year - int(base[:4])
            day = f"{year}{base[4:]}"
            if turns in (row["celebrated"] or ()) and day[: len(day)] >= str(today)[: len(day)]:
                found.append((day, turns, row["title"], row["pk"]))
    lines = [
        Line(
            _("%(title)s: %(years)s years") % {"title": title, "years": turns},
            reverse("partnership", args=[pk]),
            words.imprecise(day),
        )
        for day, turns, title, pk in sorted(found)[:SHOWN]
    ]
    following = f"{reverse('figure', args=['anniversaries'])}?year={today.year + 1}"
    return Shown(lines, following)


register_card(
    Card(
        "anniversaries",
        gettext_lazy("Anniversaries of the next two years"),
        "partners.read",
        ("head", "officer", "mayor"),
        anniversaries_card,
        gettext_lazy("None. Partnerships need the year of signing for their anniversaries."),
        35,
    )
)
