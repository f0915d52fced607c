"""Filters of trips and visits."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from delegations.choices import GuestStatus, Purpose, TripStatus, VisitStatus
from oia.office.filters import RecordFilters, department_filter
from oia.ui.filters import (
    ChoiceFilter,
    CountryFilter,
    FromDayFilter,
    ObjectFilter,
    UntilDayFilter,
    YearFilter,
    YesNoFilter,
)
from partners.models import Partnership


class TieFilter(ObjectFilter):
    """Journeys to or from the place of a partnership, the parts of a group included."""

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return qs.of_tie(value) if value else qs  # type: ignore[attr-defined]


def tie_filter(path: str) -> TieFilter:
    ties = Partnership.objects.ours()
    return TieFilter(path, label=_("Partnership"), queryset=ties, text="title")


class TripFilter(RecordFilters):
    year = YearFilter("first_day", label=_("Year"))
    since = FromDayFilter("first_day", label=_("From"))
    until = UntilDayFilter("first_day", label=_("Until"))
    country = CountryFilter("destination__country", label=_("Country"))
    department = department_filter()
    purpose = ChoiceFilter("purpose", label=_("Purpose"), choices=Purpose.choices)
    status = ChoiceFilter("status", label=_("Status"), choices=TripStatus.choices)
    with_mayor = YesNoFilter("with_mayor", label=_("With the mayor"))
    partnership = tie_filter("destination")


class VisitFilter(RecordFilters):
    year = YearFilter("first_day", label=_("Year"))
    since = FromDayFilter("first_day", label=_("From"))
    until = UntilDayFilter("first_day", label=_("Until"))
    country = CountryFilter("from_place__country", label=_("Country"))
    department = department_filter()
    guest_status = ChoiceFilter(
        "guest_status", label=_("Guest status"), choices=GuestStatus.choices
    )
    status = ChoiceFilter("status", label=_("Status"), choices=VisitStatus.choices)
    partnership = tie_filter("from_place")
