"""Annual reports that wait for a second person."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from oia.office.due import ROOM, Item, Waiting, register
from reporting.choices import ReportStatus
from reporting.models import Report


def in_review(user: Any, everybodys: bool) -> list[Item]:
    """Those the person may publish: not the ones they have put up for review themselves."""
    rows = (
        Report.objects.visible_to(user)
        .filter(status=ReportStatus.REVIEW)
        .exclude(submitted_by=user)
    )
    return [
        Item(None, str(row), reverse("report", args=[row.pk])) for row in rows.order_by("pk")[:ROOM]
    ]


register(
    Waiting(
        key="reports",
        title=_("Reports that wait for publishing"),
        capability="publish.write",
        items=in_review,
        order=25,
    )
)
