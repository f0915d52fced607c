"""Events of the years: days that return, round tables, and what the partnerships bring."""

import datetime as dt
import random
from dataclasses import dataclass

from oia.demo import titles, words
from oia.demo.plan import chance, day_in, once
from oia.demo.world import World, keep
from oia.office.choices import EventKind
from oia.office.models import Event

SEASON = (4, 6, 9, 10, 12, 10, 3, 2, 12, 12, 10, 6)


@dataclass(frozen=True)
class Usual:
    """An event that returns each year on about the same day."""

    title: str
    kind: EventKind
    month: int
    day: int
    guests: int
    partner: tuple[str, str] | None = None
    days: int = 1


USUAL = (
    Usual("Neujahrsempfang des Konsularkorps", EventKind.RECEPTION, 1, 16, 140),
    Usual("Runder Tisch Internationales, Frühjahr", EventKind.ROUND_TABLE, 3, 12, 24),
    Usual("Europatag auf dem Rathausplatz", EventKind.EUROPE_DAY, 5, 9, 2600),
    Usual("Japan-Tag", EventKind.NATIONAL_DAY, 6, 14, 4100, ("Kanazawa", "JP")),
    Usual("Fest der Partnerstädte", EventKind.FESTIVAL, 7, 5, 5200, days=2),
    Usual("Runder Tisch Internationales, Herbst", EventKind.ROUND_TABLE, 9, 24, 27),
    Usual("China-Forum Wirtschaft", EventKind.CONFERENCE, 10, 8, 180, ("Hangzhou", "CN")),
    Usual("Jahrestreffen der Freundschaftsvereine", EventKind.ASSOCIATION, 11, 15, 95),
    Usual("Koordinierungsrunde der Ämter", EventKind.COORDINATION, 11, 26, 18),
)
OTHERS = (
    (EventKind.EXHIBITION, "Ausstellung: {topic} in {place}", (120, 900)),
    (EventKind.LECTURE, "Vortrag: {place} und {topic}", (25, 140)),
    (EventKind.OTHER, "Lesung und Gespräch mit Gästen aus {place}", (30, 160)),
)
OTHERS_A_YEAR = 1


def make_events(world: World) -> None:
    seen: set[str] = set()
    for year in world.plan.all_years:
        drawn = chance("events", year)
        for usual in USUAL:
            _usual(world, drawn, usual, year)
        more = world.plan.in_year(OTHERS_A_YEAR, year) + len(USUAL) * (world.plan.many(1) - 1)
        for number in range(more):
            _other(world, chance("event", year, number), year, seen)


def _usual(world: World, rng: random.Random, usual: Usual, year: int) -> None:
    first = dt.date(year, usual.month, usual.day)
    spread = rng.uniform(0.9, 1.12) * world.plan.factor(year)
    town = usual.partner
    _save(
        world,
        Event(
            title=f"{usual.title} {year}",
            event_kind=usual.kind,
            first_day=first,
            last_day=first + dt.timedelta(days=usual.days - 1),
            about=world.tie(town) if town else None,
            expected=round(usual.guests, -1),
        ),
        round(usual.guests * spread),
    )


def _other(world: World, rng: random.Random, year: int, seen: set[str]) -> None:
    kind, pattern, (low, high) = rng.choice(OTHERS)
    town = rng.choice([(one.name, one.country) for one in words.PARTNERS if one.into > 1])
    place = world.places[town].label("de")
    title = pattern.format(topic=rng.choice(words.TOPICS), place=place)
    first = day_in(rng, year, SEASON)
    last = first + dt.timedelta(days=30 if kind == EventKind.EXHIBITION else 0)
    month = f"{titles.MONTHS[first.month - 1]} {year}"
    event = Event(
        title=once(title, seen, str(year), month),
        event_kind=kind,
        first_day=first,
        last_day=last,
        about=world.tie(town),
        expected=round((low + high) / 2, -1),
    )
    _save(world, event, rng.randint(low, high))


def _save(world: World, event: Event, guests: int) -> None:
    """Guests are counted when it is over."""
    assert event.last_day
    event.attended = guests if event.last_day <= world.plan.today else None
    event.department = world.departments[words.OIA]
    event.desk = world.desks[0]
    event.place = world.places.get((words.CITY, words.COUNTRY))
    world.events.append(keep(event))
