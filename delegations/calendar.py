"""Trips and visits in the calendar; who travels, for the page of who is where."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from delegations.models import Traveller, Trip, Visit
from oia.office.calendar import Source, register


def travellers(trips: list[int]) -> dict[int, list[str]]:
    """Trip → the people named on it, else its leader."""
    named: dict[int, list[str]] = defaultdict(list)
    for trip, name in Traveller.objects.filter(trip__in=trips).values_list("trip", "name"):
        named[trip].append(name)
    led = Trip.objects.filter(pk__in=trips).exclude(leader="").values_list("pk", "leader")
    return {trip: [name] for trip, name in led} | dict(named)


register(
    Source(
        key="trip",
        title=_("Trips"),
        capability="activities.read",
        url_name="trip",
        rows=lambda user: Trip.objects.visible_to(user).counted(),
        place="destination",
        people=travellers,
        order=10,
    )
)
register(
    Source(
        key="visit",
        title=_("Visits"),
        capability="activities.read",
        url_name="visit",
        rows=lambda user: Visit.objects.visible_to(user).counted(),
        place="from_place",
        order=20,
    )
)
