"""Columns of calls and bids."""

from django.utils.translation import gettext_lazy as _

from eufunding.choices import BidRole, BidStatus, CallSource, CallStatus
from eufunding.models import Bid, Call, Deadline
from oia.office.tables import RecordTable
from oia.ui.columns import Amount, Choice, Day, Link, Moment, Related, Text
from oia.ui.tables import Table

CALL_BADGES = {"open": "success", "forthcoming": "info", "closed": "warning"}
BID_BADGES = {
    "awarded": "success",
    "running": "success",
    "reporting": "success",
    "closed": "success",
    "submitted": "info",
    "reserve": "warning",
    "rejected": "danger",
}


class CallTable(RecordTable):
    model = Call
    columns = (
        Link("title", _("Title")),
        Text("identifier", _("Identifier")),
        Text("programme", _("Programme")),
        Choice("status", _("Status"), CallStatus, badges=CALL_BADGES),
        Day("opens", _("Opens")),
        Amount("budget", _("Budget"), currency="currency"),
        Choice("source", _("Source"), CallSource, default=False),
    )
    sort = "title"


class DeadlineTable(Table):
    model = Deadline
    columns = (Moment("at", _("Deadline")),)
    sort = "at"


class BidTable(RecordTable):
    model = Bid
    columns = (
        Link("title", _("Title")),
        Text("programme", _("Programme")),
        Choice("status", _("Status"), BidStatus, badges=BID_BADGES),
        Choice("role", _("Role"), BidRole, default=False),
        Text("department__name", _("Department"), name="department"),
        Amount("requested", _("Requested"), currency="currency"),
        Amount("awarded", _("Awarded"), currency="currency"),
        Day("submitted", _("Submitted")),
        Day("decided", _("Decided"), default=False),
        Related(
            "call", _("Call"), path="call__identifier", url_name="call", pk="call_id", default=False
        ),
        Text("partners", _("Partners"), default=False),
    )
    sort = "-submitted"
