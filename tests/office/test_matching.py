"""A posting and the promise it pays are one expense."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from time_machine import travel

from oia.core.dates import Period
from oia.core.workflow import Refused
from oia.office.actions import matching, money
from oia.office.choices import CommitmentStatus
from oia.office.models import Allotment, Commitment, Spending
from tests import factories as make
from tests.races import at_once

DAY = dt.date(2027, 5, 4)


@pytest.fixture
def head(office: Any) -> Any:
    return make.make_user("head", language="en")


@pytest.fixture
def row(head: Any) -> Allotment:
    return make.make_allotment(planned=Decimal(100), currency="EUR", year=2027)


def promise(row: Allotment, amount: Any, by: Any, **kw: Any) -> Commitment:
    return money.commit(allotment=row, amount=Decimal(amount), text="Reception", by=by, **kw)


def posting(row: Allotment, amount: Any, **kw: Any) -> Spending:
    values: dict[str, Any] = {"day": DAY, "line": row.line, "currency": "EUR"} | kw
    return make.make_spending(amount=Decimal(amount), **values)


def left(row: Allotment) -> tuple[Decimal, Decimal, Decimal]:
    now = Allotment.objects.with_left().get(pk=row.pk)
    return now.open, now.spent, now.left


def test_matched_the_promise_is_settled_and_nothing_counts_twice(row: Any, head: Any) -> None:
    made, paid = promise(row, 60, head), posting(row, 55)
    assert left(row) == (60, 55, -15)  # counted as if they were two expenses
    matching.match(posting=paid, promise=made, by=head)
    made.refresh_from_db()
    assert (made.status, made.amount, made.posting) == (CommitmentStatus.PAID, 55, paid)
    assert left(row) == (0, 55, 45)


def test_what_follows_stays_promised(row: Any, head: Any) -> None:
    made, first, second = promise(row, 60, head), posting(row, 20), posting(row, 40)
    matching.match(posting=first, promise=made, more_follows=True, by=head)
    made.refresh_from_db()
    assert (made.status, made.amount) == (CommitmentStatus.OPEN, 40)
    assert left(row) == (40, 60, 0)
    matching.match(posting=second, promise=made, by=head)
    assert left(row) == (0, 60, 40)


def test_more_than_was_promised_counts_as_spent(row: Any, head: Any) -> None:
    made, paid = promise(row, 60, head), posting(row, 70)
    matching.match(posting=paid, promise=made, by=head)
    assert left(row) == (0, 70, 30)


def test_what_was_recorded_as_paid_before_is_named_only(row: Any, head: Any) -> None:
    made, paid = promise(row, 60, head), posting(row, 60)
    money.settle(commitment=made, amount=Decimal(60), by=head)
    matching.match(posting=paid, promise=made, by=head)
    assert left(row) == (0, 60, 40)


def test_taken_back_it_is_promised_again(row: Any, head: Any) -> None:
    made, paid = promise(row, 60, head), posting(row, 60)
    matching.match(posting=paid, promise=made, by=head)
    matching.take_back(posting=paid, by=head)
    paid.refresh_from_db()
    assert paid.commitment is None
    assert left(row) == (60, 60, -20)
    again = Commitment.objects.get(status=CommitmentStatus.OPEN)
    matching.match(posting=paid, promise=again, by=head)
    assert left(row) == (0, 60, 40)


@pytest.mark.parametrize("amount", [-5, 0])
def test_a_correction_pays_nothing(row: Any, head: Any, amount: int) -> None:
    with pytest.raises(Refused):
        matching.match(posting=posting(row, amount), promise=promise(row, 5, head), by=head)


def test_only_what_belongs_together_is_matched(row: Any, head: Any) -> None:
    made = promise(row, 60, head)
    elsewhere = make.make_allotment(planned=Decimal(9), currency="EUR", year=2027)
    for paid in (
        posting(elsewhere, 60),
        posting(row, 60, day=dt.date(2026, 12, 31)),
        posting(row, 60, currency="CHF"),
    ):
        with pytest.raises(Refused):
            matching.match(posting=paid, promise=made, by=head)
    held = promise(row, 10, head, held=True)
    with pytest.raises(Refused):
        matching.match(posting=posting(row, 10), promise=held, by=head)


def test_the_fiscal_year_decides(row: Any, head: Any, office: Any) -> None:
    office.fiscal_start_month = 4
    office.save()
    made = promise(row, 60, head)
    paid = posting(row, 60, day=dt.date(2028, 3, 31))
    matching.match(posting=paid, promise=made, by=head)
    assert Spending.objects.get(pk=paid.pk).commitment == made


def test_of_many_postings_at_once_one_pays_the_promise(committed: None) -> None:
    from oia.office.actions import set_up_office

    set_up_office(city="Musterhausen", country="DE")
    head = make.make_user("head", language="en")
    row = make.make_allotment(planned=Decimal(100), currency="EUR", year=2027)
    made = promise(row, 60, head)
    postings = iter([posting(row, 60) for _number in range(6)])
    found = at_once(lambda: matching.match(posting=next(postings), promise=made, by=head), 6)
    assert [type(error) for error in found if error] == [Refused] * 5
    assert Spending.objects.filter(commitment=made).count() == 1
    assert Allotment.objects.with_left().get(pk=row.pk).committed == 60


def test_proposals_are_sure_or_none(row: Any, head: Any) -> None:
    made = promise(row, 12, head)
    one = posting(row, 12)
    promise(row, 7, head)
    promise(row, 7, head)
    posting(row, 7)
    waiting = matching.unmatched(Period.of_year(2027))
    assert matching.proposals(waiting) == [(one, made)]
    posting(row, 12)  # now two postings have the amount
    assert matching.proposals(waiting.all()) == []


def test_proposals_are_ticked_on_their_page(row: Any, head: Any, client: Client) -> None:
    made, paid = promise(row, 12, head), posting(row, 12)
    with travel(DAY, tick=False):
        client.force_login(head)
        page = client.get("/spending/match/?year=2027").content.decode()
        assert f"{paid.pk}-{made.pk}" in page
        client.post("/spending/match/?year=2027", {"pair": f"{paid.pk}-{made.pk}"})
        after = client.get("/spending/match/?year=2027").content.decode()
    paid.refresh_from_db()
    assert paid.commitment == made
    assert "No proposal" in after
    assert made.text in client.get(f"/spending/{paid.pk}/").content.decode()


def test_one_posting_is_matched_by_hand_and_taken_back(row: Any, head: Any, client: Client) -> None:
    far, near = promise(row, 30, head), promise(row, 11, head)
    paid = posting(row, 12)
    client.force_login(head)
    address = f"/spending/{paid.pk}/match/"
    page = client.get(address).content.decode()
    assert page.index(f"promise-{near.pk}") < page.index(f"promise-{far.pk}")
    for nonsense in ("", "x", "999999", str(10**12)):
        client.post(address, {"promise": nonsense})
    paid.refresh_from_db()
    assert paid.commitment is None
    client.post(address, {"promise": str(far.pk), "more_follows": "yes"})
    paid.refresh_from_db()
    assert paid.commitment is not None
    assert left(row)[0] == 30 - 12 + 11
    client.post(f"{address}back/")
    paid.refresh_from_db()
    assert paid.commitment is None


def test_who_only_reads_money_matches_nothing(row: Any, head: Any, client: Client) -> None:
    paid = posting(row, 12)
    client.force_login(make.make_user("officer"))
    for address in ("/spending/match/", f"/spending/{paid.pk}/match/"):
        assert client.get(address).status_code == 403
    assert client.post(f"/spending/{paid.pk}/match/back/").status_code == 403
