"""Closed years, from which the time of their vouchers counts; deletions of what is over."""

import datetime as dt
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.core.permissions import may
from oia.office.choices import DeletionState
from oia.office.models.office import Office

BY: dict[str, Any] = {"null": True, "on_delete": models.PROTECT, "related_name": "+"}


class KeptQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        return self if may(user, "retention.read") else self.none()


@tracked
class ClosedYear(models.Model):
    """The annual accounts of a fiscal year were adopted on a day: one enters it, another confirms.

    The time of the year's vouchers starts on the 1 January after (§ 39 GemHVO BW, § 30 GemHVO RLP,
    § 36 GemKVO HE), not with the deed they belong to. Without this row nothing of the year is over.
    """

    year = models.PositiveSmallIntegerField(_("fiscal year"), unique=True)
    adopted = models.DateField(_("annual accounts adopted on"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("entered by"), **BY)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("confirmed by"), **BY)
    confirmed = models.DateTimeField(_("confirmed"), null=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("closed year")
        verbose_name_plural = _("closed years")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                name="closed_year_by_two",
                condition=Q(confirmed=None, confirmed_by=None)
                | Q(confirmed__isnull=False, confirmed_by__isnull=False)
                & ~Q(confirmed_by=F("entered_by")),
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__confirmed__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def over_from(self) -> dt.date:
        """The first day on which the year's vouchers are past their time."""
        office = Office.current()
        years = office.voucher_years if office else 10
        return dt.date(self.adopted.year + 1 + years, 1, 1)


class Released(models.Model):
    """Proposed by one, released by another, carried out by the machine."""

    state = models.CharField(
        _("state"), max_length=10, choices=DeletionState, default=DeletionState.PROPOSED
    )
    proposed = models.DateTimeField(_("proposed"), default=timezone.now)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("proposed by"), **BY)
    released = models.DateTimeField(_("released"), null=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("released by"), **BY)
    finished = models.DateTimeField(_("finished"), null=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True


class Deletion(Released):
    """What was past its time on a day, proposed, released by a second person, and done.

    `found` and `done` are numbers of rows by rule and table: no content of any row.
    """

    day = models.DateField(_("as of"))
    found = models.JSONField(_("found"), default=dict)
    done = models.JSONField(_("deleted"), null=True)

    class Meta:
        verbose_name = _("deletion of what is over")
        verbose_name_plural = _("deletions of what is over")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="deletion_released_by_another",
                condition=Q(state__in=("proposed", "refused"))
                | Q(released__isnull=False, released_by__isnull=False)
                & (Q(proposed_by=None) | ~Q(released_by=F("proposed_by"))),
            ),
            models.UniqueConstraint(
                fields=["state"], name="deletion_one_waits", condition=Q(state="proposed")
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="proposed_stays", fields=["day", "found", "proposed_by"]),
            pgtrigger.Protect(
                name="done_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="done"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.day)


class Erasing(Released):
    """All that is held about a person, erased: asked for by one head with a reason, released by
    another, carried out by the machine.

    Afterwards the row holds the person's number, counts, and places where the name still stands;
    no name. `hindered` says why it could not be done yet.
    """

    person = models.ForeignKey(
        "office.Person", verbose_name=_("person"), null=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    number = models.PositiveBigIntegerField(_("number of the person"))
    reason = models.CharField(_("reason"), max_length=150)
    hindered = models.CharField(_("could not be done yet"), max_length=500, blank=True)
    done = models.JSONField(_("deleted"), null=True)
    left = models.JSONField(_("where the name still stands"), default=list)

    class Meta:
        verbose_name = _("erasure of a person")
        verbose_name_plural = _("erasures of people")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="erasing_released_by_another",
                condition=Q(state__in=("proposed", "refused"))
                | Q(released__isnull=False, released_by__isnull=False)
                & ~Q(released_by=F("proposed_by")),
            ),
            models.UniqueConstraint(
                fields=["number"],
                name="erasing_one_waits",
                condition=Q(state__in=("proposed", "released")),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="asked_stays", fields=["number", "reason", "proposed_by"]),
            pgtrigger.Protect(
                name="done_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="done"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
