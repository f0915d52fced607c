"""Every noun is read and written through the API as on its pages."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oia.api.nouns import nouns
from oia.core.audit import history_of
from oia.core.permissions import may
from oia.office.sheets import sheets
from oia.roles import ROLES
from tests import factories as make
from tests.api.caller import NOUNS, WRITTEN, Caller, make_row, needed

each_noun = pytest.mark.parametrize("name", NOUNS)
each_written = pytest.mark.parametrize("name", WRITTEN)


@pytest.fixture
def head(office: Any) -> Caller:
    return Caller(make.make_user("head"))


def one(name: str, row: Any) -> str:
    return f"/{name}/{row.pk}/"


def test_every_kind_with_a_page_is_a_noun_under_its_name() -> None:
    # Shares of work are entered by their sheet alone.
    assert {sheet.kind for sheet in sheets()} - set(NOUNS) == {"work_shares"}


@each_noun
def test_a_row_reads_the_same_in_the_list_and_alone(head: Caller, name: str) -> None:
    row = make_row(nouns()[name])
    listed = next(r for r in head.get(f"/{name}/").json()["results"] if r["id"] == row.pk)
    alone = head.get(one(name, row)).json()
    assert {key: alone[key] for key in listed} == listed
    assert listed["url"] == f"/api/v1{one(name, row)}"


@each_noun
def test_the_number_of_queries_is_the_same_for_1_and_for_30_rows(head: Caller, name: str) -> None:
    make_row(nouns()[name])

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert head.get(f"/{name}/").status_code == 200
        return len(queries)

    asked()
    one_row = asked()
    for _ in range(29):
        make_row(nouns()[name])
    assert (asked(), one_row <= 8) == (one_row, True)


@each_written
def test_what_is_written_is_read_back(head: Caller, name: str) -> None:
    given = needed(name)
    answer = head.post(f"/{name}/", given)
    assert answer.status_code == 201, answer.json()
    found = answer.json()
    texts = {key: value for key, value in given.items() if not isinstance(found[key], dict)}
    keys = {
        key: value
        for key, value in given.items()
        if isinstance(found[key], dict) and isinstance(value, int)
    }
    assert {key: found[key] for key in texts} == texts
    assert {key: found[key]["id"] for key in keys} == keys
    assert answer.headers["Location"] == found["url"]
    assert head.client.get(found["url"]).json() == found


@each_written
def test_a_row_sent_back_as_it_was_read_changes_nothing(head: Caller, name: str) -> None:
    found = head.post(f"/{name}/", needed(name)).json()
    row = nouns()[name].model.objects.get(pk=found["id"])
    form = nouns()[name].writing.form  # type: ignore[union-attr]
    typed = set(form._meta.fields) - set(getattr(form, "not_typed", ()))
    before = len(history_of(row, 50))
    answer = head.patch(one(name, row), {key: found[key] for key in typed if key in found})
    assert (answer.status_code, answer.json()) == (200, found)
    assert len(history_of(row, 50)) == before


@pytest.mark.parametrize("role", ROLES)
def test_each_noun_opens_for_whom_its_page_opens(office: Any, role: str) -> None:
    user = make.make_user(role)
    client = Client()
    client.force_login(user)
    found, told = {}, {}
    for name, noun in nouns().items():
        row = make_row(noun)
        # A list as data is an export of the page's rows.
        listed = may(user, noun.read) and may(user, noun.list.export_capability or noun.read)
        found[name] = (
            client.get(f"/api/v1/{name}/").status_code,
            client.get(f"/api/v1{one(name, row)}").status_code,
        )
        page = client.get(reverse(noun.code, args=[row.pk])).status_code
        told[name] = (200 if listed else 403, page)
        assert client.get(f"/api/v1/{name}/{row.pk + 10**9}/").status_code in (403, 404)
    assert found == told


@pytest.mark.parametrize("role", ["head", "officer", "mayor", "liaison"])
def test_each_noun_is_written_by_whom_its_form_opens_for(office: Any, role: str) -> None:
    user = make.make_user(role)
    caller = Caller(user)
    found = {name: caller.post(f"/{name}/", {}).status_code for name in WRITTEN}
    told = {name: 400 if may(user, nouns()[name].write) else 403 for name in WRITTEN}
    assert found == told


def test_a_liaison_writes_what_is_the_own_departments(office: Any) -> None:
    from oia.office.models import Affiliation

    liaison = Caller(make.make_user("liaison"))
    mine, other = make.make_department("Sport"), make.make_department("Culture")
    Affiliation.objects.create(user=liaison.user, department=mine)
    own, foreign = make.make_trip(department=mine), make.make_trip(department=other)
    assert liaison.patch(one("trips", own), {"title": "New"}).json()["title"] == "New"
    refused = liaison.patch(one("trips", foreign), {"title": "New"})
    moved = liaison.patch(one("trips", own), {"department": other.pk})
    assert (refused.status_code, moved.status_code) == (403, 400)
    assert list(moved.json()["errors"]) == ["department"]
    made = liaison.post("/trips/", needed("trips"))
    assert made.json()["department"]["id"] == mine.pk


def test_a_confidential_row_does_not_exist_for_others_nor_is_it_named(office: Any) -> None:
    tie = make.make_partnership(title="Secrettown", confidentiality="confidential")
    event = make.make_event(about=tie)
    mayor, officer = Caller(make.make_user("mayor")), Caller(make.make_user("officer"))
    assert mayor.get(one("partnerships", tie)).status_code == 404
    assert "Secrettown" not in mayor.get("/events/").content.decode()
    assert mayor.get(one("events", event)).json()["about"] == {
        "id": None,
        "name": "not named here",
    }
    assert officer.get(one("events", event)).json()["about"]["id"] == tie.pk


def test_personal_values_are_left_out_for_whom_the_page_hides_them(office: Any) -> None:
    post = make.make_post(email="a@example.org")
    mayor, officer = Caller(make.make_user("mayor")), Caller(make.make_user("officer"))
    open_, masked = (c.get(one("consular_posts", post)).json() for c in (officer, mayor))
    assert {"email", "phone"} & set(open_) == {"email", "phone"}
    assert {"email", "phone"} & set(masked) == set()


def test_the_parts_of_a_noun_are_written_with_it(head: Caller) -> None:
    given = needed("trips") | {"traveller": [{"name": "Anna"}, {"name": "Bodo"}]}
    found = head.post("/trips/", given).json()
    anna, bodo = found["traveller"]
    rows = [anna | {"name": "Anna B."}, {"name": "Carla"}]
    changed = head.patch(f"/trips/{found['id']}/", {"traveller": rows})
    assert [row["name"] for row in changed.json()["traveller"]] == ["Anna B.", "Carla"]
    assert changed.json()["traveller"][0]["id"] == anna["id"]
    foreign = head.patch(f"/trips/{found['id']}/", {"traveller": [{"id": bodo["id"]}]})
    assert (foreign.status_code, list(foreign.json()["errors"])) == (400, ["traveller"])


def test_the_reason_stands_in_the_history(head: Caller) -> None:
    trip = make.make_trip()
    head.patch(one("trips", trip), {"title": "New", "why": "as agreed"})
    newest = history_of(trip, 1)[0]
    assert (newest.who, newest.why) == (str(head.user), "as agreed")
