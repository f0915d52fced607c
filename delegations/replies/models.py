"""Mails that came in, each once, and what was attached to those that wait."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delegations.applications.models import Application, Message
from delegations.replies.choices import Doubt, Fate
from oia.core.audit import tracked
from oia.core.models import StoredFile, User
from oia.core.permissions import may


class IncomingQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> "IncomingQuerySet":
        """Whoever works on applications; what strangers write is for nobody else."""
        return self if may(user, "applications.write") else self.none()

    def waiting(self) -> "IncomingQuerySet":
        return self.filter(fate=Fate.WAITING)


@tracked
class IncomingMail(models.Model):
    """A mail as it was read. By `number`, its Message-ID, none is taken in twice.

    Its words stay here only while somebody has to look at it: then they stand in the message of
    the application, or are gone.
    """

    area = "applications"
    detail_url_name = "incoming_mail"

    number = models.CharField(_("number of the mail"), max_length=200, unique=True)
    sender = models.CharField(_("sender"), max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    came = models.DateTimeField(_("came in"), default=timezone.now)
    fate = models.CharField(_("what became of it"), max_length=10, choices=Fate)
    doubt = models.CharField(_("why it waits"), max_length=8, choices=Doubt, blank=True)
    application = models.ForeignKey(
        Application, verbose_name=_("application"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="incoming",
    )  # fmt: skip
    message = models.OneToOneField(
        Message, verbose_name=_("message"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="came_as",
    )  # fmt: skip
    settled_by = models.ForeignKey(
        User, verbose_name=_("settled by"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    settled = models.DateTimeField(_("settled"), null=True, blank=True)

    objects = IncomingQuerySet.as_manager()
    # The texts stand in the message they became, or nowhere any more.
    untracked = ("text", "sender", "subject")

    class Meta:
        verbose_name = _("incoming mail")
        verbose_name_plural = _("incoming mails")
        ordering = ("-came", "-pk")
        constraints = [
            models.CheckConstraint(
                name="incoming_filed_with_an_application",
                condition=~Q(fate=Fate.FILED) | Q(application__isnull=False),
            ),
            models.CheckConstraint(
                name="incoming_waits_for_a_reason",
                condition=~Q(fate=Fate.WAITING) | ~Q(doubt=""),
            ),
            models.CheckConstraint(
                name="incoming_machines_leave_no_text",
                condition=~Q(fate__in=(Fate.AUTOMATIC, Fate.DISCARDED)) | Q(text=""),
            ),
        ]
        indexes = [
            models.Index(fields=["came"], name="incoming_waiting", condition=Q(fate="waiting"))
        ]

    def __str__(self) -> str:
        return self.subject or str(self.came)

    def get_absolute_url(self) -> str:
        return reverse("incoming_mail", args=[self.pk])


class IncomingFile(models.Model):
    """A file of a mail that waits; it passed the checks of uploads."""

    mail = models.ForeignKey(
        IncomingMail, verbose_name=_("mail"), on_delete=models.CASCADE, related_name="files"
    )
    name = models.CharField(_("name"), max_length=160)
    file = models.ForeignKey(
        StoredFile, verbose_name=_("file"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("file of an incoming mail")
        verbose_name_plural = _("files of incoming mails")

    def __str__(self) -> str:
        return self.name
