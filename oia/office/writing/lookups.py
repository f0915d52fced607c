"""Finding a row by any of its names: for the form without script and the list of suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from oia.core.models import User
from oia.core.permissions import may, own_only, roles
from oia.core.words import fold
from oia.office import apart, cells, gazetteer
from oia.office.models import (
    BudgetLine,
    Department,
    Desk,
    GazetteerCity,
    GazetteerName,
    Organisation,
    Person,
    Place,
    PlaceName,
    Record,
    StockItem,
)
from oia.ui import words

MOST = 10
NEW = "new"
CITY = "city:"  # a city of the gazetteer the office has not used yet


@dataclass(frozen=True)
class Option:
    """One thing a text may mean; `value` is a key, `city:<geonameid>` or `new`."""

    value: str
    label: str

    def as_json(self) -> dict[str, str]:
        return {"value": self.value, "label": self.label}


@dataclass(frozen=True)
class Typed:
    """What came from a lookup's inputs: the choice counts only for the text it was made for."""

    text: str = ""
    choice: str = ""
    chosen_for: str = ""

    @property
    def fits(self) -> bool:
        return fold(self.text) == fold(self.chosen_for) or self.text.strip() == self.chosen_for

    def __str__(self) -> str:
        return self.text


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


class Lookup:
    """Rows of one model by name. Subclasses say where names stand and who may add one."""

    model: type[models.Model]
    name_field = "name"
    create_capability = ""

    @property
    def kind(self) -> str:
        return str(self.model._meta.model_name)

    @staticmethod
    def of(model: type[models.Model], kinds: tuple[str, ...] = ()) -> Lookup:
        if model in LOOKUPS:
            return LOOKUPS[model]()
        return RecordLookup(model, kinds)

    @staticmethod
    def named(kind: str) -> Lookup | None:
        """The lookup of an address: `place`, `person`, `network`, `trip-visit`, `record`."""
        for model, lookup in LOOKUPS.items():
            if model._meta.model_name == kind:
                return lookup()
        if kind == Record._meta.model_name:
            return RecordLookup(Record)
        nouns, kinds = Record.nouns(), tuple(kind.split("-"))
        if not set(kinds) <= set(nouns):
            return None
        return RecordLookup(nouns[kind] if len(kinds) == 1 else Record, kinds)

    def rows(self, user: Any) -> Any:
        return self.model.objects.visible_to(user)  # type: ignore[attr-defined]

    def label(self, row: Any) -> str:
        return str(row)

    def shown(self, key: Any, user: Any, stored: Any = None) -> Typed:
        """How a key stands in the input; what the person may not see keeps its place unnamed."""
        text = str(key or "")
        if not _is_key(text):
            return Typed(text)
        row = self.rows(user).filter(pk=int(text)).first()
        if row is not None:
            return Typed(self.label(row), text, self.label(row))
        hidden = _("(not shown to you)")
        return Typed(hidden, text, hidden) if text == str(stored) else Typed()

    def suggest(self, text: str, user: Any) -> list[Option]:
        """At most ten rows that contain every word, those that begin with the text first."""
        found = list(self.rows(user).search(text)[: 5 * MOST]) if fold(text) else []
        start = fold(text)
        found.sort(key=lambda row: (not fold(self.label(row)).startswith(start), self.label(row)))
        return [Option(str(row.pk), self.label(row)) for row in found[:MOST]]

    def exact(self, text: str, user: Any) -> list[Option]:
        """Rows that bear the name; else the only one that contains it as whole words."""
        found = list(self.rows(user).search(text)[: 5 * MOST]) if fold(text) else []
        named = [row for row in found if fold(text) in self.names(row)]
        whole = [row for row in found if f" {fold(text)} " in f" {row.search_text} "]
        best = named or (whole if len(whole) == 1 and len(found) == 1 else [])
        return [Option(str(row.pk), self.label(row)) for row in best]

    def meant(self, typed: Typed, user: Any) -> Any | None:
        """The stored row that is meant, if that is beyond doubt; nothing is made for it."""
        if typed.choice and typed.fits and _is_key(typed.choice):
            return self.chosen(typed.choice, typed.text, user)
        found = self.exact(typed.text, user) if typed.text else []
        only = found[0].value if len(found) == 1 else ""
        return self.chosen(only, typed.text, user) if _is_key(only) else None

    def names(self, row: Any) -> set[str]:
        return {fold(self.label(row)), fold(getattr(row, self.name_field, ""))}

    def may_create(self, user: Any) -> bool:
        area = self.create_capability.partition(".")[0]
        return bool(area) and may(user, self.create_capability) and not own_only(user, area)

    def creatable(self, text: str, user: Any) -> Option | None:
        room = getattr(self.model._meta.get_field(self.name_field), "max_length", None) or 200
        if not self.may_create(user) or len(text) > room or not fold(text):
            return None
        return Option(NEW, _("Enter as new: %s") % text)

    def chosen(self, value: str, text: str, user: Any) -> Any | None:
        """The row of an option, made now if it is new; None if it is not there for the person."""
        if value == NEW:
            return self.create(text) if self.creatable(text, user) else None
        if not _is_key(value):
            return None
        return self.rows(user).filter(pk=int(value)).first()

    def create(self, text: str) -> Any:
        known = self.model._default_manager.filter(**{f"{self.name_field}__iexact": text}).first()
        return known or self.model._default_manager.create(**{self.name_field: text})

    def unknown(self) -> str:
        return _("“%(text)s” is not known here. Write another name of it.")


