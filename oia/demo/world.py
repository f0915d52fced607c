"""What has been saved so far and what saving has in common."""

from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Model

from delegations.models import Trip, Visit
from eufunding.models import Bid
from networks.models import Membership
from oia.demo.guests import VisitDraft
from oia.demo.journeys import TripDraft
from oia.demo.plan import Plan
from oia.office import gazetteer
from oia.office.models import Department, Desk, Event, GazetteerCity, Place, Record
from partners.models import Partnership

Town = tuple[str, str]
Saved = TypeVar("Saved", bound=Model)
# Filled by saving, so they may still be empty when a row is checked.
BY_SAVING = {"kind", "search_text", "record_ptr", "starts", "ends"}


@dataclass
class World:
    """The rows later parts point to."""

    plan: Plan
    departments: dict[str, Department] = field(default_factory=dict)
    desks: list[Desk] = field(default_factory=list)
    places: dict[Town, Place] = field(default_factory=dict)
    ties: dict[Town, Partnership] = field(default_factory=dict)
    trips: list[tuple[Trip, TripDraft]] = field(default_factory=list)
    visits: list[tuple[Visit, VisitDraft]] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    bids: list[Bid] = field(default_factory=list)

    def place(self, town: Town) -> Place:
        """The gazetteer's city of that name, taken over at first use.

        The towns are written as the gazetteer writes them, so no other names are searched.
        """
        if town not in self.places:
            name, country = town
            found = GazetteerCity.objects.filter(name=name, country=country)
            city = found.order_by("-population").first()
            assert city, f"{town} is not in the gazetteer"
            self.places[town] = gazetteer.adopt(city)
        return self.places[town]

    def tie(self, town: Town) -> Partnership | None:
        return self.ties.get(town)

    def desk(self, number: int | None) -> Desk | None:
        return None if number is None else self.desks[number]


def keep(row: Saved) -> Saved:
    """Checks a row as a form would, and saves it."""
    skip = set(BY_SAVING)
    if isinstance(row, Record) and not row.title:
        skip.add("title")
    row.full_clean(exclude=skip)
    row.save()
    return row
