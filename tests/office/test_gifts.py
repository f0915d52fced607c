"""Gifts, and a stock that says what to reorder."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from oia.office.models import Gift, StockItem
from oia.ui.panels import timeline_of
from tests import factories as make
from tests.pages.forms import filled

pytestmark = pytest.mark.django_db


def stock() -> dict[str, tuple[int, str]]:
    rows = StockItem.objects.with_stock().values_list("name", "in_stock", "state")
    return {name: (left, state) for name, left, state in rows}


def test_what_came_in_less_what_was_given_is_in_stock(office: Any) -> None:
    mug, book = make.make_stock_item(name="Mug"), make.make_stock_item(name="Book")
    for quantity in (20, -1):
        mug.deliveries.create(day=make.DAY, quantity=quantity)
    book.deliveries.create(day=make.DAY, quantity=6)
    make.make_gift(item=mug, quantity=3)
    make.make_gift(item=mug, quantity=4)
    assert stock() == {"Mug": (12, "enough"), "Book": (6, "enough")}
    make.make_gift(item=book, quantity=1)
    assert stock()["Book"] == (5, "reorder")
    assert [row.name for row in StockItem.objects.to_reorder()] == ["Book"]


def test_the_list_says_what_to_reorder(office: Any, client: Client) -> None:
    client.force_login(make.make_user("officer"))
    make.make_stock_item(name="Mug").deliveries.create(day=make.DAY, quantity=20)
    make.make_stock_item(name="Book")
    page = client.get("/gifts/stock/?state=reorder").content.decode()
    assert ("Book" in page, "Mug" in page) == (True, False)


def test_what_was_received_does_not_come_from_stock() -> None:
    item = make.make_stock_item()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_gift(item=item, direction="received")


def test_a_gift_is_noted_from_a_visit_and_stands_on_the_timelines(
    office: Any, client: Client
) -> None:
    client.force_login(make.make_user("officer"))
    visit, person = make.make_visit(), make.make_person(name="Anna Nowak")
    address = f"{reverse('gift_new')}?record={visit.pk}"
    data = filled(
        client, address, title="Porcelain", day="1.3.2027", value="45,50", person="Anna Nowak"
    )
    assert client.post(reverse("gift_new"), data).status_code == 302
    gift = Gift.objects.get()
    assert (str(gift.value), gift.currency, gift.record_id) == ("45.50", "EUR", visit.pk)
    user = make.make_user("head")
    told = [[entry.title for entry in timeline_of(obj, user)] for obj in (visit, person)]
    assert told == [["Porcelain"], ["Porcelain"]]


def test_a_gift_is_seen_by_whom_sees_its_record(office: Any) -> None:
    make.make_gift(title="open")
    make.make_gift(title="secret", record=make.make_trip(confidentiality="confidential"))
    seen = {
        role: sorted(Gift.objects.visible_to(make.make_user(role)).values_list("title", flat=True))
        for role in ("officer", "mayor", "liaison")
    }
    assert seen == {"officer": ["open", "secret"], "mayor": ["open"], "liaison": []}
