"""Trips that wait for somebody's approval."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from delegations.choices import TripStatus
from delegations.models import Trip
from oia.core.permissions import may, own_only
from oia.office.due import ROOM, Item, Waiting, register


def requested(user: Any, everybodys: bool) -> list[Item]:
    """All for who oversees the office; for an officer those on the own desks."""
    if own_only(user, "activities"):
        return []
    rows = Trip.objects.visible_to(user).filter(status=TripStatus.REQUESTED, archived=None)
    if not (everybodys or may(user, "oversight.read")):
        rows = rows.looked_after_by(user)
    named = rows.select_related("department").order_by("first_day", "pk")[:ROOM]
    return [
        Item(row.first_day, row.title, row.get_absolute_url(), str(row.department or ""))
        for row in named
    ]


register(
    Waiting(
        key="approvals",
        title=_("Trips that wait for approval"),
        capability="activities.write",
        items=requested,
        order=20,
    )
)
