"""What one person asks for an account that counts, and another confirms."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oia.core.models import User
from oia.core.permissions import may
from oia.office.choices import AccountStep, RequestState

VALID = dt.timedelta(days=7)
ASKED = ["user", "what", "email", "role", "reason", "asked_by", "asked", "expires"]


def in_a_week() -> dt.datetime:
    return timezone.now() + VALID


class AccountRequestQuerySet(models.QuerySet["AccountRequest"]):
    def visible_to(self, user: Any) -> Self:
        return self if may(user, "users.read") else self.none()

    def waiting(self) -> Self:
        return self.filter(state=RequestState.WAITING, expires__gt=timezone.now())


class AccountRequest(models.Model):
    """Nobody is two people: who asks is not who confirms, and neither confirms for themselves.

    `email` and `role` are those asked for; empty where they stay.
    """

    user = models.ForeignKey(
        User, verbose_name=_("account"), on_delete=models.CASCADE, related_name="requests"
    )
    what = models.CharField(_("what"), max_length=12, choices=AccountStep)
    email = models.EmailField(_("e-mail"), blank=True)
    role = models.CharField(_("role"), max_length=20, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    asked_by = models.ForeignKey(
        User, verbose_name=_("asked by"), on_delete=models.CASCADE, related_name="+"
    )
    asked = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField(default=in_a_week)
    state = models.CharField(
        _("state"), max_length=10, choices=RequestState, default=RequestState.WAITING
    )
    answered_by = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    answered = models.DateTimeField(null=True)

    objects = AccountRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request about an account")
        verbose_name_plural = _("requests about accounts")
        ordering = ["-asked", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="account_request_by_two",
                condition=~Q(state="confirmed")
                | Q(answered_by__isnull=False)
                & ~Q(answered_by=F("asked_by"))
                & ~Q(answered_by=F("user")),
            ),
            models.CheckConstraint(
                name="account_request_in_time",
                condition=~Q(state__in=["confirmed", "operator"])
                | Q(answered__isnull=False) & Q(answered__lte=F("expires")),
            ),
            models.UniqueConstraint(
                fields=["user"], name="account_request_one", condition=Q(state="waiting")
            ),
        ]
        triggers = [
            # Who confirms reads what is done; who has answered does not answer again.
            pgtrigger.ReadOnly(name="asked_stays", fields=ASKED),
            pgtrigger.Protect(
                name="answer_stays",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.user}"
