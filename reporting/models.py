"""The annual report: its sections while it is written, its frozen versions once published."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.core.choices import Language
from oia.core.dates import Period
from oia.core.models import Job, StoredFile, User
from oia.core.permissions import may
from reporting.choices import ReportStatus


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: Any) -> "ReportQuerySet":
        """Drafts for the office; everybody else sees what has been published.

        The snapshot holds the rows of every figure: only a page that asks for it reads it.
        """
        rows = self.defer("snapshot")
        if may(user, "drafts.read"):
            return rows
        if may(user, "reports.read"):
            return rows.filter(models.Exists(ReportVersion.objects.filter(report=OuterRef("pk"))))
        return self.none()


@tracked
class Report(models.Model):
    """The report of one fiscal year in one language. A build is what the worker last wrote."""

    year = models.PositiveSmallIntegerField(_("year"))
    language = models.CharField(_("language"), max_length=2, choices=Language, default="de")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    status = models.CharField(
        _("status"), max_length=10, choices=ReportStatus, default=ReportStatus.DRAFT
    )
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    built = models.DateTimeField(_("built"), null=True, blank=True)
    snapshot = models.JSONField(_("figures and texts"), null=True, blank=True)
    pdf = models.ForeignKey(
        StoredFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("PDF"),
    )
    annex = models.ForeignKey(
        StoredFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("annex"),
    )
    # The paper as it will be published: printed by a worker once the report is up for review.
    printed = models.ForeignKey(
        StoredFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("print"),
    )
    submitted_by = models.ForeignKey(
        User, verbose_name=_("put up for review by"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    correction = models.TextField(_("reason of the correction"), blank=True)
    created = models.DateTimeField(_("created"), default=timezone.now)

    objects = ReportQuerySet.as_manager()
    detail_url_name = "report"
    # What was published keeps its own; of drafts nobody asks for an earlier build, and the time
    # of a build says more than the number of its work and its files.
    untracked = ("snapshot", "job", "pdf", "annex", "printed")

    class Meta:
        verbose_name = _("annual report")
        verbose_name_plural = _("annual reports")
        ordering = ["-year", "language"]
        constraints = [
            models.UniqueConstraint(fields=["year", "language"], name="report_once"),
        ]

    def __str__(self) -> str:
        return gettext("Annual report %(year)s") % {"year": self.period.label}

    def get_absolute_url(self) -> str:
        return reverse("report", args=[self.pk])

    @property
    def period(self) -> Period:
        return Period(self.first_day, self.last_day)


@tracked
class Narrative(models.Model):
    """What the office writes to a section of the report."""

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="narratives", verbose_name=_("annual report")
    )
    section = models.CharField(_("section"), max_length=40)
    text = models.TextField(_("text"), blank=True)
    version = models.PositiveIntegerField(default=0)
    updated = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("text of a section")
        verbose_name_plural = _("texts of sections")
        constraints = [
            models.UniqueConstraint(fields=["report", "section"], name="narrative_once"),
        ]

    def __str__(self) -> str:
        return str(self.section)


class ReportVersion(models.Model):
    """What was published: figures, texts, rows and PDF with their hashes. Never changed.

    `snapshot_digest` is the SHA-256 of the canonical JSON of `snapshot`; the digest of the PDF is
    the name it is stored under.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    snapshot = models.JSONField(_("figures and texts"))
    snapshot_digest = models.CharField(max_length=64)
    pdf = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name=_("PDF")
    )
    annex = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("annex")
    )
    reason = models.TextField(_("reason of the correction"), blank=True)
    published = models.DateTimeField(_("published"), default=timezone.now)
    published_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, verbose_name=_("published by")
    )

    class Meta:
        verbose_name = _("published report")
        verbose_name_plural = _("published reports")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="version_once"),
            models.CheckConstraint(
                name="version_digest", condition=models.Q(snapshot_digest__regex="^[0-9a-f]{64}$")
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.report} ({self.number})"
