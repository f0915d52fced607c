"""What may become of a trip and of a visit."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delegations.applications.workflows import APPLICATION
from delegations.choices import TripStatus, VisitStatus
from delegations.payments.workflows import BATCH, PAYMENT
from delegations.support.workflows import SCHEME_VERSION
from oia.core.workflow import Transition, Workflow
from oia.office.ownership import owns

__all__ = ["APPLICATION", "BATCH", "PAYMENT", "SCHEME_VERSION", "TRIP", "VISIT"]

NOT_OVER = (TripStatus.DRAFT, TripStatus.REQUESTED, TripStatus.APPROVED)


def has_programme(trip: Any, by: Any) -> Any:
    """Köln's rule: items for the mayor's trip and a delegation's; a line or an agenda for others.

    The database keeps it, too.
    """
    if trip.programme_items.exists():
        return None
    if trip.is_delegation:
        return _(
            "Add the working programme first: a trip of the mayor or of a delegation is not "
            "approved without its items."
        )
    if trip.programme.strip() or trip.documents.exists():
        return None
    return _("Say in a line what it is for, or attach the agenda: then it can be approved.")


def has_begun(journey: Any, by: Any) -> Any:
    if journey.first_day > timezone.localdate():
        return _("It begins later.")
    return None


TRIP = Workflow(
    "trip",
    owns=owns,
    transitions=(
        Transition(
            "request",
            _("Ask for approval"),
            (TripStatus.DRAFT,),
            TripStatus.REQUESTED,
            "activities.write",
            explanation=_("The head of office or the approver is asked."),
        ),
        Transition(
            "approve",
            _("Approve"),
            (TripStatus.REQUESTED,),
            TripStatus.APPROVED,
            "activities.write",
            guard=has_programme,
            explanation=_("The trip may be booked."),
        ),
        Transition(
            "start",
            _("Set off"),
            (TripStatus.APPROVED,),
            TripStatus.UNDER_WAY,
            "activities.write",
            guard=has_begun,
            explanation=_("The travellers are under way."),
        ),
        Transition(
            "return",
            _("Record the return"),
            (TripStatus.UNDER_WAY, TripStatus.APPROVED),
            TripStatus.REPORT_DUE,
            "activities.write",
            guard=has_begun,
            explanation=_("The report after the trip is asked for."),
        ),
        Transition(
            "close",
            _("Close"),
            (TripStatus.REPORT_DUE,),
            TripStatus.CLOSED,
            "activities.write",
            explanation=_("The report is there; nothing is owed any more."),
        ),
        Transition(
            "cancel",
            _("Cancel"),
            NOT_OVER,
            TripStatus.CANCELLED,
            "activities.write",
            needs_reason=True,
            explanation=_("The trip no longer counts."),
        ),
    ),
)

VISIT = Workflow(
    "visit",
    owns=owns,
    transitions=(
        Transition(
            "announce",
            _("Announce"),
            (VisitStatus.DRAFT,),
            VisitStatus.ANNOUNCED,
            "activities.write",
            explanation=_("The visit counts from now on."),
        ),
        Transition(
            "confirm",
            _("Confirm"),
            (VisitStatus.ANNOUNCED,),
            VisitStatus.CONFIRMED,
            "activities.write",
            explanation=_("Hosts and guests have agreed."),
        ),
        Transition(
            "receive",
            _("Record the reception"),
            (VisitStatus.ANNOUNCED, VisitStatus.CONFIRMED),
            VisitStatus.RECEIVED,
            "activities.write",
            guard=has_begun,
            explanation=_("The guests were here; the visit counts as received."),
        ),
        Transition(
            "cancel",
            _("Cancel"),
            (VisitStatus.DRAFT, VisitStatus.ANNOUNCED, VisitStatus.CONFIRMED),
            VisitStatus.CANCELLED,
            "activities.write",
            needs_reason=True,
            explanation=_("The visit no longer counts."),
        ),
    ),
)
