"""What is past its time: proposed by one, released by another; vouchers wait for closed years."""

import datetime as dt
import io
import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from delegations.models import Message, Traveller
from oia.core import erasures
from oia.core.models import Erasure
from oia.core.workflow import Refused
from oia.office.actions import retention as actions
from oia.office.actions import set_up_office
from oia.office.models import ClosedYear, Deletion, Office
from tests import factories as make

ADOPTED = dt.date(2015, 7, 1)
OVER = dt.date(2026, 1, 1)  # ten years from 1 January 2016
NAME = "Ada Fernandesowa"


def closed(year: int = 2014, adopted: dt.date = ADOPTED) -> ClosedYear:
    row = actions.enter_year(year=year, adopted=adopted, by=make.make_user("admin"))
    return actions.confirm_year(row=row, seen=adopted, by=make.make_user("head"))


def message(decided: dt.date) -> Message:
    moment = dt.datetime.combine(decided, dt.time(12), dt.UTC)
    return make.make_message(application=make.make_granted(decided=moment))


def old_traveller() -> Traveller:
    trip = make.make_trip(first_day=dt.date(2015, 5, 1), last_day=dt.date(2015, 5, 3))
    return make.make_traveller(trip=trip, name=NAME)


# The clock of vouchers ---------------------------------------------------------------------------


def due(day: dt.date) -> int:
    return actions.due_on(day).get("support", {}).get("delegations.message", 0)


@pytest.mark.parametrize(("later", "count"), [(-1, 0), (0, 1), (1, 1)])
def test_vouchers_are_over_ten_years_after_the_year_of_adoption(
    office: Any, later: int, count: int
) -> None:
    message(dt.date(2014, 12, 31))
    message(dt.date(2015, 1, 1))  # of a year that nobody has closed
    closed()
    assert due(OVER + dt.timedelta(days=later)) == count


def test_of_a_year_that_is_not_closed_by_two_nothing_is_over(office: Any) -> None:
    message(dt.date(2014, 6, 1))
    far = dt.date(2090, 1, 1)
    assert due(far) == 0
    actions.enter_year(year=2014, adopted=ADOPTED, by=make.make_user("admin"))
    assert due(far) == 0


def test_later_adoption_and_longer_keeping_move_the_clock(office: Any) -> None:
    message(dt.date(2014, 6, 1))
    closed(adopted=dt.date(2016, 1, 1))
    assert (due(OVER), due(dt.date(2027, 1, 1))) == (0, 1)
    Office.objects.update(voucher_years=12)
    assert (due(dt.date(2028, 12, 31)), due(dt.date(2029, 1, 1))) == (0, 1)


def test_one_person_does_not_close_a_year_alone(office: Any) -> None:
    admin, head = make.make_user("admin"), make.make_user("head")
    row = actions.enter_year(year=2014, adopted=ADOPTED, by=admin)
    with pytest.raises(PermissionDenied):
        actions.confirm_year(row=row, seen=ADOPTED, by=admin)
    with pytest.raises(DatabaseError), transaction.atomic():
        ClosedYear.objects.update(confirmed=timezone.now(), confirmed_by=admin)
    with pytest.raises(Refused):
        actions.confirm_year(row=row, seen=dt.date(2015, 8, 1), by=head)
    actions.confirm_year(row=row, seen=ADOPTED, by=head)
    with pytest.raises(DatabaseError), transaction.atomic():
        ClosedYear.objects.update(adopted=dt.date(2001, 1, 1))
    with pytest.raises(Refused):
        actions.enter_year(year=2014, adopted=dt.date(2015, 8, 1), by=admin)


@pytest.mark.parametrize("adopted", [dt.date(2014, 12, 31), dt.date(2100, 1, 1)])
def test_accounts_are_adopted_after_their_year_and_not_ahead(office: Any, adopted: dt.date) -> None:
    with pytest.raises(Refused):
        actions.enter_year(year=2014, adopted=adopted, by=make.make_user("admin"))


# Two people --------------------------------------------------------------------------------------


