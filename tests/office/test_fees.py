"""Shares of a fee add up to the fee to the cent: the database itself refuses anything else."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.utils import IntegrityError

from networks.models import FeeShare, Membership
from oia.core.money import split_evenly
from oia.office.indicators import indicator
from tests.factories import make_department, make_fee_share, make_membership
from tests.races import Rival

DEPARTMENTS = ["OIA", "Traffic", "Health", "Culture"]


def check() -> None:
    """What the end of the transaction would check, now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def pooled(fee: Any = 16000) -> Membership:
    membership = make_membership(fee=Decimal(fee), year=2014)
    shares = split_evenly(Decimal(fee), len(DEPARTMENTS))
    for name, amount in zip(DEPARTMENTS, shares, strict=True):
        make_fee_share(membership, amount, make_department(name) if name != "OIA" else None)
    return membership


@pytest.mark.parametrize("fee", ["16000", "16000.01", "0.03", "99999.99"])
def test_shares_that_add_up_are_kept(db: None, fee: str) -> None:
    membership = pooled(fee)
    check()
    assert sum(share.amount for share in membership.shares.all()) == Decimal(fee)


def test_a_fee_without_shares_is_fine(db: None) -> None:
    make_membership(fee=Decimal(16000))
    check()


@pytest.mark.parametrize("amount", ["15999.99", "16000.01", "0", "4000"])
def test_raw_rows_that_do_not_add_up_are_refused(db: None, amount: str) -> None:
    membership, department = make_membership(fee=Decimal(16000)), make_department()
    sql = "INSERT INTO networks_feeshare (membership_id, department_id, amount) VALUES (%s, %s, %s)"
    with (
        pytest.raises(IntegrityError, match="of fee"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [membership.pk, department.pk, amount])
        check()


def test_shares_may_be_rewritten_one_by_one(db: None) -> None:
    """Checked at the end: in between they need not add up."""
    membership = pooled()
    check()
    one, two, *_rest = membership.shares.order_by("pk")
    FeeShare.objects.filter(pk=one.pk).update(amount=5000)
    FeeShare.objects.filter(pk=two.pk).update(amount=3000)
    check()


def test_a_share_taken_away_is_refused(db: None) -> None:
    membership = pooled()
    check()
    share = membership.shares.first()
    assert share is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        share.delete()
        check()


def test_a_fee_changed_without_its_shares_is_refused(db: None) -> None:
    membership = pooled()
    check()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(fee=17000)
        check()


def test_shares_go_with_their_membership(db: None) -> None:
    membership = pooled()
    check()
    membership.delete()
    check()
    assert FeeShare.objects.count() == 0


def test_each_department_pays_4000_of_eurocities(office: Any) -> None:
    membership = make_membership(fee=Decimal(16000), year=2014)
    for name in DEPARTMENTS:
        department = type(make_department()).objects.get_or_create(name=name)[0]
        make_fee_share(membership, 4000, department)
    one = indicator("membership_fees_by_department")
    assert one is not None
    rows = one.measure(office.period(2014), office)
    assert sorted((row["department"], row["amount"], row["currency"]) for row in rows) == [
        ("Culture", 4000, "EUR"), ("Health", 4000, "EUR"), ("OIA", 4000, "EUR"),
        ("Traffic", 4000, "EUR"),
    ]  # fmt: skip


def test_a_share_that_moves_is_missed_where_it_left(db: None) -> None:
    membership, other = make_membership(fee=Decimal(100)), make_membership(fee=Decimal(40))
    make_fee_share(membership, 60)
    moved = make_fee_share(membership, 40)
    check()
    with pytest.raises(IntegrityError, match=r"shares 60.00 of fee 100.00"), transaction.atomic():
        FeeShare.objects.filter(pk=moved.pk).update(membership=other)
        check()


def share_of(membership: Membership) -> None:
    with transaction.atomic():
        make_fee_share(membership, 100)


def both_paid_the_whole_fee() -> bool:
    """Whether two people who enter the whole fee as a share of two departments both succeed."""
    membership = make_membership(fee=Decimal(100))
    rival = Rival(lambda: share_of(membership))
    with transaction.atomic():
        make_fee_share(membership, 100)
        check()
        rival.start_and_wait()
    rival.join()
    assert isinstance(rival.error, IntegrityError | None)
    return rival.error is None


def test_two_who_enter_shares_at_once_see_each_other(committed: None) -> None:
    assert both_paid_the_whole_fee() is False


def test_without_the_lock_in_the_trigger_both_would_be_kept(committed: None) -> None:
    """The negative control: the same trigger, its lock taken out by the owner."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(tgfoid) FROM pg_trigger"
            " WHERE tgrelid = 'networks_feeshare'::regclass AND tgname LIKE '%shares_add_up%'"
        )
        [(definition,)] = cursor.fetchall()
        assert definition.count("FOR NO KEY UPDATE") == 1
        cursor.execute(definition.replace("FOR NO KEY UPDATE", ""))
        try:
            assert both_paid_the_whole_fee() is True
        finally:
            cursor.execute(definition)
