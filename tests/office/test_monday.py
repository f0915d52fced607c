"""The mail on Monday: only what needs its reader, once a week, in their language, or not at all."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from oia.core.models import OutboxMail, User
from oia.office import monday
from oia.office.tasks import monday_mail
from tests import factories as make

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2027, 3, 8, 5, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def on_monday(office: Any) -> Any:
    with time_machine.travel(MONDAY, tick=False):
        yield


def day(number: int) -> dt.date:
    return MONDAY.date() + dt.timedelta(days=number)


def sections(user: Any) -> dict[str, list[str]]:
    return {
        group.key: [item.title for item in group.rows] for group in monday.letter_for(user).groups
    }


def test_it_says_only_what_needs_its_reader() -> None:
    user = make.make_user("officer")
    desk = make.make_desk(holder=user)
    event = make.make_event(title="Europe Day")
    for title, due in (("late", -3), ("sunday", 6), ("next week", 7)):
        make.make_follow_up(owner=user, title=title, due=day(due), record=event)
    make.make_follow_up(title="of others", due=day(0))
    make.make_trip(title="Fair", desk=desk, first_day=day(-4), status="report_due")
    make.make_trip(title="To approve", desk=desk, first_day=day(30), status="requested")
    make.make_trip(title="Of others", first_day=day(30), status="requested")
    make.make_partnership("Lyon", desk=desk, signed="1977-03-20")
    make.make_partnership("Turin", desk=desk, signed="1977-05-20")
    make.make_partnership("Graz", signed="1977-03-20")
    assert sections(user) == {
        "overdue": ["late – Europe Day"],
        "week": ["sunday – Europe Day"],
        "results": ["Fair"],
        "approvals": ["To approve"],
        "anniversaries": ["50 years: Lyon"],
    }


def test_the_head_approves_what_nobody_else_does() -> None:
    make.make_trip(title="Of others", first_day=day(30), status="requested")
    assert sections(make.make_user("head"))["approvals"] == ["Of others"]


def test_it_goes_out_once_a_week_to_whom_something_waits_for() -> None:
    user, idle = make.make_user("officer"), make.make_user("officer")
    off = make.make_user("officer", monday_mail=False)
    gone = make.make_user("officer", is_active=False)
    for owner in (user, off, gone):
        make.make_follow_up(owner=owner, due=day(1))
    monday_mail()
    monday_mail()
    with time_machine.travel(MONDAY + dt.timedelta(days=2), tick=False):
        monday_mail()
    assert list(OutboxMail.objects.values_list("recipient", "event")) == [
        (user.email, "monday:2027-W10")
    ]
    with time_machine.travel(MONDAY + dt.timedelta(days=7), tick=False):
        monday_mail()
    assert OutboxMail.objects.filter(recipient=user.email).count() == 2
    assert not OutboxMail.objects.filter(recipient=idle.email).exists()


def test_without_its_key_two_runs_would_send_two() -> None:
    """The negative control: it is the week in the key that keeps the second run quiet."""
    user = make.make_user("officer")
    make.make_follow_up(owner=user, due=day(1))
    monday.send_all()
    OutboxMail.objects.update(event="another key")
    monday.send_all()
    assert OutboxMail.objects.count() == 2


@pytest.mark.parametrize(
    ("language", "subject"), [("de", "1 Sache wartet auf Sie"), ("en", "1 thing waits for you")]
)
def test_it_is_written_in_its_readers_language(language: str, subject: str) -> None:
    user = make.make_user("officer", language=language)
    row = make.make_follow_up(owner=user, due=day(1))
    monday_mail()
    mail = OutboxMail.objects.get()
    assert mail.subject == subject
    assert f"{settings.SITE_URL}/due/{row.pk}/" in mail.body


def test_beat_asks_on_monday_at_six_in_the_offices_zone() -> None:
    planned = settings.CELERY_BEAT_SCHEDULE["monday_mail"]["schedule"]
    assert (planned.day_of_week, planned.hour, planned.minute) == ({1}, {6}, {0})
    assert settings.CELERY_TIMEZONE == settings.TIME_ZONE


def test_everybody_sees_their_own_and_switches_it_off(client: Client) -> None:
    user = make.make_user("officer")
    make.make_follow_up(owner=user, title="Call Lyon", due=day(1))
    make.make_follow_up(title="Of somebody else", due=day(1))
    client.force_login(user)
    page = client.get("/account/monday-mail/").content.decode()
    assert ("Call Lyon" in page, "Of somebody else" in page) == (True, False)
    client.post("/account/monday-mail/", {"on": "no"})
    assert User.objects.get(pk=user.pk).monday_mail is False
    client.post("/account/monday-mail/", {"on": "yes"})
    assert User.objects.get(pk=user.pk).monday_mail is True
