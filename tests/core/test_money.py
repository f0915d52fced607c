"""Shares add up to the cent, and currencies are never added to each other."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from oia.core.money import CENT, split_evenly, sums

AMOUNTS = st.decimals(0, 10**11, places=2)


@given(AMOUNTS, st.integers(1, 400))
def test_shares_add_up_and_differ_by_a_cent_at_most(total: Decimal, parts: int) -> None:
    shares = split_evenly(total, parts)
    assert (len(shares), sum(shares)) == (parts, total)
    assert max(shares) - min(shares) <= CENT
    assert shares == sorted(shares, reverse=True)


def test_the_fee_of_eurocities_over_four_departments() -> None:
    assert split_evenly(Decimal(16000), 4) == [Decimal(4000)] * 4


@given(st.lists(st.tuples(st.sampled_from(["EUR", "GBP", "PLN"]), st.none() | AMOUNTS)))
def test_each_currency_has_its_own_sum(pairs: list[tuple[str, Decimal | None]]) -> None:
    totals = sums(pairs)
    for code in ("EUR", "GBP", "PLN"):
        own = [amount for known, amount in pairs if known == code and amount is not None]
        assert totals.get(code) == (sum(own) if own else None)
