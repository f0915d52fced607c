"""Trips, visits and applications on the pages of partnerships and clubs; people, costs and postings
on those of trips."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from delegations.applications.tables import ApplicationTable
from delegations.models import Application, Traveller, Trip, TripCost, Visit
from delegations.payments.models import BankAccount, Payment
from delegations.payments.tables import BankAccountTable, PaymentTable
from delegations.tables import TravellerTable, TripCostTable, TripTable, VisitTable
from oia.office.programme.panels import hang_on
from oia.ui.links import PageAction
from oia.ui.panels import Entry, Panel, register, register_link, register_timeline
from partners.models import Club, Partnership

RECENT = 30


def trips_of(tie: Partnership) -> Any:
    return Trip.objects.of_tie(tie)


def visits_of(tie: Partnership) -> Any:
    return Visit.objects.of_tie(tie)


register(
    Partnership,
    Panel(
        key="trips",
        title=_("Trips there"),
        table=TripTable,
        rows=trips_of,
        columns=("title", "first_day", "department", "travellers"),
        list_url="trip_list",
        list_filter="partnership",
        capability="activities.read",
        order=30,
    ),
)
register(
    Partnership,
    Panel(
        key="visits",
        title=_("Guests from there"),
        table=VisitTable,
        rows=visits_of,
        columns=("title", "first_day", "visitors", "guest_status"),
        list_url="visit_list",
        list_filter="partnership",
        capability="activities.read",
        order=40,
    ),
)
register(
    Trip,
    Panel(
        key="people",
        title=_("Travellers"),
        table=TravellerTable,
        rows=lambda trip: Traveller.objects.filter(trip=trip),
        capability="activities.read",
        order=10,
    ),
)
register(
    Trip,
    Panel(
        key="costs",
        title=_("Cost by kind and payer"),
        table=TripCostTable,
        rows=lambda trip: TripCost.objects.filter(trip=trip),
        capability="activities.read",
        order=20,
    ),
)
register(
    Trip,
    Panel(
        key="overlaps",
        title=_("Other trips there at the time"),
        table=TripTable,
        rows=lambda trip: Trip.objects.overlapping(trip),
        columns=("title", "destination", "first_day", "department"),
        capability="activities.read",
        order=30,
    ),
)

for programmed in (Trip, Visit):
    hang_on(programmed)


def journeys(tie: Partnership, user: Any) -> Iterator[Entry]:
    """The latest trips and visits of the tie."""
    for label, rows in ((_("Trip"), trips_of(tie)), (_("Visit"), visits_of(tie))):
        for row in rows.visible_to(user).counted().order_by("-first_day")[:RECENT]:
            yield Entry(row.first_day, label, row.title, row.get_absolute_url())


register_timeline(Partnership, journeys)

APPLIED = ("title", "first_day", "granted", "status")


def _applications(key: str) -> Callable[[Any], QuerySet[Application]]:
    return lambda obj: Application.objects.filter(**{key: obj.pk})


for owner, key in ((Club, "club"), (Partnership, "partnership")):
    register(
        owner,
        Panel(
            key="applications",
            title=_("Applications for travel support"),
            table=ApplicationTable,
            rows=_applications(key),
            columns=APPLIED,
            list_url="application_list",
            list_filter=key,
            capability="applications.read",
            order=60,
        ),
    )
register_link(
    Club, PageAction(_("People who apply"), "club_people", "applications.write", "person")
)
register(
    Club,
    Panel(
        key="accounts",
        title=_("Bank account"),
        table=BankAccountTable,
        rows=lambda club: BankAccount.objects.filter(club=club.pk),
        columns=("holder", "entered", "confirmed", "replaced"),
        capability="payments.read",
        order=70,
    ),
)
register_link(Club, PageAction(_("Enter its bank account"), "portal_account", "iban.write"))
register(
    Application,
    Panel(
        key="payments",
        title=_("Payments"),
        table=PaymentTable,
        rows=lambda application: Payment.objects.filter(application=application.pk),
        columns=("kind", "amount", "status", "batch", "paid_on"),
        capability="payments.read",
        order=70,
    ),
)
