"""What may become of a tie: from the first enquiry to its end, and back again."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oia.core.workflow import Transition, Workflow
from oia.office.ownership import owns
from partners.choices import DateKind, Form, TieStatus
from partners.models import Partnership, TieDate

BEFORE = (TieStatus.ENQUIRY, TieStatus.CONTACT, TieStatus.EXPLORATORY, TieStatus.INTENT)
ALIVE = (TieStatus.DECIDED, TieStatus.ACTIVE, TieStatus.REVIEW, TieStatus.DORMANT)


def begin(tie: Partnership) -> None:
    """A tie entered by hand stands where its dates say; steps lead on from there."""
    if not tie.signed and tie.form != Form.CONTACT:
        tie.status = TieStatus.CONTACT if tie.first_contact else TieStatus.ENQUIRY


def is_signed(tie: Partnership, by: Any) -> Any:
    """A contact has no formal basis; every other form is a signed one."""
    if not tie.signed and tie.form != Form.CONTACT:
        return _("Enter the date of signing first.")
    return None


def _dated(tie: Partnership, kind: DateKind, reason: str) -> None:
    today = timezone.localdate().isoformat()
    TieDate.objects.create(partnership=tie, kind=kind, date=today, source=reason[:300])


def _suspended(tie: Partnership, *, by: Any, reason: str) -> None:
    _dated(tie, DateKind.SUSPENDED, reason)


def _ended(tie: Partnership, *, by: Any, reason: str) -> None:
    _dated(tie, DateKind.ENDED, reason)


TIE = Workflow(
    "partnership",
    owns=owns,
    transitions=(
        Transition(
            "contact",
            _("Take up contact"),
            (TieStatus.ENQUIRY,),
            TieStatus.CONTACT,
            "partners.write",
            explanation=_("The enquiry is answered; first letters and calls go out."),
        ),
        Transition(
            "explore",
            _("Explore"),
            (TieStatus.ENQUIRY, TieStatus.CONTACT),
            TieStatus.EXPLORATORY,
            "partners.write",
            explanation=_("First visits and projects show whether the tie carries."),
        ),
        Transition(
            "intend",
            _("Record the declaration of intent"),
            (TieStatus.CONTACT, TieStatus.EXPLORATORY),
            TieStatus.INTENT,
            "partners.write",
            explanation=_("It binds nobody yet; the council decides next."),
        ),
        Transition(
            "decide",
            _("Record the council's decision"),
            (TieStatus.EXPLORATORY, TieStatus.INTENT),
            TieStatus.DECIDED,
            "partners.write",
            explanation=_("The tie may be signed."),
        ),
        Transition(
            "sign",
            _("Make active"),
            (TieStatus.CONTACT, TieStatus.INTENT, TieStatus.DECIDED),
            TieStatus.ACTIVE,
            "partners.write",
            guard=is_signed,
            explanation=_("The tie counts in the figures and its anniversaries are celebrated."),
        ),
        Transition(
            "review",
            _("Put under review"),
            (TieStatus.ACTIVE, TieStatus.DORMANT),
            TieStatus.REVIEW,
            "partners.write",
            needs_reason=True,
            explanation=_("The tie leaves the figures of active ties until it is confirmed."),
        ),
        Transition(
            "confirm",
            _("Confirm the tie"),
            (TieStatus.REVIEW,),
            TieStatus.ACTIVE,
            "partners.write",
            explanation=_("The review ends; the tie is active as before."),
        ),
        Transition(
            "rest",
            _("Mark as dormant"),
            (TieStatus.ACTIVE, TieStatus.REVIEW),
            TieStatus.DORMANT,
            "partners.write",
            needs_reason=True,
            explanation=_("Nothing happens any more; anniversaries are still celebrated."),
        ),
        Transition(
            "suspend",
            _("Suspend"),
            (*ALIVE,),
            TieStatus.SUSPENDED,
            "partners.write",
            needs_reason=True,
            explanation=_("Today becomes the day of suspension; anniversaries are left out."),
            effect=_suspended,
        ),
        Transition(
            "resume",
            _("Take up again"),
            (TieStatus.DORMANT, TieStatus.SUSPENDED),
            TieStatus.ACTIVE,
            "partners.write",
            needs_reason=True,
            explanation=_("The tie is active again and counts."),
        ),
        Transition(
            "end",
            _("End the tie"),
            (*BEFORE, *ALIVE, TieStatus.SUSPENDED),
            TieStatus.ENDED,
            "partners.write",
            needs_reason=True,
            explanation=_("Today becomes its last day; the entry and its history stay."),
            effect=_ended,
        ),
        Transition(
            "reopen",
            _("Talk again"),
            (TieStatus.ENDED,),
            TieStatus.CONTACT,
            "partners.write",
            needs_reason=True,
            explanation=_("The ended tie begins anew with a contact."),
        ),
    ),
)
