"""Results that are asked for until they are there, and comments."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from oia.office import due
from oia.office.models import Comment, Result
from tests import factories as make
from tests.pages.forms import values_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 3, 10)


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(dt.datetime(2027, 3, 10, 9, tzinfo=dt.UTC), tick=False):
        yield


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def asked(user: Any, *, everybodys: bool = False) -> list[str]:
    groups = {group.key: group for group in due.waiting(user, everybodys=everybodys)}
    return [item.title for item in groups["results"].rows] if "results" in groups else []


def test_the_result_is_asked_for_from_the_day_after_until_it_is_there(office: Any) -> None:
    user = make.make_user("officer")
    desk = make.make_desk(holder=user)
    over = make.make_trip(
        title="Over", first_day=day(-3), last_day=day(-1), desk=desk, status="report_due"
    )
    make.make_trip(
        title="Last day", first_day=day(-3), last_day=day(0), desk=desk, status="approved"
    )
    make.make_trip(title="Closed", first_day=day(-3), last_day=day(-1), desk=desk, status="closed")
    make.make_trip(
        title="Never was", first_day=day(-3), last_day=day(-1), desk=desk, status="cancelled"
    )
    make.make_visit(title="Long ago", first_day=day(-400), desk=desk)
    make.make_visit(title="Guests", first_day=day(-2), desk=desk)
    make.make_visit(title="Of others", first_day=day(-2))
    assert asked(user) == ["Guests", "Over"]
    assert asked(make.make_user("head"), everybodys=True) == ["Guests", "Of others", "Over"]
    Result.objects.create(record=over, text="Good talks")
    assert asked(user) == ["Guests"]


def test_a_liaison_is_asked_for_the_own_departments(office: Any) -> None:
    user, department = make.make_user("liaison"), make.make_department("Culture")
    make.make_desk(holder=user, department=department)
    make.make_trip(title="Ours", first_day=day(-2), department=department, status="approved")
    make.make_trip(title="Theirs", first_day=day(-2), status="approved")
    assert asked(user) == ["Ours"]


def test_a_result_says_who_wrote_it_and_is_written_again(office: Any, client: Client) -> None:
    trip = make.make_trip()
    address = reverse("result_write", args=[trip.pk])
    for name, text in (("Anna", "First"), ("Berta", "Second")):
        client.force_login(make.make_user("officer", name=name))
        client.post(address, {"text": text, "publishable": "on"})
    result = Result.objects.get()
    assert (result.text, str(result.by), result.publishable) == ("Second", "Berta", True)
    assert "Second" in client.get(reverse("trip", args=[trip.pk])).content.decode()


def test_only_journeys_have_results_and_only_their_own_write_them(
    office: Any, client: Client
) -> None:
    client.force_login(make.make_user("officer"))
    event, trip = make.make_event(), make.make_trip()
    assert client.get(reverse("result_write", args=[event.pk])).status_code == 404
    client.force_login(make.make_user("liaison"))
    assert client.get(reverse("result_write", args=[trip.pk])).status_code == 403


# Comments --------------------------------------------------------------------------------------


def say(client: Client, record: Any, text: str, key: str = "k") -> int:
    address = reverse("comment_save", args=[record.pk])
    return client.post(address, {"text": text, "key": key}).status_code


def test_a_comment_is_plain_text_said_once(office: Any, client: Client) -> None:
    trip = make.make_trip()
    client.force_login(make.make_user("mayor", name="Lutz"))
    assert [say(client, trip, "<b>Well</b> done") for _time in range(3)] == [302, 302, 302]
    row = Comment.objects.get()
    page = client.get(reverse("trip", args=[trip.pk])).content.decode()
    assert (str(row.by), row.text) == ("Lutz", "<b>Well</b> done")
    assert "&lt;b&gt;Well&lt;/b&gt; done" in page


def test_nothing_said_is_no_comment(office: Any, client: Client) -> None:
    client.force_login(make.make_user("officer"))
    assert (say(client, make.make_trip(), "  "), Comment.objects.count()) == (200, 0)


def test_a_comment_that_is_too_long_is_shown_again_and_saved_once(
    office: Any, client: Client
) -> None:
    client.force_login(make.make_user("officer"))
    trip = make.make_trip()
    address, text = reverse("comment_save", args=[trip.pk]), "Long thoughts " * 2000
    values = values_of(client.post(address, {"text": text, "key": "first"}))
    assert (values["text"], values["key"]) == (text, "first")
    for _time in range(2):
        client.post(address, values | {"text": "Short thoughts"})
    assert [row.text for row in Comment.objects.all()] == ["Short thoughts"]


def test_a_comment_can_be_taken_back_within_the_hour_by_its_author_alone(
    office: Any, client: Client
) -> None:
    trip, author = make.make_trip(), make.make_user("officer")
    row = Comment.objects.create(record=trip, text="Oops", by=author)
    address = reverse("comment_undo", args=[row.pk])
    client.force_login(make.make_user("head"))
    client.post(address)
    assert Comment.objects.count() == 1
    client.force_login(author)
    with time_machine.travel(dt.datetime(2027, 3, 10, 10, 1, tzinfo=dt.UTC), tick=False):
        client.force_login(author)
        client.post(address)
        assert Comment.objects.count() == 1
    client.post(address)
    assert Comment.objects.count() == 0


def test_who_does_not_see_the_record_neither_reads_nor_says(office: Any, client: Client) -> None:
    secret = make.make_trip(confidentiality="confidential")
    row = Comment.objects.create(record=secret, text="Psst", by=make.make_user("officer"))
    liaison = make.make_user("liaison")
    client.force_login(liaison)
    assert list(Comment.objects.visible_to(liaison)) == []
    assert say(client, secret, "Hello") == 404
    assert client.post(reverse("comment_undo", args=[row.pk])).status_code == 404
