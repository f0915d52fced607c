"""Budget lines, what each year allots to them, what is promised on them, and what was spent."""

from decimal import Decimal
from typing import Any, Self

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.core.models import User
from oia.core.money import AmountField, CurrencyField
from oia.core.permissions import may
from oia.office.choices import BudgetMode, CommitmentStatus, EntryKind, Payer
from oia.office.models.office import Department
from oia.office.models.records import Record, Searchable
from oia.office.querysets import AllotmentQuerySet, RegisterQuerySet, SearchableQuerySet
from oia.ui import words

NOTHING = models.Value(Decimal(0))


@tracked
class BudgetLine(models.Model):
    """A line of the budget; it lives on from year to year."""

    area = "money"
    kept_by = "money"
    detail_url_name = "budget_line"

    name = models.CharField(_("budget line"), max_length=160, unique=True)
    # Lines merge when several go on in one, and split when several came from one.
    goes_on_in = models.ForeignKey(
        "self",
        verbose_name=_("goes on in"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged",
        help_text=_("The line it was merged into; what is left of its last year goes there."),
    )
    last_year = models.PositiveSmallIntegerField(
        _("last year of its own"), null=True, blank=True, validators=[MinValueValidator(1900)]
    )
    came_from = models.ForeignKey(
        "self",
        verbose_name=_("split off from"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="split",
    )
    archived = models.DateTimeField(_("archived"), null=True, editable=False)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="budget_line_goes_on_elsewhere",
                condition=(models.Q(goes_on_in=None) | ~models.Q(goes_on_in=F("pk")))
                & (models.Q(came_from=None) | ~models.Q(came_from=F("pk"))),
                violation_error_message=_("A line goes on in another one."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        for name in ("goes_on_in", "came_from"):
            if self in self._chain(name):
                raise ValidationError({name: _("These lines would go round in a circle.")})

    def _chain(self, name: str) -> list["BudgetLine"]:
        """The lines this one leads to by that link, one after the other."""
        found: list[BudgetLine] = []
        line = getattr(self, name)
        while line is not None and line not in found:
            found.append(line)
            line = getattr(line, name)
        return found

    def line_in(self, year: int) -> "BudgetLine":
        """The line that holds its money in a year: itself, or what it went on in."""
        line = self
        while line.goes_on_in and line.last_year and year > line.last_year:
            line = line.goes_on_in
        return line


# What is promised in one currency and year does not become something else by an edit.
STAYS = """
    IF (OLD.line_id, OLD.year, OLD.currency) IS DISTINCT FROM (NEW.line_id, NEW.year, NEW.currency)
        AND (EXISTS (SELECT 1 FROM office_commitment WHERE allotment_id = OLD.id)
             OR EXISTS (SELECT 1 FROM office_budgetentry WHERE allotment_id = OLD.id))
    THEN
        RAISE EXCEPTION 'a budget line on which money is promised stays what it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'allotment_stays_what_it_is';
    END IF;
    RETURN NEW;
"""


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

    # Kept by triggers of the entries and commitments, so that the rule below holds whoever writes.
    raised = AmountField(_("changes"), signed=True, default=0, editable=False)
    committed = AmountField(_("committed"), default=0, editable=False)

    objects = AllotmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget of a year")
        verbose_name_plural = _("budget")
        constraints = [
            models.UniqueConstraint(fields=["year", "line"], name="allotment_year_line"),
            # However many decide at once, and whoever lowers what was planned.
            models.CheckConstraint(
                name="allotment_never_overcommitted",
                condition=models.Q(committed__gte=0)
                & models.Q(
                    committed__lte=Coalesce("planned", models.Value(Decimal(0))) + F("raised")
                ),
            ),
            models.CheckConstraint(
                name="allotment_not_negative",
                condition=models.Q(planned=None) | models.Q(planned__gte=0),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stays_what_it_is",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=STAYS,
            )
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.year}"

    def clean(self) -> None:
        super().clean()
        if self.pk and self.in_use and self.identity != self.stored_identity():
            raise ValidationError(
                _(
                    "Money is promised or moved on this line: its line, year and currency stay. "
                    "Enter another budget entry instead."
                )
            )
        if self.pk and self.committed > self.ceiling:
            raise ValidationError(
                {
                    "planned": _("%(committed)s are committed already; plan at least as much.")
                    % {"committed": words.money(self.committed - self.raised, self.currency)}
                }
            )

    @property
    def identity(self) -> tuple[Any, ...]:
        return (self.line_id, self.year, self.currency)

    def stored_identity(self) -> tuple[Any, ...]:
        stored = Allotment.objects.filter(pk=self.pk).values_list("line_id", "year", "currency")
        return tuple(stored.get())

    @property
    def in_use(self) -> bool:
        """Whether something is promised on it, or its ceiling was changed."""
        return self.commitments.exists() or self.entries.exists()

    @property
    def ceiling(self) -> Decimal:
        """What may be committed: planned, with every entry that moved, raised or carried over."""
        return (self.planned or Decimal(0)) + self.raised

    def search_words(self) -> list[Any]:
        return [self.line, self.year, self.purpose, self.group]


RAISES = """
    UPDATE office_allotment SET raised = raised + NEW.amount WHERE id = NEW.allotment_id;
    RETURN NULL;
"""
# Each row of a commitment counts once, while it has not been given back.
COUNTS = """
    IF TG_OP <> 'INSERT' AND OLD.status <> 'released' THEN
        UPDATE office_allotment SET committed = committed - OLD.amount WHERE id = OLD.allotment_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.status <> 'released' THEN
        UPDATE office_allotment SET committed = committed + NEW.amount WHERE id = NEW.allotment_id;
    END IF;
    RETURN NULL;
"""


class OfAllotmentQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        return self if may(user, "money.read") else self.none()

    def search(self, text: str) -> Self:
        """Rows whose words or line contain every word, whatever the accents and capitals."""
        found = self
        for word in text.replace("\x00", " ").split():
            named = models.Q(allotment__line__name__unaccent__icontains=word)
            found = found.filter(models.Q(text__unaccent__icontains=word) | named)
        return found


class BudgetEntry(models.Model):
    """A change of a ceiling with its reason; never changed, a mistake is undone by another."""

    area = "money"

    allotment = models.ForeignKey(
        Allotment, verbose_name=_("budget line"), on_delete=models.PROTECT, related_name="entries"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=EntryKind)
    amount = AmountField(_("amount"), signed=True)
    text = models.CharField(_("reason"), max_length=300)
    # Both halves of a move carry the same.
    pair = models.UUIDField(null=True, editable=False)
    by = models.ForeignKey(User, verbose_name=_("by"), null=True, on_delete=models.PROTECT)
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = OfAllotmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of the budget")
        verbose_name_plural = _("changes of the budget")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(name="budget_entry_says_why", condition=~models.Q(text="")),
            models.CheckConstraint(name="budget_entry_something", condition=~models.Q(amount=0)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="counts",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=RAISES,
            ),
            pgtrigger.Protect(name="stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.text


@tracked
class Commitment(models.Model):
    """Money promised on a line of a year, for a record or in words; in the line's currency."""

    area = "money"

    allotment = models.ForeignKey(
        Allotment,
        verbose_name=_("budget line"),
        on_delete=models.PROTECT,
        related_name="commitments",
    )
    amount = AmountField(_("amount"))
    text = models.CharField(_("what for"), max_length=300)
    record = models.ForeignKey(
        Record,
        verbose_name=_("entry"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="commitments",
    )
    status = models.CharField(
        _("status"), max_length=8, choices=CommitmentStatus, default=CommitmentStatus.OPEN
    )
    # Made by a decision that is in force: only what ends the decision settles it.
    held = models.BooleanField(_("held by a decision"), default=False, editable=False)
    by = models.ForeignKey(User, verbose_name=_("by"), null=True, on_delete=models.PROTECT)
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = OfAllotmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(name="commitment_says_what_for", condition=~models.Q(text="")),
            models.CheckConstraint(
                name="commitment_not_negative", condition=models.Q(amount__gte=0)
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="counts",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=COUNTS,
            )
        ]

    def __str__(self) -> str:
        return self.text


class SpendingQuerySet(SearchableQuerySet):
    def serving(self, record: Any) -> Self:
        """Postings of which a record is the purpose, or the second one."""
        return self.filter(models.Q(record=record.pk) | models.Q(also_for=record.pk))


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
    # One expense may serve two purposes and is one posting still: it counts once on its line.
    also_for = models.ForeignKey(
        Record,
        verbose_name=_("also for"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A second purpose the same expense serves; it counts once."),
    )
    also_amount = AmountField(_("of it for that"), signed=True, null=True, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    # What had been promised and is paid by this posting; `actions/matching.py` says which.
    commitment = models.OneToOneField(
        Commitment,
        verbose_name=_("promise"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="posting",
    )

    objects = SpendingQuerySet.as_manager()

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("spending")
        constraints = [
            models.UniqueConstraint(fields=["day", "line", "reference"], name="spending_once"),
            models.CheckConstraint(
                name="spending_two_purposes",
                condition=models.Q(also_for=None)
                | models.Q(record=None)
                | ~models.Q(also_for=models.F("record")),
                violation_error_message=_("The second purpose is another entry than the first."),
            ),
            # A part of the posting, or all of it: between nothing and the amount, on its side of
            # zero.
            models.CheckConstraint(
                name="spending_part_within",
                condition=models.Q(also_amount=None)
                | models.Q(also_amount__gt=0, also_amount__lte=models.F("amount"))
                | models.Q(also_amount__lt=0, also_amount__gte=models.F("amount")),
                violation_error_message=_(
                    "What is for the second purpose is a part of the amount: not more, and with "
                    "the same sign."
                ),
            ),
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
