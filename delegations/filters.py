"""Filters of trips and visits."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from delegations.choices import GuestStatus, Purpose, TripStatus, VisitStatus
from oia.office.filters import department_filter
from oia.ui.filters import (
    ChoiceFilter,
    CountryFilter,
    Filters,
    FromDayFilter,
    UntilDayFilter,
    YearFilter,
    YesNoFilter,
)
from partners.models import Partnership


class TieFilter(django_filters.NumberFilter):
    """Journeys to or from the place of a partnership, the parts of a group included."""

    def filter(self, qs: QuerySet, value: int | None) -> QuerySet:
        if value is None:
            return qs
        places = Partnership.objects.filter(pk=value).values("place")
        path = self.field_name
        return qs.filter(**{f"{path}__in": places}) | qs.filter(**{f"{path}__part_of__in": places})


class TripFilter(Filters):
    year = YearFilter("first_day", label=_("Year"))
    since = FromDayFilter("first_day", label=_("From"))
    until = UntilDayFilter("first_day", label=_("Until"))
    country = CountryFilter("destination__country", label=_("Country"))
    department = department_filter()
    purpose = ChoiceFilter("purpose", label=_("Purpose"), choices=Purpose.choices)
    status = ChoiceFilter("status", label=_("Status"), choices=TripStatus.choices)
    with_mayor = YesNoFilter("with_mayor", label=_("With the mayor"))
    partnership = TieFilter("destination", label=_("Partnership"))


class VisitFilter(Filters):
    year = YearFilter("first_day", label=_("Year"))
    since = FromDayFilter("first_day", label=_("From"))
    until = UntilDayFilter("first_day", label=_("Until"))
    country = CountryFilter("from_place__country", label=_("Country"))
    department = department_filter()
    guest_status = ChoiceFilter(
        "guest_status", label=_("Guest status"), choices=GuestStatus.choices
    )
    status = ChoiceFilter("status", label=_("Status"), choices=VisitStatus.choices)
    partnership = TieFilter("from_place", label=_("Partnership"))
