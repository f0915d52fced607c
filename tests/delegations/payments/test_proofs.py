"""The proof of use: what it came to, examined by one, closed by another, reclaimed, reminded."""

import datetime as dt
import io
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from delegations.applications import letters
from delegations.applications.workflows import APPLICATION
from delegations.models import Application, Payment, Proof, Reclaim
from delegations.payments import actions, proofs, reclaims
from delegations.payments.workflows import PAYMENT
from oia.core.models import Job, OutboxMail
from oia.core.workflow import Refused, perform
from oia.office.models import Allotment, Commitment
from tests import factories as make
from tests.delegations.payments.scene import TODAY, accounted, closed, decided, released, seen, sums

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(office: Any) -> Allotment:
    return make.make_allotment(year=make.DAY.year, planned=1000)


def paid(line: Allotment, advance: int = 240) -> Application:
    """Granted 240 €, with an advance the bank has paid."""
    row = decided(line, Decimal(advance))
    actions.book(batch=released(row.payments.get()), day=TODAY, by=make.make_user())
    return row


# The club ----------------------------------------------------------------------------------


def test_a_club_accounts_with_its_numbers_filled_in(office: Any, client: Client) -> None:
    speaker = make.make_representative()
    row = make.make_granted(club=speaker.club)
    paper = make.make_paper(application=row, stage="after")
    client.force_login(speaker.user)
    here = f"/apply/{row.pk}/"
    page = client.get(f"{here}proof/").content.decode()
    assert 'name="people" value="12"' in page
    data = {"report": "We sang.", "people": 13, "q_young": 20}
    days = {"first_day": row.first_day, "last_day": row.last_day}
    wrong = client.post(f"{here}proof/", data | days).content.decode()
    assert "more than all 13 participants" in wrong
    assert "We sang." in wrong
    client.post(f"{here}proof/", data | days | {"q_young": 5})
    proof = Proof.objects.get()
    assert (proof.report, proof.facts["people"], proof.facts["answers"]) == (
        "We sang.", 13, {"young": 5},
    )  # fmt: skip
    client.post(f"{here}do/", {"step": "account"})
    row.refresh_from_db()
    assert row.status == "granted"  # the list is missing
    paper.document = make.make_document(record=row)
    paper.save()
    client.post(f"{here}do/", {"step": "account"})
    row.refresh_from_db()
    proof.refresh_from_db()
    assert (row.status, proof.handed_in is not None) == ("proof", True)


@pytest.mark.parametrize("page", ["proof/", "reclaim/"])
def test_another_clubs_proof_is_not_there(office: Any, client: Client, page: str) -> None:
    row = make.make_granted()
    client.force_login(make.make_representative().user)
    for answer in (client.get, client.post):
        assert answer(f"/apply/{row.pk}/{page}").status_code == 404


# The office --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "calculated"), [(12, 240), (11, 220), (10, 200), (9, 0), (40, 240)]
)
def test_the_rules_say_what_the_club_may_keep(office: Any, people: int, calculated: int) -> None:
    """20 € a person from ten on, and never more than was granted."""
    row = accounted(make.make_granted(), people)
    assert row.proof.calculated() == calculated


def test_another_amount_than_calculated_needs_a_finding(office: Any) -> None:
    row, officer = accounted(make.make_granted(), 11), make.make_user("officer")
    with pytest.raises(ValidationError, match="not what is calculated"):
        proofs.examine(application=row, final=Decimal(240), finding=" ", by=officer)
    with pytest.raises(ValidationError, match="more than was granted"):
        proofs.examine(application=row, final=Decimal(241), finding="x", by=officer)
    proof = proofs.examine(application=row, final=Decimal(220), finding="", by=officer)
    assert (proof.final, proof.assessment["total_cents"], proof.examined_by) == (
        220, 22000, officer,
    )  # fmt: skip


def test_whoever_examined_does_not_close(office: Any) -> None:
    row, officer = accounted(make.make_granted()), make.make_user("officer")
    with pytest.raises(Refused, match="has to be examined first"):
        proofs.close(application=row, due=None, text="", seen=seen(row), by=officer)
    proofs.examine(application=row, final=Decimal(240), finding="", by=officer)
    with pytest.raises(Refused, match="another person closes"):
        proofs.close(application=row, due=None, text="", seen=seen(row), by=officer)
    with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        Proof.objects.update(closed=make.NOW, closed_by=officer)


def test_nobody_examines_for_the_own_club(office: Any) -> None:
    row, officer = accounted(make.make_granted()), make.make_user("officer")
    make.make_representative(club=row.club, user=officer)
    with pytest.raises(Refused, match="You speak for this club"):
        proofs.examine(application=row, final=Decimal(240), finding="", by=officer)
    with pytest.raises(IntegrityError, match="somebody of the club"), transaction.atomic():
        Proof.objects.update(examined_by=officer)


