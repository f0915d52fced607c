"""Payments to clubs and the lists in which they leave; what the database itself keeps of them."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delegations.applications.models import Application
from delegations.payments.choices import COUNTED, BatchStatus, PaymentKind, PaymentStatus
from delegations.payments.models.accounts import BankAccount, PayingAccount
from delegations.payments.querysets import BatchQuerySet, PaymentQuerySet
from oia.core.audit import tracked
from oia.core.models import User
from oia.core.money import AmountField, CurrencyField
from oia.office.models import Commitment

# Whoever inserts, and however many at once: the application's row is the lock. A payment that
# does not count never comes to count again, so that nothing has to be asked on an update.
WITHIN_GRANT = """
    SELECT granted, advance INTO may_be, may_be_early FROM delegations_application
        WHERE record_ptr_id = NEW.application_id FOR UPDATE;
    SELECT final INTO may_keep FROM delegations_proof
        WHERE application_id = NEW.application_id AND closed IS NOT NULL;
    may_be := LEAST(may_be, may_keep);  -- which passes over NULL
    IF EXISTS (
        SELECT 1 FROM delegations_revocation
        WHERE application_id = NEW.application_id AND decided IS NOT NULL
    ) THEN
        may_be := 0;
    END IF;
    SELECT COALESCE(sum(amount), 0), COALESCE(sum(amount) FILTER (WHERE kind = 'advance'), 0)
        INTO already, already_early FROM delegations_payment
        WHERE application_id = NEW.application_id AND id <> NEW.id
        AND status NOT IN ('returned', 'cancelled');
    IF NEW.status NOT IN ('returned', 'cancelled') AND (
        NEW.amount + already > COALESCE(may_be, 0)
        OR (NEW.kind = 'advance' AND NEW.amount + already_early > COALESCE(may_be_early, 0))
    ) THEN
        RAISE EXCEPTION 'more than was granted would be paid'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_within_grant';
    END IF;
    RETURN NEW;
