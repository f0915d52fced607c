"""Visits of a year as they are made up: groups received in the city."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from delegations.choices import GuestStatus, VisitStatus
from oia.demo import titles, words
from oia.demo.journeys import (
    CANCELLED,
    Idea,
    Town,
    body,
    celebrations,
    fill,
    money,
    partners_by,
)
from oia.demo.plan import Plan, chance, day_in, once, pick

SEASON = (3, 5, 8, 10, 13, 12, 6, 3, 12, 11, 8, 9)
VISITS_A_YEAR = 180
AHEAD = 6
# Purpose → (weight, department that receives).
PURPOSES = {
    "partner_visit": (5, words.OIA),
    "economy": (3, "Wirtschaftsförderung Auenbrück GmbH"),
    "eu_project": (2, "Umweltamt"),
    "culture": (4, "Kulturamt"),
    "youth": (5, "Schulamt"),
    "science": (2, "Gesundheitsamt"),
    "administration": (6, "Stadtplanungsamt"),
    "commemoration": (1, words.OIA),
    "other": (2, words.OIA),
}
SIZES = {"youth": (12, 45), "culture": (6, 30), "anniversary": (16, 28), "other": (15, 40)}


@dataclass(frozen=True)
class VisitDraft:
    title: str
    place: Town
    first: dt.date
    last: dt.date
    purpose: str
    department: str
    visitors: int
    guest_status: GuestStatus
    hosts: str
    cost: Decimal
    status: VisitStatus

    @property
    def reported(self) -> bool:
        return self.status == VisitStatus.RECEIVED


def _status(rng: random.Random, first: dt.date, today: dt.date) -> VisitStatus:
    fate, stage = rng.random(), rng.random()
    if fate < CANCELLED:
        return VisitStatus.CANCELLED
    if first > today:
        return VisitStatus.ANNOUNCED if stage < 0.5 else VisitStatus.CONFIRMED
    return VisitStatus.RECEIVED


def _hosts(rng: random.Random, department: str, official: bool) -> str:
    others = [words.MAYOR_OFFICE, words.OIA] if official else [words.OIA]
    more = [one for one in others if one != department and rng.random() < 0.6]
    return ", ".join([department, *more])


def _visit(plan: Plan, year: int, rng: random.Random, idea: Idea, label: str) -> VisitDraft:
    low, high = SIZES.get(idea.purpose, (2, 14))
    people = rng.randint(low, high)
    first = day_in(rng, year, SEASON)
    last = first + dt.timedelta(days=rng.choices((0, 1, 2, 3, 5), weights=(6, 4, 4, 3, 2))[0])
    official = idea.place in partners_by("into", plan, year) and idea.purpose != "other"
    title, _topic = fill(rng.choice(titles.VISITS[idea.purpose]), rng, idea, label)
    # Guests of the city are hosted; others are welcomed with little more than coffee.
    each = money(35, 110, rng) * ((last - first).days + 1) if official else money(4, 16, rng)
    return VisitDraft(
        title=title,
        place=idea.place,
        first=first,
        last=last,
        purpose=idea.purpose,
        department=idea.body.name,
        visitors=people,
        guest_status=GuestStatus.OFFICIAL if official else GuestStatus.WELCOMED,
        hosts=_hosts(rng, idea.body.name, official),
        cost=each * people,
        status=_status(rng, first, plan.today),
    )


def _idea(plan: Plan, year: int, rng: random.Random) -> Idea:
    purpose = pick(rng, {name: weight for name, (weight, _body) in PURPOSES.items()})
    partner = rng.random() < 0.68 or purpose in ("partner_visit", "commemoration")
    place = pick(rng, partners_by("into", plan, year)) if partner else rng.choice(words.GUESTS)
    return Idea(body(PURPOSES[purpose][1]), purpose, place)


def _year(plan: Plan, year: int, labels: dict[Town, str]) -> list[VisitDraft]:
    rng = chance("visits", year)
    office = body(words.OIA)
    ideas = [
        Idea(office, "anniversary", (partner.name, partner.country), years=years)
        for partner, years in celebrations(plan, year)
    ]
    usual = max(0, plan.in_year(VISITS_A_YEAR, year) - len(ideas))
    ideas += [_idea(plan, year, rng) for _number in range(usual)]
    return [_visit(plan, year, rng, idea, labels[idea.place]) for idea in ideas]


def _ahead(plan: Plan, labels: dict[Town, str]) -> list[VisitDraft]:
    rng, year = chance("visits ahead", plan.until), plan.until + 1
    ideas = [_idea(plan, plan.until, rng) for _number in range(plan.many(AHEAD))]
    drafts = [_visit(plan, year, rng, idea, labels[idea.place]) for idea in ideas]
    states = (VisitStatus.DRAFT, VisitStatus.ANNOUNCED)
    return [replace(draft, status=rng.choice(states)) for draft in drafts]


def visits(plan: Plan, labels: dict[Town, str]) -> Iterator[VisitDraft]:
    """All visits in order."""
    seen: set[str] = set()
    for year in [*plan.all_years, None]:
        drafts = _year(plan, year, labels) if year else _ahead(plan, labels)
        for visit in sorted(drafts, key=lambda visit: (visit.first, visit.title)):
            month = f"{titles.MONTHS[visit.first.month - 1]} {visit.first.year}"
            hints = (str(visit.first.year), month, f"{month}, {visit.department}")
            yield replace(visit, title=once(visit.title, seen, *hints))
