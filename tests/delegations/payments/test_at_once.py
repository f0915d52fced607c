"""Many at once: one payment within a grant, one booking; each with its negative control."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from delegations.models import Batch, Payment
from delegations.payments import actions
from oia.office.actions import set_up_office
from oia.office.models import Commitment
from tests import factories as make
from tests.delegations.payments.scene import TODAY, decided, released, sums
from tests.races import at_once


def test_many_payments_at_once_stay_within_the_grant(committed: None) -> None:
    row = make.make_granted()

    def pay() -> None:
        Payment.objects.create(application=row, kind="advance", amount=Decimal(200))

    found = at_once(pay, 8)
    assert (found.count(None), Payment.objects.count()) == (1, 1)


def test_booked_by_many_at_once_it_is_booked_once(committed: None) -> None:
    set_up_office(city="Musterhausen", country="DE")
    line = make.make_allotment(year=make.DAY.year, planned=1000)
    batch, officer = released(decided(line, Decimal(240)).payments.get()), make.make_user()
    found = at_once(lambda: actions.book(batch=batch, day=TODAY, by=officer), 8)
    assert found == [None] * 8
    assert sums(line) == (0, 240, 760)
    assert Commitment.objects.get().status == "paid"


def test_without_the_lock_somebody_would_meet_an_error(committed: None, monkeypatch: Any) -> None:
    """The negative control: the table of steps still books once, but the others are refused."""
    monkeypatch.setattr(actions, "_open_batch", lambda batch, by, *states: batch)
    with pytest.raises(AssertionError):
        for _ in range(20):
            batch, officer = make.make_batch(inside=False), make.make_user()
            make.make_payment(batch=batch, status="released")
            Batch.objects.filter(pk=batch.pk).update(
                status="released", released=timezone.now(), released_by=make.make_user("head")
            )
            batch.refresh_from_db()
            found = at_once(lambda b=batch, o=officer: actions.book(batch=b, day=TODAY, by=o), 8)
            assert found == [None] * 8
