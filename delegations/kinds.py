"""The sheets of trips and visits."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delegations.choices import GuestStatus, Purpose, TripStatus, VisitStatus
from delegations.forms import TripForm, VisitForm
from delegations.models import Traveller, Trip, Visit
from oia.office import cells, counts
from oia.office.cells import Refusal, Style
from oia.office.models import Department
from oia.office.sheets import (
    Amount,
    Choice,
    Column,
    Day,
    Doubt,
    Named,
    Number,
    PlaceCountry,
    PlaceName,
    Reading,
    Row,
    Sheet,
    Text,
    YesNo,
    register,
)
from oia.office.sheets.kinds import is_count


class Travellers(Column):
    """A number of people, or their names separated by `;` or `,`; empty means one."""

    def read(self, cell: Any, context: Reading) -> Any:
        text = str(cell).strip()
        if isinstance(cell, int | float) or text.replace(".", "").replace(",", "").isdigit():
            return _somebody(cells.whole(cell, Style(",") if "." in text else Style(".")))
        names = _names(text)
        numbers = counts.rough(text) if names else None
        if numbers is not None or any(map(counts.counts_among_names, names)):
            answer = context.answers(self.name, text, "")
            if answer is None or not (self.takes(answer.value) or answer.value == text):
                raise Doubt(
                    _("“%(text)s” may be a number of persons, or their names.") % {"text": text},
                    [number for number in numbers or () if self.takes(number)] + [text],
                )
            if answer.value != text:
                return int(answer.value)
        return _somebody(names)

    def word(self, value: str) -> str:
        if self.takes(value):
            return ngettext("%(number)s person", "%(number)s persons", int(value)) % {
                "number": value
            }
        return _("the names of travellers: “%(text)s”") % {"text": value}

    @property
    def typed(self) -> str:
        return _("Number of persons")

    def takes(self, answer: str) -> bool:
        return is_count(answer) and int(answer) > 0

    def write(self, obj: Any) -> Any:
        names = [person.name for person in sorted(obj.people.all(), key=lambda one: one.pk)]
        return "; ".join(names) if len(names) == obj.travellers else obj.travellers


def _names(text: str) -> list[str]:
    separator = ";" if ";" in text else ","
    return [name.strip() for name in text.split(separator) if name.strip()]


def _somebody(travellers: Any) -> Any:
    if not travellers:
        raise Refusal(_("Somebody must travel: write a number of at least 1, or names."))
    return travellers


def _is_past(values: dict[str, Any]) -> bool:
    day: dt.date = values.get("end") or values["start"]
    return day < timezone.localdate()


def _one_day(values: dict[str, Any]) -> None:
    if "end" in values and values["end"] is None:
        values["end"] = values.get("start")


def _trip(row: Row) -> None:
    values = row.values
    _one_day(values)
    if values.get("start") and values.get("status") is None and row.stored is None:
        values["status"] = TripStatus.CLOSED if _is_past(values) else TripStatus.REQUESTED
    people = values.get("travellers")
    if isinstance(people, list):
        values["named"] = people
        values["travellers"] = len(people)
    elif "travellers" in values and people is None:
        values["travellers"] = 1


def _find_trip(values: dict[str, Any]) -> Any:
    return Trip.objects.filter(
        title=values["title"], destination=values["destination"], first_day=values["start"]
    )


def _name_travellers(trip: Trip, values: dict[str, Any]) -> bool:
    if "named" not in values:
        return False
    wanted = list(dict.fromkeys(values["named"]))
    if set(trip.people.values_list("name", flat=True)) == set(wanted):
        return False
    trip.people.all().delete()
    for name in wanted:
        Traveller.objects.create(trip=trip, name=name[:200])
    return True


TRIPS = register(
    Sheet(
        kind="trips",
        title=gettext_lazy("Trips"),
        area="activities",
        form=TripForm,
        columns=(
            Text("title", ("Titel", "Anlass"), key=True, needed=True),
            PlaceName("destination", ("Ziel", "Zielort", "Reiseziel"), key=True, needed=True),
            Day("start", ("Beginn", "von", "date"), "first_day", key=True, needed=True),
            PlaceCountry("country", ("Land",), field="no_field", place="destination"),
            Day("end", ("Ende", "bis"), "last_day"),
            Named("department", ("Amt", "Dienststelle"), model=Department, asks=True),
            Choice("purpose", ("Zweck",), choices=Purpose),
            Text("leader", ("Leitung",)),
            Travellers("travellers", ("Reisende", "Teilnehmende", "persons")),
            YesNo("with_mayor", ("mit OB", "mit Oberbürgermeister", "mit Bürgermeister")),
            Amount("cost", ("Kosten",)),
            Text("currency", ("Währung",)),
            Text("programme", ("Programm",)),
            Choice("status", ("Status",), choices=TripStatus),
            Text("note", ("Bemerkung", "Notiz")),
        ),
        find=_find_trip,
        complete=_trip,
        after=_name_travellers,
        parts=lambda trip, values: trip.people.all() if trip else (),
        rows=lambda: (
            Trip.objects.select_related("destination", "department")
            .prefetch_related("people")
            .order_by("first_day", "pk")
        ),
    )
)


def _visit(row: Row) -> None:
    values = row.values
    _one_day(values)
    if values.get("start") and values.get("status") is None and row.stored is None:
        values["status"] = VisitStatus.RECEIVED if _is_past(values) else VisitStatus.ANNOUNCED


def _find_visit(values: dict[str, Any]) -> Any:
    return Visit.objects.filter(
        title=values["title"], from_place=values["from_place"], first_day=values["start"]
    )


VISITS = register(
    Sheet(
        kind="visits",
        title=gettext_lazy("Visits"),
        area="activities",
        form=VisitForm,
        columns=(
            PlaceName("from_place", ("aus", "Herkunft", "von Ort"), key=True, needed=True),
            Day("start", ("Beginn", "von", "date"), "first_day", key=True, needed=True),
            Text("title", ("Titel", "Anlass"), key=True, needed=True),
            PlaceCountry("country", ("Land",), field="no_field", place="from_place"),
            Day("end", ("Ende", "bis"), "last_day"),
            Named("department", ("Amt", "Dienststelle"), model=Department, asks=True),
            Number("visitors", ("Gäste", "Besucher", "Personen")),
            Choice("guest_status", ("Gaststatus",), choices=GuestStatus),
            Choice("purpose", ("Zweck",), choices=Purpose),
            Text("hosts", ("Gastgeber",)),
            Amount("cost", ("Kosten",)),
            Text("currency", ("Währung",)),
            Choice("status", ("Status",), choices=VisitStatus),
            Text("note", ("Bemerkung", "Notiz")),
        ),
        find=_find_visit,
        complete=_visit,
        rows=lambda: Visit.objects.select_related("from_place", "department").order_by(
            "first_day", "pk"
        ),
    )
)
