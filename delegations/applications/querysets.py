"""Which applications a person sees: staff what was sent in, a club its own."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Q, Sum

from delegations.applications.choices import OPEN, ApplicationStatus
from oia.core.dates import Period
from oia.core.permissions import may
from oia.office.querysets import RecordQuerySet


class RepresentativeQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Staff who read clubs see all; a person of a club those of the own clubs."""
        if may(user, "partners.read"):
            return self
        if may(user, "portal.read"):
            return self.filter(club__representatives__user=user)
        return self.none()


class ApplicationQuerySet(RecordQuerySet):
    def visible_to(self, user: Any) -> Self:
        """A draft is the club's own business, unless the office wrote it down for them."""
        if may(user, "portal.read"):
            return self.filter(club__representatives__user=user)
        unsent = Q(status=ApplicationStatus.DRAFT, entered_by=None)
        return super().visible_to(user).exclude(unsent)

    def counted(self) -> Self:
        return self.exclude(status__in=(ApplicationStatus.DRAFT, ApplicationStatus.WITHDRAWN))

    def submitted_in(self, period: Period) -> Self:
        """Sent in on a day of the period, by the office's clock, and not withdrawn."""
        return self.counted().filter(submitted__date__range=(period.first, period.last))

    def granted_in(self, period: Period) -> Self:
        """Decided on a day of the period, with an amount."""
        days = (period.first, period.last)
        return self.counted().standing().filter(decided__date__range=days, granted__gt=0)

    def standing(self) -> Self:
        """Whose grant was not revoked."""
        return self.filter(revocation__decided=None)

    def waiting(self) -> Self:
        return self.filter(status__in=OPEN)

    def owing_proof(self) -> Self:
        """Granted, with a day until which it is accounted for."""
        return self.filter(
            status=ApplicationStatus.GRANTED, granted__gt=0, archived=None,
            proof_due__isnull=False,
        )  # fmt: skip

    def granted_in_year(self, club: Any, day: dt.date) -> int:
        """Cents granted to a club for journeys that begin in the calendar year of the day."""
        rows = self.standing().filter(club=club, first_day__year=day.year)
        return int(rows.aggregate(sum=Sum("granted", default=0))["sum"] * 100)


class OfApplicationQuerySet(models.QuerySet[Any]):
    """Papers and messages are seen with their application."""

    def visible_to(self, user: Any) -> Self:
        from delegations.applications.models import Application

        return self.filter(application__in=Application.objects.visible_to(user).values("pk"))


class OfMessageQuerySet(models.QuerySet[Any]):
    """What came with a message is seen with its application."""

    def visible_to(self, user: Any) -> Self:
        from delegations.applications.models import Application

        seen = Application.objects.visible_to(user).values("pk")
        return self.filter(message__application__in=seen)
