"""Figures of what all apps share: events, budget, spending."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from oia.core.dates import Period
from oia.office.indicators import Indicator, money, plain, register, total
from oia.office.models import Allotment, Event, Office, Spending
from oia.office.tables import AllotmentTable, EventTable, SpendingTable

EVENT_COLUMNS = ("title", "first_day", "event_kind", "place", "about", "attended")


def events(period: Period, office: Office) -> Any:
    return Event.objects.in_period(period)


def allotments(period: Period, office: Office) -> Any:
    return Allotment.objects.filter(year=period.year)


def spending(period: Period, office: Office) -> Any:
    return Spending.objects.filter(day__gte=period.first, day__lte=period.last)


def planned_by_group(period: Period, office: Office) -> list[dict[str, Any]]:
    """Planned money of each group of lines and currency; lines without a group under ""."""
    groups = allotments(period, office).order_by("group").values_list("group", flat=True).distinct()
    return [
        {"group": group, "amount": plain(amount), "currency": currency}
        for group in groups
        for currency, amount in money(
            allotments(period, office).filter(group=group), "planned"
        ).items()
    ]


register(
    Indicator(
        code="events",
        name=_("Events"),
        words=_("Events that began in the period."),
        unit="count",
        area="events",
        measure=lambda period, office: events(period, office).count(),
        rows=events,
        table=EventTable,
        columns=EVENT_COLUMNS,
        order=70,
    )
)
register(
    Indicator(
        code="event_attendance",
        name=_("People at events"),
        words=_("People counted at the events of the period, added up."),
        unit="persons",
        area="events",
        measure=lambda period, office: total(events(period, office), "attended"),
        adds_up="attended",
        rows=lambda period, office: events(period, office).exclude(attended=None),
        table=EventTable,
        columns=EVENT_COLUMNS,
        order=71,
    )
)
register(
    Indicator(
        code="budget_planned",
        name=_("Budget planned"),
        words=_("Planned amounts of all budget lines of the year."),
        unit="money",
        area="money",
        measure=lambda period, office: money(allotments(period, office), "planned"),
        groups=planned_by_group,
        rows=allotments,
        table=AllotmentTable,
        columns=("line", "year", "planned", "mode", "group", "purpose", "owner"),
        order=80,
    )
)
register(
    Indicator(
        code="budget_spent",
        name=_("Budget spent"),
        words=_("Postings of the finance system dated in the period."),
        unit="money",
        area="money",
        measure=lambda period, office: money(spending(period, office), "amount"),
        rows=spending,
        table=SpendingTable,
        columns=("reference", "day", "line", "amount", "payer"),
        order=81,
    )
)
