"""Schemes of travel support, their versions, and cases kept to try a version on."""

import datetime as dt
from typing import Any

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Deferrable, F, Func, Q, Value
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from delegations.support import check, rules
from oia.core.audit import tracked
from oia.core.permissions import may
from oia.office.models import BudgetLine


class SchemeStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_FORCE = "in_force", _("in force")
    ENDED = "ended", _("ended")


VALID = (SchemeStatus.IN_FORCE, SchemeStatus.ENDED)


class SchemeQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Any:
        return self if may(user, "schemes.read") else self.none()

    def valid_on(self, day: dt.date) -> Any:
        """Versions whose rules count for an application of that day: at most one of a scheme."""
        return self.filter(
            Q(valid_to=None) | Q(valid_to__gte=day), status__in=VALID, valid_from__lte=day
        )


@tracked
class Scheme(models.Model):
    """One programme of support of the city; what it says stands in its versions."""

    area = "schemes"
    detail_url_name = "scheme"

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name_de = models.CharField(_("name (German)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200)

    # What is granted is promised on it; without one nothing keeps a grant within the budget.
    line = models.ForeignKey(
        BudgetLine, verbose_name=_("budget line"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip

    advance_percent = models.PositiveSmallIntegerField(
        _("paid in advance, percent"),
        default=0,
        validators=[MaxValueValidator(100)],
    )
    proof_weeks = models.PositiveSmallIntegerField(
        _("weeks for the proof of use"), default=8, validators=[MaxValueValidator(104)]
    )

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("support scheme")
        verbose_name_plural = _("support schemes")
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(
                name="scheme_advance_percent", condition=Q(advance_percent__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return self.name_en if (get_language() or "de").startswith("en") else self.name_de

    def get_absolute_url(self) -> str:
        return reverse("scheme", args=[self.pk])

    def version_on(self, day: dt.date) -> Any:
        """The version in force on a day, or None."""
        return self.versions.valid_on(day).first()


@tracked
class SchemeVersion(models.Model):
    """The rules of a scheme from one day to another; only a draft can be rewritten."""

    area = "schemes"
    detail_url_name = "scheme_version"

    scheme = models.ForeignKey(
        Scheme, verbose_name=_("support scheme"), on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField(_("number"))
    status = models.CharField(
        _("status"), max_length=10, choices=SchemeStatus, default=SchemeStatus.DRAFT
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    note_de = models.TextField(_("note (German)"), blank=True)
    note_en = models.TextField(_("note (English)"), blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    rules = models.JSONField(_("rules"), default=check.empty_rules)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a scheme")
        verbose_name_plural = _("versions of schemes")
        ordering = ("scheme", "-number")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="scheme_version_once"),
            models.CheckConstraint(
                name="scheme_version_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                name="scheme_version_in_force_has_its_day",
                condition=Q(status=SchemeStatus.DRAFT) | Q(valid_from__isnull=False),
                violation_error_message=_("Enter the day from which the version is valid."),
            ),
            # Looked at when the deed is done: a new version ends the one before it.
            ExclusionConstraint(
                name="scheme_versions_never_valid_on_one_day",
                expressions=[
                    (
                        Func(F("scheme"), F("scheme"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(F("valid_from"), F("valid_to"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(status__in=["in_force", "ended"]),
                deferrable=Deferrable.DEFERRED,
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="rules_in_force_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__rules__df=pgtrigger.F("new__rules"))
                & ~pgtrigger.Q(old__status="draft"),
            )
        ]

    def __str__(self) -> str:
        return _("%(scheme)s, version %(number)s") % {"scheme": self.scheme, "number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("scheme_version", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.status == SchemeStatus.DRAFT

    def problems(self) -> list[check.Problem]:
        return check.problems(self.rules)

    def unset(self) -> list[check.Problem]:
        return [] if self.problems() else check.unset(self.rules)

    def assess(self, case: dict[str, Any]) -> dict[str, Any]:
        """The engine's answer, marked with the version it was found by."""
        found = rules.assess(self.rules, case)
        return found | {"scheme": self.scheme.code, "version": self.number}


@tracked
class SupportCase(models.Model):
    """A case kept to try versions on: what was given, and what was granted. No names in it."""

    scheme = models.ForeignKey(
        Scheme, verbose_name=_("support scheme"), on_delete=models.CASCADE, related_name="cases"
    )
    title = models.CharField(_("title"), max_length=200)
    facts = models.JSONField(_("facts"))

    class Meta:
        verbose_name = _("case to try")
        verbose_name_plural = _("cases to try")
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title
