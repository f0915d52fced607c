"""The sheets of what all apps share: people, events, budget, spending, shares of work."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oia.core.words import fold
from oia.office.choices import BudgetMode, Confidentiality, EventKind, Payer
from oia.office.forms import (
    SECOND_PURPOSES,
    AllotmentForm,
    EventForm,
    PersonForm,
    SpendingForm,
    WorkShareForm,
)
from oia.office.models import (
    Allotment,
    BudgetLine,
    Department,
    Event,
    Organisation,
    Person,
    Position,
    Record,
    Spending,
    WorkShare,
)
from oia.office.sheets import (
    Amount,
    Choice,
    Day,
    Imprecise,
    Known,
    Named,
    Number,
    PlaceName,
    Row,
    Sheet,
    Text,
    register,
)

PROPOSED = 8  # names at most
ALIKE = 0.35  # of 1: from here on one name resembles another


def records_called(*kinds: str) -> Any:
    """Finder: records of the kinds by title or file number, or by any name of a tie's place."""

    def find(text: str) -> list[Any]:
        found = Record.objects.filter(kind__in=kinds)
        exact = list(found.filter(title__iexact=text)[:2]) or list(
            found.filter(file_number__iexact=text).exclude(file_number="")[:2]
        )
        if exact or "partnership" not in kinds:
            return exact
        named = found.filter(
            as_partnership__place__names__folded=fold(text), as_partnership__owner=None
        )
        return list(named.distinct()[:2])

    return find


def records_like(*kinds: str) -> Callable[[str], list[str]]:
    """Names to choose from where none is known by the text: the most alike first."""

    def near(text: str) -> list[str]:
        # A hidden record is no proposal: whoever reads the file need not know of it.
        rows = Record.objects.filter(kind__in=kinds).exclude(
            confidentiality=Confidentiality.CONFIDENTIAL
        )
        alike = rows.annotate(alike=TrigramWordSimilarity(fold(text), "search_text"))
        titles = alike.filter(alike__gte=ALIKE).order_by("-alike", "title")
        return list(dict.fromkeys(titles.values_list("title", flat=True)[:PROPOSED]))

    return near


def _event(values: dict[str, Any]) -> Any:
    return Event.objects.filter(title=values["title"], first_day=values["start"])


EVENTS = register(
    Sheet(
        kind="events",
        title=gettext_lazy("Events"),
        area="events",
        form=EventForm,
        columns=(
            Text("title", ("Titel", "Name"), key=True, needed=True),
            Day("start", ("Beginn", "Datum", "von", "date"), "first_day", key=True, needed=True),
            Day("end", ("Ende", "bis"), "last_day"),
            Choice("kind", ("Art",), "event_kind", choices=EventKind),
            PlaceName("place", ("Ort",)),
            Known(
                "partnership",
                ("Partnerschaft", "Partnerstadt"),
                "about",
                find=records_called("partnership"),
                near=records_like("partnership"),
                shown=lambda record: record.title,
            ),
            Number("attended", ("Besucher", "Teilnehmende")),
            Text("note", ("Bemerkung", "Notiz")),
        ),
        find=_event,
        rows=lambda: Event.objects.select_related("place", "about").order_by("first_day", "pk"),
    )
)


def _person_name(values: dict[str, Any]) -> None:
    parts = (values.get("given_name"), values.get("family_name"))
    if not values.get("name"):
        values["name"] = " ".join(part for part in parts if part)


def _person(values: dict[str, Any]) -> Any:
    people = Person.objects.filter(name=values.get("name") or "")
    organisation = values.get("organisation")
    if organisation is not None:
        people = people.filter(positions__organisation=organisation)
    else:
        people = people.filter(positions=None)
    return people.distinct()


POSITION = {"position": "title", "email": "email", "phone": "phone", "from": "start", "to": "end"}


def _position(person: Person, values: dict[str, Any]) -> bool:
    """Keep the position the row names; answers whether it changed."""
    organisation = values.get("organisation")
    if organisation is None:
        return False
    row = Position.objects.filter(person=person, organisation=organisation).first()
    position = row or Position(person=person, organisation=organisation)
    changed = position.pk is None
    for column, name in POSITION.items():
        if column in values and getattr(position, name) != (values[column] or ""):
            setattr(position, name, values[column] or "")
            changed = True
    if changed:
        position.full_clean()
        position.save()
        person.save()
    return changed


def _at(name: str) -> Any:
    """Writer: an attribute of the person's first position."""

    def write(person: Any) -> Any:
        position = min(person.positions.all(), key=lambda one: one.pk, default=None)
        return getattr(position, name) if position else ""

    return write


class OfPosition(Text):
    """A column that stands at the position, not at the person."""

    def write(self, obj: Any) -> Any:
        return _at(POSITION[self.name])(obj)


class ImpreciseOfPosition(Imprecise):
    def write(self, obj: Any) -> Any:
        return _at(POSITION[self.name])(obj)


class OrganisationOfPosition(Named):
    def write(self, obj: Any) -> Any:
        organisation = _at("organisation")(obj)
        return organisation.name if organisation else ""


