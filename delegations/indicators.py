"""Figures about trips and visits; drafts and cancelled ones never count."""

from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from delegations.applications.tables import ApplicationTable
from delegations.models import Application, Payment, Trip, Visit
from delegations.payments.tables import PaymentTable
from delegations.tables import TripTable, VisitTable
from oia.core.dates import Period
from oia.office.indicators import Indicator, money, register, total
from oia.office.models import Office

TRIP_COLUMNS = ("title", "destination", "country", "first_day", "department", "travellers", "cost")
VISIT_COLUMNS = ("title", "from_place", "country", "first_day", "visitors", "guest_status")


def trips(period: Period, office: Office) -> Any:
    """Trips that began in the period."""
    return Trip.objects.in_period(period).counted()


def mayor_trips(period: Period, office: Office) -> Any:
    return trips(period, office).filter(with_mayor=True)


def visits(period: Period, office: Office) -> Any:
    return Visit.objects.in_period(period).counted()


def official_guests(period: Period, office: Office) -> Any:
    return visits(period, office).filter(guest_status="official")


def by_country(period: Period, office: Office) -> list[dict[str, Any]]:
    grouped = visits(period, office).order_by().values("from_place__country")
    counted = grouped.annotate(groups=Count("pk"), persons=Sum("visitors"))
    rows = [
        {
            "country": row["from_place__country"],
            "groups": row["groups"],
            "persons": row["persons"] or 0,
        }
        for row in counted
    ]
    return sorted(rows, key=lambda row: (-row["groups"], row["country"]))


def _trip_indicator(**changes: Any) -> None:
    common: dict[str, Any] = {
        "unit": "count",
        "area": "activities",
        "rows": trips,
        "table": TripTable,
        "columns": TRIP_COLUMNS,
    }
    register(Indicator(**(common | changes)))


_trip_indicator(
    code="trips",
    name=_("Trips"),
    words=_("Trips of all departments that began in the period."),
    measure=lambda period, office: trips(period, office).count(),
    order=20,
)
_trip_indicator(
    code="trip_travellers",
    name=_("Persons travelling"),
    words=_("Travellers of all trips that began in the period, added up."),
    unit="persons",
    measure=lambda period, office: total(trips(period, office), "travellers"),
    adds_up="travellers",
    order=21,
)
_trip_indicator(
    code="trips_with_mayor",
    name=_("Trips with the mayor"),
    words=_("Trips in which the mayor took part."),
    measure=lambda period, office: mayor_trips(period, office).count(),
    rows=mayor_trips,
    order=22,
)
_trip_indicator(
    code="trip_cost",
    name=_("Cost of trips"),
    words=_("Recorded cost of all trips that began in the period, whoever paid."),
    unit="money",
    measure=lambda period, office: money(trips(period, office), "cost"),
    rows=lambda period, office: trips(period, office).filter(~Q(cost=None)),
    order=23,
)


def _visit_indicator(**changes: Any) -> None:
    common: dict[str, Any] = {
        "unit": "count",
        "area": "activities",
        "rows": visits,
        "table": VisitTable,
        "columns": VISIT_COLUMNS,
    }
    register(Indicator(**(common | changes)))


_visit_indicator(
    code="visits",
    name=_("Groups received"),
    words=_("Visits of guests that began in the period."),
    measure=lambda period, office: visits(period, office).count(),
    order=24,
)
_visit_indicator(
    code="visitors",
    name=_("Visitors received"),
    words=_("Guests of all visits that began in the period, added up."),
    unit="persons",
    measure=lambda period, office: total(visits(period, office), "visitors"),
    adds_up="visitors",
    order=25,
)
_visit_indicator(
    code="official_visits",
    name=_("Groups received as official guests"),
    words=_("Visits whose guests were official guests of the city."),
    measure=lambda period, office: official_guests(period, office).count(),
    rows=official_guests,
    order=26,
)
_visit_indicator(
    code="delegations_in_by_country",
    name=_("Delegations by country"),
    words=_("Groups and persons received, by the country they came from."),
    unit="rows",
    measure=by_country,
    order=27,
)


SUPPORT_COLUMNS = ("title", "club", "first_day", "granted", "status")


def support_applications(period: Period, office: Office) -> Any:
    return Application.objects.submitted_in(period)


def support_grants(period: Period, office: Office) -> Any:
    return Application.objects.granted_in(period)


def granted_sum(period: Period, office: Office) -> dict[str, Any]:
    """Schemes reckon in one currency, the office's own."""
    amount = support_grants(period, office).aggregate(sum=Sum("granted"))["sum"]
    return {office.currency: amount} if amount else {}


def support_payments(period: Period, office: Office) -> Any:
    """By the day the bank paid; what came back does not count."""
    return Payment.objects.paid_in(period)


register(
    Indicator(
        code="support_applications",
        name=_("Applications for travel support"),
        words=_("Applications of clubs sent in on a day of the period and not withdrawn."),
        unit="count",
        area="applications",
        measure=lambda period, office: support_applications(period, office).count(),
        rows=support_applications,
        table=ApplicationTable,
        columns=SUPPORT_COLUMNS,
        order=30,
    )
)
register(
    Indicator(
        code="support_granted",
        name=_("Travel support granted"),
        words=_("Amounts granted to clubs by decisions of the period."),
        unit="money",
        area="applications",
        measure=granted_sum,
        rows=support_grants,
        table=ApplicationTable,
        columns=SUPPORT_COLUMNS,
        order=31,
    )
)
register(
    Indicator(
        code="support_paid",
        name=_("Travel support paid"),
        words=_("Amounts paid to clubs on a day of the period; what came back does not count."),
        unit="money",
        area="applications",
        measure=lambda period, office: money(support_payments(period, office), "amount"),
        rows=support_payments,
        table=PaymentTable,
        columns=("application", "club", "kind", "amount", "paid_on"),
        order=32,
    )
)