def test_nothing_is_deleted_before_a_second_person_releases_it(committed: None) -> None:
    set_up_office(city="Musterhausen", country="DE")
    traveller = old_traveller()
    today = timezone.localdate()
    admin, head = make.make_user("admin"), make.make_user("head")
    row = actions.propose(day=today, by=admin)
    assert row is not None
    assert NAME not in json.dumps(row.found)
    assert actions.delete_released() == 0
    with pytest.raises(PermissionDenied):
        actions.release(row=row, by=admin)
    with pytest.raises(DatabaseError), transaction.atomic():
        Deletion.objects.update(state="released", released=timezone.now(), released_by=admin)
    assert Traveller.objects.filter(pk=traveller.pk).exists()
    actions.release(row=row, by=head)
    assert actions.delete_released() == 1
    done = Deletion.objects.get()
    assert (done.state, done.done) == ("done", {"delegations.traveller": 1})
    assert not Traveller.objects.exists()
    assert Erasure.objects.get(table="delegations_traveller").key == str(traveller.pk)
    assert actions.delete_released() == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        Deletion.objects.update(done={})


def test_a_restored_backup_loses_it_again(committed: None, settings: Any, tmp_path: Any) -> None:
    settings.BACKUP_DIR = str(tmp_path)
    set_up_office(city="Musterhausen", country="DE")
    traveller = old_traveller()
    row = actions.propose(day=timezone.localdate())
    assert row is not None
    actions.release(row=row, by=make.make_user("head"))
    actions.delete_released()
    ledger = tmp_path / erasures.LEDGER
    assert NAME not in ledger.read_text()
    traveller.save(force_insert=True)  # as an older backup brings it back
    erasures.replay(ledger, "owner")
    assert not Traveller.objects.exists()


def test_on_the_machine_only_goes_what_two_people_released(committed: None) -> None:
    """A shell is no second person."""
    set_up_office(city="Musterhausen", country="DE")
    traveller = old_traveller()

    def apply() -> str:
        out = io.StringIO()
        call_command("retention", "--apply", stdout=out)
        return out.getvalue()

    assert apply() == "Nothing was released.\n"
    row = actions.propose(day=timezone.localdate(), by=make.make_user("admin"))
    assert row is not None
    assert "waits for a second person" in apply()
    assert Traveller.objects.filter(pk=traveller.pk).exists()
    actions.release(row=row, by=make.make_user("head"))
    said = apply()
    assert "delegations.traveller: 1 deleted" in said
    assert NAME not in said
    assert not Traveller.objects.exists()
    assert apply() == "Nothing was released.\n"


def test_only_the_newest_proposal_waits(office: Any) -> None:
    old_traveller()
    days = (timezone.localdate(), timezone.localdate() + dt.timedelta(days=1))
    for day in days:
        actions.propose(day=day)
    assert [(row.day, row.state) for row in Deletion.objects.order_by("pk")] == [
        (days[0], "refused"), (days[1], "proposed"),
    ]  # fmt: skip


# The page ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "status", "writes", "releases"),
    [("admin", 200, True, False), ("head", 200, False, True), ("auditor", 200, False, False),
     ("officer", 403, False, False)],
)  # fmt: skip
def test_the_page_shows_numbers_to_who_may(
    office: Any, client: Client, role: str, status: int, writes: bool, releases: bool
) -> None:
    old_traveller()
    actions.propose(day=timezone.localdate())
    client.force_login(make.make_user(role))
    answer = client.get(reverse("retention"))
    assert answer.status_code == status
    page = answer.content.decode()
    assert NAME not in page
    assert (reverse("deletion_propose_save") in page, "/release/" in page) == (writes, releases)


def test_a_year_is_closed_and_confirmed_on_the_page(office: Any, client: Client) -> None:
    client.force_login(make.make_user("admin"))
    client.post(reverse("year_enter_save"), {"year": "2014", "adopted": "1.7.2015"})
    row = ClosedYear.objects.get()
    client.force_login(make.make_user("head"))
    confirm = reverse("year_confirm_save", args=[row.pk])
    client.post(confirm, {"adopted": "2015-07-02"})
    assert ClosedYear.objects.filter(confirmed=None).exists()
    client.post(confirm, {"adopted": "2015-07-01"})
    assert ClosedYear.objects.exclude(confirmed=None).exists()


def test_without_the_guard_of_closed_years_vouchers_go_too_early(
    office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: a clock that starts with the year of the decision."""
    message(dt.date(2014, 6, 1))
    closed(adopted=dt.date(2016, 1, 1))
    assert due(OVER) == 0
    monkeypatch.setattr(ClosedYear, "over_from", property(lambda row: dt.date(row.year + 11, 1, 1)))
    assert due(OVER) == 1