PEOPLE = register(
    Sheet(
        kind="people",
        title=gettext_lazy("People"),
        area="contacts",
        form=PersonForm,
        columns=(
            Text("name", ("Name",), key=True),
            Text("given_name", ("Vorname",)),
            Text("family_name", ("Nachname", "Familienname")),
            OrganisationOfPosition(
                "organisation", ("Organisation", "Einrichtung"), key=True, model=Organisation
            ),
            OfPosition("position", ("Funktion", "Amt")),
            OfPosition("email", ("E-Mail", "Mail")),
            OfPosition("phone", ("Telefon",)),
            Text("language", ("Sprache",)),
            ImpreciseOfPosition("from", ("von",)),
            ImpreciseOfPosition("to", ("bis",)),
        ),
        find=_person,
        prepare=_person_name,
        after=_position,
        parts=lambda person, values: person.positions.all() if person else (),
        rows=lambda: (
            Person.objects.unrestricted().prefetch_related("positions__organisation").order_by("pk")
        ),
    )
)


BUDGET = register(
    Sheet(
        kind="budget",
        title=gettext_lazy("Budget"),
        area="money",
        form=AllotmentForm,
        columns=(
            Number("year", ("Jahr", "Haushaltsjahr"), key=True, needed=True),
            Named("line", ("Haushaltsstelle", "Zeile"), key=True, needed=True, model=BudgetLine),
            Amount("planned", ("geplant", "Ansatz", "Plan")),
            Text("currency", ("Währung",)),
            Choice("mode", ("Art",), choices=BudgetMode),
            Named("owner", ("Amt", "Dienststelle"), model=Department, asks=True),
            Text("purpose", ("Zweck",)),
            Known(
                "partnership",
                ("Partnerschaft", "Partnerstadt"),
                "about",
                find=records_called("partnership"),
                near=records_like("partnership"),
                shown=lambda record: record.title,
            ),
            Text("group", ("Gruppe",)),
        ),
        find=lambda values: Allotment.objects.filter(year=values["year"], line=values["line"]),
        rows=lambda: Allotment.objects.select_related("line", "owner", "about").order_by(
            "year", "line__name"
        ),
    )
)

SPENDING = register(
    Sheet(
        kind="spending",
        title=gettext_lazy("Spending"),
        area="money",
        form=SpendingForm,
        columns=(
            Day("date", ("Datum", "Buchungsdatum"), "day", key=True, needed=True),
            Named("line", ("Haushaltsstelle", "Zeile"), key=True, needed=True, model=BudgetLine),
            Text("reference", ("Beleg", "Referenz"), key=True, needed=True),
            Amount("amount", ("Betrag",), needed=True),
            Text("currency", ("Währung",)),
            Text("text", ("Buchungstext",)),
            Choice("payer", ("Kostenträger", "Zahler"), choices=Payer),
            Known(
                "record",
                ("Reise oder Besuch", "Reise", "Besuch", "trip", "visit", "trip or visit"),
                find=records_called("trip", "visit"),
                near=records_like("trip", "visit"),
                shown=lambda record: record.title,
            ),
            Known(
                "also for",
                ("auch für",),
                "also_for",
                find=records_called(*SECOND_PURPOSES),
                near=records_like(*SECOND_PURPOSES),
                shown=lambda record: record.title,
            ),
            Amount("of it for that", ("davon dafür",), "also_amount"),
            Day("as_of", ("Stand",)),
        ),
        find=lambda values: Spending.objects.filter(
            day=values["date"], line=values["line"], reference=values["reference"]
        ),
        rows=lambda: Spending.objects.select_related("line", "record", "also_for").order_by(
            "day", "pk"
        ),
    )
)


def _shares_add_up(rows: list[Any]) -> list[str]:
    """Shares above 100 % even at their lowest are told, never refused."""
    warnings = []
    for year in sorted({row.year for row in rows}):
        lowest = sum(
            WorkShare.objects.filter(year=year).values_list("from_percent", flat=True), Decimal(0)
        )
        if lowest > 100:
            warnings.append(
                _("The shares of work of %(year)s add up to %(total)s %% even at their lowest.")
                % {"year": year, "total": f"{lowest.normalize():f}"}
            )
    return warnings


def _work_share(values: dict[str, Any]) -> Any:
    return WorkShare.objects.filter(year=values["year"], field=values["field"])


def _range(row: Row) -> None:
    """One number means no range; a file without the column leaves the stored one alone."""
    values = row.values
    if "to_percent" not in values and row.stored is not None:
        return
    if values.get("to_percent") is None:
        values["to_percent"] = values.get("from_percent")


WORK_SHARES = register(
    Sheet(
        kind="work_shares",
        title=gettext_lazy("Shares of work"),
        area="figures",
        form=WorkShareForm,
        columns=(
            Number("year", ("Jahr",), key=True, needed=True),
            Text("field", ("Feld", "Aufgabe", "Arbeitsfeld"), key=True, needed=True),
            Amount("from_percent", ("von Prozent", "von"), needed=True),
            Amount("to_percent", ("bis Prozent", "bis")),
        ),
        find=_work_share,
        complete=_range,
        warn=_shares_add_up,
        rows=lambda: WorkShare.objects.order_by("year", "pk"),
    )
)
