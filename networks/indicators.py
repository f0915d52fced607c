"""Figures about networks: memberships, fees, who pays them."""

from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from networks.models import FeeShare, Membership
from networks.tables import MembershipTable
from oia.core.dates import Period
from oia.office.indicators import Indicator, money, plain, register
from oia.office.models import Office

COLUMNS = ("network", "year", "fee", "lead_department")


def memberships(period: Period, office: Office) -> Any:
    return Membership.objects.filter(year=period.year)


def fees_by_department(period: Period, office: Office) -> list[dict[str, Any]]:
    """Shares where a fee is split; the lead department where it is not."""
    paid: dict[tuple[str, str], Any] = {}
    shares = FeeShare.objects.filter(membership__year=period.year)
    whole = memberships(period, office).filter(shares=None).exclude(fee=None)
    rows = [
        *shares.values_list("department__name", "membership__currency").annotate(sum=Sum("amount")),
        *whole.values_list("lead_department__name", "currency").annotate(sum=Sum("fee")),
    ]
    for department, currency, amount in rows:
        key = (department or "", currency)
        paid[key] = paid.get(key, 0) + amount
    return [
        {"department": department, "amount": plain(amount), "currency": currency}
        for (department, currency), amount in sorted(
            paid.items(), key=lambda item: (-item[1], item[0])
        )
    ]


register(
    Indicator(
        code="memberships",
        name=_("Memberships in networks"),
        words=_("Networks with a membership recorded for the year."),
        unit="count",
        area="networks",
        measure=lambda period, office: memberships(period, office).count(),
        rows=memberships,
        table=MembershipTable,
        columns=COLUMNS,
        order=40,
    )
)
register(
    Indicator(
        code="membership_fees",
        name=_("Membership fees"),
        words=_("Fees of all memberships of the year."),
        unit="money",
        area="networks",
        measure=lambda period, office: money(memberships(period, office), "fee"),
        rows=memberships,
        table=MembershipTable,
        columns=COLUMNS,
        order=41,
    )
)
register(
    Indicator(
        code="membership_fees_by_department",
        name=_("Membership fees by department"),
        words=_("What each department pays; without a split the lead department pays all."),
        unit="rows",
        area="networks",
        measure=fees_by_department,
        rows=memberships,
        table=MembershipTable,
        columns=COLUMNS,
        order=42,
    )
)
