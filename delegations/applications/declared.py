"""Ties that people at the desk declare: who has one to a club neither checks nor decides for it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from delegations.applications.choices import TieKind
from delegations.applications.models import Application
from delegations.applications.querysets import OfApplicationQuerySet
from oia.core.audit import deed, tracked
from oia.core.locks import locked
from oia.core.models import User
from oia.core.permissions import may
from oia.core.workflow import Refused


@tracked
class DeclaredTie(models.Model):
    """Somebody's tie to the applying club, in their own words; the case goes to somebody else.

    The database lets nobody with a tie check or decide (`application_no_declared_tie`).
    """

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="ties", verbose_name=_("application")
    )
    user = models.ForeignKey(
        User, verbose_name=_("who"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("kind of tie"), max_length=8, choices=TieKind)
    text = models.CharField(_("explanation"), max_length=300, blank=True)
    declared = models.DateTimeField(_("declared"), default=timezone.now)

    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("declared tie")
        verbose_name_plural = _("declared ties")
        ordering = ("declared", "pk")
        constraints = [
            models.UniqueConstraint(fields=["application", "user"], name="declared_tie_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"


def declare(*, application: Application, kind: str, text: str, by: Any) -> DeclaredTie:
    """Say it before the decision. What one has recommended oneself is checked anew by another."""
    if not may(by, "decisions.write"):
        raise PermissionDenied
    with transaction.atomic(), deed(by=by, why=gettext("Tie declared")):
        row = locked(Application.objects.visible_to(by)).filter(pk=application.pk).first()
        if row is None:
            raise PermissionDenied
        if row.decided is not None:
            raise Refused(gettext("It is decided already. Tell the head of office."))
        tie, new = DeclaredTie.objects.get_or_create(
            application=row, user=by, defaults={"kind": kind, "text": text.strip()}
        )
        if not new:
            raise Refused(gettext("You have declared a tie already."))
    return tie