class PersonLookup(Lookup):
    model = Person
    create_capability = "contacts.write"


class OrganisationLookup(Lookup):
    model = Organisation
    create_capability = "contacts.write"


class ShortLookup(Lookup):
    """Of what an office has a few dozen: all are read, and compared by their folded names."""

    read_capability = "activities.read"
    create_capability = "activities.write"

    def rows(self, user: Any) -> models.QuerySet[Any]:
        known = self.model._default_manager.all()
        if hasattr(self.model, "archived"):
            known = known.filter(archived=None)
        open_ = may(user, self.read_capability) or may(user, "settings.write")
        return known if open_ else known.none()

    def _folded(self, user: Any) -> list[tuple[str, Any]]:
        return [(fold(str(row)), row) for row in self.rows(user)[:2000]]

    def suggest(self, text: str, user: Any) -> list[Option]:
        parts = fold(text).split()
        found = [row for name, row in self._folded(user) if all(part in name for part in parts)]
        return [Option(str(row.pk), str(row)) for row in found[:MOST]]

    def exact(self, text: str, user: Any) -> list[Option]:
        found = [row for name, row in self._folded(user) if name == fold(text)]
        return [Option(str(row.pk), str(row)) for row in found]


class DepartmentLookup(ShortLookup):
    model = Department


class DeskLookup(ShortLookup):
    model = Desk


class StockLookup(ShortLookup):
    model = StockItem
    read_capability = "gifts.read"
    create_capability = "gifts.write"


class UserLookup(ShortLookup):
    """Colleagues who may hold a desk and have something on their due list; they are invited, not
    entered in place."""

    model = User
    read_capability = "signed-in"
    create_capability = ""

    def rows(self, user: Any) -> models.QuerySet[Any]:
        if not (may(user, "followups.read") or may(user, "settings.write")):
            return User.objects.none()
        working = [code for code in roles() if may(_holder(code), "followups.write")]
        return super().rows(user).filter(is_active=True, role__in=working).order_by("name", "pk")


def _holder(role: str) -> User:
    return User(role=role)


class LineLookup(ShortLookup):
    model = BudgetLine
    read_capability = "money.read"
    create_capability = "money.write"


class RecordLookup(Lookup):
    """Records by title, file number and whatever else their search text holds."""

    name_field = "title"

    def __init__(self, model: type[models.Model], kinds: tuple[str, ...] = ()) -> None:
        self.model = model
        self.kinds = kinds

    @property
    def kind(self) -> str:
        return "-".join(self.kinds) if self.kinds else super().kind

    def rows(self, user: Any) -> models.QuerySet[Any]:
        rows = super().rows(user)
        return rows.filter(kind__in=self.kinds) if self.kinds else rows

    def names(self, row: Any) -> set[str]:
        marks = (getattr(row, "file_number", ""), getattr(row, "identifier", ""))
        return super().names(row) | {fold(mark) for mark in marks if mark}


