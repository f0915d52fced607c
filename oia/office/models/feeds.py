"""A person's subscription of the calendar."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.core.models import User
from oia.core.permissions import may, own_only
from oia.office.choices import CalendarScope


class FeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, user: Any) -> "FeedQuerySet":
        """One's own; the administrator sees all, to revoke them."""
        if not may(user, "feeds.read"):
            return self.none()
        return self.filter(user=user) if own_only(user, "feeds") else self

    def working(self) -> "FeedQuerySet":
        now = timezone.now()
        return self.filter(revoked=None, expires__gt=now, user__is_active=True)


@tracked
class CalendarFeed(models.Model):
    """What somebody's calendar program fetches; the token is kept only as its SHA-256.

    What the feed shows is asked anew at each fetch, by the rights its holder has then.
    """

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="feeds", verbose_name=_("account")
    )
    name = models.CharField(
        _("name"), max_length=80, help_text=_("Where it is used: Outlook at work, my phone.")
    )
    digest = models.CharField(_("checksum"), max_length=64, unique=True, editable=False)
    scope = models.CharField(
        _("whose dates"), max_length=12, choices=CalendarScope, default=CalendarScope.OWN
    )
    kinds = ArrayField(
        models.CharField(max_length=20), default=list, blank=True, verbose_name=_("kinds")
    )
    created = models.DateTimeField(_("created"), default=timezone.now)
    expires = models.DateTimeField(_("expires"))
    revoked = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        ordering = ["-created"]
        constraints = [
            models.CheckConstraint(
                name="feed_digest_sha256", condition=models.Q(digest__regex=r"^[0-9a-f]{64}$")
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def works(self) -> bool:
        return self.revoked is None and self.expires > timezone.now()
