"""The due list: whose it is, what repeats, who sees it, and that one click does it once."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from oia.core.audit import history_of
from oia.office import due
from oia.office.actions.followups import finish, reopen
from oia.office.models import FollowUp
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 3, 10)  # a Wednesday


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(dt.datetime(2027, 3, 10, 9, tzinfo=dt.UTC), tick=False):
        yield


def titles(groups: list[due.Group]) -> dict[str, list[str]]:
    return {group.key: [row.title for row in group.rows] for group in groups}


@pytest.mark.parametrize(
    ("repeat", "was", "following"),
    [
        ("weekly", dt.date(2027, 3, 10), dt.date(2027, 3, 17)),
        ("weekly", dt.date(2027, 2, 3), dt.date(2027, 3, 17)),  # five weeks late
        ("weekly", dt.date(2027, 3, 25), dt.date(2027, 4, 1)),  # done before its day
        ("monthly", dt.date(2027, 3, 31), dt.date(2027, 4, 30)),
        ("quarterly", dt.date(2027, 1, 15), dt.date(2027, 4, 15)),
        ("yearly", dt.date(2024, 2, 29), dt.date(2028, 2, 29)),
        ("never", dt.date(2027, 3, 10), None),
    ],
)
def test_the_next_one_lies_ahead(repeat: str, was: dt.date, following: Any) -> None:
    row = make.make_follow_up(repeat=repeat, due=was)
    made = finish(follow_up=row, by=row.owner)
    assert (made.due if made else None) == following


def test_a_short_month_does_not_shorten_the_series() -> None:
    row = make.make_follow_up(repeat="monthly", due=dt.date(2027, 3, 31))
    april = finish(follow_up=row, by=row.owner)
    assert april is not None
    may = finish(follow_up=april, by=row.owner)
    assert may is not None
    assert (april.due, may.due) == (dt.date(2027, 4, 30), dt.date(2027, 5, 31))


def test_done_twice_is_done_once_and_signed() -> None:
    row, other = make.make_follow_up(repeat="weekly"), make.make_user("officer")
    finish(follow_up=row, by=row.owner)
    assert finish(follow_up=row, by=other) is None
    row.refresh_from_db()
    assert (row.done_by, FollowUp.objects.count()) == (row.owner, 2)


def test_undo_takes_the_repetition_away_unless_it_is_done_itself() -> None:
    row = make.make_follow_up(repeat="weekly")
    finish(follow_up=row, by=row.owner)
    reopen(follow_up=row, by=row.owner)
    assert list(FollowUp.objects.values_list("pk", "done")) == [(row.pk, None)]
    following = finish(follow_up=row, by=row.owner)
    assert following is not None
    finish(follow_up=following, by=row.owner)
    reopen(follow_up=row, by=row.owner)
    assert finish(follow_up=row, by=row.owner) is None
    assert FollowUp.objects.open().count() == 1


def test_who_did_it_and_why_stands_in_the_history(office: Any) -> None:
    row = make.make_follow_up(owner=make.make_user("officer", name="Anna Muster"))
    finish(follow_up=row, by=row.owner)
    newest = history_of(row)[0]
    assert (newest.who, [f.name for f in newest.fields]) == ("Anna Muster", ["done", "done_by"])


def test_the_page_groups_by_how_near_it_is(office: Any) -> None:
    user = make.make_user("officer")
    for title, day in (("late", 9), ("today", 10), ("sunday", 14), ("monday", 15)):
        make.make_follow_up(owner=user, title=title, due=dt.date(2027, 3, day))
    make.make_follow_up(title="of somebody else", due=TODAY)
    make.make_follow_up(title="stands in", due=TODAY, taken_by=user)
    assert titles(due.follow_ups(user)) == {
        "overdue": ["late"],
        "week": ["today", "stands in", "sunday"],
        "later": ["monday"],
    }


def test_only_who_oversees_the_office_sees_everybodys(office: Any, client: Client) -> None:
    make.make_follow_up(title="Of somebody else", record=make.make_trip())
    seen = {}
    for role in ("head", "officer", "liaison"):
        client.force_login(make.make_user(role))
        page = client.get("/due/?whose=all").content.decode()
        seen[role] = "Of somebody else" in page
    assert seen == {"head": True, "officer": False, "liaison": False}


def test_it_is_seen_by_whom_sees_the_record(office: Any) -> None:
    secret = make.make_trip(confidentiality="confidential")
    liaison = make.make_user("liaison")
    rows = {
        "open": make.make_follow_up(owner=liaison),
        "secret": make.make_follow_up(owner=liaison, record=secret),
        "foreign": make.make_follow_up(),
        "free": FollowUp.objects.create(title="Call", due=TODAY, owner=liaison),
        "free of others": FollowUp.objects.create(
            title="Buy", due=TODAY, owner=make.make_user("officer")
        ),
    }

    def seen(user: Any) -> set[str]:
        keys = set(FollowUp.objects.visible_to(user).values_list("pk", flat=True))
        return {name for name, row in rows.items() if row.pk in keys}

    assert seen(liaison) == {"open", "free"}
    assert seen(make.make_user("officer")) == {"open", "secret", "foreign"}
    assert seen(make.make_user("head")) == set(rows)
    assert seen(make.make_user("mayor")) == set()


def test_one_key_puts_a_record_on_the_list_once(office: Any, client: Client) -> None:
    user, trip = make.make_user("officer"), make.make_trip(title="Fair")
    client.force_login(user)
    page = client.get(reverse("trip", args=[trip.pk])).content.decode()
    address = reverse("follow_up_add", args=[trip.pk])
    assert f'href="{address}" data-key="w" aria-keyshortcuts="w"' in page
    key = client.get(address).context["key"]
    sent = {"key": key, "title": "Ask for the report", "when": "week", "owner": user.pk}
    for _time in range(3):
        answer = client.post(address, {**sent, "repeat": "never"})
        assert answer.headers["Location"] == reverse("record", args=[trip.pk])
    row = FollowUp.objects.get()
    assert (row.title, row.due, row.owner, row.by, row.record_id) == (
        "Ask for the report",
        dt.date(2027, 3, 17),
        user,
        user,
        trip.pk,
    )


@pytest.mark.parametrize(
    ("typed", "due_on"),
    [
        ({"when": "month"}, dt.date(2027, 4, 10)),
        ({"when": "fortnight"}, dt.date(2027, 3, 24)),
        ({"when": "on", "day": "1.5.27"}, dt.date(2027, 5, 1)),
        ({"when": "week", "day": "2027-05-02"}, dt.date(2027, 5, 2)),
    ],
)
def test_days_are_suggested_or_typed(
    office: Any, client: Client, typed: dict[str, str], due_on: dt.date
) -> None:
    user = make.make_user("officer")
    client.force_login(user)
    address = reverse("follow_up_add", args=[make.make_trip().pk])
    data = {"title": "x", "owner": user.pk, "repeat": "never"}
    assert client.post(address, {**data, **typed}).status_code == 302
    assert FollowUp.objects.get().due == due_on


def test_a_day_that_is_missing_is_asked_for(office: Any, client: Client) -> None:
    user = make.make_user("officer")
    client.force_login(user)
    address = reverse("follow_up_add", args=[make.make_trip().pk])
    data = {"title": "x", "owner": user.pk, "repeat": "never", "when": "on"}
    assert list(client.post(address, data).context["form"].errors) == ["day"]


def test_nobody_gets_what_they_may_not_see(office: Any, client: Client) -> None:
    liaison, secret = make.make_user("liaison"), make.make_trip(confidentiality="confidential")
    client.force_login(make.make_user("officer"))
    address = reverse("follow_up_add", args=[secret.pk])
    data = {"title": "x", "owner": liaison.pk, "repeat": "never", "when": "week"}
    assert list(client.post(address, data).context["form"].errors) == ["owner"]
    client.force_login(liaison)
    assert client.get(address).status_code == 404


def test_one_click_does_it_and_one_takes_it_back(office: Any, client: Client) -> None:
    user = make.make_user("officer")
    client.force_login(user)
    row = make.make_follow_up(owner=user)
    address = reverse("follow_up_step", args=[row.pk])
    done = client.post(address, {"step": "finish", "next": "/due/"}, follow=True)
    assert [one.pk for one in done.context["just_done"]] == [row.pk]
    away = client.post(address, {"step": "reopen", "next": "https://example.org/"})
    assert away.headers["Location"] == reverse("follow_up", args=[row.pk])
    row.refresh_from_db()
    assert row.done is None


def test_a_liaison_finishes_only_their_own(office: Any, client: Client) -> None:
    client.force_login(make.make_user("liaison"))
    address = reverse("follow_up_step", args=[make.make_follow_up().pk])
    assert client.post(address, {"step": "finish"}).status_code == 404


def test_the_page_costs_the_same_for_one_and_for_thirty(
    office: Any, client: Client, django_assert_num_queries: Any
) -> None:
    user = make.make_user("head")
    client.force_login(user)
    from tests.pages.test_registers import queries

    make.make_follow_up(owner=user)
    one = queries(client, "/due/?whose=all")
    for _time in range(29):
        make.make_follow_up(owner=user)
    assert queries(client, "/due/?whose=all") == one
