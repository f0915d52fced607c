"""Every address says who may open it, and keeps its word for every role."""

import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import path

from oia.core.models import User
from oia.core.permissions import label_of, may, requires
from oia.roles import AREAS, GRANTS, ROLES
from tests.factories import make_user
from tests.pages.routes import Route, all_routes, routes

LABELS = {"public", "signed-in"} | {
    f"{area}.{verb}" for area in AREAS for verb in ("read", "write")
}
PLAIN = [route for route in routes() if not route.arguments]
# Only these change something without ever showing a page.
POST_ONLY = {
    "logout",
    "set_language",
    "import_look",
    "answer_forget",
    "import_discard",
    "import_kind",
    "import_answer",
    "import_save",
    "import_undo",
    "job_cancel",
    "job_retry",
    "mail_decide",
    "mail_resume",
    "feed_revoke",
    "follow_up_step",
    "comment_save",
    "comment_undo",
    "programme_print",
    "year_enter_save",
    "year_confirm_save",
    "erasing_answer",
    "person_erase",
    "deletion_propose_save",
    "deletion_release_save",
    "commitment_back",
    "match_back",
    "application_step",
    "application_recommend",
    "application_ask",
    "application_decide",
    "application_declare",
    "application_put",
    "application_put_back",
    "application_tell",
    "application_examine",
    "application_close",
    "application_repaid",
    "application_revoke",
    "application_revoke_decide",
    "application_revoke_drop",
    "application_waive",
    "application_waive_ask",
    "application_waive_drop",
    "portal_message",
    "incoming_discard",
    "bank_account_reveal",
    "bank_account_confirm",
    "paying_account_confirm",
    "payment_run_file",
    "payment_run_book",
    "payment_run_step",
    "payment_out",
    "payment_back",
    "payment_cancel",
    "payment_plan",
    "portal_do",
    "scheme_version_begin",
    "scheme_version_step",
    "trip_step",
    "visit_step",
    "partnership_step",
    "membership_step",
    "bid_step",
    "call_step",
    "view_save",
    "view_remove",
    "user_decide",
    "person_hand_out",
    "account_request_answer",
    "set_up_decide",
    "substitution_revoke",
    "token_revoke",
    "app_begin",
    "app_revoke",
    "passkey_save",
    "passkey_revoke",
    "single_link",
    "single_revoke",
    "paper_save",
    "place_revoke",
    "report_begin",
    "report_build",
    "report_step",
}
# Open to whoever knows a token instead of by role (`tests/operation/test_health.py`).
BY_TOKEN = {"statusz"}
PAGES = [route for route in PLAIN if route.name not in POST_ONLY | BY_TOKEN]
VALUES = {
    "pk": 1, "number": 1, "kind": "pdf", "code": "trips", "section": "partners", "token": "x",
    "version": "x", "digest": "x", "name": "people", "language": "de",
}  # fmt: skip


def arguments_of(route: Route) -> dict[str, Any]:
    values = {name: VALUES[name] for name in route.arguments}
    return values | {"pk": uuid.uuid4()} if "pk" in values and "job" in route.name else values


def test_every_route_carries_a_label_of_the_table() -> None:
    assert {(r.name, r.label) for r in all_routes() if r.label not in LABELS} == set()


def test_every_area_of_the_table_has_a_sentence_and_every_role_a_cell() -> None:
    assert set(GRANTS) == set(AREAS)
    assert {tuple(cells) for cells in GRANTS.values()} == {tuple(ROLES)}


def test_a_route_nobody_thought_about_would_be_found() -> None:
    assert label_of(path("new/", lambda request: None, name="new").callback) is None


def test_a_door_without_its_guard_would_be_found() -> None:
    """The negative control: the guard, not the test, is what refuses."""
    request = RequestFactory().get("/")
    request.user = User(role="club")
    guarded = requires("money.read")(lambda request: "money")
    with pytest.raises(PermissionDenied):
        guarded(request)
    assert guarded.__wrapped__(request) == "money"


@pytest.mark.parametrize("role", ROLES)
def test_each_page_is_open_to_whom_the_table_says(office: Any, client: Client, role: str) -> None:
    user = make_user(role)
    found, told = {}, {}
    for route in PAGES:
        client.force_login(user)
        found[route.name] = client.get(route.address()).status_code in (200, 302)
        told[route.name] = may(user, route.label or "")
    assert found == told


@pytest.mark.parametrize("role", ROLES)
def test_a_closed_page_answers_403(office: Any, client: Client, role: str) -> None:
    user = make_user(role)
    client.force_login(user)
    closed = [route for route in PAGES if not may(user, route.label or "")]
    assert {client.get(r.address()).status_code for r in closed} <= {403}


def test_strangers_are_sent_to_sign_in(office: Any, client: Client) -> None:
    for route in routes():
        if route.label == "public":
            continue
        address = route.address(**arguments_of(route))
        answer = client.get(address)
        assert (answer.status_code, answer.headers.get("Location", "").split("?")[0]) == (
            302,
            "/sign-in/",
        ), route.name


def test_public_pages_open_for_strangers(office: Any, client: Client) -> None:
    public = [route for route in PAGES if route.label == "public"]
    assert {r.name: client.get(r.address()).status_code for r in public} == {
        "login": 200, "forgotten": 200, "sign_in_second": 302, "passkey_sign_in": 200,
        "single_start": 302,
        "single_out": 302, "single_back": 302,
        "code_request": 200, "code_typed": 302, "livez": 200, "readyz": 200,
        "portal": 200, "portal_help": 200, "portal_check": 200, "portal_register": 200,
    }  # fmt: skip


def test_what_only_changes_something_answers_405_to_get(office: Any, client: Client) -> None:
    by_name = {route.name: route for route in routes()}
    found = {}
    for name in POST_ONLY:
        label = by_name[name].label or ""
        role = next(role for role in ("head", "admin", "officer") if may(User(role=role), label))
        client.force_login(make_user(role))
        address = by_name[name].address(**arguments_of(by_name[name]))
        found[name] = client.get(address).status_code
    assert found == dict.fromkeys(POST_ONLY, 405)


def test_pages_that_show_something_do_not_change_anything_by_get() -> None:
    """Whatever is called like a deed is among those that answer 405."""
    deeds = (
        "_step",
        "_save",
        "_undo",
        "_answer",
        "_cancel",
        "_retry",
        "_decide",
        "_resume",
        "_build",
        "_begin",
        "_revoke",
        "logout",
    )
    assert {route.name for route in routes() if route.name.endswith(deeds)} <= POST_ONLY


def test_the_overview_asks_at_most_14_queries(
    office: Any, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.force_login(make_user("council"))
    client.get("/")
    with django_assert_max_num_queries(14):
        client.get("/")
