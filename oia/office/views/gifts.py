"""Gifts given and received, and the stock with what is to be reordered."""

from django.utils.translation import gettext_lazy as _

from oia.office.choices import Direction, StockState
from oia.office.columns import PersonName
from oia.office.filters import GiftFilter, StockFilter
from oia.office.forms import GiftForm, StockItemForm
from oia.office.models import Delivery, Gift, StockItem
from oia.office.pages import NounPage
from oia.office.tables import STOCK_BADGES, GiftTable, StockTable
from oia.office.writing.entry import Part, Writing
from oia.ui.columns import Amount, Choice, Day, Number, Related, Text
from oia.ui.links import PageAction
from oia.ui.pages import ListPage


class GiftList(ListPage):
    table = GiftTable
    filterset_class = GiftFilter
    capability = "gifts.read"
    title = _("Gifts")
    empty = _("Gifts to guests and hosts, and gifts from them, are listed here.")
    create_url = "gift_new"
    create_label = _("New gift")
    page_actions = (PageAction(_("Stock"), "stock_item_list", "gifts.read"),)


class GiftDetail(NounPage):
    model = Gift
    capability = "gifts.read"
    personal_capability = "gifts.read"
    list_url = "gift_list"
    list_title = _("Gifts")
    facts = (
        Choice("direction", _("Direction"), Direction),
        Day("day", _("Day")),
        Number("quantity", _("Quantity")),
        Amount("value", _("Value"), currency="currency"),
        PersonName("person", _("Person"), personal=True),
        Related(
            "organisation", _("Organisation"), path="organisation__name", url_name="organisation"
        ),
        Related("record", _("Entry"), path="record__title", url_name="record"),
        Related("item", _("From stock"), path="item__name", url_name="stock_item"),
        Text("whereabouts", _("Where it went")),
        Text("note", _("Note")),
    )


class StockList(ListPage):
    table = StockTable
    filterset_class = StockFilter
    capability = "gifts.read"
    title = _("Stock of gifts")
    empty = _("What the office keeps to give away is listed here, with what is to be reordered.")
    create_url = "stock_item_new"
    create_label = _("New item")


class StockDetail(NounPage):
    model = StockItem
    capability = "gifts.read"
    list_url = "stock_item_list"
    list_title = _("Stock of gifts")
    status = Choice("state", _("State"), StockState, badges=STOCK_BADGES)
    facts = (
        Number("in_stock", _("In stock")),
        Number("reorder_level", _("Reorder at")),
        Amount("price", _("Price"), currency="currency"),
        Text("source", _("Where it is bought")),
    )


GIFT = Writing(page=GiftDetail, form=GiftForm, new=_("New gift"))
STOCK_ITEM = Writing(
    page=StockDetail,
    form=StockItemForm,
    new=_("New item"),
    parts=(Part(Delivery, _("Deliveries"), ("day", "quantity", "note"), blank=1),),
)
