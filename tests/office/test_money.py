"""Money is promised once: the ceiling holds, whoever writes and however many at once."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils.translation import override

from oia.core.workflow import Refused
from oia.office.actions import money
from oia.office.choices import CommitmentStatus, EntryKind
from oia.office.models import Allotment, BudgetEntry, Commitment
from tests import factories as make
from tests.races import at_once

HUNDRED = Decimal(100)


@pytest.fixture
def head(office: Any) -> Any:
    return make.make_user("head")


def line(planned: Any = HUNDRED, **kw: Any) -> Allotment:
    return make.make_allotment(planned=planned, currency="EUR", **kw)


def now(row: Allotment) -> Allotment:
    return Allotment.objects.with_left().get(pk=row.pk)


def promise(row: Allotment, amount: Any, by: Any) -> Commitment:
    return money.commit(allotment=row, amount=Decimal(amount), text="Reception", by=by)


def test_what_is_promised_is_kept_below_the_ceiling(head: Any) -> None:
    row = line()
    promise(row, 60, head)
    with override("en"), pytest.raises(Refused, match=r"Only .?40.* of .?100.* are left"):
        promise(row, "40.01", head)
    promise(row, 40, head)
    assert (now(row).committed, now(row).left) == (HUNDRED, 0)


def test_the_database_keeps_the_rule_without_us(head: Any) -> None:
    row = line()
    promise(row, 60, head)
    with pytest.raises(IntegrityError, match="allotment_never_overcommitted"), transaction.atomic():
        Commitment.objects.create(allotment=row, amount=Decimal(41), text="behind our back")
    with pytest.raises(IntegrityError, match="allotment_never_overcommitted"), transaction.atomic():
        Allotment.objects.filter(pk=row.pk).update(planned=59)


def test_a_plan_is_not_lowered_below_what_is_promised(head: Any) -> None:
    row = line()
    promise(row, 60, head)
    row = now(row)
    row.planned = Decimal(59)
    with override("en"), pytest.raises(ValidationError, match=r"60.* are committed already"):
        row.full_clean()


def test_what_is_given_back_is_free_and_what_is_paid_for_less_frees_the_rest(head: Any) -> None:
    row = line()
    one, two = promise(row, 60, head), promise(row, 40, head)
    money.give_back(commitment=one, why="Called off", by=head)
    money.settle(commitment=two, amount=Decimal(25), by=head)
    assert (now(row).committed, now(row).open, now(row).left) == (25, 0, 75)
    for verb in (
        lambda: money.give_back(commitment=two, why="again", by=head),
        lambda: money.settle(commitment=one, amount=Decimal(1), by=head),
    ):
        with override("en"), pytest.raises(Refused, match="settled already"):
            verb()


def test_more_than_was_promised_is_not_paid(head: Any) -> None:
    one = promise(line(), 60, head)
    with override("en"), pytest.raises(Refused, match="More than was promised"):
        money.settle(commitment=one, amount=Decimal("60.01"), by=head)


def test_the_head_raises_the_ceiling_by_an_entry_with_a_reason(head: Any) -> None:
    row = line()
    money.raise_ceiling(allotment=row, amount=Decimal(50), reason="Anniversary", by=head)
    promise(row, 150, head)
    with override("en"), pytest.raises(Refused, match="are left"):
        money.raise_ceiling(allotment=row, amount=Decimal(-1), reason="Back", by=head)
    entry = row.entries.get()
    assert (entry.kind, entry.amount, entry.text, entry.by) == (
        EntryKind.RAISED, 50, "Anniversary", head,
    )  # fmt: skip


@pytest.mark.parametrize("deed", ["update", "delete"])
def test_an_entry_stays_as_it_was_written(head: Any, deed: str) -> None:
    money.raise_ceiling(allotment=line(), amount=Decimal(50), reason="Anniversary", by=head)
    rows = BudgetEntry.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(amount=500) if deed == "update" else rows.delete()


def test_money_moves_within_a_year_and_currency_and_only_what_is_free(head: Any) -> None:
    here, there = line(), line(Decimal(10))
    promise(here, 70, head)
    money.move(source=here, target=there, amount=Decimal(30), reason="Guests", by=head)
    assert (now(here).ceiling, now(there).ceiling) == (70, 40)
    assert len({entry.pair for entry in BudgetEntry.objects.all()}) == 1
    for target, said in (
        (there, "are left"),
        (here, "another line"),
        (line(year=here.year + 1), "within one year"),
    ):
        with override("en"), pytest.raises(Refused, match=said):
            money.move(source=here, target=target, amount=Decimal(1), reason="x", by=head)


def test_what_is_left_goes_to_the_next_year_and_is_promised_in_one_only(head: Any) -> None:
    old = line(group="Guests")
    money.carry_over(rows=[(old, Decimal(30))], by=head)
    new = Allotment.objects.with_left().get(line=old.line, year=old.year + 1)
    assert (now(old).ceiling, new.ceiling, new.group) == (70, 30, "Guests")


def test_lines_that_merged_carry_over_into_the_line_they_went_on_in(head: Any) -> None:
    whole = make.make_line("Partner cities and projects")
    parts = [line(group="Projects"), line()]
    for part in parts:
        part.line.goes_on_in, part.line.last_year = whole, part.year
        part.line.full_clean()
        part.line.save()
    money.carry_over(rows=[(part, Decimal(30)) for part in parts], by=head)
    new = Allotment.objects.with_left().get(line=whole)
    assert (new.year, new.ceiling) == (parts[0].year + 1, 60)
    assert not Allotment.objects.filter(line=parts[0].line, year=new.year).exists()


def test_a_line_goes_on_as_itself_until_its_last_year(head: Any) -> None:
    whole, part = make.make_line(), make.make_line()
    part.goes_on_in, part.last_year = whole, 2030
    assert (part.line_in(2030), part.line_in(2031)) == (part, whole)


def test_lines_never_go_round_in_a_circle(head: Any) -> None:
    one, two = make.make_line(), make.make_line()
    one.goes_on_in, one.last_year = two, 2030
    one.save()
    two.goes_on_in, two.last_year = one, 2030
    with pytest.raises(ValidationError):
        two.full_clean()
    with pytest.raises(IntegrityError, match="goes_on_elsewhere"), transaction.atomic():
        one.goes_on_in = one
        one.save()


def test_a_merged_line_shows_the_years_of_what_went_on_in_it(head: Any, client: Client) -> None:
    whole, part = make.make_line("Whole"), line()
    part.line.goes_on_in, part.line.last_year = whole, part.year
    part.line.save()
    make.make_line("Half", came_from=whole)
    client.force_login(head)
    page = client.get(f"/settings/lines/{whole.pk}/").content.decode()
    assert part.line.name in page
    assert "Half" in page


def test_left_counts_postings_of_the_fiscal_year_in_the_currency_of_the_line(head: Any) -> None:
    from oia.office.models import Office

    Office.objects.update(fiscal_start_month=4)
    row = line(year=2025)
    for day, amount, currency in (
        ("2025-03-31", 1, "EUR"),
        ("2025-04-01", 10, "EUR"),
        ("2026-03-31", 20, "EUR"),
        ("2026-04-01", 2, "EUR"),
        ("2025-06-01", 4, "GBP"),
    ):
        make.make_spending(line=row.line, day=day, amount=amount, currency=currency)
    promise(row, 40, head)
    assert (now(row).spent, now(row).open, now(row).left) == (30, 40, 30)


def test_of_many_promises_at_once_none_goes_beyond(committed: None) -> None:
    row = make.make_allotment(planned=HUNDRED, currency="EUR")
    head = make.make_user("head")
    found = at_once(lambda: promise(row, 30, head), 8)
    assert sum(error is None for error in found) == 3
    assert now(row).committed == 90


def test_what_is_carried_over_keeps_its_currency(head: Any) -> None:
    old = line(year=2025)
    new = make.make_allotment(line=old.line, year=2026, planned=0, currency="GBP")
    with override("en"), pytest.raises(Refused, match="one currency"):
        money.carry_over(rows=[(old, Decimal(30))], by=head)
    assert (now(old).ceiling, now(new).ceiling) == (HUNDRED, 0)


def test_paying_a_promise_does_not_make_more_left_before_its_posting_comes(head: Any) -> None:
    row = line()
    one = promise(row, 60, head)
    before = now(row).left
    money.settle(commitment=one, amount=Decimal(60), by=head)
    between = now(row).left
    make.make_spending(line=row.line, day=dt.date(2025, 5, 1), amount=60, currency="EUR")
    assert (before, between, now(row).left) == (40, 40, 40)


def test_what_is_spent_without_a_promise_is_not_promised(head: Any) -> None:
    row = line()
    make.make_spending(line=row.line, day=dt.date(2025, 5, 1), amount=70, currency="EUR")
    with override("en"), pytest.raises(Refused, match=r"Only .?30"):
        promise(row, 31, head)
    with override("en"), pytest.raises(Refused, match=r"Only .?30"):
        money.move(source=row, target=line(), amount=Decimal(31), reason="x", by=head)


@pytest.mark.parametrize("change", [{"currency": "GBP"}, {"year": 2030}])
def test_a_line_on_which_money_is_promised_stays_what_it_is(
    head: Any, change: dict[str, Any]
) -> None:
    row = line()
    promise(row, 60, head)
    with pytest.raises(IntegrityError, match="stays what it is"), transaction.atomic():
        Allotment.objects.filter(pk=row.pk).update(**change)
    for name, value in change.items():
        setattr(row, name, value)
    with override("en"), pytest.raises(ValidationError, match="its line, year and currency stay"):
        row.full_clean()
    free = line()
    Allotment.objects.filter(pk=free.pk).update(**change)


# Pages ------------------------------------------------------------------------------------


def entered(role: str) -> Client:
    client = Client()
    client.force_login(make.make_user(role))
    return client


def test_the_pages_say_what_is_left_and_keep_what_was_typed(office: Any) -> None:
    row, client = line(), entered("head")
    page = f"/budget/{row.pk}/commit/"
    refused = client.post(page, {"amount": "100,01", "text": "Empfang <b>"})
    html = refused.content.decode()
    assert ("are left" in html or "sind" in html, "Empfang &lt;b&gt;" in html) == (True, True)
    assert client.post(page, {"amount": "-1", "text": "x"}).status_code == 200
    assert client.post(page, {"amount": "31.02", "text": "Reception"}).status_code == 302
    assert now(row).committed == Decimal("31.02")


@pytest.mark.parametrize("verb", ["commit", "raise", "move"])
def test_only_the_head_moves_money(office: Any, verb: str) -> None:
    row = line()
    found = {
        role: entered(role).get(f"/budget/{row.pk}/{verb}/").status_code
        for role in ("head", "officer", "auditor", "liaison")
    }
    assert found == {"head": 200, "officer": 403, "auditor": 403, "liaison": 403}


def test_a_promise_is_read_by_who_reads_money_and_settled_by_who_writes_it(office: Any) -> None:
    one = promise(line(), 60, make.make_user("head"))
    page = f"/budget/commitments/{one.pk}/"
    assert entered("officer").get(page).status_code == 200
    assert entered("officer").post(page, {"amount": "1"}).status_code == 403
    assert entered("council").get(page).status_code == 403
    assert entered("head").post(page, {"amount": "55"}).status_code == 302
    one.refresh_from_db()
    assert (one.status, one.amount) == (CommitmentStatus.PAID, 55)
    other = promise(line(), 60, make.make_user("head"))
    assert entered("head").post(f"/budget/commitments/{other.pk}/back/").status_code == 302
    other.refresh_from_db()
    assert other.status == CommitmentStatus.RELEASED


def test_a_year_is_closed_by_ticking_what_goes_on(office: Any) -> None:
    kept, left = line(year=2025), line(year=2025)
    client = entered("head")
    assert client.get("/budget/close/?year=2025").content.decode().count('name="row"') == 2
    client.post("/budget/close/?year=2025", {"row": [str(kept.pk)]})
    assert list(Allotment.objects.filter(year=2026).values_list("line", "raised")) == [
        (kept.line_id, HUNDRED)
    ]
    assert now(left).ceiling == HUNDRED


def test_the_sums_of_the_list_are_those_of_its_rows(office: Any) -> None:
    row = line(year=2025)
    line(Decimal(50), year=2025)
    promise(row, 60, make.make_user("head"))
    make.make_spending(line=row.line, day=dt.date(2025, 5, 1), amount=20, currency="EUR")
    html = entered("head").get("/budget/?year=2025").content.decode()
    sums = html[html.index("desk-sums") : html.index("</table>")]
    cell = r"""(?:row" class="kern-table__header|numeric)">(?:<strong>)?([^<]+)"""
    cells = re.findall(cell, sums)
    assert cells[-6:] == [
        "2025", "€150.00", "€150.00", "€60.00", "€20.00", "€70.00",
    ]  # fmt: skip


def test_a_sum_that_is_not_that_of_its_rows_is_found_in_a_backup(head: Any) -> None:
    from oia.core.invariants import Broken
    from oia.office.proof import budgets_add_up

    row = line()
    promise(row, 60, head)
    money.raise_ceiling(allotment=row, amount=Decimal(5), reason="more", by=head)
    nowhere: Any = None
    assert budgets_add_up("default", nowhere) == "1 budget lines add up"
    Allotment.objects.filter(pk=row.pk).update(committed=59)
    with pytest.raises(Broken, match="are not those of its rows"):
        budgets_add_up("default", nowhere)


@pytest.mark.parametrize("year", ["0000", "0001", "9998", "9999", "next", "١٢٣٤"])
def test_the_page_of_the_year_answers_any_year(office: Any, year: str) -> None:
    line()
    assert entered("head").get(f"/budget/close/?year={year}").status_code == 200
