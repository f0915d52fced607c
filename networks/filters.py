"""Filters of networks, memberships and offices held."""

import django_filters
from django.utils.translation import gettext_lazy as _

from networks.choices import Decision, Level
from networks.models import Network
from oia.office.filters import RecordFilters, department_filter
from oia.ui.filters import ChoiceFilter, Filters, ObjectFilter


class NetworkFilter(RecordFilters):
    level = ChoiceFilter("level", label=_("Level"), choices=Level.choices)


class MembershipFilter(Filters):
    year = django_filters.NumberFilter("year", label=_("Year"))
    network = ObjectFilter(
        "network", label=_("Network"), queryset=Network.objects.all(), text="title"
    )
    lead = department_filter("lead_department")
    status = ChoiceFilter("status", label=_("Decision"), choices=Decision.choices)


class OfficeHeldFilter(Filters):
    network = ObjectFilter(
        "network", label=_("Network"), queryset=Network.objects.all(), text="title"
    )
