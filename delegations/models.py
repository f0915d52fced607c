"""Trips of the city's people abroad, and visits of guests."""

from typing import Any

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from delegations.applications.declared import DeclaredTie
from delegations.applications.models import (
    Application,
    Message,
    MessageFile,
    Paper,
    Representative,
)
from delegations.applications.wording import LetterTemplate
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
    "MessageFile",
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


# So many who travel together are a delegation, whoever they are.
DELEGATION = 5


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


# Köln's rule. Old trips come in from lists as approved: there a line of text is a programme.
APPROVED_WITH_PROGRAMME = """
    IF NEW.status <> 'approved'
        OR EXISTS (SELECT 1 FROM office_programmeitem WHERE record_id = NEW.record_ptr_id)
    THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NOT NEW.with_mayor OR btrim(NEW.programme) <> '' THEN
            RETURN NEW;
        END IF;
    ELSIF OLD.status NOT IN ('draft', 'requested') AND OLD.with_mayor = NEW.with_mayor THEN
        RETURN NEW;
    ELSIF NOT NEW.with_mayor AND NEW.travellers < :delegation AND NOT EXISTS (
            SELECT 1 FROM delegations_traveller
            WHERE trip_id = NEW.record_ptr_id AND sector NOT IN ('', 'administration'))
        AND (btrim(NEW.programme) <> ''
            OR EXISTS (SELECT 1 FROM office_document WHERE record_id = NEW.record_ptr_id))
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a trip is not approved without its programme'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'trip_approved_with_programme';
""".replace(":delegation", str(DELEGATION))


@tracked
class Trip(Journey):
    """A trip of any department; `travellers` counts people, named or not."""

    area = "activities"
    detail_url_name = "trip"
    takes_place_at = "destination"

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
        ]
        triggers = [
            pgtrigger.Trigger(
                name="approved_with_programme",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=APPROVED_WITH_PROGRAMME,
            )
        ]

    @property
    def is_delegation(self) -> bool:
        """The mayor goes, five or more go, or somebody who is no colleague goes along."""
        colleagues = ("", Sector.ADMINISTRATION)
        if self.with_mayor or self.travellers >= DELEGATION:
            return True
        return self.pk is not None and self.people.exclude(sector__in=colleagues).exists()

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
