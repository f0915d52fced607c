"""What a call shows: its deadlines and our bids for it."""

from django.utils.translation import gettext_lazy as _

from eufunding.models import Bid, Call, Deadline
from eufunding.tables import BidTable, DeadlineTable
from oia.ui.panels import Panel, register

register(
    Call,
    Panel(
        key="deadlines",
        title=_("Deadlines"),
        table=DeadlineTable,
        rows=lambda call: Deadline.objects.filter(call=call),
        capability="eufunding.read",
        order=10,
    ),
)
register(
    Call,
    Panel(
        key="bids",
        title=_("EU bids"),
        table=BidTable,
        rows=lambda call: Bid.objects.filter(call=call),
        columns=("title", "status", "requested"),
        list_url="bid_list",
        list_filter="call",
        capability="eufunding.read",
        order=20,
    ),
)
