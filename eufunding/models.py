"""Calls of the EU and others, and the city's bids for them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from eufunding.choices import UNSENT, WON, BidRole, BidStatus, CallSource, CallStatus
from oia.core.audit import tracked
from oia.core.dates import Period
from oia.core.money import AmountField, CurrencyField
from oia.office.models import Record
from oia.office.models.records import record_link
from oia.office.querysets import RecordQuerySet
from oia.ui import words


@tracked
class Call(Record):
    """A topic one can apply for. `identifier` is kept in upper case, as the portal compares it."""

    area = "eufunding"
    detail_url_name = "call"

    record_ptr = record_link()
    identifier = models.CharField(_("identifier"), max_length=120, unique=True)
    call_identifier = models.CharField(_("call"), max_length=120, blank=True)
    programme = models.CharField(_("programme"), max_length=160, blank=True)
    programme_id = models.PositiveIntegerField(_("number of the programme"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=CallStatus, blank=True)
    opens = models.DateField(_("opens"), null=True, blank=True)
    deadline_model = models.CharField(_("procedure"), max_length=60, blank=True)
    type_of_action = models.CharField(_("type of action"), max_length=200, blank=True)
    budget = AmountField(_("budget"), null=True, blank=True)
    currency = CurrencyField(_("currency"), default="EUR")
    expected_grants = models.PositiveIntegerField(_("expected grants"), null=True, blank=True)
    min_contribution = AmountField(_("smallest grant"), null=True, blank=True)
    max_contribution = AmountField(_("largest grant"), null=True, blank=True)
    description = models.TextField(_("description"), blank=True)
    portal_url = models.URLField(_("page of the portal"), blank=True, max_length=400)
    source = models.CharField(
        _("source"), max_length=12, choices=CallSource, default=CallSource.MANUAL
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints = [
            models.CheckConstraint(
                name="call_identifier_upper",
                condition=models.Q(identifier=models.functions.Upper("identifier")),
            ),
        ]

    def search_words(self) -> list[Any]:
        return [*super().search_words(), self.identifier, self.call_identifier, self.programme]


@tracked
class Deadline(models.Model):
    """A deadline of a call, as an instant; the portal means 17:00 in Brussels."""

    call = models.ForeignKey(
        Call, on_delete=models.CASCADE, related_name="deadlines", verbose_name=_("call")
    )
    at = models.DateTimeField(_("deadline"))

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["call", "at"], name="deadline_once")]

    def __str__(self) -> str:
        return words.moment(self.at)


class BidQuerySet(RecordQuerySet):
    def submitted_in(self, period: Period) -> "BidQuerySet":
        """Bids handed in during the period."""
        sent = self.exclude(status__in=UNSENT)
        return sent.filter(submitted__gte=period.first, submitted__lte=period.last)

    def awarded_in(self, period: Period) -> "BidQuerySet":
        """Bids decided for us during the period; the day of the decision counts."""
        won = self.filter(status__in=WON)
        return won.filter(decided__gte=period.first, decided__lte=period.last)


@tracked
class Bid(Record):
    area = "eufunding"
    detail_url_name = "bid"

    record_ptr = record_link()
    call = models.ForeignKey(
        Call,
        verbose_name=_("call"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bids",
    )
    call_text = models.CharField(_("call as written"), max_length=200, blank=True)
    programme = models.CharField(_("programme"), max_length=160, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=BidStatus, default=BidStatus.IDEA)
    role = models.CharField(_("role"), max_length=10, choices=BidRole, default=BidRole.PARTNER)
    requested = AmountField(_("requested"), null=True, blank=True)
    awarded = AmountField(_("awarded"), null=True, blank=True)
    currency = CurrencyField(_("currency"))
    submitted = models.DateField(_("submitted"), null=True, blank=True)
    decided = models.DateField(_("decided"), null=True, blank=True)
    partners = models.TextField(_("partners"), blank=True)

    objects = BidQuerySet.as_manager()

    class Meta:
        verbose_name = _("bid")
        verbose_name_plural = _("bids")
        constraints = [
            models.CheckConstraint(
                name="bid_decided_after_submitted",
                condition=models.Q(submitted=None)
                | models.Q(decided=None)
                | models.Q(decided__gte=models.F("submitted")),
                violation_error_message=_("The decision lies before the submission."),
            ),
            models.CheckConstraint(
                name="bid_award_only_when_won",
                condition=models.Q(awarded=None) | models.Q(status__in=WON),
                violation_error_message=_("An awarded amount needs a bid that was won."),
            ),
        ]

    def search_words(self) -> list[Any]:
        call = self.call.openly() if self.call else ""
        return [*super().search_words(), call, self.call_text, self.programme, self.partners]
