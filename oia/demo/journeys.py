"""Trips of a year as they are made up: no database here, so that a test can compare them."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from delegations.choices import CostKind, Sector, TripStatus
from oia.demo import names, titles, words
from oia.demo.plan import Plan, chance, day_in, once, pick
from oia.office.choices import Confidentiality, Payer
from oia.office.models.office import usual_anniversaries

SEASON = (5, 8, 10, 10, 12, 10, 4, 3, 12, 12, 9, 5)
TRIPS_A_YEAR = 420
AHEAD = 14  # announced for the year after the last
REPORT_WITHIN = 28
CANCELLED = 0.04
SECTORS = {
    Sector.ADMINISTRATION: 6,
    Sector.COUNCIL: 2,
    Sector.BUSINESS: 2,
    Sector.UNIVERSITY: 1,
}
Cost = tuple[CostKind, Payer, Decimal]
Town = tuple[str, str]


@dataclass(frozen=True)
class TripDraft:
    title: str
    place: Town
    first: dt.date
    last: dt.date
    purpose: str
    department: str
    travellers: int
    leader: str
    status: TripStatus
    with_mayor: bool = False
    programme: str = ""
    costs: tuple[Cost, ...] = ()
    people: tuple[tuple[str, Sector], ...] = ()
    confidentiality: Confidentiality = Confidentiality.OPEN

    @property
    def cost(self) -> Decimal:
        return sum((amount for _kind, _payer, amount in self.costs), Decimal(0))

    @property
    def reported(self) -> bool:
        """What a trip cost is known afterwards; an estimate never looks like it."""
        return self.status == TripStatus.CLOSED


@dataclass(frozen=True)
class Idea:
    """What a trip is about, before days, people and money are drawn."""

    body: words.Body
    purpose: str
    place: Town
    mayor: bool = False
    years: int = 0


def celebrations(plan: Plan, year: int) -> list[tuple[words.Partner, int]]:
    """Partners with an anniversary in the year, and which."""
    celebrated = set(usual_anniversaries())
    turns = ((partner, year - (plan.until - partner.age)) for partner in words.PARTNERS)
    return [(partner, years) for partner, years in turns if partner.into and years in celebrated]


def body(name: str) -> words.Body:
    return next(one for one in words.BODIES if one.name == name)


def partners_by(way: str, plan: Plan, year: int) -> dict[Town, int]:
    """Partners and how much goes on with them; none before its time, none while suspended."""
    return {
        (partner.name, partner.country): getattr(partner, way)
        for partner in words.PARTNERS
        if getattr(partner, way)
        and plan.until - partner.age <= year
        and (partner.status != "suspended" or year < plan.until - 4)
    }


# ---- what the trips are about ------------------------------------------------------------------


def _ideas(plan: Plan, year: int, rng: random.Random) -> Iterator[Idea]:
    office = body(words.OIA)
    parties = [one for one in celebrations(plan, year) if one[0].out]
    for number, (partner, years) in enumerate(parties):
        place = (partner.name, partner.country)
        yield Idea(office, "anniversary", place, mayor=number < 2, years=years)
    mayor = rng.randint(4, 6) - min(2, len(parties))
    for _number in range(plan.many(mayor)):
        yield _idea(plan, year, rng, body(words.MAYOR_OFFICE), mayor=True)
    for _number in range(plan.in_year(TRIPS_A_YEAR, year) - plan.many(mayor) - len(parties)):
        yield _idea(plan, year, rng, body(pick(rng, _weights())))


def _weights() -> dict[str, int]:
    return {one.name: one.weight for one in words.BODIES}


def _idea(
    plan: Plan, year: int, rng: random.Random, one: words.Body, *, mayor: bool = False
) -> Idea:
    purpose = pick(rng, one.purposes)
    if mayor and purpose == "personal" and rng.random() < 0.5:
        purpose = "partner_visit"
    return Idea(one, purpose, _destination(plan, year, rng, purpose), mayor=mayor)


def _destination(plan: Plan, year: int, rng: random.Random, purpose: str) -> Town:
    partners = partners_by("out", plan, year)
    to_partner = {"conference": 0.05, "network": 0.04, "eu_project": 0.25, "economy": 0.35}
    if rng.random() < to_partner.get(purpose, 0.85 if purpose != "partner_visit" else 1):
        return pick(rng, partners)
    far = 0.25 if purpose in ("economy", "conference") else 0.06
    return rng.choice(words.OVERSEAS if rng.random() < far else words.CONGRESS)


# ---- one trip ----------------------------------------------------------------------------------


def fill(pattern: str, rng: random.Random, idea: Idea, place: str) -> tuple[str, str]:
    """The title and the topic it speaks of."""
    topic = rng.choice(idea.body.topics)
    text = pattern.format(
        place=place,
        topic=topic,
        years=idea.years,
        fair=rng.choice(titles.FAIRS),
        congress=rng.choice(titles.CONGRESSES),
        network=rng.choice(titles.NETWORKS),
        project=rng.choice(titles.PROJECTS),
    )
    return text, topic


def _people(rng: random.Random, idea: Idea, far: bool) -> int:
    if idea.purpose == "anniversary":
        return rng.randint(12, 16) if far else rng.randint(18, 26)
    if idea.purpose in ("youth", "culture") and not far and rng.random() < 0.3:
        return rng.randint(10, 28)
    if idea.mayor or idea.purpose in ("economy", "partner_visit"):
        return rng.choices(range(2, 9), weights=(6, 6, 5, 4, 2, 2, 1))[0]
    return rng.choices(range(1, 6), weights=(10, 9, 4, 2, 1))[0]


def _nights(rng: random.Random, far: bool, purpose: str) -> int:
    if far:
        return rng.randint(4, 8)
    if purpose in ("youth", "anniversary"):
        return rng.randint(2, 5)
    return rng.choices((0, 1, 2, 3), weights=(2, 6, 6, 3))[0]


def money(low: float, high: float, rng: random.Random) -> Decimal:
    return Decimal(str(round(rng.uniform(low, high), 2))).quantize(Decimal("0.01"))


def _costs(rng: random.Random, idea: Idea, people: int, nights: int, far: bool) -> tuple[Cost, ...]:
    """By kind and payer; each pair once."""
    main = Payer.EU if idea.purpose == "eu_project" else Payer.CITY
    fare = money(850, 1500, rng) if far else money(130, 420, rng)
    costs: list[Cost] = [(CostKind.TRAVEL, main, fare * people)]
    if idea.mayor:
        costs.append((CostKind.TRAVEL, Payer.MAYOR, money(200, 1900 if far else 600, rng)))
    if nights:
        host = idea.purpose in ("partner_visit", "anniversary", "youth") and rng.random() < 0.55
        payer = Payer.HOST if host else main
        costs.append((CostKind.LODGING, payer, money(75, 150, rng) * people * nights))
    costs.append((CostKind.DAILY, main, money(18, 42, rng) * people * (nights + 1)))
    if idea.purpose in ("partner_visit", "anniversary"):
        costs.append((CostKind.GIFTS, Payer.CITY, money(40, 380, rng)))
    if idea.mayor or idea.purpose == "anniversary":
        costs.append((CostKind.HOSPITALITY, Payer.CITY, money(250, 1800, rng)))
    if idea.purpose in ("conference", "economy") and rng.random() < 0.7:
        costs.append((CostKind.FEES, Payer.CITY, money(120, 650, rng) * min(people, 3)))
    if idea.purpose in ("youth", "culture") and people > 9:
        costs.append((CostKind.TRAVEL, Payer.PRIVATE, money(40, 90, rng) * people))
    return tuple(costs)


def _status(rng: random.Random, first: dt.date, last: dt.date, today: dt.date) -> TripStatus:
    fate, stage = rng.random(), rng.random()
    if fate < CANCELLED:
        return TripStatus.CANCELLED
    if first > today:
        if (first - today).days > 30 and stage < 0.2:
            return TripStatus.DRAFT
        return TripStatus.REQUESTED if stage < 0.5 else TripStatus.APPROVED
    if last >= today:
        return TripStatus.UNDER_WAY
    recent = (today - last).days <= REPORT_WITHIN
    return TripStatus.REPORT_DUE if recent else TripStatus.CLOSED


def _named(rng: random.Random, people: int) -> tuple[tuple[str, Sector], ...]:
    found = {names.full_name(rng, words.COUNTRY): pick(rng, SECTORS) for _number in range(people)}
    return tuple(found.items())


def _trip(plan: Plan, year: int, rng: random.Random, idea: Idea, label: str) -> TripDraft:
    far = idea.place[1] not in words.NEARBY
    people, nights = _people(rng, idea, far), _nights(rng, far, idea.purpose)
    first = day_in(rng, year, SEASON)
    last = first + dt.timedelta(days=nights)
    title, topic = fill(rng.choice(titles.TRIPS[idea.purpose]), rng, idea, label)
    programme = idea.mayor or idea.purpose == "anniversary" or rng.random() < 0.2
    named = _named(rng, people)
    hidden = rng.random() < 0.01
    return TripDraft(
        title=title,
        place=idea.place,
        first=first,
        last=last,
        purpose=idea.purpose,
        department=idea.body.name,
        travellers=people,
        leader=named[0][0],
        status=_status(rng, first, last, plan.today),
        with_mayor=idea.mayor,
        programme=titles.PROGRAMME.format(place=label, topic=topic) if programme else "",
        costs=_costs(rng, idea, people, nights, far),
        people=named if idea.mayor or (people < 5 and idea.body.name == words.OIA) else (),
        confidentiality=Confidentiality.CONFIDENTIAL if hidden else Confidentiality.OPEN,
    )


def _twin(plan: Plan, rng: random.Random, trip: TripDraft, label: str) -> TripDraft:
    """Another department goes to the same place at the same time, and neither knew."""
    other = rng.choice([one for one in words.BODIES if one.name != trip.department])
    idea = Idea(other, "administration", trip.place)
    twin = _trip(plan, trip.first.year, rng, idea, label)
    first = trip.first + dt.timedelta(days=rng.randint(0, 2))
    last = first + (twin.last - twin.first)
    return replace(twin, first=first, last=last, status=_status(rng, first, last, plan.today))


# ---- a year of trips ---------------------------------------------------------------------------


def trips(plan: Plan, labels: dict[Town, str]) -> Iterator[TripDraft]:
    """All trips in order; `labels` are the places' names in the office's language."""
    seen: set[str] = set()
    for year in plan.all_years:
        yield from _told_apart(_year(plan, year, labels), seen)
    yield from _told_apart(_ahead(plan, labels), seen)


def _year(plan: Plan, year: int, labels: dict[Town, str]) -> list[TripDraft]:
    rng = chance("trips", year)
    drafts = [_trip(plan, year, rng, idea, labels[idea.place]) for idea in _ideas(plan, year, rng)]
    for trip in rng.sample(drafts, min(len(drafts), plan.many(5))):
        drafts.append(_twin(plan, rng, trip, labels[trip.place]))
    return drafts


def _ahead(plan: Plan, labels: dict[Town, str]) -> list[TripDraft]:
    """The first plans for the year after: drafts and requests."""
    rng, year = chance("trips ahead", plan.until), plan.until + 1
    drafts = []
    for _number in range(plan.many(AHEAD)):
        idea = _idea(plan, plan.until, rng, body(pick(rng, _weights())))
        trip = _trip(plan, year, rng, idea, labels[idea.place])
        status = rng.choice((TripStatus.DRAFT, TripStatus.REQUESTED))
        drafts.append(replace(trip, status=status))
    return drafts


def _told_apart(drafts: list[TripDraft], seen: set[str]) -> Iterator[TripDraft]:
    for trip in sorted(drafts, key=lambda trip: (trip.first, trip.title)):
        month = f"{titles.MONTHS[trip.first.month - 1]} {trip.first.year}"
        hints = (str(trip.first.year), month, f"{month}, {trip.department}")
        yield replace(trip, title=once(trip.title, seen, *hints))
