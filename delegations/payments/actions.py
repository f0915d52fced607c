"""Verbs of payments: plan, prepare a list, book what the bank says, take out."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from delegations.applications.choices import ApplicationStatus
from delegations.applications.models import Application
from delegations.applications.telling import tell
from delegations.payments.accounts import current_of
from delegations.payments.choices import BatchStatus, PaymentKind, PaymentStatus
from delegations.payments.iban import checked
from delegations.payments.models import Batch, PayingAccount, Payment, Proof
from delegations.payments.workflows import BATCH, PAYMENT, why_not
from oia.core.audit import deed
from oia.core.locks import locked
from oia.core.permissions import may
from oia.core.workflow import Refused, perform
from oia.office.models import Office

MOST = 500  # payments of a list
KINDS = {
    ApplicationStatus.GRANTED: PaymentKind.ADVANCE,
    ApplicationStatus.PROOF: PaymentKind.ADVANCE,
    ApplicationStatus.CLOSED: PaymentKind.FINAL,
}


def may_still_be_paid(application: Application) -> Decimal:
    """Of the grant: before the account only what the decision lets be paid early."""
    rows = Payment.objects.filter(application=application).counted()
    if application.status == ApplicationStatus.CLOSED:
        proof = Proof.objects.filter(application=application.pk, closed__isnull=False).first()
        final = proof.final if proof else application.granted
        return (final or Decimal(0)) - rows.sum()
    if application.status in KINDS:
        early = rows.filter(kind=PaymentKind.ADVANCE).sum()
        return (application.advance or Decimal(0)) - early
    return Decimal(0)


def plan(*, application: Application, by: Any) -> Payment | None:
    """What may be paid now is planned; None where that is nothing. Asked twice, planned once: the
    application's row is the lock, and what is planned already counts."""
    with transaction.atomic(), deed(by=by, why=_("Payment planned")):
        row: Application = locked(Application.objects.all()).get(pk=application.pk)
        amount, office = may_still_be_paid(row), Office.current()
        if amount <= 0:
            return None
        currency = office.currency if office else "EUR"
        return Payment.objects.create(
            application=row, kind=KINDS[ApplicationStatus(row.status)], amount=amount,
            currency=currency,
        )  # fmt: skip


def prepare(*, payments: Iterable[Payment], day: dt.date, text: str, key: str, by: Any) -> Batch:
    """A list of payments to accounts that are confirmed; somebody else releases it. The same form
    sent twice prepares one."""
    if not may(by, "payments.write"):
        raise PermissionDenied
    keys = [row.pk for row in payments]
    with transaction.atomic(), deed(by=by, why=_("Payment list prepared")):
        # Two presses wait here for each other: the second finds what the first has prepared.
        rows = list(
            Payment.objects.visible_to(by)
            .filter(pk__in=keys)
            .select_related("application__club")
            .order_by("pk")
            .select_for_update(of=("self",))
        )
        known = Batch.objects.filter(form_key=key).first()
        if known is not None:
            return known
        if not 0 < len(rows) <= MOST or len(rows) != len(set(keys)):
            raise Refused(_("Tick what shall be paid, at most %d at once.") % MOST)
        source = PayingAccount.objects.current()
        if source is None:
            raise Refused(
                _("The account of the city is entered by one person and confirmed by another.")
            )
        if any(row.currency != "EUR" for row in rows):
            raise Refused(_("SEPA pays euros only."))
        batch = Batch.objects.create(
            text=text, day=day, source=source, prepared_by=by, form_key=key
        )
        for row in rows:
            if row.status != PaymentStatus.PLANNED:
                raise Refused(_("“%s” is in another list meanwhile.") % row.application.title)
            if refusal := why_not(row):
                raise Refused(f"{row.application.title}: {refusal}")
            row.account, row.batch = current_of(row.application.club), batch
            row.save(update_fields=["account", "batch"])
            perform(PAYMENT, row, "list", by=by)
    return batch


def _open_batch(batch: Batch, by: Any, *states: str) -> Batch:
    row: Batch | None = (
        Batch.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=batch.pk).first()
    )
    if row is None or not may(by, "payments.write"):
        raise PermissionDenied
    if row.status not in states:
        raise Refused(_("Somebody else has changed the status meanwhile. Reload the page."))
    return row


