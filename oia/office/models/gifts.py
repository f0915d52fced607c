"""Gifts given and received, and the stock the office gives from."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import (
    Case,
    CharField,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.core.money import AmountField, CurrencyField
from oia.office.choices import Direction, StockState
from oia.office.models.people import Organisation, Person
from oia.office.models.records import Record, Searchable
from oia.office.querysets import SearchableQuerySet


class StockQuerySet(SearchableQuerySet):
    def visible_to(self, user: Any) -> Self:
        return super().visible_to(user).with_stock()

    def with_stock(self) -> Self:
        """`in_stock`: what came in less what was given away; `state`: whether to reorder."""
        came = _total(Delivery.objects.filter(item=OuterRef("pk")))
        went = _total(Gift.objects.filter(item=OuterRef("pk"), direction=Direction.GIVEN))
        state = Case(
            When(in_stock__lte=F("reorder_level"), then=Value(StockState.REORDER)),
            default=Value(StockState.ENOUGH),
            output_field=CharField(),
        )
        return self.annotate(in_stock=came - went).annotate(state=state)

    def to_reorder(self) -> Self:
        return self.with_stock().filter(state=StockState.REORDER)


def _total(rows: models.QuerySet[Any]) -> Any:
    added = rows.order_by().values("item").annotate(total=Sum("quantity")).values("total")
    return Coalesce(Subquery(added, output_field=IntegerField()), 0)


@tracked
class StockItem(Searchable):
    """Something the office keeps to give away."""

    area = "gifts"
    detail_url_name = "stock_item"

    name = models.CharField(_("item"), max_length=160, unique=True)
    reorder_level = models.PositiveIntegerField(
        _("reorder at"), default=5, help_text=_("With so many left or fewer it is to be reordered.")
    )
    price = AmountField(_("price"), null=True, blank=True)
    currency = CurrencyField(_("currency"))
    source = models.CharField(_("where it is bought"), max_length=200, blank=True)

    objects = StockQuerySet.as_manager()

    class Meta:
        verbose_name = _("stock item")
        verbose_name_plural = _("stock items")
        indexes = [GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="stock_item_search")]

    def __str__(self) -> str:
        return self.name

    def search_words(self) -> list[Any]:
        return [self.name, self.source]


@tracked
class Delivery(models.Model):
    """So many of an item came in; a negative number corrects a count."""

    item = models.ForeignKey(
        StockItem, on_delete=models.CASCADE, related_name="deliveries", verbose_name=_("item")
    )
    day = models.DateField(_("day"))
    quantity = models.IntegerField(_("quantity"))
    note = models.CharField(_("note"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.CheckConstraint(name="delivery_of_something", condition=~Q(quantity=0))
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.quantity}"


class GiftQuerySet(SearchableQuerySet):
    def visible_to(self, user: Any) -> Self:
        seen = super().visible_to(user)
        return seen.filter(Q(record=None) | Q(record__in=Record.objects.visible_to(user)))


@tracked
class Gift(Searchable):
    """A gift to or from somebody, on a visit, a trip, or by itself."""

    area = "gifts"
    detail_url_name = "gift"
    found_as: ClassVar[str] = "title"
    found_beside: ClassVar[str] = "record__title"

    title = models.CharField(_("what"), max_length=200)
    direction = models.CharField(
        _("direction"), max_length=8, choices=Direction, default=Direction.GIVEN
    )
    day = models.DateField(_("day"))
    quantity = models.PositiveIntegerField(_("quantity"), default=1)
    value = AmountField(_("value"), null=True, blank=True)
    currency = CurrencyField(_("currency"))
    person = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="gifts",
    )  # fmt: skip
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="gifts",
    )  # fmt: skip
    record = models.ForeignKey(
        Record, verbose_name=_("entry"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="gifts",
    )  # fmt: skip
    item = models.ForeignKey(
        StockItem, verbose_name=_("from stock"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="gifts",
    )  # fmt: skip
    whereabouts = models.CharField(
        _("where it went"),
        max_length=200,
        blank=True,
        help_text=_("The mayor's office, the town archive, passed on …"),
    )
    note = models.TextField(_("note"), blank=True)

    objects = GiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("gift")
        verbose_name_plural = _("gifts")
        constraints = [
            models.CheckConstraint(
                name="gift_from_stock_is_given",
                condition=Q(item=None) | Q(direction=Direction.GIVEN),
                violation_error_message=_("Only what is given comes from stock."),
            ),
            models.CheckConstraint(name="gift_of_something", condition=Q(quantity__gte=1)),
            models.CheckConstraint(
                name="gift_value_not_negative", condition=Q(value=None) | Q(value__gte=0)
            ),
        ]
        indexes = [GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="gift_search")]

    def __str__(self) -> str:
        return self.title

    def search_words(self) -> list[Any]:
        return [self.title, self.organisation, self.whereabouts]
