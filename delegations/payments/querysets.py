"""Whose bank accounts and payments a person sees: staff who pay all, a club its own."""

from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Q, Sum

from delegations.payments.choices import COUNTED, BatchStatus, PaymentStatus
from oia.core.dates import Period
from oia.core.permissions import may
from oia.core.words import fold


class BankAccountQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        if may(user, "portal.read"):
            return self.filter(club__representatives__user=user)
        return self if may(user, "payments.read") else self.none()

    def current(self) -> Self:
        """What money is paid to at present: at most one of a club."""
        return self.filter(replaced=None)

    def to_confirm(self, user: Any) -> Self:
        """Accounts of clubs that wait for money or a decision; never what one entered oneself."""
        waits = Q(club__applications__status__in=("submitted", "papers", "recommended"))
        waits |= Q(club__applications__status__in=("granted", "proof", "closed"))
        rows = self.current().filter(waits, confirmed=None)
        return rows.exclude(entered_by=user).distinct()


class PayingAccountQuerySet(models.QuerySet[Any]):
    def current(self) -> Any | None:
        """What is paid from at present; None before the first was confirmed."""
        return self.exclude(confirmed=None).order_by("-confirmed", "-pk").first()

    def waiting(self) -> Any | None:
        """The newest that nobody has confirmed; what was entered before it waits no more."""
        newest = self.order_by("-entered", "-pk").first()
        return newest if newest is not None and newest.confirmed is None else None


class PaymentQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        if may(user, "portal.read"):
            return self.filter(application__club__representatives__user=user)
        return self if may(user, "payments.read") else self.none()

    def search(self, text: str) -> Self:
        """Payments of applications that contain every word, whatever the accents and capitals."""
        found = self
        for word in fold(text.replace("\x00", " ")).split():
            found = found.filter(application__search_text__contains=word)
        return found

    def counted(self) -> Self:
        """All but what never went, or came back."""
        return self.filter(status__in=COUNTED)

    def sum(self) -> Decimal:
        return Decimal(self.aggregate(sum=Sum("amount", default=Decimal(0)))["sum"])

    def paid_in(self, period: Period) -> Self:
        """Paid on a day of the period, and not come back."""
        days = (period.first, period.last)
        return self.filter(status=PaymentStatus.PAID, paid_on__range=days)


class BatchQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        return self if may(user, "payments.read") else self.none()

    def search(self, text: str) -> Self:
        """All are read, and compared by their folded names: an office writes a few a month."""
        parts = fold(text.replace("\x00", " ")).split()
        names = self.values_list("pk", "text")
        return self.filter(
            pk__in=[pk for pk, name in names if all(part in fold(name) for part in parts)]
        )

    def to_release(self, user: Any) -> Self:
        """What somebody else has prepared."""
        return self.filter(status=BatchStatus.PREPARED).exclude(prepared_by=user)
