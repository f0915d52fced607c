"""Applications for travel support, their papers and messages, and who speaks for a club."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delegations.applications.choices import (
    ALL_IN,
    DECIDED,
    OWED_AFTER_REVOCATION,
    PUBLIC,
    ApplicationStatus,
    Proposal,
    Stage,
    Task,
)
from delegations.applications.guards import DECISION_STAYS, NOBODY_IN_OWN_CAUSE
from delegations.applications.querysets import (
    ApplicationQuerySet,
    OfApplicationQuerySet,
    OfMessageQuerySet,
    RepresentativeQuerySet,
)
from delegations.applications.told import teller
from delegations.support.fields import spoken
from delegations.support.models import Scheme, SchemeVersion
from oia.core.audit import tracked
from oia.core.models import User
from oia.core.money import AmountField
from oia.office.models import Document, Record
from oia.office.models.records import record_link
from partners.models import Club, Partnership


def euros(cents: int) -> Decimal:
    """The engine's cents as an amount of the registers."""
    return Decimal(cents) / 100


@tracked
class Representative(models.Model):
    """Somebody who signs in for a club; this row decides, not the e-mail address."""

    club = models.ForeignKey(
        Club, verbose_name=_("club"), on_delete=models.CASCADE, related_name="representatives"
    )
    user = models.ForeignKey(
        User, verbose_name=_("person"), on_delete=models.CASCADE, related_name="represents"
    )
    task = models.CharField(_("task"), max_length=8, choices=Task, default=Task.MEMBER)

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("representative of a club")
        verbose_name_plural = _("representatives of clubs")
        ordering = ("task", "pk")
        constraints = [
            models.UniqueConstraint(fields=["club", "user"], name="representative_once"),
        ]

    def __str__(self) -> str:
        return str(self.user)


