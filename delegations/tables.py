"""Columns of trips and visits."""

from django.utils.translation import gettext_lazy as _

from delegations.choices import (
    CostKind,
    GuestStatus,
    Purpose,
    Sector,
    TripStatus,
    VisitStatus,
)
from delegations.models import Traveller, Trip, TripCost, Visit
from oia.office.choices import Payer
from oia.office.tables import RecordTable
from oia.ui.columns import (
    Amount,
    Choice,
    Country,
    Day,
    Link,
    Number,
    PlaceName,
    Text,
    YesNo,
)
from oia.ui.tables import Table

TRIP_BADGES = {
    "requested": "info",
    "approved": "success",
    "under_way": "success",
    "report_due": "warning",
    "cancelled": "danger",
}
VISIT_BADGES = {
    "announced": "info",
    "confirmed": "success",
    "received": "success",
    "cancelled": "danger",
}


class TripTable(RecordTable):
    model = Trip
    personal_capability = "activities.read"
    columns = (
        Link("title", _("Title")),
        PlaceName("destination", _("Destination")),
        Country("destination__country", _("Country"), name="country"),
        Day("first_day", _("From")),
        Day("last_day", _("Until"), default=False),
        Text("department__name", _("Department"), name="department"),
        Number("travellers", _("Travellers")),
        YesNo("with_mayor", _("With the mayor"), default=False),
        Choice("purpose", _("Purpose"), Purpose, default=False),
        Amount("cost", _("Cost"), currency="currency"),
        Choice("status", _("Status"), TripStatus, badges=TRIP_BADGES),
        Text("leader", _("Leader"), personal=True, default=False),
    )
    sort = "-first_day"


class TravellerTable(Table):
    model = Traveller
    columns = (
        Text("name", _("Name"), personal=True),
        Choice("sector", _("Sector"), Sector),
    )
    sort = "name"


class TripCostTable(Table):
    model = TripCost
    columns = (
        Choice("kind", _("Kind"), CostKind),
        Choice("payer", _("Payer"), Payer),
        Amount("amount", _("Amount"), currency="currency"),
    )
    sort = "kind"


class VisitTable(RecordTable):
    model = Visit
    columns = (
        Link("title", _("Title")),
        PlaceName("from_place", _("Guests from")),
        Country("from_place__country", _("Country"), name="country"),
        Day("first_day", _("From")),
        Day("last_day", _("Until"), default=False),
        Number("visitors", _("Visitors")),
        Choice("guest_status", _("Guest status"), GuestStatus),
        Text("department__name", _("Department"), name="department"),
        Choice("purpose", _("Purpose"), Purpose, default=False),
        Amount("cost", _("Cost"), currency="currency", default=False),
        Choice("status", _("Status"), VisitStatus, badges=VISIT_BADGES),
    )
    sort = "-first_day"
