"""Pages of trips and visits."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from delegations.choices import GuestStatus, Purpose, TripStatus, VisitStatus
from delegations.filters import TripFilter, VisitFilter
from delegations.forms import TripForm, VisitForm
from delegations.models import Traveller, Trip, TripCost, Visit
from delegations.tables import TRIP_BADGES, VISIT_BADGES, TripTable, VisitTable
from delegations.workflows import TRIP, VISIT
from oia.core.permissions import requires
from oia.office import cells
from oia.office.cells import Ambiguous, Refusal, Style
from oia.office.forms import NounForm
from oia.office.lists import RecordList
from oia.office.pages import RecordPage
from oia.office.writing.entry import Part, Writing
from oia.office.writing.lookups import PlaceLookup, Typed
from oia.ui.columns import (
    Amount,
    Choice,
    Country,
    Day,
    Number,
    PlaceName,
    Text,
    YesNo,
)


class TripList(RecordList):
    table = TripTable
    workflow = TRIP
    filterset_class = TripFilter
    capability = "activities.read"
    title = gettext_lazy("Trips")
    empty = gettext_lazy("Trips of all departments stand here, with or without the mayor.")
    create_url = "trip_new"
    create_label = gettext_lazy("New trip")
    import_kind = "trips"


class TripDetail(RecordPage):
    model = Trip
    capability = "activities.read"
    personal_capability = "activities.read"
    list_url = "trip_list"
    list_title = gettext_lazy("Trips")
    workflow = TRIP
    status = Choice("status", gettext_lazy("Status"), TripStatus, badges=TRIP_BADGES)
    facts = (
        (
            gettext_lazy("Journey"),
            (
                PlaceName("destination", gettext_lazy("Destination")),
                Country("destination__country", gettext_lazy("Country")),
                Day("first_day", gettext_lazy("From")),
                Day("last_day", gettext_lazy("Until")),
                Choice("purpose", gettext_lazy("Purpose"), Purpose),
                Text("programme", gettext_lazy("Working programme")),
                Text("note", gettext_lazy("Note")),
            ),
        ),
        (
            gettext_lazy("People and cost"),
            (
                Text("department__name", gettext_lazy("Department")),
                Text("leader", gettext_lazy("Leader"), personal=True),
                Number("travellers", gettext_lazy("Travellers")),
                YesNo("with_mayor", gettext_lazy("With the mayor")),
                Amount("cost", gettext_lazy("Cost"), currency="currency"),
            ),
        ),
    )

    def get_notices(self) -> list[tuple[str, Any, Any]]:
        trip: Trip = self.object
        others = list(Trip.objects.visible_to(self.request.user).overlapping(trip)[:4])
        if not others:
            return []
        title = ngettext("%d trip overlaps", "%d trips overlap", len(others)) % len(others)
        words = "; ".join(f"{other.title} ({other.department or '–'})" for other in others)
        text = _("To the same region at about the same time: %(trips)s") % {"trips": words}
        return [("warning", title, text)]


class VisitList(RecordList):
    table = VisitTable
    workflow = VISIT
    filterset_class = VisitFilter
    capability = "activities.read"
    title = gettext_lazy("Visits")
    empty = gettext_lazy("Guests of the city stand here: day, country and number are enough.")
    create_url = "visit_new"
    create_label = gettext_lazy("New visit")
    import_kind = "visits"


class VisitDetail(RecordPage):
    model = Visit
    capability = "activities.read"
    list_url = "visit_list"
    list_title = gettext_lazy("Visits")
    workflow = VISIT
    status = Choice("status", gettext_lazy("Status"), VisitStatus, badges=VISIT_BADGES)
    facts = (
        PlaceName("from_place", gettext_lazy("Guests from")),
        Country("from_place__country", gettext_lazy("Country")),
        Day("first_day", gettext_lazy("From")),
        Day("last_day", gettext_lazy("Until")),
        Number("visitors", gettext_lazy("Visitors")),
        Choice("guest_status", gettext_lazy("Guest status"), GuestStatus),
        Choice("purpose", gettext_lazy("Purpose"), Purpose),
        Text("hosts", gettext_lazy("Hosts")),
        Text("department__name", gettext_lazy("Department")),
        Amount("cost", gettext_lazy("Cost"), currency="currency"),
        Text("note", gettext_lazy("Note")),
    )


# What makes another journey of the same kind: all but its days and how it ended.
NOT_AGAIN = ("first_day", "last_day", "status", "cost", "note", "programme")
TRIP_WRITING = Writing(
    page=TripDetail,
    form=TripForm,
    new=gettext_lazy("New trip"),
    parts=(
        Part(Traveller, gettext_lazy("Travellers by name"), ("name", "sector")),
        Part(
            TripCost,
            gettext_lazy("Parts of the cost"),
            ("kind", "payer", "amount", "currency"),
            form=NounForm,
        ),
    ),
    again=gettext_lazy("Another trip like this one"),
    not_again=NOT_AGAIN,
    preview="trip_overlaps",
)
VISIT_WRITING = Writing(
    page=VisitDetail,
    form=VisitForm,
    new=gettext_lazy("New visit"),
    again=gettext_lazy("Another visit like this one"),
    not_again=NOT_AGAIN,
)


@requires("activities.read")
def trip_overlaps(request: HttpRequest) -> HttpResponse:
    """While a trip is typed: who else goes there at about that time. Says nothing until it can."""
    trip = _typed_trip(request)
    found: list[Any] = []
    if trip is not None:
        others = Trip.objects.visible_to(request.user).overlapping(trip)
        found = list(others.select_related("department", "destination").order_by("first_day")[:4])
    return render(request, "delegations/_overlaps.html", {"trips": found})


def _typed_trip(request: HttpRequest) -> Trip | None:
    """The trip as far as it can be read; None until place and first day are clear."""
    get = request.GET.get
    typed = Typed(get("destination", ""), get("destination_choice", ""), get("destination_for", ""))
    try:
        first = cells.day(get("first_day", ""), Style())
        last = cells.day(get("last_day", "") or get("first_day", ""), Style())
    except (Refusal, Ambiguous):
        return None
    place = PlaceLookup().meant(typed, request.user)
    if place is None or last < first:
        return None
    key = get("pk", "")
    own = int(key) if key.isascii() and key.isdigit() and len(key) < 19 else None
    return Trip(pk=own, destination=place, first_day=first, last_day=last)
