"""Budget lines, what each year allots to them, and what was spent."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.core.money import AmountField, CurrencyField
from oia.office.choices import BudgetMode, Payer
from oia.office.models.office import Department
from oia.office.models.records import Record, Searchable
from oia.office.querysets import RegisterQuerySet, SearchableQuerySet


@tracked
class BudgetLine(models.Model):
    """A line of the budget; it lives on from year to year."""

    area = "money"
    kept_by = "money"
    detail_url_name = "budget_line"

    name = models.CharField(_("budget line"), max_length=160, unique=True)
    archived = models.DateTimeField(_("archived"), null=True, editable=False)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked
class Allotment(Searchable):
    """What one fiscal year plans for a line. `year` is the year in which the period starts."""

    area = "money"
    detail_url_name = "allotment"
    found_as = "line__name"
    found_beside = "year"

    year = models.PositiveSmallIntegerField(_("year"))
    line = models.ForeignKey(BudgetLine, verbose_name=_("budget line"), on_delete=models.PROTECT)
    planned = AmountField(_("planned"), null=True, blank=True)
    currency = CurrencyField(_("currency"))
    mode = models.CharField(_("mode"), max_length=14, choices=BudgetMode, blank=True)
    owner = models.ForeignKey(
        Department, verbose_name=_("department"), null=True, blank=True, on_delete=models.PROTECT
    )
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    group = models.CharField(_("group"), max_length=120, blank=True)
    about = models.ForeignKey(
        Record,
        verbose_name=_("partnership"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="allotments",
    )

    objects = SearchableQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget of a year")
        verbose_name_plural = _("budget")
        constraints = [
            models.UniqueConstraint(fields=["year", "line"], name="allotment_year_line"),
            models.CheckConstraint(
                name="allotment_not_negative",
                condition=models.Q(planned=None) | models.Q(planned__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.year}"

    def search_words(self) -> list[Any]:
        return [self.line, self.year, self.purpose, self.group]


@tracked
class Spending(Searchable):
    """A posting from the finance system; a correction is negative."""

    area = "money"
    detail_url_name = "spending"
    found_as = "text"
    found_beside = "reference"

    day = models.DateField(_("date"), db_index=True)
    line = models.ForeignKey(BudgetLine, verbose_name=_("budget line"), on_delete=models.PROTECT)
    reference = models.CharField(_("reference"), max_length=120)
    amount = AmountField(_("amount"), signed=True)
    currency = CurrencyField(_("currency"))
    text = models.CharField(_("text"), max_length=300, blank=True)
    payer = models.CharField(_("payer"), max_length=10, choices=Payer, default=Payer.CITY)
    record = models.ForeignKey(
        Record,
        verbose_name=_("trip or visit"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="spending",
    )
    as_of = models.DateField(_("as of"), null=True, blank=True)

    objects = SearchableQuerySet.as_manager()

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("spending")
        constraints = [
            models.UniqueConstraint(fields=["day", "line", "reference"], name="spending_once"),
        ]
        indexes = [GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="spending_search")]

    def __str__(self) -> str:
        return f"{self.reference} {self.text}".strip()

    def search_words(self) -> list[Any]:
        return [self.reference, self.text, self.line]


@tracked
class WorkShare(models.Model):
    """What share of the work a field takes, as a range; all fields may miss or pass 100 %."""

    area = "figures"
    detail_url_name = "work_share"

    year = models.PositiveSmallIntegerField(_("year"))
    field = models.CharField(_("field of work"), max_length=160)
    from_percent = models.DecimalField(_("from %"), max_digits=5, decimal_places=2)
    to_percent = models.DecimalField(_("to %"), max_digits=5, decimal_places=2)

    objects = SearchableQuerySet.as_manager()

    class Meta:
        verbose_name = _("share of work")
        verbose_name_plural = _("shares of work")
        constraints = [
            models.UniqueConstraint(fields=["year", "field"], name="work_share_once"),
            models.CheckConstraint(
                name="work_share_range",
                condition=models.Q(
                    from_percent__gte=0,
                    to_percent__lte=100,
                    to_percent__gte=models.F("from_percent"),
                ),
                violation_error_message=_("Give shares from 0 to 100, the lower one first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.year}"
