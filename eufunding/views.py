"""Pages of calls and bids."""

from django.utils.translation import gettext_lazy as _

from eufunding.choices import BidRole, BidStatus, CallSource, CallStatus
from eufunding.filters import BidFilter, CallFilter
from eufunding.forms import BidForm, CallForm
from eufunding.models import Bid, Call
from eufunding.tables import BID_BADGES, CALL_BADGES, BidTable, CallTable
from eufunding.workflows import BID as BID_STEPS
from eufunding.workflows import CALL as CALL_STEPS
from oia.office.columns import RecordTitle
from oia.office.lists import RecordList
from oia.office.pages import RecordPage
from oia.office.writing.entry import Writing
from oia.ui.columns import Amount, Choice, Day, Number, Text


class BidList(RecordList):
    table = BidTable
    workflow = BID_STEPS
    filterset_class = BidFilter
    capability = "eufunding.read"
    title = _("EU bids")
    empty = _("What the city applies for is listed here.")
    create_url = "bid_new"
    create_label = _("New bid")
    import_kind = "bids"


class BidDetail(RecordPage):
    model = Bid
    capability = "eufunding.read"
    list_url = "bid_list"
    list_title = _("EU bids")
    workflow = BID_STEPS
    status = Choice("status", _("Status"), BidStatus, badges=BID_BADGES)
    facts = (
        (
            _("Bid"),
            (
                RecordTitle("call", _("Call"), url_name="call"),
                Text("call_text", _("Call as written")),
                Text("programme", _("Programme")),
                Choice("role", _("Role"), BidRole),
                Text("department__name", _("Department")),
                Text("partners", _("Partners")),
                Text("note", _("Note")),
            ),
        ),
        (
            _("Money and dates"),
            (
                Amount("requested", _("Requested"), currency="currency"),
                Amount("awarded", _("Awarded"), currency="currency"),
                Day("submitted", _("Submitted")),
                Day("decided", _("Decided")),
            ),
        ),
    )


class CallList(RecordList):
    table = CallTable
    workflow = CALL_STEPS
    filterset_class = CallFilter
    capability = "eufunding.read"
    title = _("Calls")
    empty = _("Calls of the EU portal and of other programmes are listed here.")
    create_url = "call_new"
    create_label = _("New call")
    import_kind = "calls"


class CallDetail(RecordPage):
    model = Call
    capability = "eufunding.read"
    list_url = "call_list"
    list_title = _("Calls")
    workflow = CALL_STEPS
    status = Choice("status", _("Status"), CallStatus, badges=CALL_BADGES)
    facts = (
        Text("identifier", _("Identifier")),
        Text("call_identifier", _("Call")),
        Text("programme", _("Programme")),
        Text("type_of_action", _("Type of action")),
        Text("deadline_model", _("Procedure")),
        Day("opens", _("Opens")),
        Amount("budget", _("Budget"), currency="currency"),
        Number("expected_grants", _("Expected grants")),
        Amount("min_contribution", _("Smallest grant"), currency="currency"),
        Amount("max_contribution", _("Largest grant"), currency="currency"),
        Choice("source", _("Source"), CallSource),
        Text("portal_url", _("Page of the portal")),
    )


BID = Writing(page=BidDetail, form=BidForm, new=_("New bid"))
CALL = Writing(page=CallDetail, form=CallForm, new=_("New call"))