"""
NAMES = ("may_be", "may_be_early", "may_keep", "already", "already_early")
SUMS = [(name, "numeric") for name in NAMES]
FROM_CONFIRMED = """
    IF NOT EXISTS (
        SELECT 1 FROM delegations_payingaccount WHERE id = NEW.source_id AND confirmed IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the account of the city is not confirmed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_from_confirmed_account';
    END IF;
    RETURN NEW;
"""
PAYMENT_STAYS = """
    IF (OLD.application_id, OLD.kind, OLD.amount, OLD.currency, OLD.planned, OLD.instead_of_id)
        IS DISTINCT FROM (NEW.application_id, NEW.kind, NEW.amount, NEW.currency, NEW.planned,
            NEW.instead_of_id)
        OR (OLD.status IN ('released', 'paid', 'returned') AND (OLD.batch_id, OLD.account_id)
            IS DISTINCT FROM (NEW.batch_id, NEW.account_id))
        OR (OLD.status = 'paid' AND (NEW.status NOT IN ('paid', 'returned')
            OR OLD.paid_on IS DISTINCT FROM NEW.paid_on
            OR (OLD.commitment_id IS NOT NULL
                AND OLD.commitment_id IS DISTINCT FROM NEW.commitment_id)))
        OR (OLD.status IN ('returned', 'cancelled')
            AND OLD.* IS DISTINCT FROM NEW.*)
        OR (OLD.status = 'released' AND NEW.status NOT IN ('released', 'paid', 'returned'))
    THEN
        RAISE EXCEPTION 'a payment that has left is never rewritten'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_stays';
    END IF;
    IF OLD.batch_id IS DISTINCT FROM NEW.batch_id AND EXISTS (
        SELECT 1 FROM delegations_batch b
        WHERE b.id IN (OLD.batch_id, NEW.batch_id) AND b.status NOT IN ('prepared', 'dropped')
    ) THEN
        RAISE EXCEPTION 'a payment list that was released takes and gives no payment'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_stays';
    END IF;
    RETURN NEW;
"""
BATCH_STAYS = """
    IF OLD.status <> 'prepared' AND (OLD.text, OLD.day, OLD.source_id, OLD.prepared_by_id,
        OLD.prepared, OLD.released_by_id, OLD.released) IS DISTINCT FROM (NEW.text, NEW.day,
        NEW.source_id, NEW.prepared_by_id, NEW.prepared, NEW.released_by_id, NEW.released)
    THEN
        RAISE EXCEPTION 'a payment list stays as it was released'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_stays';
    END IF;
    IF OLD.status = 'prepared' AND NEW.status = 'released' THEN
        IF EXISTS (
            SELECT 1 FROM delegations_payment p
            JOIN delegations_payment before ON before.id = p.instead_of_id
            WHERE p.batch_id = NEW.id AND before.returned_by_id = NEW.released_by_id
        ) THEN
            RAISE EXCEPTION 'whoever says that a payment came back does not release it again'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_not_by_who_said_so';
        END IF;
        IF EXISTS (
            SELECT 1 FROM delegations_payment p
            JOIN delegations_bankaccount a ON a.id = p.account_id
            WHERE p.batch_id = NEW.id AND (a.confirmed IS NULL OR a.replaced IS NOT NULL)
        ) THEN
            RAISE EXCEPTION 'an account in the list is not confirmed'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_accounts_confirmed';
        END IF;
        IF EXISTS (
            SELECT 1 FROM delegations_payment p
            JOIN delegations_application a ON a.record_ptr_id = p.application_id
            JOIN delegations_representative r ON r.club_id = a.club_id
            WHERE p.batch_id = NEW.id AND r.user_id IN (NEW.prepared_by_id, NEW.released_by_id)
        ) THEN
            RAISE EXCEPTION 'somebody of a club pays it'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_nobody_in_own_cause';
        END IF;
    END IF;
    RETURN NEW;
"""


@tracked
class Batch(models.Model):
    """A payment list: prepared by one person, released by another, sent to the bank as a file."""

    area = "payments"
    detail_url_name = "payment_run"

    text = models.CharField(_("payment list"), max_length=120)
    day = models.DateField(_("to be carried out on"))
    status = models.CharField(
        _("status"), max_length=10, choices=BatchStatus, default=BatchStatus.PREPARED
    )
    source = models.ForeignKey(
        PayingAccount, verbose_name=_("paid from"), on_delete=models.PROTECT, related_name="+"
    )
    prepared_by = models.ForeignKey(
        User, verbose_name=_("prepared by"), on_delete=models.PROTECT, related_name="+"
    )
    prepared = models.DateTimeField(_("prepared"), default=timezone.now)
    released_by = models.ForeignKey(
        User, verbose_name=_("released by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    released = models.DateTimeField(_("released"), null=True, blank=True)
    # The form that prepared it: pressed twice, it is prepared once.
    form_key = models.CharField(_("form"), max_length=64, unique=True, editable=False)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment list")
        verbose_name_plural = _("payment lists")
        ordering = ("-prepared", "-pk")
        constraints = [
            models.CheckConstraint(
                name="batch_two_people",
                condition=Q(released_by=None) | ~Q(released_by=F("prepared_by")),
                violation_error_message=_("Whoever prepared the list does not release it."),
            ),
            models.CheckConstraint(
                name="batch_released_by_somebody",
                condition=Q(status__in=("prepared", "dropped"), released=None, released_by=None)
                | Q(
                    status__in=("released", "done"),
                    released__isnull=False,
                    released_by__isnull=False,
                ),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=BATCH_STAYS
            ),
            pgtrigger.Trigger(
                name="from_confirmed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("source_id"),
                func=FROM_CONFIRMED,
            ),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("payment_run", args=[self.pk])


@tracked
class Payment(models.Model):
    """An amount for an application. Its amount never changes; what came back is planned anew."""

    area = "payments"
    part_of = "application"

    application = models.ForeignKey(
        Application, verbose_name=_("application"), on_delete=models.PROTECT,
        related_name="payments",
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=8, choices=PaymentKind)
    amount = AmountField(_("amount"))
    currency = CurrencyField(_("currency"), default="EUR")
    status = models.CharField(
        _("status"), max_length=10, choices=PaymentStatus, default=PaymentStatus.PLANNED
    )
    batch = models.ForeignKey(
        Batch, verbose_name=_("payment list"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="payments",
    )  # fmt: skip
    account = models.ForeignKey(
        BankAccount, verbose_name=_("bank account"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="payments",
    )  # fmt: skip
    planned = models.DateTimeField(_("planned"), default=timezone.now)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    returned_on = models.DateField(_("came back on"), null=True, blank=True)
    why_returned = models.CharField(_("why it came back"), max_length=200, blank=True)
    # It is one person's word that money came back: whoever says so does not release it again.
    returned_by = models.ForeignKey(
        User, verbose_name=_("said to have come back by"), null=True, blank=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    instead_of = models.OneToOneField(
        "self", verbose_name=_("instead of"), null=True, blank=True, editable=False,
        on_delete=models.PROTECT, related_name="again",
    )  # fmt: skip
    # The paid part of the promise, once it is booked on the line.
    commitment = models.ForeignKey(
        Commitment, verbose_name=_("commitment"), null=True, blank=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ("planned", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=Q(status__in=COUNTED),
                name="payment_once_of_a_kind",
            ),
            models.CheckConstraint(name="payment_something", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="payment_leaves_in_a_list_to_an_account",
                condition=Q(status__in=("planned", "cancelled"))
                | Q(batch__isnull=False, account__isnull=False),
            ),
            models.CheckConstraint(
                name="payment_paid_has_its_day",
                condition=~Q(status="paid") | Q(paid_on__isnull=False),
            ),
            models.CheckConstraint(
                name="payment_returned_has_its_day",
                condition=~Q(status="returned")
                | Q(returned_on__isnull=False)
                & (Q(paid_on=None) | Q(returned_on__gte=F("paid_on"))),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="within_grant",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=SUMS,
                func=WITHIN_GRANT,
            ),
            pgtrigger.Trigger(
                name="stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=PAYMENT_STAYS
            ),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.application.file_number} {self.get_kind_display()}"

    @property
    def reference(self) -> str:
        """What the bank carries from end to end, and the club reads on its statement."""
        return f"{self.application.file_number or f'Z {self.application_id}'} P{self.pk}"
