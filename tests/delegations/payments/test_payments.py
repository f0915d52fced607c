"""Payments: planned within the grant, listed by one, released by another, booked once."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pgtrigger
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from delegations.models import Batch, PayingAccount, Payment
from delegations.payments import accounts, actions
from delegations.payments.workflows import BATCH, PAYMENT
from delegations.proof import payments_are_within_grants
from oia.core.invariants import Broken
from oia.core.models import OutboxMail, ReadLog
from oia.core.workflow import Refused, perform
from oia.office.models import Allotment, Commitment
from tests import factories as make
from tests.delegations.payments.scene import TODAY, closed, decided, prepared, released, sums

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(office: Any) -> Allotment:
    """A line of 1,000 € for the year of the journeys."""
    return make.make_allotment(year=make.DAY.year, planned=1000)


# Planned -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("percent", "advance", "planned"),
    [(0, None, []), (50, None, [120]), (33, None, ["79.20"]), (50, 0, []), (0, 100, [100])],
)
def test_a_grant_plans_what_scheme_or_decision_let_be_paid_early(
    line: Allotment, percent: int, advance: Any, planned: list[Any]
) -> None:
    scheme = make.make_open_scheme()
    scheme.advance_percent = percent
    scheme.save()
    early = None if advance is None else Decimal(advance)
    row = decided(line, early, scheme=scheme)
    assert list(row.payments.values_list("amount", "kind")) == [
        (Decimal(amount), "advance") for amount in planned
    ]
    assert row.proof_due == row.last_day + dt.timedelta(weeks=8)


def test_with_the_account_closed_the_rest_is_planned(line: Allotment) -> None:
    row = decided(line, Decimal(100))
    actions.book(batch=released(row.payments.get()), day=TODAY, by=make.make_user())
    row = closed(row)
    assert list(row.payments.values_list("kind", "amount")) == [("advance", 100), ("final", 140)]


def test_planned_twice_is_planned_once(line: Allotment) -> None:
    row = decided(line, Decimal(100))
    assert actions.plan(application=row, by=None) is None
    assert row.payments.count() == 1


@pytest.mark.parametrize(
    ("kind", "amount", "fits"),
    [
        ("final", "140", True),
        ("final", "140.01", False),
        ("advance", "0.01", False),
        ("final", "-1", False),
    ],
)
def test_the_database_keeps_payments_within_the_grant(
    line: Allotment, kind: str, amount: str, fits: bool
) -> None:
    row = decided(line, Decimal(100))
    said = {"application": row, "kind": kind, "amount": Decimal(amount)}
    if fits:
        make.make_payment(**said)
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_payment(**said)


def test_what_came_back_or_was_not_paid_may_be_paid_again(line: Allotment) -> None:
    row = decided(line, Decimal(240))
    perform(PAYMENT, row.payments.get(), "cancel", by=make.make_user("officer"), reason="x")
    assert actions.plan(application=row, by=None) is not None
    assert sorted(row.payments.values_list("status", flat=True)) == ["cancelled", "planned"]


def test_a_backup_is_checked_for_what_was_overpaid(line: Allotment) -> None:
    row = decided(line, Decimal(240))
    assert payments_are_within_grants("default", None) == "1 grants are not overpaid"
    with pgtrigger.ignore("delegations.Payment:within_grant"):
        make.make_payment(application=row, kind="final", amount=Decimal(1))
    with pytest.raises(Broken, match="More than was granted"):
        payments_are_within_grants("default", None)


# Listed and released -----------------------------------------------------------------------


def test_a_list_is_prepared_by_one_and_released_by_another(line: Allotment) -> None:
    row, officer, head = decided(line, Decimal(240)), make.make_user(), make.make_user("head")
    batch = prepared(row.payments.get(), by=officer)
    with pytest.raises(Refused, match="another person releases it"):
        perform(BATCH, batch, "release", by=officer)
    batch = perform(BATCH, batch, "release", by=head)
    assert (batch.status, batch.prepared_by, batch.released_by) == ("released", officer, head)
    assert row.payments.get().status == "released"


def test_the_database_refuses_one_person_for_both(line: Allotment) -> None:
    batch = prepared(decided(line, Decimal(240)).payments.get())
    with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(
            status="released", released_by=batch.prepared_by, released=timezone.now()
        )


def test_nobody_pays_the_own_club(line: Allotment) -> None:
    row, head = decided(line, Decimal(240)), make.make_user("head")
    batch = prepared(row.payments.get())
    make.make_representative(club=row.club, user=head)
    with pytest.raises(Refused, match="does not speak for its club"):
        perform(BATCH, batch, "release", by=head)
    with pytest.raises(IntegrityError, match="somebody of a club"), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(
            status="released", released_by=head, released=timezone.now()
        )


@pytest.mark.parametrize("role", ["liaison", "mayor", "council", "club", "auditor", "admin"])
def test_only_those_who_pay_prepare(line: Allotment, role: str) -> None:
    row = decided(line, Decimal(240))
    with pytest.raises(PermissionDenied):
        prepared(row.payments.get(), by=make.make_user(role))


def test_nothing_is_paid_to_an_account_that_nobody_confirmed(line: Allotment) -> None:
    row = decided(line, Decimal(240))
    speaker = row.club.representatives.get()
    accounts.enter(club=row.club, iban="FR1420041010050500013M02606", holder="New", by=speaker.user)
    with pytest.raises(Refused, match="has to be confirmed first"):
        prepared(row.payments.get())
    assert not Batch.objects.exists()


def test_an_account_changed_after_the_list_was_prepared_stops_it(line: Allotment) -> None:
    row, other = decided(line, Decimal(240)), decided(line, Decimal(240))
    batch = prepared(row.payments.get(), other.payments.get())
    speaker = row.club.representatives.get()
    accounts.enter(club=row.club, iban="FR1420041010050500013M02606", holder="New", by=speaker.user)
    head = make.make_user("head")
    with pytest.raises(Refused, match="changed its account after the list was prepared"):
        perform(BATCH, batch, "release", by=head)
    with pytest.raises(IntegrityError, match="is not confirmed"), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(
            status="released", released_by=head, released=timezone.now()
        )
    actions.take_out(payment=row.payments.get(), by=make.make_user("officer"))
    assert perform(BATCH, batch, "release", by=head).status == "released"
    assert (row.payments.get().status, other.payments.get().status) == ("planned", "released")


def test_a_list_prepared_twice_is_prepared_once(line: Allotment) -> None:
    payment, officer = decided(line, Decimal(240)).payments.get(), make.make_user()
    assert prepared(payment, by=officer, key="k") == prepared(payment, by=officer, key="k")
    with pytest.raises(Refused, match="in another list meanwhile"):
        prepared(payment, by=officer, key="other")


def test_a_list_that_is_dropped_gives_its_payments_back(line: Allotment) -> None:
    payment = decided(line, Decimal(240)).payments.get()
    perform(BATCH, prepared(payment), "drop", by=make.make_user("officer"))
    payment.refresh_from_db()
    assert (payment.status, payment.batch, payment.account) == ("planned", None, None)


def test_a_released_list_takes_and_gives_no_payment(line: Allotment) -> None:
    payment, other = decided(line, Decimal(240)).payments.get(), make.make_payment()
    batch = released(payment)
    for row, change in ((payment, {"batch": None}), (other, {"batch": batch})):
        with pytest.raises(IntegrityError), transaction.atomic():
            Payment.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(IntegrityError, match="stays as it was released"), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(day=TODAY + dt.timedelta(days=1))


# Paid, booked, come back -------------------------------------------------------------------


def test_paid_moves_from_promised_to_spent_exactly_once(line: Allotment) -> None:
    row = decided(line, Decimal(100))
    assert sums(line) == (240, 240, 760)
    batch, officer = released(row.payments.get()), make.make_user("officer")
    assert sums(line) == (240, 240, 760)
    assert actions.book(batch=batch, day=TODAY, by=officer) == 1
    assert sums(line) == (140, 240, 760)
    assert actions.book(batch=batch, day=TODAY, by=officer) == 0
    assert sums(line) == (140, 240, 760)
    parts = Commitment.objects.filter(record=row).order_by("pk").values_list("amount", "status")
    assert list(parts) == [(140, "open"), (100, "paid")]
    batch.refresh_from_db()
    payment = row.payments.get()
    assert (batch.status, payment.status, payment.paid_on) == ("done", "paid", TODAY)
    assert OutboxMail.objects.filter(template="paid").count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"amount": Decimal(1)},
        {"status": "planned"},
        {"status": "cancelled"},
        {"status": "released"},
        {"paid_on": TODAY - dt.timedelta(days=9)},
        {"account": None},
        {"kind": "final"},
    ],
)
def test_a_paid_payment_is_never_rewritten(line: Allotment, change: dict[str, Any]) -> None:
    row = decided(line, Decimal(240))
    actions.book(batch=released(row.payments.get()), day=TODAY, by=make.make_user())
    payment = row.payments.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(**change)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        payment.delete()


@pytest.mark.parametrize("booked", [False, True])
def test_what_came_back_is_promised_and_planned_again(line: Allotment, booked: bool) -> None:
    row, officer = decided(line, Decimal(100)), make.make_user("officer")
    batch = released(row.payments.get())
    if booked:
        actions.book(batch=batch, day=TODAY, by=officer)
    actions.come_back(payment=row.payments.get(), day=TODAY, reason="account closed", by=officer)
    assert sums(line) == (240, 240, 760)
    old, new = row.payments.order_by("pk")
    assert (old.status, old.why_returned, new.status, new.amount) == (
        "returned", "account closed", "planned", 100,
    )  # fmt: skip
    batch.refresh_from_db()
    assert batch.status == "done"
    actions.book(batch=released(new), day=TODAY, by=officer)
    assert sums(line) == (140, 240, 760)


def test_a_grant_without_a_line_is_paid_all_the_same(office: Any) -> None:
    payment = make.make_payment(application=make.make_granted())
    make.make_bank_account(club=payment.application.club)
    assert actions.book(batch=released(payment), day=TODAY, by=make.make_user()) == 1


def test_the_day_of_payment_lies_between_release_and_today(line: Allotment) -> None:
    batch = released(decided(line, Decimal(240)).payments.get())
    for day in (TODAY - dt.timedelta(days=2), TODAY + dt.timedelta(days=1)):
        with pytest.raises(ValidationError, match="Between the release and today"):
            actions.book(batch=batch, day=day, by=make.make_user())


# In the browser ----------------------------------------------------------------------------


def test_from_the_queue_to_the_bank_and_back_in_the_browser(
    line: Allotment, client: Client
) -> None:
    row = decided(line, Decimal(240))
    make.make_paying_account()
    client.force_login(make.make_user("officer"))
    assert row.title in client.get("/due/").content.decode()
    page = client.get("/delegations/payments/lists/new/").content.decode()
    assert f'value="{row.payments.get().pk}" checked' in page
    data = {"text": "May", "day": TODAY, "key": "k", "row": row.payments.get().pk}
    answer = client.post("/delegations/payments/lists/new/", data)
    again = client.post("/delegations/payments/lists/new/", data)
    batch = Batch.objects.get()
    here = f"/delegations/payments/lists/{batch.pk}/"
    assert (answer.headers["Location"], again.headers["Location"]) == (here, here)
    assert 'value="release"' not in client.get(here).content.decode()
    assert client.post(f"{here}file/", {"kind": "xml"}).status_code == 404
    client.force_login(make.make_user("head"))
    assert "May" in client.get("/due/").content.decode()
    client.post(f"{here}step/", {"step": "release", "seen": "prepared"})
    assert client.post(f"{here}file/", {"kind": "csv"}).status_code == 200
    late = client.post(f"{here}book/", {"day": TODAY + dt.timedelta(days=3)}).content.decode()
    assert "Between the release and today" in late
    client.post(f"{here}book/", {"day": TODAY})
    assert row.payments.get().status == "paid"
    payment = row.payments.get()
    back = {"day": TODAY, "reason": "account closed"}
    client.post(f"/delegations/payments/{payment.pk}/back/", back)
    assert sorted(row.payments.values_list("status", flat=True)) == ["planned", "returned"]
    client.force_login(row.club.representatives.get().user)
    seen = client.get(row.portal_url()).content.decode()
    assert "came back from the bank" in seen


@pytest.mark.parametrize("kind", ["xml", "csv"])
def test_who_fetches_the_file_is_written_down_for_each_account(
    line: Allotment, client: Client, kind: str
) -> None:
    row, other = decided(line, Decimal(240)), decided(line, Decimal(240))
    batch = released(row.payments.get(), other.payments.get())
    expected = sorted(
        f"/delegations/payments/accounts/{p.account_id}/ – {batch.get_absolute_url()}"
        for p in batch.payments.all()
    )
    address = f"{batch.get_absolute_url()}file/"
    for role in ("liaison", "mayor", "council", "admin", "club"):
        client.force_login(make.make_user(role))
        assert client.post(address, {"kind": kind}).status_code == 403
    for role in ("head", "officer", "auditor"):
        client.force_login(make.make_user(role))
        before = ReadLog.objects.filter(area="iban").count()
        answer = client.post(address, {"kind": kind})
        assert (answer.status_code, answer.headers["Cache-Control"][:9]) == (200, "max-age=0")
        assert make.IBAN in answer.content.decode("utf-8-sig")
        log = ReadLog.objects.filter(area="iban").order_by("pk")[before:]
        assert sorted(log.values_list("what", flat=True)) == expected


def test_the_account_of_the_city_is_entered_by_one_and_confirmed_by_another(
    office: Any, line: Allotment, client: Client
) -> None:
    typed = {"holder": "City", "iban": "DE89 3704 0044 0532 0130 00"}
    head, officer = make.make_user("head", language="en"), make.make_user("officer", language="en")
    here = "/delegations/payments/source/"
    client.force_login(officer)
    assert client.post(here, typed).status_code == 403
    client.force_login(head)
    assert client.post(here, typed).status_code == 302
    account = PayingAccount.objects.get()
    confirm = f"{here}{account.pk}/confirm/"
    assert (account.confirmed, PayingAccount.objects.current()) == (None, None)
    row = decided(line, Decimal(240))
    with pytest.raises(Refused):
        actions.prepare(payments=row.payments.all(), day=TODAY, text="May", key="k", by=officer)
    own = client.post(confirm, {"iban": typed["iban"]}).content.decode()
    assert "You entered this account yourself" in own
    client.force_login(officer)
    page = client.get(here).content.decode()
    assert ("•••• 3000" in page, "0532" in page) == (True, False)
    wrong = client.post(confirm, {"iban": "DE02120300000000202051"}).content.decode()
    assert "another number" in wrong
    assert client.post(confirm, {"iban": typed["iban"]}).status_code == 302
    assert PayingAccount.objects.current() == account
    # Another one waits, and the confirmed one is paid from until then.
    client.force_login(head)
    client.post(here, {"holder": "City", "iban": "DE02120300000000202051"})
    batch = actions.prepare(
        payments=row.payments.all(), day=TODAY, text="May", key="k2", by=officer
    )
    assert batch.source == account
    client.force_login(head)
    assert "•••• 3000" in client.get(batch.get_absolute_url()).content.decode()


def test_the_database_keeps_the_account_of_the_city(line: Allotment) -> None:
    head = make.make_user("head")
    own = {"confirmed": timezone.now(), "confirmed_by": head, "entered_by": head}
    with pytest.raises(IntegrityError, match="paying_account_two_people"), transaction.atomic():
        make.make_paying_account(**own)
    waiting = make.make_paying_account(confirmed=None, confirmed_by=None)
    with pytest.raises(IntegrityError, match="is not confirmed"), transaction.atomic():
        make.make_batch(inside=False, source=waiting)
    known = make.make_paying_account()
    known.holder = "Somebody else"
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        known.save()


def test_who_says_that_it_came_back_does_not_release_it_again(
    line: Allotment, client: Client
) -> None:
    row = decided(line, Decimal(240))
    batch = released(row.payments.get())
    actions.book(batch=batch, day=TODAY, by=make.make_user("head"))
    head, other = make.make_user("head"), make.make_user("head", language="en")
    payment = row.payments.get()
    with override("en"), pytest.raises(ValidationError, match="before it left"):
        actions.come_back(
            payment=payment, day=TODAY - dt.timedelta(days=1), reason="closed", by=head
        )
    actions.come_back(payment=payment, day=TODAY, reason="account closed", by=head)
    again = row.payments.get(status="planned")
    assert (again.instead_of, again.instead_of.returned_by) == (payment, head)
    second = actions.prepare(
        payments=[again], day=TODAY, text="June", key="k9", by=make.make_user("officer")
    )
    with override("en"), pytest.raises(Refused, match="another person releases it"):
        perform(BATCH, second, "release", by=head)
    with pytest.raises(IntegrityError, match="does not release it again"), transaction.atomic():
        Batch.objects.filter(pk=second.pk).update(
            status="released", released_by=head, released=timezone.now()
        )
    client.force_login(other)
    assert "Paid once already" in client.get(second.get_absolute_url()).content.decode()
    perform(BATCH, second, "release", by=other)