@tracked
class Application(Record):
    """A club's application for one journey or return visit.

    `facts` is the case as the engine takes it, `assessment` the engine's answer of the moment it
    was sent or checked, with scheme and version. Schemes reckon in cents, the row keeps euros.
    """

    area = "applications"
    detail_url_name = "application"

    record_ptr = record_link()
    club = models.ForeignKey(
        Club, verbose_name=_("club"), on_delete=models.PROTECT, related_name="applications"
    )
    scheme = models.ForeignKey(
        Scheme, verbose_name=_("support scheme"), on_delete=models.PROTECT,
        related_name="applications",
    )  # fmt: skip
    # The tie the journey leads to or the guests come from; none where it goes elsewhere.
    partnership = models.ForeignKey(
        Partnership, verbose_name=_("partnership"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="applications",
    )  # fmt: skip
    version_used = models.ForeignKey(
        SchemeVersion, verbose_name=_("version of the scheme"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="applications",
    )  # fmt: skip
    status = models.CharField(
        _("status"), max_length=12, choices=ApplicationStatus, default=ApplicationStatus.DRAFT
    )
    facts = models.JSONField(_("facts"), default=dict)
    assessment = models.JSONField(_("assessment"), null=True, blank=True)
    purpose = models.TextField(_("purpose and programme"), blank=True)
    # The form that began it: pressed twice, it is begun once.
    form_key = models.CharField(_("form"), max_length=64, editable=False)
    begun_by = models.ForeignKey(
        User, verbose_name=_("begun by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    entered_by = models.ForeignKey(
        User, verbose_name=_("entered for the club by"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    submitted = models.DateTimeField(_("sent in"), null=True, blank=True)
    officer = models.ForeignKey(
        User, verbose_name=_("looks after it"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    answer_by = models.DateField(_("next answer by"), null=True, blank=True)

    proposal = models.CharField(_("recommended"), max_length=8, choices=Proposal, blank=True)
    proposed = AmountField(_("recommended amount"), null=True, blank=True)
    recommended_by = models.ForeignKey(
        User, verbose_name=_("recommended by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    recommendation = models.TextField(_("reasons of the recommendation"), blank=True)
    # Its place among those decided together; 1 comes first.
    rank = models.PositiveSmallIntegerField(_("rank in the round"), null=True, blank=True)

    decided = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, verbose_name=_("decided by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    granted = AmountField(_("granted"), null=True, blank=True)
    # What of it may be paid before the journey is accounted for, and until when that is owed.
    advance = AmountField(_("paid in advance"), null=True, blank=True)
    proof_due = models.DateField(_("proof of use due"), null=True, blank=True)
    reasons = models.JSONField(_("reasons"), default=list, blank=True)
    decision_text = models.TextField(_("explanation"), blank=True)
    conditions = models.TextField(_("conditions"), blank=True)

    letter = models.ForeignKey(
        Document, verbose_name=_("letter"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    receipt = models.ForeignKey(
        Document, verbose_name=_("receipt"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application for travel support")
        verbose_name_plural = _("applications for travel support")
        constraints = [
            models.UniqueConstraint(fields=["club", "form_key"], name="application_begun_once"),
            models.CheckConstraint(
                name="application_sent_has_its_moment",
                condition=Q(status__in=("draft", "withdrawn"))
                | Q(submitted__isnull=False, version_used__isnull=False),
            ),
            models.CheckConstraint(
                name="application_two_people_decide",
                condition=Q(decided_by=None) | ~Q(decided_by=F("recommended_by")),
                violation_error_message=_("Whoever recommended does not decide."),
            ),
            models.CheckConstraint(
                name="application_decided_by_somebody",
                condition=~Q(status__in=DECIDED)
                | Q(
                    decided__isnull=False,
                    decided_by__isnull=False,
                    recommended_by__isnull=False,
                    granted__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="application_refused_grants_nothing",
                condition=~Q(status="refused") | Q(granted=0),
            ),
            models.CheckConstraint(
                name="application_granted_is_something",
                condition=~Q(status__in=("granted", "proof")) | Q(granted__gt=0),
            ),
            models.CheckConstraint(
                name="application_amounts_not_negative",
                condition=(Q(proposed=None) | Q(proposed__gte=0))
                & (Q(granted=None) | Q(granted__gte=0)),
            ),
            models.CheckConstraint(
                name="application_advance_within_grant",
                condition=Q(advance=None) | Q(advance__gte=0, advance__lte=F("granted")),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="nobody_in_own_cause",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=NOBODY_IN_OWN_CAUSE,
            ),
            pgtrigger.Trigger(
                name="decision_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=DECISION_STAYS,
            ),
        ]

    @staticmethod
    def history_teller(events: Iterable[Any]) -> Any:
        """Facts are told one by one."""
        return teller(events)

    def search_words(self) -> list[Any]:
        return [
            *super().search_words(),
            self.club.openly(),
            *(self.facts.get(name, "") for name in ("partner", "place")),
        ]

    @property
    def public_status(self) -> tuple[Any, Any]:
        """(the club's word for the status, what it means for them). Lists fetch `papers` and
        `revocation` along."""
        if self.status == ApplicationStatus.PAPERS and not self.missing:
            return ALL_IN
        revocation = getattr(self, "revocation", None)
        if self.status == ApplicationStatus.RECLAIM and revocation and revocation.decided:
            return OWED_AFTER_REVOCATION
        return PUBLIC[ApplicationStatus(self.status)]

    @property
    def missing(self) -> list["Paper"]:
        """The papers before the decision that have not come."""
        return [p for p in self.papers.all() if p.stage == Stage.BEFORE and not p.document_id]

    @property
    def is_over(self) -> bool:
        """Whether the journey has ended, as far as its days are known."""
        last = self.last_day or self.first_day
        return last is None or last <= timezone.localdate()

    @property
    def is_draft(self) -> bool:
        return self.status == ApplicationStatus.DRAFT

    def case(self, now: dt.datetime, granted: int | None = None) -> dict[str, Any]:
        """The facts as the engine takes them, with what the office itself knows.

        Before it is sent, `now` stands for the moment of sending. `granted`: cents the club was
        granted besides in the year of the journey, where the caller has counted them.
        """
        sent = (self.submitted or now).astimezone(ZoneInfo("UTC")).isoformat()
        day = self.first_day or timezone.localdate(now)
        if granted is None:
            granted = Application.objects.exclude(pk=self.pk).granted_in_year(self.club_id, day)
        days = {"first_day": self.first_day, "last_day": self.last_day}
        known = {name: value.isoformat() for name, value in days.items() if value}
        return {**self.facts, **known, "submitted": sent, "paid_this_year": granted}

    def rules(self, now: dt.datetime) -> SchemeVersion | None:
        """The version that counts: that of the day it was sent in; before, today's."""
        if self.version_used is not None:
            return self.version_used
        found: SchemeVersion | None = self.scheme.version_on(timezone.localdate(now))
        return found

    def assess(self, now: dt.datetime) -> dict[str, Any] | None:
        """The engine's answer; None where no version of the scheme is in force."""
        version = self.rules(now)
        return version.assess(self.case(now)) if version else None

    @property
    def calculated(self) -> Decimal:
        """What the rules give, as last assessed."""
        return euros((self.assessment or {}).get("total_cents", 0))

    def portal_url(self) -> str:
        return reverse("portal_application", args=[self.pk])


@tracked
class Paper(models.Model):
    """A paper the scheme or the office asks for; `document` is there once it was handed in."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="papers", verbose_name=_("application")
    )
    stage = models.CharField(_("when"), max_length=6, choices=Stage, default=Stage.BEFORE)
    text_de = models.CharField(_("paper (German)"), max_length=300)
    text_en = models.CharField(_("paper (English)"), max_length=300, blank=True)
    asked_by = models.ForeignKey(
        User, verbose_name=_("asked for by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    due = models.DateField(_("until"), null=True, blank=True)
    # Papers asked for together stand in one letter: the first is 1.
    request = models.PositiveSmallIntegerField(_("number of the request"), null=True, blank=True)
    letter = models.ForeignKey(
        Document, verbose_name=_("letter"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    # Deleted some time after the account was closed: `oia/privacy.py` says when.
    names = models.BooleanField(_("holds names of participants"), default=False)
    document = models.ForeignKey(
        Document, verbose_name=_("document"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip

    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ("stage", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "stage", "text_de"], name="application_paper_once"
            ),
        ]

    def __str__(self) -> str:
        return spoken({"de": self.text_de, "en": self.text_en or self.text_de})


@tracked
class Message(models.Model):
    """What club and office write to each other about an application; nothing is taken back."""

    application = models.ForeignKey(
        Application,
        on_delete=models.CASCADE,
        related_name="messages",
        verbose_name=_("application"),
    )
    by = models.ForeignKey(
        User, verbose_name=_("from"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    from_club = models.BooleanField(_("from the club"))
    text = models.TextField(_("message"))
    at = models.DateTimeField(_("written"), default=timezone.now)

    objects = OfApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("at", "pk")
        constraints = [models.CheckConstraint(name="message_says_something", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text[:80]


@tracked
class MessageFile(models.Model):
    """A file that came with a message, by mail; it lies among the documents of the application."""

    message = models.ForeignKey(
        Message, verbose_name=_("message"), on_delete=models.CASCADE, related_name="files"
    )
    name = models.CharField(_("name"), max_length=160)
    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.CASCADE, related_name="+"
    )

    objects = OfMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a message")
        verbose_name_plural = _("files of messages")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name
