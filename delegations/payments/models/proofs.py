"""How a grant was used: what the club says, what the office found, and what is to be paid back."""

from decimal import Decimal
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delegations.applications.models import Application, euros
from delegations.applications.querysets import OfApplicationQuerySet
from oia.core.audit import tracked
from oia.core.models import User
from oia.core.money import AmountField
from oia.office.models import Document

PROOF_HOLDS = """
    SELECT granted INTO may_be FROM delegations_application
        WHERE record_ptr_id = NEW.application_id;
    IF NEW.final > COALESCE(may_be, 0) THEN
        RAISE EXCEPTION 'the final amount is more than was granted'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'proof_within_grant';
    END IF;
    IF EXISTS (
        SELECT 1 FROM delegations_application a
        JOIN delegations_representative r ON r.club_id = a.club_id
        WHERE a.record_ptr_id = NEW.application_id
        AND r.user_id IN (NEW.examined_by_id, NEW.closed_by_id)
    ) THEN
        RAISE EXCEPTION 'somebody of the club examines or closes'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'proof_nobody_in_own_cause';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.closed IS NOT NULL AND OLD.* IS DISTINCT FROM NEW.* THEN
        RAISE EXCEPTION 'a proof of use stays as it was closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'proof_stays';
    END IF;
    RETURN NEW;
"""
RECLAIM_STAYS = """
    IF (OLD.application_id, OLD.amount, OLD.text, OLD.made, OLD.made_by_id)
        IS DISTINCT FROM (NEW.application_id, NEW.amount, NEW.text, NEW.made, NEW.made_by_id)
        OR (OLD.repaid_on IS NOT NULL AND OLD.repaid_on IS DISTINCT FROM NEW.repaid_on)
        OR (OLD.waived IS NOT NULL AND (OLD.waived, OLD.waived_why, OLD.waiver_by_id,
            OLD.waived_by_id) IS DISTINCT FROM (NEW.waived, NEW.waived_why, NEW.waiver_by_id,
            NEW.waived_by_id))
    THEN
        RAISE EXCEPTION 'a reclaim stays as it was made'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reclaim_stays';
    END IF;
    IF NEW.waived IS NOT NULL AND NEW.waived + COALESCE((
        SELECT sum(amount) FROM delegations_repayment WHERE reclaim_id = NEW.id), 0) > NEW.amount
    THEN
        RAISE EXCEPTION 'more would be given up than is owed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reclaim_waives_the_rest';
    END IF;
    IF EXISTS (
        SELECT 1 FROM delegations_application a
        JOIN delegations_representative r ON r.club_id = a.club_id
        WHERE a.record_ptr_id = NEW.application_id
        AND r.user_id IN (NEW.waiver_by_id, NEW.waived_by_id)
    ) THEN
        RAISE EXCEPTION 'somebody of the club gives up what it owes'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reclaim_nobody_in_own_cause';
    END IF;
    RETURN NEW;
"""


@tracked
class Proof(models.Model):
    """The club's report and final numbers, the officer's finding, and who closed.

    `facts` stand for those of the application where the journey was other than planned;
    `assessment` is the engine's answer to them when they were examined.
    """

    area = "applications"

    application = models.OneToOneField(
        Application, verbose_name=_("application"), on_delete=models.PROTECT, related_name="proof"
    )
    report = models.TextField(_("report"), blank=True)
    facts = models.JSONField(_("final numbers"), default=dict)
    handed_in = models.DateTimeField(_("handed in"), null=True, blank=True)
    assessment = models.JSONField(_("assessment"), null=True, blank=True)
    final = AmountField(_("final amount"), null=True, blank=True)
    finding = models.TextField(_("finding"), blank=True)
    examined_by = models.ForeignKey(
        User, verbose_name=_("examined by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    examined = models.DateTimeField(_("examined"), null=True, blank=True)
    closed_by = models.ForeignKey(
        User, verbose_name=_("closed by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    closed = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("proof of use")
        verbose_name_plural = _("proofs of use")
        constraints = [
            models.CheckConstraint(
                name="proof_two_people",
                condition=Q(closed_by=None) | ~Q(closed_by=F("examined_by")),
                violation_error_message=_("Whoever examined does not close."),
            ),
            models.CheckConstraint(
                name="proof_closed_was_examined",
                condition=Q(closed=None, closed_by=None)
                | Q(
                    closed__isnull=False,
                    closed_by__isnull=False,
                    examined__isnull=False,
                    examined_by__isnull=False,
                    final__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="proof_final_not_negative", condition=Q(final=None) | Q(final__gte=0)
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="holds",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("may_be", "numeric")],
                func=PROOF_HOLDS,
            ),
        ]

    def __str__(self) -> str:
        return str(self.application)

    def case(self) -> dict[str, Any]:
        """The application's case with what it came to."""
        case = self.application.case(timezone.now())
        answers = {**case.get("answers", {}), **self.facts.get("answers", {})}
        return {**case, **self.facts, "answers": answers}

    def assess(self) -> dict[str, Any] | None:
        """The rules of the application, asked about what it came to."""
        version = self.application.rules(timezone.now())
        return version.assess(self.case()) if version else None

    def calculated(self) -> Decimal:
        """What the rules give for what it came to; never more than was granted."""
        granted = self.application.granted or Decimal(0)
        found = self.assess()
        return min(granted, euros(found["total_cents"])) if found else granted


@tracked
class Reclaim(models.Model):
    """What was paid too much and is asked back; settled once it came or the rest is given up."""

    area = "payments"

    application = models.OneToOneField(
        Application, verbose_name=_("application"), on_delete=models.PROTECT,
        related_name="reclaim",
    )  # fmt: skip
    amount = AmountField(_("to be paid back"))
    due = models.DateField(_("until"))
    text = models.TextField(_("reasons"), blank=True)
    made = models.DateTimeField(_("made"), default=timezone.now)
    made_by = models.ForeignKey(
        User, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )
    letter = models.ForeignKey(
        Document, verbose_name=_("letter"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    # The day from which nothing is owed any more.
    repaid_on = models.DateField(_("settled on"), null=True, blank=True)
    # The rest is given up: one person asks for it with a reason, another decides.
    waived_why = models.TextField(_("why the rest is given up"), blank=True)
    waiver_by = models.ForeignKey(
        User, verbose_name=_("giving up proposed by"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    waived = AmountField(_("amount given up"), null=True, blank=True)
    waived_by = models.ForeignKey(
        User, verbose_name=_("given up by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip

    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("reclaim")
        verbose_name_plural = _("reclaims")
        constraints = [
            models.CheckConstraint(name="reclaim_something", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="reclaim_waived_by_two",
                condition=Q(waived=None, waived_by=None)
                | Q(waived__gt=0, waiver_by__isnull=False, waived_by__isnull=False)
                & ~Q(waived_by=F("waiver_by")),
                violation_error_message=_("Whoever proposed does not decide."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=RECLAIM_STAYS
            ),
        ]

    def __str__(self) -> str:
        return str(self.application)

    @property
    def came(self) -> Decimal:
        """What was paid back so far."""
        found = self.repayments.aggregate(sum=models.Sum("amount"))["sum"]
        return found or Decimal(0)

    @property
    def outstanding(self) -> Decimal:
        """What is still owed."""
        return self.amount - self.came - (self.waived or Decimal(0))
