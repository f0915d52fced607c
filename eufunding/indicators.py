"""Figures about EU funding: bids, success, money won."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from eufunding.choices import WON
from eufunding.models import Bid
from eufunding.tables import BidTable
from oia.core.dates import Period
from oia.office.indicators import Indicator, money, register
from oia.office.models import Office

COLUMNS = (
    "title",
    "programme",
    "status",
    "department",
    "requested",
    "awarded",
    "submitted",
    "decided",
)


def submitted(period: Period, office: Office) -> Any:
    return Bid.objects.submitted_in(period)


def awarded(period: Period, office: Office) -> Any:
    return Bid.objects.awarded_in(period)


def awarded_so_far(period: Period, office: Office) -> Any:
    return Bid.objects.filter(status__in=WON, decided__lte=period.last)


def _indicator(**changes: Any) -> None:
    common: dict[str, Any] = {"area": "eufunding", "table": BidTable, "columns": COLUMNS}
    register(Indicator(**(common | changes)))


_indicator(
    code="bids_submitted",
    name=_("Bids submitted"),
    words=_("Bids handed in during the period, whatever became of them."),
    unit="count",
    measure=lambda period, office: submitted(period, office).count(),
    rows=submitted,
    order=50,
)
_indicator(
    code="bids_awarded",
    name=_("Bids awarded"),
    words=_("Bids decided in the city's favour during the period."),
    unit="count",
    measure=lambda period, office: awarded(period, office).count(),
    rows=awarded,
    order=51,
)
_indicator(
    code="eu_money_awarded",
    name=_("Money awarded"),
    words=_("Awarded amounts of the bids decided for the city during the period."),
    unit="money",
    measure=lambda period, office: money(awarded(period, office), "awarded"),
    rows=awarded,
    order=52,
)
_indicator(
    code="eu_money_awarded_cumulative",
    name=_("Money awarded so far"),
    words=_("Awarded amounts of all bids decided for the city up to the end of the period."),
    unit="money",
    measure=lambda period, office: money(awarded_so_far(period, office), "awarded"),
    rows=awarded_so_far,
    order=53,
)
