"""What may become of a call and of a bid for it."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from eufunding.choices import BidStatus, CallStatus
from eufunding.models import Bid
from oia.core.workflow import Transition, Workflow
from oia.office.ownership import owns

# The portal may name no status at all.
UNKNOWN = ""


def has_opened(call: Any, by: Any) -> Any:
    if call.opens and call.opens > timezone.localdate():
        return _("It opens later. Correct the day of opening first.")
    return None


CALL = Workflow(
    "call",
    owns=owns,
    transitions=(
        Transition(
            "announce",
            _("Announce the call"),
            (UNKNOWN,),
            CallStatus.FORTHCOMING,
            "eufunding.write",
            explanation=_("The call is known and not open yet."),
        ),
        Transition(
            "open",
            _("Open the call"),
            (UNKNOWN, CallStatus.FORTHCOMING),
            CallStatus.OPEN,
            "eufunding.write",
            guard=has_opened,
            explanation=_("Bids can be handed in."),
        ),
        Transition(
            "close",
            _("Close the call"),
            (UNKNOWN, CallStatus.FORTHCOMING, CallStatus.OPEN),
            CallStatus.CLOSED,
            "eufunding.write",
            explanation=_("Nothing can be handed in any more."),
        ),
        Transition(
            "reopen",
            _("Open the call again"),
            (CallStatus.CLOSED,),
            CallStatus.OPEN,
            "eufunding.write",
            needs_reason=True,
            explanation=_("The deadline was extended or the call is repeated."),
        ),
    ),
)


def amount_is_known(bid: Bid, by: Any) -> Any:
    if bid.requested is None:
        return _("Enter the amount asked for first.")
    return None


def no_money_is_awarded(bid: Bid, by: Any) -> Any:
    if bid.awarded is not None:
        return _("Take out the amount awarded first.")
    return None


def _sent(bid: Bid, *, by: Any, reason: str) -> None:
    today = timezone.localdate()
    bid.submitted = bid.submitted or min(today, bid.decided or today)
    bid.save()


def _drawn_back(bid: Bid, *, by: Any, reason: str) -> None:
    bid.submitted = bid.decided = None
    bid.save()


def _decided(bid: Bid, *, by: Any, reason: str) -> None:
    today = timezone.localdate()
    bid.decided = bid.decided or max(today, bid.submitted or today)
    bid.save()


def _undecided(bid: Bid, *, by: Any, reason: str) -> None:
    bid.decided = None
    bid.save()


BID = Workflow(
    "bid",
    owns=owns,
    transitions=(
        Transition(
            "seek",
            _("Look for partners"),
            (BidStatus.IDEA,),
            BidStatus.PARTNERS,
            "eufunding.write",
            explanation=_("The idea is to become a bid; partners are sought."),
        ),
        Transition(
            "draft",
            _("Draft the bid"),
            (BidStatus.IDEA, BidStatus.PARTNERS),
            BidStatus.DRAFTING,
            "eufunding.write",
            explanation=_("The partners are found; the bid is written."),
        ),
        Transition(
            "submit",
            _("Record the submission"),
            (BidStatus.DRAFTING,),
            BidStatus.SUBMITTED,
            "eufunding.write",
            guard=amount_is_known,
            explanation=_("Today becomes the day of submission unless one is entered."),
            effect=_sent,
        ),
        Transition(
            "withdraw",
            _("Take back to drafting"),
            (BidStatus.SUBMITTED,),
            BidStatus.DRAFTING,
            "eufunding.write",
            needs_reason=True,
            explanation=_("The bid counts as not handed in; its day of submission goes."),
            effect=_drawn_back,
        ),
        Transition(
            "award",
            _("Record the award"),
            (BidStatus.SUBMITTED, BidStatus.RESERVE),
            BidStatus.AWARDED,
            "eufunding.write",
            explanation=_("Today becomes the day of the decision; enter the amount afterwards."),
            effect=_decided,
        ),
        Transition(
            "reserve",
            _("Put on the reserve list"),
            (BidStatus.SUBMITTED,),
            BidStatus.RESERVE,
            "eufunding.write",
            explanation=_("The bid waits for money that others leave."),
        ),
        Transition(
            "reject",
            _("Record the rejection"),
            (BidStatus.SUBMITTED, BidStatus.RESERVE),
            BidStatus.REJECTED,
            "eufunding.write",
            needs_reason=True,
            explanation=_("Today becomes the day of the decision; the reason is kept."),
            effect=_decided,
        ),
        Transition(
            "reconsider",
            _("Take the decision back"),
            (BidStatus.AWARDED, BidStatus.RESERVE, BidStatus.REJECTED),
            BidStatus.SUBMITTED,
            "eufunding.write",
            guard=no_money_is_awarded,
            needs_reason=True,
            explanation=_("The bid counts as undecided; its day of decision goes."),
            effect=_undecided,
        ),
        Transition(
            "start",
            _("Start the project"),
            (BidStatus.AWARDED,),
            BidStatus.RUNNING,
            "eufunding.write",
            explanation=_("The grant agreement is signed; work begins."),
        ),
        Transition(
            "report",
            _("Write the final report"),
            (BidStatus.RUNNING,),
            BidStatus.REPORTING,
            "eufunding.write",
            explanation=_("Work is done; report and accounts are owed."),
        ),
        Transition(
            "close",
            _("Close the project"),
            (BidStatus.REPORTING,),
            BidStatus.CLOSED,
            "eufunding.write",
            explanation=_("Report and accounts are accepted; nothing is owed any more."),
        ),
    ),
)
