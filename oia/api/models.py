"""Tokens of the API, and the order in which changes became visible."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.core.models import User
from oia.core.permissions import may, own_only


class Scope(models.TextChoices):
    READ = "read", _("read")
    WRITE = "write", _("read and write")


class TokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, user: Any) -> "TokenQuerySet":
        """One's own; the administrator sees all, to revoke them."""
        if not may(user, "tokens.read"):
            return self.none()
        return self.filter(user=user) if own_only(user, "tokens") else self

    def working(self) -> "TokenQuerySet":
        now = timezone.now()
        return self.filter(revoked=None, expires__gt=now, user__is_active=True)


@tracked
class ApiToken(models.Model):
    """What another system shows instead of a person signing in; kept only as its SHA-256.

    It opens what its holder may when it is used, never more.
    """

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="tokens", verbose_name=_("account")
    )
    name = models.CharField(
        _("name"), max_length=80, help_text=_("Which system uses it: the council's calendar.")
    )
    digest = models.CharField(_("checksum"), max_length=64, unique=True, editable=False)
    scope = models.CharField(_("may"), max_length=8, choices=Scope, default=Scope.READ)
    created = models.DateTimeField(_("created"), default=timezone.now)
    expires = models.DateTimeField(_("expires"))
    revoked = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ["-created"]
        constraints = [
            models.CheckConstraint(
                name="token_digest_sha256", condition=models.Q(digest__regex=r"^[0-9a-f]{64}$")
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def works(self) -> bool:
        return self.revoked is None and self.expires > timezone.now()


class TokenUse(models.Model):
    """When a token was last used, to the minute; apart, so that its history tells of deeds only."""

    token = models.OneToOneField(ApiToken, on_delete=models.CASCADE, related_name="use")
    at = models.DateTimeField(default=timezone.now)


class Change(models.Model):
    """That a row of a noun was created, changed or deleted; triggers on the history write it.

    `transaction` is PostgreSQL's number of the writing transaction (xid8). Rows of transactions
    below the oldest running one are complete: no further row can come among them.
    """

    transaction = models.BigIntegerField()
    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    what = models.CharField(max_length=8)
    at = models.DateTimeField()
    # A confidential record, or a row whose record is: told only to who reads those.
    closed = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["transaction", "id"], name="change_order"),
            models.Index(fields=["model", "object_id", "id"], name="change_of_row"),
        ]
