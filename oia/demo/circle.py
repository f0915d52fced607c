"""People at organisations abroad and at home: invented names, addresses of nobody."""

import random

from oia.demo import names, words
from oia.demo.plan import chance, mail
from oia.demo.world import World, keep
from oia.office.models import Organisation, Person, Place, Position

PEOPLE = 150
TWICE = 6  # who hold two positions at once
ABROAD = (
    ("Stadtverwaltung {place}", ("Leitung Internationales", "Protokoll", "Amtsleitung Kultur")),
    ("Universität {place}", ("International Office", "Professur Stadtplanung")),
    ("Handelskammer {place}", ("Geschäftsführung", "Außenwirtschaft")),
    ("Partnerschaftsverein {place}–Auenbrück", ("Vorsitz", "Schriftführung")),
)
AT_HOME = (
    ("Hochschule Auenbrück", ("International Office", "Präsidium")),
    ("Industrie- und Handelskammer Auenbrück", ("Außenwirtschaft", "Geschäftsführung")),
    ("Eine-Welt-Haus Auenbrück", ("Vorstand", "Bildungsarbeit")),
    ("Europe Direct Auenbrück", ("Leitung", "Veranstaltungen")),
    ("Stadtmarketing Auenbrück", ("Geschäftsführung", "Kongresse")),
)


def make_circle(world: World) -> None:
    jobs = _jobs(world)
    rng = chance("people")
    seen: set[tuple[str, int]] = set()
    for number in range(world.plan.many(PEOPLE)):
        organisation, titles = jobs[number % len(jobs)]
        country = organisation.place.country if organisation.place else words.COUNTRY
        person = _person(rng, country)
        while (person.name, organisation.pk) in seen:
            person = _person(rng, country)
        seen.add((person.name, organisation.pk))
        _position(world, rng, keep(person), organisation, titles)
        if number < TWICE:
            _position(world, rng, person, jobs[-1 - number][0], ("Beirat",))
        person.save()  # once more: the organisations belong to its search text


def _jobs(world: World) -> list[tuple[Organisation, tuple[str, ...]]]:
    """Organisations with the positions one has there, those at home last."""
    found: list[tuple[Organisation, tuple[str, ...]]] = []
    for number, tie in enumerate(world.ties.values()):
        for pattern, titles in ABROAD[: 2 + number % 3]:
            name = pattern.format(place=tie.place.label("de"))
            found.append((_organisation(name, tie.place), titles))
    found += [(_organisation(name, None), titles) for name, titles in AT_HOME]
    return found


def _organisation(name: str, place: Place | None) -> Organisation:
    number = Organisation.objects.filter(name__startswith=name).count()
    return keep(Organisation(name=f"{name} ({number + 1})" if number else name, place=place))


def _person(rng: random.Random, country: str) -> Person:
    given, family = names.somebody(rng, country)
    return Person(
        name=f"{given} {family}",
        given_name=given,
        family_name=family,
        language=names.language_of(country),
        source="Demonstrationsdaten",
    )


def _position(
    world: World,
    rng: random.Random,
    person: Person,
    organisation: Organisation,
    titles: tuple[str, ...],
) -> None:
    start = world.plan.until - rng.randint(0, 12)
    ended = rng.random() < 0.08
    keep(
        Position(
            person=person,
            organisation=organisation,
            title=rng.choice(titles),
            email=mail(person.given_name, person.family_name),
            phone=f"+49 30 23125 {rng.randrange(1000):03d}",
            start=str(start),
            end=str(max(start, world.plan.until - 1)) if ended else "",
        )
    )
