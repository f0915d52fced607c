"""Saves trips and visits: the largest registers, by plain saves and parts in bulk."""

from decimal import Decimal

from delegations.models import Traveller, Trip, TripCost, Visit
from oia.demo import words
from oia.demo.guests import VisitDraft, visits
from oia.demo.journeys import TripDraft, trips
from oia.demo.world import Town, World
from oia.office.models import Desk


def make_journeys(world: World) -> None:
    labels = {town: place.label("de") for town, place in world.places.items()}
    costs: list[TripCost] = []
    people: list[Traveller] = []
    for number, draft in enumerate(trips(world.plan, labels), 1):
        trip = _trip(world, draft, number)
        world.trips.append((trip, draft))
        people += [Traveller(trip=trip, name=name, sector=sector) for name, sector in draft.people]
        if draft.reported:
            costs += _costs(trip, draft)
    TripCost.objects.bulk_create(costs, batch_size=1000)
    Traveller.objects.bulk_create(people, batch_size=1000)
    for number, guests in enumerate(visits(world.plan, labels), 1):
        world.visits.append((_visit(world, guests, number), guests))


def _desk(world: World, town: Town, department: str) -> Desk | None:
    if department != words.OIA:
        return None
    tie = world.tie(town)
    return tie.desk if tie else world.desks[5]


def _trip(world: World, draft: TripDraft, number: int) -> Trip:
    trip = Trip(
        title=draft.title,
        file_number=f"IA-R-{draft.first.year}-{number:05d}",
        destination=world.places[draft.place],
        first_day=draft.first,
        last_day=draft.last,
        purpose=draft.purpose,
        department=world.departments[draft.department],
        desk=_desk(world, draft.place, draft.department),
        confidentiality=draft.confidentiality,
        leader=draft.leader,
        travellers=draft.travellers,
        with_mayor=draft.with_mayor,
        programme=draft.programme,
        status=draft.status,
        cost=draft.cost if draft.reported else None,
        currency=words.EUR,
    )
    trip.save()
    return trip


def _costs(trip: Trip, draft: TripDraft) -> list[TripCost]:
    return [
        TripCost(trip=trip, kind=kind, payer=payer, amount=amount, currency=words.EUR)
        for kind, payer, amount in draft.costs
    ]


def _visit(world: World, draft: VisitDraft, number: int) -> Visit:
    visit = Visit(
        title=draft.title,
        file_number=f"IA-B-{draft.first.year}-{number:05d}",
        from_place=world.places[draft.place],
        first_day=draft.first,
        last_day=draft.last,
        purpose=draft.purpose,
        department=world.departments[draft.department],
        desk=_desk(world, draft.place, draft.department),
        visitors=draft.visitors,
        guest_status=draft.guest_status,
        hosts=draft.hosts,
        status=draft.status,
        cost=draft.cost.quantize(Decimal("0.01")) if draft.reported else None,
        currency=words.EUR,
    )
    visit.save()
    return visit
