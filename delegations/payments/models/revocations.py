"""A grant that is taken back, what came of what was asked back, and what is given up of it."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delegations.applications.models import Application
from delegations.applications.querysets import OfApplicationQuerySet
from delegations.payments.models.proofs import Reclaim
from oia.core.audit import tracked
from oia.core.models import User
from oia.core.money import AmountField
from oia.office.models import Document

REVOCATION_HOLDS = """
    IF TG_OP = 'UPDATE' AND OLD.decided IS NOT NULL AND
        (OLD.application_id, OLD.reasons::text, OLD.text, OLD.proposed_by_id, OLD.decided_by_id,
         OLD.decided)
        IS DISTINCT FROM
        (NEW.application_id, NEW.reasons::text, NEW.text, NEW.proposed_by_id, NEW.decided_by_id,
         NEW.decided)
    THEN
        RAISE EXCEPTION 'a revocation stays as it was decided'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revocation_stays';
    END IF;
    IF EXISTS (
        SELECT 1 FROM delegations_application a
        JOIN delegations_representative r ON r.club_id = a.club_id
        WHERE a.record_ptr_id = NEW.application_id
        AND r.user_id IN (NEW.proposed_by_id, NEW.decided_by_id)
    ) OR EXISTS (
        SELECT 1 FROM delegations_declaredtie t
        WHERE t.application_id = NEW.application_id
        AND t.user_id IN (NEW.proposed_by_id, NEW.decided_by_id)
    ) THEN
        RAISE EXCEPTION 'somebody tied to the club revokes'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revocation_nobody_in_own_cause';
    END IF;
    RETURN NEW;
"""
REVOCATION_KEPT = """
    IF OLD.decided IS NOT NULL THEN
        RAISE EXCEPTION 'a revocation that was decided is never deleted'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revocation_stays';
    END IF;
    RETURN OLD;
"""
# Whoever inserts, and however many at once: the reclaim's row is the lock.
WITHIN_RECLAIM = """
    SELECT amount - COALESCE(waived, 0) INTO asked FROM delegations_reclaim
        WHERE id = NEW.reclaim_id FOR UPDATE;
    SELECT COALESCE(sum(amount), 0) INTO already FROM delegations_repayment
        WHERE reclaim_id = NEW.reclaim_id;
    IF NEW.amount + already > asked THEN
        RAISE EXCEPTION 'more would be paid back than was asked'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'repayment_within_reclaim';
    END IF;
    RETURN NEW;
"""


@tracked
class Revocation(models.Model):
    """One person proposes that a grant is taken back, another decides; then it never changes."""

    area = "applications"

    application = models.OneToOneField(
        Application, verbose_name=_("application"), on_delete=models.PROTECT,
        related_name="revocation",
    )  # fmt: skip
    reasons = models.JSONField(_("reasons"), default=list)
    text = models.TextField(_("explanation"), blank=True)
    proposed_by = models.ForeignKey(
        User, verbose_name=_("proposed by"), on_delete=models.PROTECT, related_name="+"
    )
    proposed = models.DateTimeField(_("proposed"), default=timezone.now)
    decided_by = models.ForeignKey(
        User, verbose_name=_("decided by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    decided = models.DateTimeField(_("decided"), null=True, blank=True)
    letter = models.ForeignKey(
        Document, verbose_name=_("letter"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip

    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("revocation")
        verbose_name_plural = _("revocations")
        constraints = [
            models.CheckConstraint(
                name="revocation_two_people",
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                violation_error_message=_("Whoever proposed does not decide."),
            ),
            models.CheckConstraint(
                name="revocation_decided_by_somebody",
                condition=Q(decided=None, decided_by=None)
                | Q(decided__isnull=False, decided_by__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="holds",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=REVOCATION_HOLDS,
            ),
            pgtrigger.Trigger(
                name="kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=REVOCATION_KEPT,
            ),
        ]

    def __str__(self) -> str:
        return str(self.application)


@tracked
class Repayment(models.Model):
    """So much of a reclaim came back on a day; never changed."""

    area = "payments"

    reclaim = models.ForeignKey(
        Reclaim, verbose_name=_("reclaim"), on_delete=models.PROTECT, related_name="repayments"
    )
    amount = AmountField(_("amount"))
    day = models.DateField(_("day"))
    by = models.ForeignKey(
        User, verbose_name=_("recorded by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("recorded"), default=timezone.now)

    class Meta:
        verbose_name = _("repayment")
        verbose_name_plural = _("repayments")
        ordering = ("day", "pk")
        constraints = [
            models.CheckConstraint(name="repayment_something", condition=Q(amount__gt=0)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="within_reclaim",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("asked", "numeric"), ("already", "numeric")],
                func=WITHIN_RECLAIM,
            ),
            pgtrigger.Protect(name="stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.reclaim}: {self.amount}"
