"""What is granted is promised on the scheme's line, and never beyond it."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from delegations.applications import actions
from delegations.models import Application
from delegations.payments import proofs
from oia.core.workflow import Refused
from oia.office.models import Allotment, Commitment
from tests import factories as make
from tests.delegations.payments.scene import seen


@pytest.fixture
def scheme(office: Any) -> Any:
    found = make.make_open_scheme()
    found.line = make.make_line("Support of clubs")
    found.save()
    return found


def recommended(scheme: Any) -> Application:
    return make.make_application(
        scheme=scheme, status="recommended", proposal="grant", proposed=Decimal(80),
        recommended_by=make.make_user("officer"), recommendation="good",
    )  # fmt: skip


def grant(row: Application, amount: Any) -> Application:
    return actions.decide(
        application=row, granted=Decimal(amount), reasons=[], text="too late", conditions="",
        by=make.make_user("head"),
    )  # fmt: skip


def test_a_grant_is_promised_on_the_line_of_the_year_of_the_journey(scheme: Any) -> None:
    row = recommended(scheme)
    make.make_allotment(line=scheme.line, year=row.first_day.year - 1)
    here = make.make_allotment(line=scheme.line, year=row.first_day.year, planned=100)
    grant(row, 80)
    (promise,) = Commitment.objects.all()
    assert (promise.allotment, promise.amount, promise.record_id) == (here, 80, row.pk)
    assert Allotment.objects.get(pk=here.pk).committed == 80


def test_a_grant_beyond_the_line_is_refused_and_nothing_is_decided(scheme: Any) -> None:
    row = recommended(scheme)
    make.make_allotment(line=scheme.line, year=row.first_day.year, planned=79)
    with override("en"), pytest.raises(Refused, match=r"Only .?79"):
        grant(row, 80)
    row.refresh_from_db()
    assert (row.status, row.decided, Commitment.objects.count()) == ("recommended", None, 0)


def test_without_a_budget_for_the_year_nothing_is_granted(scheme: Any) -> None:
    row = recommended(scheme)
    with override("en"), pytest.raises(Refused, match="has no budget for"):
        grant(row, 80)


def test_a_refusal_promises_nothing(scheme: Any) -> None:
    grant(recommended(scheme), 0)
    assert not Commitment.objects.exists()


def test_a_scheme_without_a_line_says_so_and_still_grants(office: Any, client: Any) -> None:
    scheme = make.make_open_scheme()
    client.force_login(make.make_user("head"))
    assert "No budget line" in client.get(scheme.get_absolute_url()).content.decode()
    grant(recommended(scheme), 80)
    assert not Commitment.objects.exists()
    line = make.make_line()
    data = {"name_de": "A", "name_en": "B", "code": scheme.code, "line": line.pk}
    data |= {"advance_percent": 50, "proof_weeks": 6}
    assert client.post(f"{scheme.get_absolute_url()}edit/", data).status_code == 302
    scheme.refresh_from_db()
    assert scheme.line == line


def test_only_the_decision_itself_lets_go_of_its_promise(scheme: Any, client: Any) -> None:
    """Given back or shrunk by hand, the same money could be granted a second time."""
    row = recommended(scheme)
    make.make_allotment(line=scheme.line, year=row.first_day.year, planned=80)
    grant(row, 80)
    promise = Commitment.objects.get()
    client.force_login(make.make_user("head"))
    page = f"/budget/commitments/{promise.pk}/"
    assert "A decision holds this promise" in client.get(page).content.decode()
    client.post(f"{page}back/")
    client.post(page, {"amount": "10"})
    promise.refresh_from_db()
    assert (promise.status, promise.amount) == ("open", 80)
    with override("en"), pytest.raises(Refused, match=r"Only .?0"):
        grant(recommended(scheme), 80)


def test_with_the_account_closed_the_promise_stays_until_it_is_paid(scheme: Any) -> None:
    row = recommended(scheme)
    make.make_allotment(line=scheme.line, year=row.first_day.year, planned=80)
    row = grant(row, 80)
    row.status = "proof"
    row.save()
    make.make_proof(application=row)
    proofs.examine(
        application=row, final=Decimal(80), finding="all of it", by=make.make_user("officer")
    )
    proofs.close(application=row, due=None, text="", seen=seen(row), by=make.make_user("head"))
    promise = Commitment.objects.get()
    assert (promise.status, promise.amount) == ("open", 80)
    assert [(p.kind, p.amount, p.status) for p in row.payments.all()] == [("final", 80, "planned")]


def test_a_line_in_another_currency_takes_no_grants(scheme: Any) -> None:
    row = recommended(scheme)
    make.make_allotment(line=scheme.line, year=row.first_day.year, planned=80, currency="GBP")
    with override("en"), pytest.raises(Refused, match="is kept in GBP"):
        grant(row, 80)
