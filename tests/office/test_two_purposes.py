"""One expense serves two purposes and is counted once."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from oia.office import importing, sheets
from oia.office.models import Allotment, Spending
from tests import factories as make

DAY = dt.date(2027, 5, 4)


@pytest.fixture
def head(office: Any) -> Any:
    return make.make_user("head", language="en")


def test_it_stands_with_both_and_counts_once(head: Any, client: Client) -> None:
    row = make.make_allotment(planned=Decimal(100), currency="EUR", year=2027)
    trip, tie = make.make_trip(title="To Lyon"), make.make_partnership()
    paid = make.make_spending(
        line=row.line, day=DAY, amount=Decimal(80), record=trip, also_for=tie,
        also_amount=Decimal(30), reference="R-77",
    )  # fmt: skip
    assert Allotment.objects.with_left().get(pk=row.pk).spent == 80
    client.force_login(head)
    for address in (trip.get_absolute_url(), tie.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "R-77" in page
        assert page.count("30.00") == 1
    page = client.get(f"/spending/{paid.pk}/").content.decode()
    assert tie.title in page


@pytest.mark.parametrize(
    ("amount", "part"), [(80, 81), (80, -1), (80, 0), (-80, 10), (-80, -81), (0, 1)]
)
def test_a_part_is_no_more_than_the_whole(head: Any, amount: int, part: int) -> None:
    tie = make.make_partnership()
    values = {"amount": Decimal(amount), "also_for": tie, "also_amount": Decimal(part)}
    with pytest.raises(IntegrityError, match="spending_part_within"), transaction.atomic():
        make.make_spending(**values)
    paid = make.make_spending(amount=Decimal(amount))
    paid.also_for, paid.also_amount = tie, Decimal(part)
    with pytest.raises(ValidationError):
        paid.full_clean()


def test_two_purposes_are_two(head: Any) -> None:
    trip = make.make_trip()
    with pytest.raises(IntegrityError, match="spending_two_purposes"), transaction.atomic():
        make.make_spending(record=trip, also_for=trip)


def test_the_form_says_what_is_missing(head: Any, client: Client) -> None:
    paid = make.make_spending(amount=Decimal(80))
    client.force_login(head)
    page = client.get(f"/spending/{paid.pk}/edit/").content.decode()
    assert "also_for" in page
    data = {
        "day": "2027-05-04", "line": str(paid.line_id), "reference": paid.reference,
        "amount": "80", "currency": "EUR", "payer": "city", "also_amount": "20",
    }  # fmt: skip
    answer = client.post(f"/spending/{paid.pk}/edit/", data).content.decode()
    assert "Say what the part is for." in answer


def test_a_spreadsheet_brings_both(head: Any) -> None:
    make.make_partnership("Lyon")
    make.make_trip(title="Fair in Lyon")
    text = (
        "Datum;Haushaltsstelle;Beleg;Betrag;Reise;auch für;davon dafür\n"
        "2027-05-04;Reisen;R1;80,00;Fair in Lyon;Lyon;30,00\n"
    )
    sheet = sheets.sheet("spending")
    assert sheet is not None
    outcome = importing.run(sheet, text.encode(), "spending.csv", by=head)
    assert outcome.saved, outcome.refused
    row = Spending.objects.get()
    assert (row.record.title, row.also_for.title, row.also_amount) == ("Fair in Lyon", "Lyon", 30)
