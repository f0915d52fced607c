"""Whose bank accounts and payments a person sees: staff who pay all, a club its own."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from oia.core.permissions import may


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