@pytest.mark.parametrize("role", ["liaison", "mayor", "council", "club", "auditor", "admin"])
def test_only_the_office_examines(office: Any, role: str) -> None:
    row = accounted(make.make_granted())
    with pytest.raises(PermissionDenied):
        proofs.examine(application=row, final=Decimal(1), finding="x", by=make.make_user(role))


@pytest.mark.parametrize("change", [{"final": 1}, {"report": "x"}, {"closed_by": None}])
def test_a_closed_proof_is_never_rewritten(office: Any, change: dict[str, Any]) -> None:
    closed(make.make_granted())
    with pytest.raises(IntegrityError), transaction.atomic():
        Proof.objects.update(**change)


def test_the_database_keeps_the_final_amount_within_the_grant(office: Any) -> None:
    accounted(make.make_granted())
    with pytest.raises(IntegrityError, match="more than was granted"), transaction.atomic():
        Proof.objects.update(final=Decimal("240.01"))


# The money ---------------------------------------------------------------------------------


def test_less_used_frees_the_rest_and_plans_what_is_owed(line: Allotment) -> None:
    row = paid(line, advance=100)
    assert sums(line) == (140, 240, 760)
    row = closed(row, people=11)
    assert row.status == "closed"
    final = row.payments.get(kind="final")
    assert (final.amount, final.status) == (120, "planned")
    assert sums(line) == (120, 220, 780)
    actions.book(batch=released(final), day=TODAY, by=make.make_user())
    assert sums(line) == (0, 220, 780)


def test_beyond_the_final_amount_nothing_is_paid(line: Allotment) -> None:
    row = closed(paid(line, advance=100), people=11)
    perform(PAYMENT, row.payments.get(kind="final"), "cancel", by=make.make_user(), reason="x")
    with pytest.raises(IntegrityError, match="more than was granted"), transaction.atomic():
        Payment.objects.create(application=row, kind="final", amount=Decimal("120.01"))
    assert actions.plan(application=row, by=None).amount == 120  # type: ignore[union-attr]


def test_an_advance_that_has_not_left_is_planned_anew_by_its_final_amount(line: Allotment) -> None:
    row = closed(decided(line, Decimal(240)), people=10)
    assert list(row.payments.order_by("pk").values_list("kind", "amount", "status")) == [
        ("advance", 240, "cancelled"), ("final", 200, "planned"),
    ]  # fmt: skip
    assert sums(line) == (200, 200, 800)


def test_with_a_payment_in_a_list_nothing_is_closed(line: Allotment) -> None:
    row = decided(line, Decimal(240))
    make.make_paying_account()
    actions.prepare(
        payments=[row.payments.get()], day=TODAY, text="May", key="k", by=make.make_user()
    )
    with pytest.raises(Refused, match="stands in a list"):
        closed(row)


def test_too_much_paid_is_asked_back_and_free_again_once_repaid(line: Allotment) -> None:
    row = paid(line)
    with pytest.raises(ValidationError, match="lies ahead"):
        closed(row, people=10, due=TODAY)
    Application.objects.filter(pk=row.pk).update(status="granted")
    Proof.objects.all().delete()
    row = closed(row, people=10, text="Two of you stayed at home.")
    reclaim = Reclaim.objects.get()
    assert (row.status, reclaim.amount, reclaim.due) == (
        "reclaim", 40, TODAY + dt.timedelta(days=30),
    )  # fmt: skip
    assert Job.objects.filter(task="reclaim_letter").count() == 1
    assert sums(line) == (0, 240, 760)
    officer = make.make_user("officer")
    with pytest.raises(ValidationError, match="Between the reclaim and today"):
        reclaims.repaid(application=row, day=TODAY + dt.timedelta(days=1), by=officer)
    row = reclaims.repaid(application=row, day=TODAY, by=officer)
    assert (row.status, sums(line)) == ("closed", (0, 200, 800))
    with pytest.raises(Refused, match="changed the status"):
        reclaims.repaid(application=row, day=TODAY, by=officer)
    parts = Commitment.objects.order_by("pk").values_list("amount", "status")
    assert list(parts) == [(200, "paid"), (40, "released")]


def test_what_is_asked_back_does_not_come_back_from_the_bank_as_well(line: Allotment) -> None:
    row = closed(paid(line), people=10)
    with pytest.raises(Refused, match="asked back already"):
        actions.come_back(
            payment=row.payments.get(), day=TODAY, reason="x", by=make.make_user("officer")
        )


def test_the_letter_says_what_is_asked_back(line: Allotment, office: Any) -> None:
    row = closed(paid(line), people=10, text="Two of you stayed at home.")
    with override("de"):
        values = letters.values_of(row, office, "de")
    said = (values["final"], values["paid"], values["reclaim"])
    assert [text.replace("\xa0", " ") for text in said] == ["200,00 €", "240,00 €", "40,00 €"]
    data = letters.reclaim_letter(Application.objects.get(pk=row.pk), office)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    text = " ".join(text.replace("\xa0", " ").split())
    assert "Rückforderung eines Zuschusses" in text
    assert "Zu viel gezahlt sind 40,00 €" in text
    assert "Two of you stayed at home." in text


