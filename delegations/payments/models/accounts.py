"""The bank account a club is paid to: encrypted, checked by a second person, never rewritten."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delegations.payments.querysets import BankAccountQuerySet, PayingAccountQuerySet
from oia.core.audit import tracked
from oia.core.models import User
from oia.core.sealed import EncryptedField
from partners.models import Club

# A change of keys writes the number anew under another key; nothing else does.
ACCOUNT_STAYS = """
    IF (OLD.club_id, OLD.holder, OLD.entered_by_id, OLD.entered, OLD.told_to)
        IS DISTINCT FROM (NEW.club_id, NEW.holder, NEW.entered_by_id, NEW.entered, NEW.told_to)
        OR (OLD.iban <> NEW.iban AND split_part(OLD.iban, '.', 1) = split_part(NEW.iban, '.', 1))
        OR (OLD.replaced IS NOT NULL AND OLD.replaced IS DISTINCT FROM NEW.replaced)
        OR (OLD.confirmed IS NOT NULL AND (OLD.confirmed, OLD.confirmed_by_id, OLD.how)
            IS DISTINCT FROM (NEW.confirmed, NEW.confirmed_by_id, NEW.how))
    THEN
        RAISE EXCEPTION 'a bank account is replaced by another, never rewritten'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_account_stays';
    END IF;
    RETURN NEW;
"""
SOURCE_STAYS = """
    IF (OLD.holder, OLD.entered_by_id, OLD.entered)
        IS DISTINCT FROM (NEW.holder, NEW.entered_by_id, NEW.entered)
        OR (OLD.iban <> NEW.iban AND split_part(OLD.iban, '.', 1) = split_part(NEW.iban, '.', 1))
        OR (OLD.confirmed IS NOT NULL AND (OLD.confirmed, OLD.confirmed_by_id)
            IS DISTINCT FROM (NEW.confirmed, NEW.confirmed_by_id))
    THEN
        RAISE EXCEPTION 'the account of the city is followed by another, never rewritten'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'paying_account_stays';
    END IF;
    RETURN NEW;
"""
NOT_BY_THE_CLUB = """
    IF EXISTS (
        SELECT 1 FROM delegations_representative r
        WHERE r.club_id = NEW.club_id AND r.user_id = NEW.confirmed_by_id
    ) THEN
        RAISE EXCEPTION 'somebody of the club confirms its own bank account'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_account_not_by_the_club';
    END IF;
    RETURN NEW;
"""


@tracked
class BankAccount(models.Model):
    """Where a club gets its money. A change is a new row; the old one stays as `replaced`."""

    area = "payments"
    detail_url_name = "bank_account"

    club = models.ForeignKey(
        Club, verbose_name=_("club"), on_delete=models.PROTECT, related_name="bank_accounts"
    )
    iban = EncryptedField(_("IBAN"), purpose="club-iban", shown=4)
    holder = models.CharField(_("account holder"), max_length=70)
    entered_by = models.ForeignKey(
        User, verbose_name=_("entered by"), on_delete=models.PROTECT, related_name="+"
    )
    entered = models.DateTimeField(_("entered"), default=timezone.now)
    # The address that knew of it when it was entered: it hears of the next change, whatever the
    # club's contact is by then.
    told_to = models.EmailField(_("address told of changes"), blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        User, verbose_name=_("confirmed by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    confirmed = models.DateTimeField(_("confirmed"), null=True, blank=True)
    how = models.CharField(_("how it was checked"), max_length=200, blank=True)
    replaced = models.DateTimeField(_("replaced"), null=True, blank=True)

    objects = BankAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")
        ordering = ("-entered", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["club"], condition=Q(replaced=None), name="bank_account_one_current"
            ),
            models.CheckConstraint(
                name="bank_account_confirmed_by_another",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("entered_by")),
                violation_error_message=_("Whoever entered it does not confirm it."),
            ),
            models.CheckConstraint(
                name="bank_account_confirmed_says_how",
                condition=Q(confirmed=None, confirmed_by=None)
                | (Q(confirmed__isnull=False, confirmed_by__isnull=False) & ~Q(how="")),
            ),
            models.CheckConstraint(name="bank_account_has_holder", condition=~Q(holder="")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=ACCOUNT_STAYS
            ),
            pgtrigger.Trigger(
                name="not_by_the_club",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=NOT_BY_THE_CLUB,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder}, {self.iban}"

    def get_absolute_url(self) -> str:
        return reverse("bank_account", args=[self.pk])

    @property
    def is_payable(self) -> bool:
        """Whether money may go there now."""
        return self.confirmed is not None and self.replaced is None

    @property
    def state(self) -> tuple[Any, Any]:
        """(kind of badge, word)."""
        if self.replaced:
            return "neutral", _("replaced")
        if self.confirmed:
            return "success", _("confirmed")
        return "warning", _("to be confirmed")


@tracked
class PayingAccount(models.Model):
    """The city's account that support is paid from. The one confirmed last counts, by another
    person than who entered it; lists keep theirs."""

    area = "payments"

    holder = models.CharField(_("account holder"), max_length=70)
    iban = EncryptedField(_("IBAN"), purpose="city-iban", shown=4)
    entered_by = models.ForeignKey(
        User, verbose_name=_("entered by"), on_delete=models.PROTECT, related_name="+"
    )
    entered = models.DateTimeField(_("entered"), default=timezone.now)
    confirmed_by = models.ForeignKey(
        User, verbose_name=_("confirmed by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    confirmed = models.DateTimeField(_("confirmed"), null=True, blank=True)

    objects = PayingAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("account of the city")
        verbose_name_plural = _("accounts of the city")
        ordering = ("-entered", "-pk")
        constraints = [
            models.CheckConstraint(name="paying_account_has_holder", condition=~Q(holder="")),
            models.CheckConstraint(
                name="paying_account_two_people",
                condition=Q(confirmed=None, confirmed_by=None)
                | Q(confirmed__isnull=False, confirmed_by__isnull=False)
                & ~Q(confirmed_by=F("entered_by")),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stays", when=pgtrigger.Before, operation=pgtrigger.Update, func=SOURCE_STAYS
            ),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.holder}, {self.iban}"
