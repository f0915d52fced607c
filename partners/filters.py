"""Filters of partnerships, agreements and clubs."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from oia.office.filters import RecordFilters, desk_filter
from oia.ui.filters import (
    ChoiceFilter,
    CountryFilter,
    FromYearFilter,
    ObjectFilter,
    UntilYearFilter,
    YesNoFilter,
)
from partners.choices import AgreementKind, Form, TieStatus
from partners.models import Partnership


class OursFilter(ChoiceFilter):
    """Ties of the own city, or those between others."""

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if value == "ours":
            return qs.filter(owner=None)
        return qs.exclude(owner=None) if value == "others" else qs


class UnattendedFilter(YesNoFilter):
    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return qs if value in ("", None) else qs.filter(desk__isnull=value in (True, "yes", "true"))


class PartnershipFilter(RecordFilters):
    country = CountryFilter("place__country", label=_("Country"))
    form = ChoiceFilter("form", label=_("Form"), choices=Form.choices)
    status = ChoiceFilter("status", label=_("Status"), choices=TieStatus.choices)
    desk = desk_filter()
    unattended = UnattendedFilter("desk", label=_("Nobody looks after it"))
    whose = OursFilter(
        "owner",
        label=_("Whose tie"),
        choices=[("ours", _("our city")), ("others", _("between other cities"))],
    )
    signed_from = FromYearFilter("signed", label=_("Signed from"))
    signed_until = UntilYearFilter("signed", label=_("Signed until"))


def partnership_filter() -> ObjectFilter:
    ties = Partnership.objects.all()
    return ObjectFilter("partnership", label=_("Partnership"), queryset=ties, text="title")


class AgreementFilter(RecordFilters):
    kind = ChoiceFilter("agreement_kind", label=_("Kind"), choices=AgreementKind.choices)
    partnership = partnership_filter()


class ClubFilter(RecordFilters):
    partnership = partnership_filter()
    founded_from = FromYearFilter("founded", label=_("Founded from"))
