"""A round is decided at once, within the money of the line and what is kept for return visits."""

import dataclasses
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from delegations.applications import actions, rounds
from delegations.applications.rounds import Chosen
from delegations.models import Application
from oia.core.models import Job
from oia.core.workflow import Refused
from oia.office.models import Allotment, Commitment
from tests import factories as make

PAGE = "/delegations/applications/round/"
KEPT = make.RULES | {"reserve": "1/4"}


def scheme_with(planned: int, rules: Any = make.RULES) -> Any:
    found = make.make_open_scheme(rules=rules)
    found.line = make.make_line("Support of clubs")
    found.save()
    make.make_allotment(line=found.line, year=make.DAY.year, planned=planned)
    return found


def recommended(scheme: Any, amount: int = 240, **kw: Any) -> Application:
    kw.setdefault("recommended_by", make.make_user("officer"))
    return make.make_application(
        scheme=scheme, status="recommended", proposal="grant", proposed=Decimal(amount),
        recommendation="good", **kw,
    )  # fmt: skip


def chosen(*rows: Application, granted: int = 240) -> list[Chosen]:
    return [Chosen(row.pk, row.version, Decimal(granted)) for row in rows]


def states(scheme: Any) -> list[str]:
    return list(Application.objects.filter(scheme=scheme).order_by("pk").values_list(
        "status", flat=True))  # fmt: skip


def test_all_of_a_round_is_decided_and_each_gets_its_letter(office: Any) -> None:
    scheme = scheme_with(1000)
    rows = [recommended(scheme) for _ in range(3)]
    rounds.decide_round(chosen=chosen(*rows), by=make.make_user("head"))
    assert states(scheme) == ["granted"] * 3
    assert Allotment.objects.get().committed == 720
    assert Job.objects.filter(task="support_letter").count() == 3


def test_one_that_does_not_fit_leaves_all_undecided_and_is_named(office: Any) -> None:
    scheme = scheme_with(500)
    rows = [recommended(scheme) for _ in range(3)]
    with pytest.raises(Refused, match=rf"^\['{rows[2].title}: Only .?20"):
        rounds.decide_round(chosen=chosen(*rows), by=make.make_user("head"))
    assert (states(scheme), Commitment.objects.count()) == (["recommended"] * 3, 0)


def test_who_recommended_one_of_them_decides_none(office: Any) -> None:
    scheme, head = scheme_with(1000), make.make_user("head")
    rows = [recommended(scheme), recommended(scheme, recommended_by=head)]
    with pytest.raises(Refused, match=f"{rows[1].title}: You recommended it yourself"):
        rounds.decide_round(chosen=chosen(*rows), by=head)
    assert states(scheme) == ["recommended"] * 2


def test_what_changed_since_it_was_seen_is_not_decided(office: Any) -> None:
    scheme = scheme_with(1000)
    row = recommended(scheme)
    seen = chosen(row)
    row.save()
    with pytest.raises(Refused, match="changed it meanwhile"):
        rounds.decide_round(chosen=seen, by=make.make_user("head"))


def test_less_than_calculated_needs_a_reason(office: Any) -> None:
    row = recommended(scheme_with(1000))
    (less,) = chosen(row, granted=100)
    with pytest.raises(Refused, match="choose at least one reason"):
        rounds.decide_round(chosen=[less], by=make.make_user("head"))
    less = dataclasses.replace(less, reasons=("budget",))
    (row,) = rounds.decide_round(chosen=[less], by=make.make_user("head"))
    assert (row.status, row.granted, row.reasons) == ("granted", 100, ["budget"])


def test_officers_decide_no_round(office: Any) -> None:
    scheme = scheme_with(1000)
    with pytest.raises(PermissionDenied):
        rounds.decide_round(chosen=chosen(recommended(scheme)), by=make.make_user("readonly"))


# Kept for return visits --------------------------------------------------------------------


def decide(row: Application, granted: int) -> Application:
    return actions.decide(
        application=row, granted=Decimal(granted), reasons=["budget"], text="", conditions="",
        by=make.make_user("head"),
    )  # fmt: skip


def visit(scheme: Any, **kw: Any) -> Application:
    facts = {"direction": "incoming", "partner": "Lyon", "people": 12, "answers": {}}
    return recommended(scheme, facts=facts, **kw)


def test_journeys_out_leave_the_share_of_return_visits_alone(office: Any) -> None:
    """1,000 € with 1/4 kept: 750 € for journeys out, to the cent."""
    scheme = scheme_with(1000, KEPT)
    with pytest.raises(Refused, match=r"250.* are kept for return visits: .?750.* remain"):
        actions.decide(
            application=recommended(scheme), granted=Decimal("750.01"), reasons=[], text="",
            conditions="", by=make.make_user("head"),
        )  # fmt: skip
    decide(recommended(scheme), 750)
    with pytest.raises(Refused, match="are kept for return visits"):
        decide(recommended(scheme), 1)


def test_return_visits_may_use_all_that_is_left(office: Any) -> None:
    scheme = scheme_with(1000, KEPT)
    decide(recommended(scheme), 750)
    decide(visit(scheme), 250)
    assert Allotment.objects.get().committed == 1000


def test_what_return_visits_were_granted_is_kept_no_longer(office: Any) -> None:
    """200 € of the 250 € went to a visit: 50 € stay kept, 750 € are free for journeys out."""
    scheme = scheme_with(1000, KEPT)
    decide(visit(scheme), 200)
    with pytest.raises(Refused, match="are kept for return visits"):
        decide(recommended(scheme), 751)
    decide(recommended(scheme), 750)