# Reminders ---------------------------------------------------------------------------------


def told(template: str = "proof") -> list[str]:
    return list(OutboxMail.objects.filter(template=template).order_by("pk").values_list("event"))


def test_who_owes_a_proof_is_reminded_before_and_now_and_then_after(office: Any) -> None:
    speaker = make.make_representative()
    row = make.make_granted(club=speaker.club, proof_due=make.DAY + dt.timedelta(days=56))
    due = row.proof_due
    for day, count in ((-15, 0), (-14, 1), (0, 1), (1, 2), (2, 2), (28, 3), (29, 3), (56, 4)):
        proofs.remind(due + dt.timedelta(days=day))
        proofs.remind(due + dt.timedelta(days=day))
        assert (day, len(told())) == (day, count)
    proofs.remind(due + dt.timedelta(days=28 * 6))
    assert len(told()) == 4
    mail = OutboxMail.objects.filter(template="proof").first()
    assert mail is not None
    assert (mail.recipient, "€" in mail.body) == (speaker.user.email, False)


def test_who_has_accounted_is_not_reminded(office: Any) -> None:
    accounted(make.make_granted(club=make.make_representative().club))
    assert proofs.remind(make.DAY + dt.timedelta(days=300)) == 0


# In the browser ----------------------------------------------------------------------------


def test_examined_closed_and_repaid_in_the_browser(line: Allotment, client: Client) -> None:
    row = accounted(paid(line), 10)
    officer, head = make.make_user("officer"), make.make_user("head")
    here = row.get_absolute_url()
    client.force_login(officer)
    assert "Proofs of use to be examined" in client.get("/due/").content.decode()
    page = client.get(here).content.decode()
    assert 'value="200.00"' in page
    wrong = client.post(f"{here}examine/", {"final": "300", "finding": ""}).content.decode()
    assert "more than was granted" in wrong
    client.post(f"{here}examine/", {"final": "200,00", "finding": ""})
    assert f'action="{here}close/"' not in client.get(here).content.decode()
    client.force_login(head)
    assert "Proofs of use to be closed" in client.get("/due/").content.decode()
    assert "more was paid than the club may keep" in client.get(here).content.decode()
    due = TODAY + dt.timedelta(days=20)
    client.post(f"{here}close/", {"due": due, "text": "Two stayed at home.", "seen": seen(row)})
    assert Reclaim.objects.get().due == due
    speaker = row.club.representatives.get().user
    client.force_login(speaker)
    assert "Please pay back" in client.get(row.portal_url()).content.decode()
    client.force_login(officer)
    client.post(f"{here}repaid/", {"day": TODAY, "amount": Reclaim.objects.get().amount})
    row.refresh_from_db()
    assert row.status == "closed"
    client.force_login(speaker)
    assert "Paid back" in client.get(row.portal_url()).content.decode()


def test_what_is_handed_in_anew_is_examined_anew(line: Allotment) -> None:
    row = accounted(paid(line, 100))
    proofs.examine(
        application=row, final=Decimal(240), finding="as seen", by=make.make_user("officer")
    )
    (account,) = (step for step in APPLICATION.transitions if step.name == "account")
    assert account.effect is not None
    account.effect(row, by=None, reason="")  # the list was missing; the club hands in once more
    row = Application.objects.get(pk=row.pk)
    with pytest.raises(Refused):
        proofs.close(
            application=row,
            due=TODAY + dt.timedelta(days=30),
            text="",
            seen=seen(row),
            by=make.make_user("head"),
        )
    assert (row.proof.examined, row.proof.final) == (None, None)


def test_the_bank_file_goes_out_until_the_bank_has_answered(
    line: Allotment, client: Client
) -> None:
    row = decided(line, Decimal(100))
    batch = released(row.payments.get())
    client.force_login(make.make_user("head"))
    address = reverse("payment_run_file", args=[batch.pk])
    assert client.post(address, {"kind": "csv"}).status_code == 200
    actions.book(batch=batch, day=TODAY, by=make.make_user())
    assert client.post(address, {"kind": "csv"}).status_code == 404


def test_what_was_examined_anew_meanwhile_is_not_closed_unseen(line: Allotment) -> None:
    row = accounted(decided(line, Decimal(240)), 12)
    officer, other, head = (make.make_user(role) for role in ("officer", "officer", "head"))
    proofs.examine(application=row, final=Decimal(240), finding="all of it", by=officer)
    looked_at = seen(row)
    proofs.examine(application=row, final=Decimal(100), finding="half of it", by=other)
    with override("en"), pytest.raises(Refused, match="examined anew"):
        proofs.close(application=row, due=None, text="", seen=looked_at, by=head)
    proofs.close(
        application=row, due=TODAY + dt.timedelta(days=9), text="", seen=seen(row), by=head
    )
