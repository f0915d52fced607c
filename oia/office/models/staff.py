"""Who works where, and who stands in for whom."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.core.models import User
from oia.office.models.office import Department
from oia.ui import words


@tracked
class Affiliation(models.Model):
    """The department somebody works in, with or without a desk there."""

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, related_name="affiliation", verbose_name=_("account")
    )
    department = models.ForeignKey(
        Department, verbose_name=_("department"), on_delete=models.PROTECT
    )

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")

    def __str__(self) -> str:
        return f"{self.user}: {self.department}"


class SubstitutionQuerySet(models.QuerySet["Substitution"]):
    def on(self, day: dt.date) -> Self:
        return self.filter(first_day__lte=day, last_day__gte=day)

    def today(self) -> Self:
        return self.on(timezone.localdate())

    def visible_to(self, user: Any) -> Self:
        """The own ones; nobody arranges the absence of somebody else."""
        return self.filter(user=user)


@tracked
class Substitution(models.Model):
    """While somebody is away a colleague acts for them, in the colleague's own name and role."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="absences", verbose_name=_("account")
    )
    substitute = models.ForeignKey(
        User, verbose_name=_("substitute"), on_delete=models.CASCADE, related_name="standing_in"
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("substitution")
        verbose_name_plural = _("substitutions")
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="substitution_days_in_order",
                condition=models.Q(last_day__gte=models.F("first_day")),
            ),
            models.CheckConstraint(
                name="substitution_by_another",
                condition=~models.Q(substitute=models.F("user")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} ({words.day(self.first_day)}–{words.day(self.last_day)})"
