"""Places of one name and country, told apart by whatever is known of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from oia.office.models import GazetteerCity, Place
from oia.ui import words


def told_apart(labels: Sequence[str], more: Sequence[str]) -> list[str]:
    """The labels; those that stand more than once with what is known `more` of each place."""
    often = Counter(labels)
    pairs = zip(labels, more, strict=True)
    return [f"{label} ({known})" if often[label] > 1 and known else label for label, known in pairs]


def spot(latitude: float | None, longitude: float | None, population: int | None = None) -> str:
    """“58,230 people, 52.34 / 14.55”; empty where nothing is known."""
    parts = []
    if population:
        parts.append(_("%(number)s people") % {"number": words.number(population)})
    if latitude is not None and longitude is not None:
        parts.append(f"{latitude:.2f} / {longitude:.2f}")
    return ", ".join(parts)


def of_cities(cities: Iterable[GazetteerCity]) -> list[str]:
    return [spot(city.latitude, city.longitude, city.population) for city in cities]


def of_places(places: Iterable[Place]) -> list[str]:
    """With what it is part of, and its people where the gazetteer has it; one query."""
    found = list(places)
    keys = [place.geonameid for place in found if place.geonameid]
    people: dict[Any, int] = dict(
        GazetteerCity.objects.filter(pk__in=keys).values_list("pk", "population")
    )
    wholes = {row.pk: row.label() for row in Place.objects.filter(parts__in=found).distinct()}
    return [
        ", ".join(
            filter(
                None,
                (
                    wholes.get(place.part_of_id or 0, ""),
                    spot(place.latitude, place.longitude, people.get(place.geonameid or 0)),
                ),
            )
        )
        for place in found
    ]
