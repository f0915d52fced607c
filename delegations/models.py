"""Trips of the city's people abroad, and visits of guests."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from delegations.applications.declared import DeclaredTie
from delegations.applications.models import (
    Application,
    LetterTemplate,
    Message,
    Paper,
    Representative,
)
from delegations.choices import (
    CostKind,
    GuestStatus,
    Purpose,
    Sector,
    TripStatus,
    VisitStatus,
)
from delegations.payments.models import (
    BankAccount,
    Batch,
    PayingAccount,
    Payment,
    Proof,
    Reclaim,
    Repayment,
    Revocation,
)
from delegations.querysets import TripQuerySet, VisitQuerySet
from delegations.replies.models import IncomingFile, IncomingMail
from delegations.support.models import Scheme, SchemeVersion, SupportCase
from oia.core.audit import tracked
from oia.core.money import AmountField, CurrencyField
from oia.office.choices import Payer
from oia.office.models import Place, Record
from oia.office.models.records import record_link

__all__ = [
    "Application",
    "BankAccount",
    "Batch",
    "DeclaredTie",
    "IncomingFile",
    "IncomingMail",
    "LetterTemplate",
    "Message",
    "Paper",
    "PayingAccount",
    "Payment",
    "Proof",
    "Reclaim",
    "Repayment",
    "Representative",
    "Revocation",
    "Scheme",
    "SchemeVersion",
    "SupportCase",
    "Traveller",
    "Trip",
    "TripCost",
    "Visit",
]


class Journey(Record):
    """What trips and visits share: both have both days, the end defaults to the start."""

    owes_result = True

    record_ptr = record_link()
    purpose = models.CharField(_("purpose"), max_length=16, choices=Purpose, blank=True)
    cost = AmountField(_("cost"), null=True, blank=True)
    currency = CurrencyField(_("currency"))

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.last_day = self.last_day or self.first_day
        super().save(*args, **kwargs)


@tracked
class Trip(Journey):
    """A trip of any department; `travellers` counts people, named or not."""

    area = "activities"
    detail_url_name = "trip"

    destination = models.ForeignKey(
        Place, verbose_name=_("destination"), on_delete=models.PROTECT, related_name="trips"
    )
    leader = models.CharField(_("leader"), max_length=200, blank=True)
    travellers = models.PositiveIntegerField(_("travellers"), default=1)
    with_mayor = models.BooleanField(_("with the mayor"), default=False)
    programme = models.TextField(_("working programme"), blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=TripStatus, default=TripStatus.DRAFT
    )

    objects = TripQuerySet.as_manager()

    class Meta:
        verbose_name = _("trip")
        verbose_name_plural = _("trips")
        constraints = [
            models.CheckConstraint(
                name="trip_somebody_travels",
                condition=models.Q(travellers__gte=1),
                violation_error_message=_("At least one person travels."),
            ),
            models.CheckConstraint(
                name="trip_cost_not_negative", condition=models.Q(cost=None) | models.Q(cost__gte=0)
            ),
            # Köln's rule: no programme, no approval for the mayor's trips.
            models.CheckConstraint(
                name="trip_mayor_needs_programme",
                condition=~models.Q(with_mayor=True, programme="", status="approved"),
                violation_error_message=_(
                    "A trip of the mayor needs a working programme before it is approved."
                ),
            ),
        ]

    def search_words(self) -> list[Any]:
        place = self.destination
        return [*super().search_words(), place.name, place.name_de, place.name_en, self.department]


@tracked
class Traveller(models.Model):
    """Somebody named on a trip."""

    trip = models.ForeignKey(
        Trip, on_delete=models.CASCADE, related_name="people", verbose_name=_("trip")
    )
    name = models.CharField(_("name"), max_length=200)
    sector = models.CharField(_("sector"), max_length=16, choices=Sector, blank=True)

    class Meta:
        verbose_name = _("traveller")
        verbose_name_plural = _("travellers")
        constraints = [models.UniqueConstraint(fields=["trip", "name"], name="traveller_once")]

    def __str__(self) -> str:
        return str(self.name)


@tracked
class TripCost(models.Model):
    """A part of a trip's cost, by kind and payer."""

    trip = models.ForeignKey(
        Trip, on_delete=models.CASCADE, related_name="costs", verbose_name=_("trip")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=CostKind, default=CostKind.TRAVEL)
    payer = models.CharField(_("payer"), max_length=10, choices=Payer, default=Payer.CITY)
    amount = AmountField(_("amount"))
    currency = CurrencyField(_("currency"))

    class Meta:
        verbose_name = _("cost of a trip")
        verbose_name_plural = _("costs of trips")
        constraints = [
            models.UniqueConstraint(fields=["trip", "kind", "payer"], name="trip_cost_once"),
            models.CheckConstraint(name="trip_cost_positive", condition=models.Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.get_payer_display()}: {self.amount} {self.currency}"


@tracked
class Visit(Journey):
    """Guests in the city; `visitors` counts people."""

    area = "activities"
    detail_url_name = "visit"

    from_place = models.ForeignKey(
        Place,
        verbose_name=pgettext_lazy("origin", "from"),
        on_delete=models.PROTECT,
        related_name="visits",
    )
    visitors = models.PositiveIntegerField(_("visitors"), null=True, blank=True)
    guest_status = models.CharField(
        _("guest status"), max_length=10, choices=GuestStatus, blank=True
    )
    hosts = models.CharField(_("hosts"), max_length=300, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=VisitStatus, default=VisitStatus.DRAFT
    )

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        constraints = [
            models.CheckConstraint(
                name="visit_cost_not_negative",
                condition=models.Q(cost=None) | models.Q(cost__gte=0),
            ),
        ]

    def search_words(self) -> list[Any]:
        place = self.from_place
        return [*super().search_words(), place.name, place.name_de, place.name_en, self.hosts]
