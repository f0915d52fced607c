"""Figures about partnerships and clubs."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oia.core.dates import Period
from oia.office.indicators import Indicator, register
from oia.office.models import Office
from partners.models import Club, Partnership
from partners.querysets import PartnershipQuerySet
from partners.tables import ClubTable, PartnershipTable

COLUMNS = ("title", "country", "form", "signed", "desk", "status")


def active(period: Period, office: Office) -> PartnershipQuerySet:
    """Our active ties that were signed by the end of the period, or have no date."""
    signed = Q(signed="") | Q(signed__lte=period.last.isoformat())
    return Partnership.objects.counted().filter(signed)


def unattended(period: Period, office: Office) -> PartnershipQuerySet:
    return active(period, office).unattended()


def celebrating(period: Period, office: Office) -> PartnershipQuerySet:
    """By calendar year: the year in which the period starts."""
    ties = Partnership.objects.ours()
    return ties.anniversaries(period.year, office.anniversary_years)


def anniversary_rows(period: Period, office: Office) -> list[dict[str, Any]]:
    ties = celebrating(period, office).select_related("place").order_by("-turns", "title")
    return [
        {
            "partner": tie.place.name,
            "country": tie.place.country,
            "base_year": tie.base_year,
            "years": tie.turns,
            "year": period.year,
        }
        for tie in ties
    ]


register(
    Indicator(
        code="partnerships_active",
        name=_("Active partnerships"),
        words=_("Ties of the city with the status “active”, signed by the end of the period."),
        unit="count",
        area="partners",
        measure=lambda period, office: active(period, office).count(),
        rows=active,
        table=PartnershipTable,
        columns=COLUMNS,
        order=10,
    )
)
register(
    Indicator(
        code="partnerships_without_responsible",
        name=_("Partnerships nobody looks after"),
        words=_("Active partnerships without a responsible desk, as of today."),
        unit="count",
        area="partners",
        measure=lambda period, office: unattended(period, office).count(),
        rows=unattended,
        table=PartnershipTable,
        columns=COLUMNS,
        past=False,
        order=11,
    )
)
register(
    Indicator(
        code="anniversaries",
        name=_("Anniversaries"),
        words=_("Ties whose date of signing lies a celebrated number of years back."),
        unit="rows",
        area="partners",
        measure=anniversary_rows,
        rows=celebrating,
        table=PartnershipTable,
        columns=COLUMNS,
        order=12,
    )
)
register(
    Indicator(
        code="clubs",
        name=_("Clubs"),
        words=_("Clubs and associations in the register, as of today."),
        unit="count",
        area="partners",
        measure=lambda period, office: Club.objects.count(),
        rows=lambda period, office: Club.objects.all(),
        table=ClubTable,
        columns=("title", "partnership", "founded", "members"),
        past=False,
        order=13,
    )
)
