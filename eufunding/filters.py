"""Filters of calls and bids."""

from django.utils.translation import gettext_lazy as _

from eufunding.choices import BidRole, BidStatus, CallSource, CallStatus
from eufunding.models import Call
from oia.office.filters import RecordFilters, department_filter
from oia.ui.filters import ChoiceFilter, ObjectFilter, YearFilter


class CallFilter(RecordFilters):
    status = ChoiceFilter("status", label=_("Status"), choices=CallStatus.choices)
    source = ChoiceFilter("source", label=_("Source"), choices=CallSource.choices)
    opens = YearFilter("opens", label=_("Opens in"))


class BidFilter(RecordFilters):
    status = ChoiceFilter("status", label=_("Status"), choices=BidStatus.choices)
    role = ChoiceFilter("role", label=_("Role"), choices=BidRole.choices)
    department = department_filter()
    submitted = YearFilter("submitted", label=_("Submitted in"))
    decided = YearFilter("decided", label=_("Decided in"))
    call = ObjectFilter("call", label=_("Call"), queryset=Call.objects.all(), text="identifier")
