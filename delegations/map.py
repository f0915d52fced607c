"""The map of partners and travel of a year, and the same as a table beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from delegations.models import Trip, Visit
from oia.core.permissions import may, requires
from oia.office.models import Office, Place
from oia.ui.maps import Marker, world
from partners.choices import TieStatus
from partners.models import Partnership

YEARS = 6
# A map of a hundred names is read by nobody; all of them stand in the table.
DRAWN = 60


@dataclass
class Spot:
    """A place of the year: whether a partner is there, how often we went and they came."""

    place: Place
    tie: int | None = None
    trips: int = 0
    visits: int = 0

    @property
    def kind(self) -> str:
        return _("Partner") if self.tie else _("Travel and guests only")


@requires("activities.read")
def travel_map(request: HttpRequest) -> HttpResponse:
    office = get_object_or_404(Office, pk=1)
    this = office.year_of(timezone.localdate())
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else this
    spots = _spots(request.user, office, year)
    placed = [s for s in spots if s.place.latitude is not None and s.place.longitude is not None]
    drawn = sorted(placed, key=lambda s: (s.tie is None, -s.trips - s.visits))[:DRAWN]
    title = _("Partners, trips and visits %(year)s") % {"year": office.period(year).label}
    context = {
        "title": _("Map"),
        "crumbs": [(_("Map"), None)],
        "year": year,
        "years": range(this + 1, this - YEARS, -1),
        "svg": world(list(map(_marker, drawn)), title=title) if drawn else "",
        "map_title": title,
        "left_out": len(placed) - len(drawn),
        "unplaced": [s.place.label() for s in spots if s not in placed],
        "rows": [(s, reverse("partnership", args=[s.tie]) if s.tie else "") for s in spots],
    }
    return render(request, "delegations/map.html", context)


def _marker(spot: Spot) -> Marker:
    latitude, longitude = spot.place.latitude or 0.0, spot.place.longitude or 0.0
    return Marker(spot.place.label(), latitude, longitude, spot.kind)


def _spots(user: Any, office: Office, year: int) -> list[Spot]:
    """By name; a district counts for itself."""
    period = office.period(year)
    found: dict[int, Spot] = {}
    ties = Partnership.objects.none()
    if may(user, "partners.read"):
        ties = Partnership.objects.visible_to(user).ours().exclude(status=TieStatus.ENDED)
    pairs = dict(ties.order_by("-pk").values_list("place", "pk"))
    trips = _counted(Trip.objects.visible_to(user).counted().in_period(period), "destination")
    visits = _counted(Visit.objects.visible_to(user).counted().in_period(period), "from_place")
    for place in Place.objects.filter(pk__in={*pairs, *trips, *visits}):
        key = place.pk
        found[key] = Spot(place, pairs.get(key), trips.get(key, 0), visits.get(key, 0))
    return sorted(found.values(), key=lambda spot: spot.place.label())


def _counted(rows: Any, place: str) -> dict[int, int]:
    pairs: Iterable[tuple[int, int]] = (
        rows.order_by().values_list(place).annotate(number=Count("pk"))
    )
    return {key: number for key, number in pairs if key is not None}
