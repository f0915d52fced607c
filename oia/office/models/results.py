"""What came of a journey, and what people say about a record."""

import datetime as dt
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.core.models import User
from oia.office.models.records import Record

# As long as somebody may take back what they said.
HOUR = dt.timedelta(hours=1)


class OnRecordQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> "OnRecordQuerySet":
        """Whoever sees the record."""
        return self.filter(record__in=Record.objects.visible_to(user))


@tracked
class Result(models.Model):
    """The report after a trip or visit; asked for from the day after its last day."""

    record = models.OneToOneField(
        Record, on_delete=models.CASCADE, related_name="result", verbose_name=_("entry")
    )
    text = models.TextField(_("result"))
    publishable = models.BooleanField(
        _("may be published"),
        default=False,
        help_text=_("In the report to the council and on the public list of journeys."),
    )
    by = models.ForeignKey(
        User, verbose_name=_("written by"), null=True, editable=False, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    written = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    objects = OnRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")

    def __str__(self) -> str:
        return self.text[:80]


class CommentQuerySet(OnRecordQuerySet):
    def removable_by(self, user: Any) -> "CommentQuerySet":
        return self.filter(by=user, written__gt=timezone.now() - HOUR)


@tracked
class Comment(models.Model):
    """A remark of a colleague on a record, as plain text."""

    record = models.ForeignKey(
        Record, on_delete=models.CASCADE, related_name="comments", verbose_name=_("entry")
    )
    text = models.TextField(_("comment"))
    by = models.ForeignKey(
        User, verbose_name=_("written by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written = models.DateTimeField(_("written"), default=timezone.now)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["written", "pk"]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_fresh(self) -> bool:
        """It can still be taken back."""
        return self.written > timezone.now() - HOUR
