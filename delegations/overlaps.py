"""Many trips as light rows, and which of them are near each other at about the same time.

The same rule as `TripQuerySet.overlapping()`, for many trips in one pass.
"""

import datetime as dt
import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from delegations.querysets import EARTH_KM

KM_PER_DEGREE = 111.0


class Journey(NamedTuple):
    """The columns of a trip that are grouped by, in the order they are read."""

    pk: int
    first_day: dt.date
    last_day: dt.date | None
    destination_id: int
    country: str
    latitude: float | None
    longitude: float | None
    department: str | None
    purpose: str
    travellers: int
    with_mayor: bool

    @property
    def end(self) -> dt.date:
        return self.last_day or self.first_day

    @property
    def days(self) -> int:
        return (self.end - self.first_day).days + 1


PATHS = (
    "pk",
    "first_day",
    "last_day",
    "destination_id",
    "destination__country",
    "destination__latitude",
    "destination__longitude",
    "department__name",
    "purpose",
    "travellers",
    "with_mayor",
)


def journeys(trips: Any) -> list[Journey]:
    """One query for all trips, by their first day."""
    return [Journey(*row) for row in trips.order_by("first_day", "pk").values_list(*PATHS)]


def pairs(trips: Sequence[Journey], *, days: int, km: int) -> list[tuple[Journey, Journey]]:
    """Pairs at most `days` and `km` apart. The trips stand in the order of their first days."""
    found, slack = [], dt.timedelta(days=days)
    for at, one in enumerate(trips):
        for later in range(at + 1, len(trips)):
            two = trips[later]
            if two.first_day > one.end + slack:
                break
            if _near(one, two, km):
                found.append((one, two))
    return found


def _near(one: Journey, two: Journey, km: int) -> bool:
    if one.destination_id == two.destination_id:
        return True
    if one.latitude is None or one.longitude is None:
        return False
    if two.latitude is None or two.longitude is None:
        return False
    # Most pairs lie far apart; degrees of latitude say so without trigonometry.
    if abs(one.latitude - two.latitude) * KM_PER_DEGREE > km + KM_PER_DEGREE:
        return False
    here, there = math.radians(one.latitude), math.radians(two.latitude)
    turn = math.radians(two.longitude - one.longitude)
    cosine = math.sin(here) * math.sin(there) + math.cos(here) * math.cos(there) * math.cos(turn)
    return EARTH_KM * math.acos(max(-1.0, min(1.0, cosine))) <= km
