"""Calendar feeds: what their holder may see at the time of the fetch, and nothing behind it."""

import datetime as dt
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from oia.office import feeds
from oia.office.models import CalendarFeed
from tests import factories as make

SOON = timezone.localdate() + dt.timedelta(days=20)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


@pytest.fixture
def officer(office: Any) -> Any:
    return make.make_user("officer")


def made(user: Any, **kw: Any) -> tuple[CalendarFeed, str]:
    common = {"name": "Outlook", "scope": "office", "kinds": [], "by": user}
    feed, token = feeds.make_feed(**common | kw)
    return feed, f"/calendar/{token}.ics"


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def fetched(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    return [str(event["SUMMARY"]) for event in events(answer.content)]


def test_a_feed_has_title_days_city_and_link_and_no_names(officer: Any, client: Client) -> None:
    city = make.make_place("Lyon")
    trip = make.make_trip(
        title="Messe", first_day=SOON, last_day=SOON + dt.timedelta(days=2), destination=city,
        leader="Erika Muster", note="Vertraulich", file_number="A 1",
    )  # fmt: skip
    make.make_traveller(trip=trip, name="Max Muster")
    _feed, address = made(officer)
    answer = client.get(address)
    (event,) = events(answer.content)
    assert {name: str(event[name]) for name in ("UID", "SUMMARY", "LOCATION", "URL")} == {
        "UID": f"trip-{trip.pk}@testserver",
        "SUMMARY": "Messe",
        "LOCATION": "Lyon",
        "URL": f"http://testserver{trip.get_absolute_url()}",
    }
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (SOON, SOON + dt.timedelta(days=3))
    assert event["SEQUENCE"] == trip.version
    text = answer.content.decode()
    assert [word for word in ("Muster", "Vertraulich", "A 1", "RRULE") if word in text] == []


def test_lines_end_as_outlook_wants_them_and_are_folded(officer: Any, client: Client) -> None:
    make.make_event(title="Ö" * 200, first_day=SOON)
    _feed, address = made(officer)
    content = client.get(address).content
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert str(events(content)[0]["SUMMARY"]) == "Ö" * 200


def test_the_address_is_shown_once_and_only_its_hash_is_kept(officer: Any, client: Client) -> None:
    client.force_login(officer)
    answer = client.post("/calendar/feeds/new/", {"name": "Phone", "scope": "own"})
    token = answer.context["address"].rsplit("/", 1)[1].removesuffix(".ics")
    feed = CalendarFeed.objects.get()
    assert len(token) == 43  # 32 bytes
    assert token not in str(CalendarFeed.objects.values().get())
    assert token not in client.get("/calendar/feeds/").content.decode()
    assert round((feed.expires - feed.created) / dt.timedelta(days=1)) == 365


def test_wrong_revoked_expired_and_lost_rights_answer_alike(office: Any, client: Client) -> None:
    def revoked(feed: CalendarFeed) -> None:
        feeds.revoke_feed(feed=feed, by=feed.user)

    def expired(feed: CalendarFeed) -> None:
        CalendarFeed.objects.filter(pk=feed.pk).update(expires=timezone.now())

    def inactive(feed: CalendarFeed) -> None:
        feed.user.is_active = False
        feed.user.save()

    def moved(feed: CalendarFeed) -> None:
        feed.user.role = "council"
        feed.user.save()

    answers = {}
    wrong = client.get("/calendar/wrong.ics")
    for deed in (revoked, expired, inactive, moved):
        feed, address = made(make.make_user("officer"))
        assert client.get(address).status_code == 200
        deed(feed)
        answer = client.get(address)
        answers[deed.__name__] = (answer.status_code, answer.content, dict(answer.headers))
    assert set(answers) == {"revoked", "expired", "inactive", "moved"}
    expected = (wrong.status_code, wrong.content, dict(wrong.headers))
    assert all(answer == expected for answer in answers.values())
    assert wrong.status_code == 404


def test_rights_are_asked_at_each_fetch(office: Any, client: Client) -> None:
    make.make_trip(title="Geheim", first_day=SOON, confidentiality="confidential")
    make.make_trip(title="Offen", first_day=SOON)
    user = make.make_user("officer")
    _feed, address = made(user)
    before = fetched(client, address)
    user.role = "liaison"
    user.save()
    assert (before, fetched(client, address)) == (["Geheim", "Offen"], ["Offen"])


def test_scope_and_kinds_are_kept(officer: Any, client: Client) -> None:
    desk = make.make_desk(holder=officer)
    make.make_trip(title="mine", first_day=SOON, desk=desk)
    make.make_event(title="my event", first_day=SOON, desk=desk)
    make.make_trip(title="theirs", first_day=SOON)
    _feed, address = made(officer, scope="own", kinds=["trip"])
    assert fetched(client, address) == ["mine"]


def test_an_unchanged_feed_is_not_sent_again(officer: Any, client: Client) -> None:
    event = make.make_event(title="Fest", first_day=SOON)
    _feed, address = made(officer)
    first = client.get(address)
    mark = {"If-None-Match": first["ETag"]}
    again = client.get(address, headers=mark)
    event.title = "Feier"
    event.save()
    changed = client.get(address, headers=mark)
    event.delete()
    gone = client.get(address, headers={"If-None-Match": changed["ETag"]})
    assert [a.status_code for a in (first, again, changed, gone)] == [200, 304, 200, 200]
    assert again.content == b""


@pytest.mark.parametrize(
    ("local", "stamp"),
    [
        ("2027-03-26T17:00+01:00", b"20270326T160000Z"),
        ("2027-03-29T17:00+02:00", b"20270329T150000Z"),
        ("2027-10-31T02:30+01:00", b"20271031T013000Z"),
    ],
)
def test_instants_are_written_in_universal_time(
    officer: Any, client: Client, local: str, stamp: bytes
) -> None:
    make.make_deadline(at=dt.datetime.fromisoformat(local))
    _feed, address = made(officer)
    assert b"DTSTART:" + stamp in client.get(address).content


def test_who_asks_too_often_is_told_to_wait(officer: Any, client: Client) -> None:
    _feed, address = made(officer)
    answers = [client.get(address).status_code for _time in range(feeds.OFTEN + 1)]
    assert answers == [200] * feeds.OFTEN + [429]


def test_a_fetch_writes_no_token_into_the_log(
    officer: Any, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    feed, address = made(officer)
    with caplog.at_level("INFO"):
        client.get(address)
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    said = [record.getMessage() for record in caplog.records]
    assert (f"feed {feed.pk} was fetched" in said, token in str(said)) == (True, False)


def test_feeds_are_revoked_by_their_holder_and_the_administrator(
    office: Any, client: Client
) -> None:
    officer = make.make_user("officer")
    found = {}
    for role in ("officer", "admin"):
        feed, _address = made(officer)
        client.force_login(make.make_user(role))
        status = client.post(f"/calendar/feeds/{feed.pk}/revoke/").status_code
        feed.refresh_from_db()
        found[role] = (status, feed.works)
    feed, _address = made(officer)
    client.force_login(officer)
    found["holder"] = (client.post(f"/calendar/feeds/{feed.pk}/revoke/").status_code, False)
    feed.refresh_from_db()
    assert not feed.works
    assert found == {"officer": (404, True), "admin": (302, False), "holder": (302, False)}


def test_the_administrator_makes_no_feed(office: Any, client: Client) -> None:
    client.force_login(make.make_user("admin"))
    assert client.get("/calendar/feeds/new/").status_code == 403
