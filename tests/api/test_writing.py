"""Writing once, in order, and what is refused."""

import itertools
import json
from typing import Any

import pytest
from django.db import connection

from delegations.models import Trip
from oia.api.nouns import nouns
from oia.core.audit import history_of
from oia.office.actions import set_up_office
from oia.office.writing.entry import entry_form
from tests import factories as make
from tests.api.caller import HERE, WRITTEN, Caller, needed
from tests.races import at_once

HOSTILE = {
    "too long": "x" * 30_000,
    "html": "<script>alert(1)</script>",
    "from the right": "\u202eשלום\u200f",
    "no day": "2027-02-31",
    "negative": -5,
    "huge": 10**40,
    "tiny": 1e-300,
    "two readings": "1.500",
    "list": [1, 2],
    "object": {"id": "x"},
    "nobody": 10**17,
    "true": True,
    "null": None,
    "fraction": 1.5,
}
RAW = {
    "nul": b'{"title": "a\\u0000b"}',
    "half a sign": b'{"title": "\\ud800"}',
    "no utf-8": b'{"title": "\xff"}',
    "nan": b'{"cost": NaN}',
    "deep": b'{"a":' + b"[" * 5000 + b"]" * 5000 + b"}",
    "very deep": b'{"a":' + b"[" * 400_000 + b"]" * 400_000 + b"}",
    "list": b"[]",
    "text": b'"x"',
    "nothing": b"{",
    "many digits": b'{"cost": ' + b"9" * 9000 + b"}",
    "unknown": b'{"is_superuser": true}',
    "status": b'{"status": "closed"}',
}


@pytest.fixture
def head(office: Any) -> Caller:
    return Caller(make.make_user("head"))


@pytest.mark.parametrize("name", WRITTEN)
def test_hostile_values_get_a_sentence_or_are_kept_as_text(head: Caller, name: str) -> None:
    good, failed = needed(name), []
    form = entry_form(nouns()[name].writing.form)(user=head.user)  # type: ignore[union-attr]
    # One field of each kind: those of a kind read alike.
    kinds = {type(field): field_name for field_name, field in form.fields.items()}
    for field, (what, value) in itertools.product(kinds.values(), HOSTILE.items()):
        answer = head.post(f"/{name}/", good | {field: value})
        told = answer.json()
        if answer.status_code == 201:
            nouns()[name].model.objects.filter(pk=told["id"]).delete()
        elif answer.status_code != 400 or not told["detail"] or not told["errors"]:
            failed.append((field, what, answer.status_code))
    assert failed == []


@pytest.mark.parametrize("what", RAW)
def test_a_hostile_body_is_refused_with_a_sentence(head: Caller, what: str) -> None:
    answer = head.client.post(f"{HERE}/trips/", data=RAW[what], content_type="application/json")
    assert (answer.status_code, bool(answer.json()["detail"])) == (400, True)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_body_of_more_than_a_megabyte_is_refused(head: Caller) -> None:
    body = json.dumps({"note": "x" * 1_000_001})
    answer = head.client.post(f"{HERE}/trips/", data=body, content_type="application/json")
    assert answer.status_code == 413


def test_another_kind_of_body_is_refused(head: Caller) -> None:
    answer = head.client.post(f"{HERE}/trips/", {"title": "x"})
    assert (answer.status_code, bool(answer.json()["detail"])) == (415, True)


def test_errors_name_their_fields(head: Caller) -> None:
    answer = head.post("/trips/", {"title": "", "destination": "Xyzzy", "first_day": "31.02.2027"})
    assert sorted(answer.json()["errors"]) == ["destination", "first_day", "title"]


# Sent twice -------------------------------------------------------------------------------------


def test_a_key_sent_twice_leads_to_the_same_row(head: Caller) -> None:
    given = needed("trips")
    first = head.post("/trips/", given, **{"Idempotency-Key": "a"})
    again = head.post("/trips/", given, **{"Idempotency-Key": "a"})
    other = head.post("/trips/", given, **{"Idempotency-Key": "b"})
    assert [r.status_code for r in (first, again, other)] == [201, 200, 201]
    assert first.json() == again.json()
    assert Trip.objects.count() == 2


def test_the_same_key_of_somebody_else_is_another_key(head: Caller) -> None:
    other = Caller(make.make_user("officer"))
    given = needed("trips")
    found = {
        c.post("/trips/", given, **{"Idempotency-Key": "a"}).json()["id"] for c in (head, other)
    }
    assert len(found) == 2


def _at_once(**headers: str) -> int:
    set_up_office(city="Musterhausen", country="DE")
    caller = Caller(make.make_user("head"))
    make.make_place("Lyon", "FR")
    given = needed("trips")

    def send() -> None:
        assert Caller.post(caller, "/trips/", given, **headers).status_code in (200, 201)

    assert at_once(send, 8) == [None] * 8
    return Trip.objects.count()


def test_eight_at_once_with_one_key_make_one_row(committed: None) -> None:
    assert _at_once(**{"Idempotency-Key": "once"}) == 1


def test_without_a_key_they_make_eight(committed: None) -> None:
    """The negative control."""
    assert _at_once() == 8


# Two hands --------------------------------------------------------------------------------------