def take_out(*, payment: Payment, by: Any) -> None:
    """Out of a list that was not released; it waits for another one."""
    if payment.batch is None:
        return
    with transaction.atomic(), deed(by=by, why=_("Taken out of the payment list")):
        _open_batch(payment.batch, by, BatchStatus.PREPARED)
        perform(PAYMENT, payment, "take_out", by=by)


def book(*, batch: Batch, day: dt.date, by: Any) -> int:
    """The bank has paid: all of the list that did not come back, on that day. Asked twice, the
    second finds nothing left to book."""
    with transaction.atomic(), deed(by=by, why=_("Recorded as paid")):
        row = _open_batch(batch, by, BatchStatus.RELEASED, BatchStatus.DONE)
        assert row.released is not None
        if not timezone.localdate(row.released) <= day <= timezone.localdate():
            raise ValidationError({"day": _("Between the release and today.")})
        paid = list(row.payments.filter(status=PaymentStatus.RELEASED).order_by("pk"))
        for payment in paid:
            perform(PAYMENT, payment, "pay", by=by, day=day)
            _tell(payment, by=by)
        _finish(row, by)
    return len(paid)


def come_back(*, payment: Payment, day: dt.date, reason: str, by: Any) -> None:
    """The bank sent it back, before or after it was booked: it is owed, and planned, again."""
    if payment.batch is None:
        raise Refused(_("It has not left yet."))
    with transaction.atomic(), deed(by=by, why=reason):
        # First, as whoever closes the application does: to plan anew asks for this lock too.
        locked(Application.objects.all()).get(pk=payment.application_id)
        row = _open_batch(payment.batch, by, BatchStatus.RELEASED, BatchStatus.DONE)
        if day > timezone.localdate():
            raise ValidationError({"day": _("This day lies ahead.")})
        paid_on = Payment.objects.values_list("paid_on", flat=True).get(pk=payment.pk)
        if day < (paid_on or timezone.localdate(row.released)):
            raise ValidationError({"day": _("It cannot have come back before it left.")})
        perform(PAYMENT, payment, "come_back", by=by, reason=reason, day=day)
        _finish(row, by)


def _finish(batch: Batch, by: Any) -> None:
    open_ = batch.payments.filter(status=PaymentStatus.RELEASED).exists()
    if batch.status == BatchStatus.RELEASED and not open_:
        perform(BATCH, batch, "finish", by=by)


def _tell(payment: Payment, *, by: Any) -> None:
    row = payment.application
    tell(
        row,
        "paid",
        lambda: (
            _("A payment for your application"),
            _("Support for “%(title)s” (%(number)s) was paid. How much stands in the portal.")
            % {"title": row.title, "number": row.file_number},
        ),
        by=by,
        event=f"payment:{payment.pk}:paid",
    )


def enter_paying_account(*, holder: str, iban: str, by: Any) -> PayingAccount:
    """The city's own account, which counts once another person has confirmed it; lists prepared
    before keep theirs."""
    if not may(by, "money.write"):
        raise PermissionDenied
    number, holder = checked(iban), " ".join(holder.split())
    with transaction.atomic(), deed(by=by, why=_("Account of the city entered")):
        # Pressed twice, it is entered once.
        known = PayingAccount.objects.select_for_update().order_by("-entered", "-pk").first()
        if known is not None and known.holder == holder and known.iban.matches(number):
            return known
        return PayingAccount.objects.create(holder=holder, iban=number, entered_by=by)


def confirm_paying_account(*, account: PayingAccount, iban: str, by: Any) -> PayingAccount:
    """A second person types the number from another source; only then anything is paid from it."""
    if not may(by, "payments.write"):
        raise PermissionDenied
    with transaction.atomic(), deed(by=by, why=_("Account of the city confirmed")):
        list(PayingAccount.objects.select_for_update().order_by("pk"))
        row = PayingAccount.objects.waiting()
        if row is None or row.pk != account.pk:
            raise Refused(_("Somebody else has changed the status meanwhile. Reload the page."))
        if row.entered_by_id == by.pk:
            raise Refused(_("You entered this account yourself: another person confirms it."))
        if not row.iban.matches(checked(iban)):
            raise ValidationError({"iban": _("This is another number than the one entered.")})
        row.confirmed, row.confirmed_by = timezone.now(), by
        row.save(update_fields=["confirmed", "confirmed_by"])
    return row
