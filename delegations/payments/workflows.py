"""What may become of a payment and of a payment list."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delegations.applications.models import Representative
from delegations.payments.choices import BatchStatus, PaymentStatus
from delegations.payments.models import Payment, Reclaim
from oia.core.workflow import Transition, Workflow, perform
from oia.office.actions import money

P, B = PaymentStatus, BatchStatus


# Payments ----------------------------------------------------------------------------------


def goes_to_a_confirmed_account(payment: Any, by: Any) -> Any:
    if payment.batch is None:
        return _("Prepare a payment list: it takes up what is to be paid.")
    return why_not(payment)


def why_not(payment: Payment) -> Any:
    """The sentence that says why it cannot be paid now, or None."""
    account = payment.account or payment.application.club.bank_accounts.current().first()
    if account is None:
        return _("The club has not named an account yet.")
    if account.replaced:
        return _("The club changed its account after the list was prepared. Take it out.")
    if not account.confirmed:
        return _("The account has to be confirmed first, by somebody who did not enter it.")
    return None


def _paid(payment: Any, *, by: Any, reason: str, day: dt.date | None = None) -> None:
    payment.paid_on = day or timezone.localdate()


def _booked(payment: Any, *, by: Any, reason: str, **_said: Any) -> None:
    payment.commitment = money.pay_part(record=payment.application, amount=payment.amount, by=by)
    payment.save(update_fields=["commitment"])


def nothing_is_reclaimed(payment: Any, by: Any) -> Any:
    if Reclaim.objects.filter(application=payment.application_id).exists():
        return _("A part of it is asked back already; settle that with the club instead.")
    return None


def _returned(payment: Any, *, by: Any, reason: str, day: dt.date | None = None) -> None:
    payment.returned_on = day or timezone.localdate()
    payment.why_returned, payment.returned_by = reason[:200], by


def _owed_again(payment: Any, *, by: Any, reason: str, **_said: Any) -> None:
    """What came back is still owed: the promise stands as before, and it is planned anew."""
    if payment.commitment is not None:
        money.pay_again(commitment=payment.commitment, by=by)
    Payment.objects.create(
        application=payment.application, kind=payment.kind, amount=payment.amount,
        currency=payment.currency, instead_of=payment,
    )  # fmt: skip


def _taken_out(payment: Any, *, by: Any, reason: str, **_said: Any) -> None:
    payment.batch = payment.account = None


PAYMENT = Workflow(
    "payment",
    transitions=(
        Transition(
            "list",
            _("Put into a payment list"),
            (P.PLANNED,),
            P.LISTED,
            "payments.write",
            guard=goes_to_a_confirmed_account,
            explanation=_("Another person releases the list."),
        ),
        Transition(
            "take_out",
            _("Take out of the list"),
            (P.LISTED,),
            P.PLANNED,
            "payments.write",
            fill=_taken_out,
            explanation=_("It waits for another list."),
        ),
        Transition(
            "release",
            _("Release"),
            (P.LISTED,),
            P.RELEASED,
            "payments.write",
            guard=goes_to_a_confirmed_account,
            explanation=_("With its list, by another person."),
        ),
        Transition(
            "pay",
            _("Record as paid"),
            (P.RELEASED,),
            P.PAID,
            "payments.write",
            fill=_paid,
            effect=_booked,
            explanation=_("It is booked on the line once; the club is told."),
        ),
        Transition(
            "come_back",
            _("It came back"),
            (P.RELEASED, P.PAID),
            P.RETURNED,
            "payments.write",
            guard=nothing_is_reclaimed,
            fill=_returned,
            effect=_owed_again,
            needs_reason=True,
            explanation=_("It is promised again, and planned anew for another list."),
        ),
        Transition(
            "cancel",
            _("Do not pay"),
            (P.PLANNED,),
            P.CANCELLED,
            "payments.write",
            needs_reason=True,
            explanation=_("It can be planned again as long as the grant is not used up."),
        ),
    ),
)


# Lists -------------------------------------------------------------------------------------


def may_be_released(batch: Any, by: Any) -> Any:
    rows = batch.payments.select_related("account", "application__club")
    if not rows:
        return _("There is no payment in it.")
    if by is not None and batch.prepared_by_id == by.pk:
        return _("You prepared this list yourself: another person releases it.")
    if by is not None and rows.filter(instead_of__returned_by=by).exists():
        return _("You said of one of these payments that it came back: another person releases it.")
    clubs = [row.application.club_id for row in rows]
    people = [batch.prepared_by_id, getattr(by, "pk", None)]
    if Representative.objects.filter(club__in=clubs, user__in=people).exists():
        return _("Who prepares or releases a payment does not speak for its club.")
    if batch.day < timezone.localdate():
        return _("Its day has passed. Drop the list and prepare another one.")
    for row in rows:
        if refusal := why_not(row):
            return f"{row.application.title}: {refusal}"
    return None


def _released(batch: Any, *, by: Any, reason: str, **_said: Any) -> None:
    batch.released_by, batch.released = by, timezone.now()


def _all_released(batch: Any, *, by: Any, reason: str, **_said: Any) -> None:
    for row in batch.payments.filter(status=P.LISTED).order_by("pk"):
        perform(PAYMENT, row, "release", by=by)


def _emptied(batch: Any, *, by: Any, reason: str, **_said: Any) -> None:
    for row in batch.payments.filter(status=P.LISTED).order_by("pk"):
        perform(PAYMENT, row, "take_out", by=by)


def nothing_open(batch: Any, by: Any) -> Any:
    if batch.payments.filter(status=P.RELEASED).exists():
        return _("Say first of each payment whether it was paid or came back.")
    return None


BATCH = Workflow(
    "batch",
    transitions=(
        Transition(
            "release",
            _("Release"),
            (B.PREPARED,),
            B.RELEASED,
            "payments.write",
            guard=may_be_released,
            fill=_released,
            effect=_all_released,
            explanation=_("The file for the bank can be fetched; the list is no longer changed."),
        ),
        Transition(
            "drop",
            _("Drop the list"),
            (B.PREPARED,),
            B.DROPPED,
            "payments.write",
            effect=_emptied,
            explanation=_("Its payments wait for another list."),
        ),
        Transition(
            "finish",
            _("Done"),
            (B.RELEASED,),
            B.DONE,
            "payments.write",
            guard=nothing_open,
            explanation=_("Every payment of it was paid or came back."),
        ),
    ),
)