def test_who_has_read_an_older_state_is_told_and_overwrites_nothing(head: Caller) -> None:
    trip = make.make_trip(title="Old")
    mark = head.get(f"/trips/{trip.pk}/").headers["ETag"]
    first = head.patch(f"/trips/{trip.pk}/", {"note": "mine"}, mark)
    second = head.patch(f"/trips/{trip.pk}/", {"note": "late"}, mark)
    trip.refresh_from_db()
    assert (first.status_code, second.status_code, trip.note) == (200, 412, "mine")
    assert head.patch(f"/trips/{trip.pk}/", {"note": "x"}, first.headers["ETag"]).status_code == 200


def test_a_change_without_what_was_read_is_refused(head: Caller) -> None:
    trip = make.make_trip()
    answer = head.client.patch(
        f"{HERE}/trips/{trip.pk}/", {"note": "x"}, content_type="application/json"
    )
    assert answer.status_code == 428


def test_of_eight_who_have_read_the_same_one_writes(committed: None) -> None:
    set_up_office(city="Musterhausen", country="DE")
    caller, trip = Caller(make.make_user("head")), make.make_trip()
    mark = caller.get(f"/trips/{trip.pk}/").headers["ETag"]
    found: list[int] = []

    def send() -> None:
        note = f"note {make.number()}"
        found.append(caller.patch(f"/trips/{trip.pk}/", {"note": note}, mark).status_code)

    at_once(send, 8)
    assert sorted(found) == [200] + [412] * 7


def test_an_unchanged_row_answers_304(head: Caller) -> None:
    trip = make.make_trip()
    mark = head.get(f"/trips/{trip.pk}/").headers["ETag"]
    assert head.get(f"/trips/{trip.pk}/", **{"If-None-Match": mark}).status_code == 304


def test_a_row_is_deleted_with_its_reason_and_stays_where_something_hangs_on_it(
    head: Caller,
) -> None:
    trip, used = make.make_trip(status="closed"), make.make_trip(status="closed")
    make.make_document(record=used)

    def delete(row: Any, why: str = "", **headers: str) -> int:
        path = f"{HERE}/trips/{row.pk}/?why={why}"
        return head.client.delete(path, headers=headers).status_code

    star = {"If-Match": "*"}
    found = [delete(trip), delete(trip, **star), delete(trip, "twice", **star)]
    assert (found, delete(trip, **star), delete(used, "x", **star)) == ([428, 409, 204], 404, 409)


# Steps ------------------------------------------------------------------------------------------


def test_a_step_is_taken_by_the_table_and_told_with_its_reason(head: Caller) -> None:
    trip = make.make_trip(status="requested")
    offered = [step["name"] for step in head.get(f"/trips/{trip.pk}/").json()["steps"]]
    assert "cancel" in offered
    answer = head.post(f"/trips/{trip.pk}/steps/cancel/", {"reason": "strike", "seen": "requested"})
    assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
    assert history_of(trip, 1)[0].why == "strike"
    again = head.post(f"/trips/{trip.pk}/steps/cancel/", {"reason": "strike"})
    unknown = head.post(f"/trips/{trip.pk}/steps/fly/", {})
    assert (again.status_code, unknown.status_code) == (409, 404)
    assert head.post(f"/trips/{trip.pk}/steps/cancel/", {"reason": 5}).status_code == 400


# Lists ------------------------------------------------------------------------------------------


def test_a_list_is_filtered_searched_sorted_and_cut_to_columns(head: Caller) -> None:
    make.make_trip(title="Beta", status="approved")
    make.make_trip(title="Alpha", status="approved")
    make.make_trip(title="Gamma", status="closed")
    found = head.get("/trips/?status=approved&sort=title&columns=title,status").json()
    assert [row["title"] for row in found["results"]] == ["Alpha", "Beta"]
    assert set(found["results"][0]) == {"id", "url", "title", "status"}
    assert [r["title"] for r in head.get("/trips/?q=gamm").json()["results"]] == ["Gamma"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("colour=red", "colour"),
        ("password__startswith=a", "password__startswith"),
        ("status=sunk", "status"),
        ("year=x", "year"),
        ("since=31.02.2027", "since"),
        ("sort=search_text", "sort"),
        ("columns=version", "columns"),
        ("limit=201", "limit"),
        ("limit=-1", "limit"),
        ("page=x", "page"),
        ("after=1&sort=title", "after"),
        ("status=closed&status=approved", "status"),
        ("q=%00", ""),
        ("department=%00", ""),
        ("q=" + "x" * 300, "q"),
    ],
)
def test_what_a_list_cannot_be_asked_is_refused(head: Caller, query: str, field: str) -> None:
    answer = head.get(f"/trips/?{query}")
    assert (answer.status_code, field in answer.json()["errors"]) == (400, True)


def test_all_rows_are_walked_by_their_keys_once_each(head: Caller) -> None:
    keys = sorted(make.make_trip().pk for _ in range(7))
    found, address = [], "/trips/?after=0&limit=3"
    while address:
        page = head.get(address.removeprefix(HERE)).json()
        found += [row["id"] for row in page["results"]]
        address = page["next"]
    assert found == keys


def test_pages_follow_on_each_other(head: Caller) -> None:
    made = {make.make_trip().pk for _ in range(5)}
    first = head.get("/trips/?limit=3").json()
    second = head.get(first["next"].removeprefix(HERE)).json()
    found = [row["id"] for row in (*first["results"], *second["results"])]
    assert (set(found), len(found), first["count"], second["next"]) == (made, 5, 5, None)


def test_a_walk_uses_the_keys_index(head: Caller) -> None:
    make.make_trip()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    rows = Trip.objects.visible_to(head.user).filter(pk__gt=5).order_by("pk")[:50]
    assert "Index" in rows.explain()