class PlaceLookup(Lookup):
    """Places by any of their names, then cities of the gazetteer; `Name, Country` narrows."""

    model = Place
    # Whoever registers a trip may name where it goes, even if no gazetteer knows it.
    create_capability = "activities.write"

    def rows(self, user: Any) -> models.QuerySet[Any]:
        return Place.objects.all() if may(user, "partners.read") else Place.objects.none()

    def label(self, row: Place) -> str:
        country = words.country(row.country)
        return f"{row.label()}, {country}" if country else row.label()

    def may_create(self, user: Any) -> bool:
        return may(user, self.create_capability) or may(user, "partners.write")

    def suggest(self, text: str, user: Any) -> list[Option]:
        name, country = _parted(text)
        # While the country is still being typed only the name before the comma counts.
        start = fold(name if country else name.partition(",")[0])
        if not start or not may(user, "partners.read"):
            return []
        known = PlaceName.objects.filter(folded__startswith=start, place__in_doubt=False)
        if country:
            known = known.filter(place__country=country)
        rows = known.select_related("place").order_by("folded")[: 5 * MOST]
        places = list({row.place_id: row.place for row in rows}.values())[:MOST]
        cities: list[GazetteerCity] = []
        if len(places) < MOST and len(start) >= 3:
            known_ones = {place.geonameid for place in places}
            cities = [c for c in _cities_starting(start, country) if c.pk not in known_ones]
        return self._options(places, cities)[:MOST]

    def exact(self, text: str, user: Any) -> list[Option]:
        name, country = _parted(text)
        places = gazetteer.known(name, country)
        if places:
            return self._options(places, [])
        cities = gazetteer.candidates(name, country)
        clearly = gazetteer.CLEARLY if country else gazetteer.CLEARLY_ANYWHERE
        one = gazetteer.sure(name, cities, clearly)
        return self._options([], [one] if one else cities)

    def _options(self, places: list[Place], cities: list[GazetteerCity]) -> list[Option]:
        """Places, then cities; those that are called alike with what tells them apart."""
        plain = [Option(str(place.pk), self.label(place)) for place in places]
        plain += [_city_option(city) for city in cities]
        labels = [option.label for option in plain]
        if len(set(labels)) == len(labels):
            return plain
        labels = apart.told_apart(labels, [*apart.of_places(places), *apart.of_cities(cities)])
        return [Option(one.value, label) for one, label in zip(plain, labels, strict=True)]

    def creatable(self, text: str, user: Any) -> Option | None:
        """A place needs its country: it is written behind the name."""
        name, country = _parted(text)
        return super().creatable(text, user) if country and name else None

    def chosen(self, value: str, text: str, user: Any) -> Any | None:
        key = value.removeprefix(CITY)
        if value.startswith(CITY) and _is_key(key) and len(key) < 10:
            city = GazetteerCity.objects.filter(pk=int(key)).first()
            return gazetteer.adopt(city) if city else None
        return super().chosen(value, text, user)

    def create(self, text: str) -> Place:
        return gazetteer.by_hand(*_parted(text))

    def unknown(self) -> str:
        return _(
            "“%(text)s” is not known. Write another name of it, or for a new place its country "
            "behind the name: Musterdorf, France."
        )


def _parted(text: str) -> tuple[str, str]:
    """ "Lyon, Frankreich" → ("Lyon", "FR"); what is no country belongs to the name."""
    name, comma, last = text.strip().rpartition(",")
    code = cells.country(last) if comma else ""
    return (name.strip(), code) if code else (text.strip(), "")


def _city_option(city: GazetteerCity) -> Option:
    german, english, _former = gazetteer.exonyms().get((city.name, city.country), ("", "", ""))
    name = {"de": german, "en": english}.get(words.language(), "") or city.name
    return Option(f"{CITY}{city.pk}", f"{name}, {words.country(city.country)}")


def _cities_starting(start: str, country: str) -> list[GazetteerCity]:
    """One query: the most populous cities of which a name begins so."""
    names = GazetteerName.objects.filter(folded__startswith=start)
    if country:
        names = names.filter(country=country)
    rows = names.annotate(size=F("city__population")).order_by("-size", "city_id")
    cities = {row.city_id: row.city for row in rows.select_related("city")[: 5 * MOST]}
    return list(cities.values())[:MOST]


LOOKUPS: dict[type[models.Model], type[Lookup]] = {
    Place: PlaceLookup,
    Person: PersonLookup,
    Organisation: OrganisationLookup,
    Department: DepartmentLookup,
    Desk: DeskLookup,
    BudgetLine: LineLookup,
    StockItem: StockLookup,
    User: UserLookup,
}