# Sharing -----------------------------------------------------------------------------------


def test_everybody_eighty_percent_to_the_cent_below() -> None:
    assert rounds.at_percent([10_000, 3_333, 1], 80) == [8_000, 2_666, 0]


@given(st.lists(st.integers(0, 10**9), max_size=30), st.integers(-5, 10**10))
def test_what_is_shared_never_passes_the_money(amounts: list[int], money: int) -> None:
    found = rounds.fitting(amounts, money)
    assert sum(found) <= max(money, 0)
    assert all(0 <= part <= whole for part, whole in zip(found, amounts, strict=True))
    if sum(amounts) <= max(money, 0):
        assert found == amounts
    else:
        assert max(money, 0) - sum(found) < max(len(amounts), 1)  # less than a cent each


# The page ----------------------------------------------------------------------------------


def fields(row: Application, amount: str, **more: str) -> dict[str, str]:
    given = {"take": "on", "amount": amount, "seen": str(row.version)} | more
    return {f"r{row.pk}-{name}": value for name, value in given.items()}


def test_the_page_reckons_shares_and_decides(office: Any, client: Any) -> None:
    scheme = scheme_with(400)
    rows = [recommended(scheme, rank=2), recommended(scheme, rank=1)]
    client.force_login(make.make_user("head"))
    page = client.get(PAGE).content.decode()
    assert page.index(rows[1].title) < page.index(rows[0].title)
    both = fields(rows[0], "240,00") | fields(rows[1], "240,00")
    reckoned = client.post(PAGE, both | {"do": "reckon"}).content.decode()
    assert "2 applications ticked: <strong>€480.00" in reckoned.replace("\xa0", "")
    assert "€80.00 too much" in reckoned.replace("\xa0", "")
    shared = client.post(PAGE, both | {"do": "quota", "percent": ""}).content.decode()
    assert shared.count('value="200,00"') == 2
    eighty = client.post(PAGE, both | {"do": "quota", "percent": "80"}).content.decode()
    assert eighty.count('value="192,00"') == 2
    assert states(scheme) == ["recommended"] * 2
    refused = client.post(PAGE, both | {"do": "decide"}).content.decode()
    assert f"{rows[0].title}: Only" in refused  # the last by rank
    both = fields(rows[0], "192,00", reason="budget") | fields(rows[1], "192,00", reason="budget")
    assert client.post(PAGE, both | {"do": "decide"}).status_code == 302
    assert states(scheme) == ["granted"] * 2


def test_the_page_locks_what_one_recommended_oneself(office: Any, client: Any) -> None:
    head = make.make_user("head")
    row = recommended(scheme_with(400), recommended_by=head)
    client.force_login(head)
    page = client.get(PAGE).content.decode()
    assert "You recommended it yourself" in page
    assert f'name="r{row.pk}-take"' not in page
    answer = client.post(PAGE, fields(row, "240,00") | {"do": "decide"}).content.decode()
    assert "Somebody else has decided some of it" in answer


def test_the_page_says_what_is_wrong_with_a_row(office: Any, client: Any) -> None:
    row = recommended(scheme_with(400))
    client.force_login(make.make_user("head"))
    less = client.post(PAGE, fields(row, "1") | {"do": "decide"}).content.decode()
    assert "Less than calculated: choose a reason." in less
    odd = client.post(PAGE, fields(row, "zehn") | {"do": "decide"}).content.decode()
    assert "Enter an amount in euros" in odd


def test_the_page_of_a_round_asks_as_often_for_many_as_for_few(office: Any, client: Client) -> None:
    scheme = scheme_with(100_000, KEPT)
    head = make.make_user("head")
    client.force_login(head)
    recommended(scheme)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    for _number in range(5):
        recommended(scheme)
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)
    assert len(many) == len(few)


def test_a_round_with_nothing_to_decide_opens_without_an_error(office: Any, client: Client) -> None:
    client.force_login(make.make_user("head"))
    page = client.get(PAGE).content.decode()
    assert "Nothing waits to be decided" in page
    assert "kern-error" not in page


def test_only_what_the_money_cuts_is_said_to_be_cut_by_the_money(
    office: Any, client: Client
) -> None:
    """A recommendation below what is calculated, or a share somebody chose, has other reasons."""
    scheme = scheme_with(1000)
    rows = [recommended(scheme, amount=100), recommended(scheme)]
    client.force_login(make.make_user("head"))
    chosen_budget = '<option value="budget" selected>'
    assert chosen_budget not in client.get(PAGE).content.decode()
    ticked = {f"r{row.pk}-take": "on" for row in rows} | {f"r{row.pk}-seen": 0 for row in rows}
    assert chosen_budget not in client.post(PAGE, ticked | {"do": "quota"}).content.decode()
    half = client.post(PAGE, ticked | {"do": "quota", "percent": 50})
    assert chosen_budget not in half.content.decode()
    # What is ticked counts, though its reason is still to be chosen.
    assert (half.context["count"], half.context["total"]) == (2, "€170.00")
    assert [purse["ticked"] for purse in half.context["purses"]] == ["€170.00"]
    for_all = ticked | {"do": "quota", "percent": 50, "reason": "other_money"}
    chosen = '<option value="other_money" selected>'
    assert client.post(PAGE, for_all).content.decode().count(chosen) == 3
    Allotment.objects.update(planned=170)
    assert client.post(PAGE, ticked | {"do": "quota"}).content.decode().count(chosen_budget) == 2
