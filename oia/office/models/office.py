"""The office itself: its city, its departments, its desks."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import connection, models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.core.choices import Language
from oia.core.dates import Period
from oia.core.models import StoredFile, User
from oia.core.money import CurrencyField
from oia.office.choices import PrecedenceMode
from oia.office.querysets import RegisterQuerySet

# The usual list; after 50 every ten years. A setting of the office.
ANNIVERSARIES = (5, 10, 15, 20, 25, 30, 40, 50)


AWARD_PREFIX = RegexValidator(r"^360G-[A-Za-z0-9]+$", _("Write it as 360G-name."))
ORG_ID = RegexValidator(
    r"^[A-Z0-9]{2}-[A-Z0-9]+-[^\s]+$", _("Write it as list and number: XI-GRID-grid.12345.6.")
)
HEX_COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour as #2044aa."))


def usual_anniversaries() -> list[int]:
    return [*ANNIVERSARIES, *range(60, 1010, 10)]


def _unnamed() -> str:
    return str(_("Office of International Affairs"))


@dataclass(frozen=True)
class Headline:
    """What stands at the top of every page; the name may be empty."""

    name: str
    city: str
    look: str = ""
    has_arms: bool = False

    @property
    def look_url(self) -> str:
        """The stylesheet of the city's own colours, where it has any."""
        return reverse("look", args=[self.look]) if self.look else ""

    @property
    def arms_url(self) -> str:
        return reverse("arms", args=[self.look]) if self.has_arms else ""

    def __str__(self) -> str:
        return self.name or _unnamed()


@tracked
class Office(models.Model):
    """One row: whose office this is and how it counts."""

    city = models.CharField(_("city"), max_length=120)
    country = models.CharField(_("country"), max_length=2)
    place = models.ForeignKey(
        "office.Place", null=True, blank=True, on_delete=models.PROTECT, verbose_name=_("place")
    )
    name = models.CharField(_("name of the office"), max_length=160, blank=True)
    currency = CurrencyField(_("currency"), default="EUR", blank=False)
    fiscal_start_month = models.PositiveSmallIntegerField(
        _("first month of the fiscal year"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    language = models.CharField(_("language"), max_length=2, choices=Language, default="de")
    anniversary_years = ArrayField(
        models.PositiveSmallIntegerField(),
        default=usual_anniversaries,
        verbose_name=_("anniversaries"),
    )
    precedence_mode = models.CharField(
        _("order of precedence"),
        max_length=12,
        choices=PrecedenceMode,
        default=PrecedenceMode.ART16,
    )
    voucher_years = models.PositiveSmallIntegerField(_("vouchers are kept for"), default=10)
    visit_cadence_years = models.PositiveSmallIntegerField(_("visit each partner every"), default=5)
    overlap_days = models.PositiveSmallIntegerField(_("overlap: days apart"), default=3)
    overlap_km = models.PositiveSmallIntegerField(_("overlap: kilometres apart"), default=100)

    # Who publishes the awards, as 360Giving names publishers and org-id.guide organisations.
    award_prefix = models.CharField(
        _("prefix of published awards"),
        max_length=40,
        blank=True,
        validators=[AWARD_PREFIX],
        help_text=_("As 360Giving gave it to the city, such as 360G-musterhausen."),
    )
    org_id = models.CharField(
        _("identifier of the city"),
        max_length=60,
        blank=True,
        validators=[ORG_ID],
        help_text=_("As in lists of org-id.guide, such as XI-GRID-grid.12345.6."),
    )

    second_pair_of_eyes = models.BooleanField(
        _("a second person publishes the report"),
        default=True,
        help_text=_("Switch off only where the office is too small; the history keeps it."),
    )

    accent_light = models.CharField(
        _("colour on white"), max_length=7, blank=True, validators=[HEX_COLOUR]
    )
    accent_dark = models.CharField(
        _("colour on black"), max_length=7, blank=True, validators=[HEX_COLOUR]
    )
    ribbon = models.CharField(_("colours of the arms"), max_length=23, blank=True)
    arms = models.ForeignKey(
        StoredFile, verbose_name=_("arms"), null=True, blank=True, on_delete=models.PROTECT
    )
    # Changes with colours and arms: browsers keep what stands under it for ever.
    look = models.CharField(_("colours"), max_length=16, blank=True, editable=False)

    # Step of the set-up → "done" or "skipped".
    set_up = models.JSONField(_("steps of the set-up done"), default=dict, editable=False)
    set_up_finished = models.DateTimeField(_("set-up finished"), null=True, editable=False)

    class Meta:
        verbose_name = _("office")
        constraints = [
            models.CheckConstraint(name="office_one_row", condition=models.Q(pk=1)),
            models.CheckConstraint(
                name="office_voucher_years", condition=models.Q(voucher_years__range=(1, 50))
            ),
            models.CheckConstraint(
                name="office_fiscal_month", condition=models.Q(fiscal_start_month__range=(1, 12))
            ),
        ]

    def __str__(self) -> str:
        return self.name or _unnamed()

    def save(self, *args: Any, **kwargs: Any) -> None:
        parts = (self.accent_light, self.accent_dark, self.ribbon, str(self.arms_id or ""))
        digest = hashlib.sha256("|".join(parts).encode()).hexdigest()
        self.look = digest[:16] if any(parts) else ""
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> "Office | None":
        """The office, or None until it has been set up."""
        return cls.objects.filter(pk=1).first()

    @property
    def has_arms(self) -> bool:
        return self.arms_id is not None

    # Pages that hand in the whole office show its look as all others do.
    look_url = Headline.look_url
    arms_url = Headline.arms_url

    @classmethod
    def is_being_set_up(cls) -> bool:
        return cls.objects.filter(pk=1, set_up_finished=None).exists()

    @staticmethod
    def headline() -> Headline | None:
        """The office's name and city, or None until it has been set up.

        By hand, because every page asks: the ORM's own work is four times the query's.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, city, look, arms_id IS NOT NULL FROM office_office")
            row = cursor.fetchone()
        return Headline(*row) if row else None

    def year_of(self, day: dt.date) -> int:
        """The year in which the fiscal period of a day began."""
        return day.year if day.month >= self.fiscal_start_month else day.year - 1

    def period(self, year: int) -> Period:
        return Period.of_year(year, self.fiscal_start_month)


@tracked
class Department(models.Model):
    """A department of the city or a body outside it, such as the development agency."""

    area = "activities"
    kept_by = "settings"
    detail_url_name = "department"

    name = models.CharField(_("name"), max_length=160, unique=True)
    external = models.BooleanField(_("outside the administration"), default=False)
    archived = models.DateTimeField(_("archived"), null=True, editable=False)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked
class Desk(models.Model):
    """A desk of the staffing plan ("FTE 2"): what it looks after stays when its holder changes."""

    area = "partners"
    kept_by = "settings"
    detail_url_name = "desk"

    name = models.CharField(_("desk"), max_length=120, unique=True)
    holder = models.ForeignKey(
        User, verbose_name=_("holder"), null=True, blank=True, on_delete=models.SET_NULL
    )
    department = models.ForeignKey(
        Department, verbose_name=_("department"), null=True, blank=True, on_delete=models.PROTECT
    )
    share = models.DecimalField(
        _("full-time share"), max_digits=3, decimal_places=2, null=True, blank=True
    )
    archived = models.DateTimeField(_("archived"), null=True, editable=False)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = _("desk")
        verbose_name_plural = _("desks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
