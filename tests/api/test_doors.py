"""Tokens and sessions: who comes in, for how long, and how often."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from oia.api.models import ApiToken
from oia.api.tokens import revoke_token
from oia.core.models import User
from oia.core.permissions import may
from oia.roles import ROLES
from tests import factories as make
from tests.api.caller import Caller
from tests.pages.routes import api_routes

VALUES = {"pk": 1, "step": "submit"}


@pytest.fixture
def head(office: Any) -> Caller:
    return Caller(make.make_user("head"))


def test_strangers_get_401_at_every_address_and_are_told_how(office: Any, client: Client) -> None:
    for route in api_routes():
        address = route.address(**{name: VALUES[name] for name in route.arguments})
        for ask in (client.get, client.post, client.patch, client.delete):
            answer = ask(address)
            assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (
                401,
                'Bearer realm="api"',
            ), address


def test_every_address_of_the_api_carries_its_label() -> None:
    assert [route.name for route in api_routes() if not route.label] == []


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Bearer wrong", "Bearer oia_" + "x" * 43, "Bearer " + "x" * 9999],
)
def test_a_wrong_token_opens_nothing(office: Any, header: str) -> None:
    answer = Client(headers={"Authorization": header}).get("/api/v1/trips/")
    assert answer.status_code == 401


def test_a_token_in_the_address_opens_nothing(head: Caller) -> None:
    assert Client().get(f"/api/v1/trips/?token={head.secret}").status_code == 401


def test_the_secret_is_kept_nowhere(head: Caller) -> None:
    assert head.secret not in str(ApiToken.objects.values().get())
    assert len(head.secret.removeprefix("oia_")) == 43


def test_a_token_ends_with_its_day_its_revocation_and_its_holders_account(office: Any) -> None:
    user = make.make_user("officer")
    found = []
    for end in (
        lambda caller: revoke_token(token=caller.token, by=user),
        lambda caller: ApiToken.objects.filter(pk=caller.token.pk).update(expires=timezone.now()),
        lambda caller: User.objects.filter(pk=user.pk).update(role="council"),
        lambda caller: User.objects.filter(pk=user.pk).update(role="officer", is_active=False),
    ):
        caller = Caller(user)
        before = caller.get("/trips/").status_code
        end(caller)
        found.append((before, caller.get("/trips/").status_code))
        User.objects.filter(pk=user.pk).update(role="officer", is_active=True)
    assert found == [(200, 401)] * 4


def test_a_lost_right_acts_on_the_next_request(head: Caller) -> None:
    before = head.get("/budget/").status_code
    User.objects.filter(pk=head.user.pk).update(role="liaison")
    assert (before, head.get("/budget/").status_code) == (200, 403)


def test_a_token_that_only_reads_writes_nothing(office: Any) -> None:
    caller = Caller(make.make_user("head"), scope="read")
    trip = make.make_trip()
    assert (
        caller.get("/trips/").status_code,
        caller.post("/trips/", {}).status_code,
        caller.patch(f"/trips/{trip.pk}/", {}).status_code,
        caller.post(f"/trips/{trip.pk}/steps/cancel/", {}).status_code,
    ) == (200, 403, 403, 403)


def test_when_a_token_was_used_is_known_to_the_minute(head: Caller) -> None:
    head.get("/trips/")
    first = head.token.use.at
    head.get("/trips/")
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=2), tick=False):
        head.get("/trips/")
    head.token.refresh_from_db()
    assert (first < head.token.use.at, ApiToken.objects.get().use.at > first) == (True, True)


def test_too_many_requests_of_one_token_are_told_to_wait(head: Caller, settings: Any) -> None:
    settings.API_RATE = "3/min"
    other = Caller(make.make_user("head"))
    cache.clear()
    found = [head.get("/trips/").status_code for _ in range(4)]
    answer = head.get("/trips/")
    assert (found, int(answer.headers["Retry-After"]) > 0) == ([200, 200, 200, 429], True)
    assert other.get("/trips/").status_code == 200
    cache.clear()


def test_a_session_reads_and_writes_only_with_the_token_against_forgery(office: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.make_user("head"))
    refused = client.post("/api/v1/networks/", {"title": "N"}, content_type="application/json")
    client.get("/account/tokens/new/")
    mark = client.cookies["csrftoken"].value
    taken = client.post(
        "/api/v1/networks/",
        {"title": "N"},
        content_type="application/json",
        headers={"X-CSRFToken": mark},
    )
    read = client.get("/api/v1/networks/").status_code
    assert (refused.status_code, taken.status_code, read) == (403, 201, 200)


def test_sentences_come_in_the_language_of_the_person(office: Any) -> None:
    german = Caller(make.make_user("head", language="de"))
    english = Caller(make.make_user("head", language="en"))
    told = [c.get("/trips/0/").json()["detail"] for c in (german, english)]
    assert told[1] == "There is no such entry, or you may not see it."
    assert told[0] != told[1]


# The pages --------------------------------------------------------------------------------------


def test_a_token_is_made_in_the_browser_shown_once_and_revoked(office: Any) -> None:
    client = Client()
    client.force_login(make.make_user("officer"))
    page = client.post(reverse("token_add"), {"name": "Archive", "scope": "read", "days": "90"})
    secret = page.content.decode().partition("oia_")[2].partition("<")[0]
    caller = Client(headers={"Authorization": f"Bearer oia_{secret}"})
    assert caller.get("/api/v1/trips/").status_code == 200
    listed = client.get(reverse("token_list")).content.decode()
    assert ("Archive" in listed, secret in listed) == (True, False)
    token = ApiToken.objects.get()
    client.post(reverse("token_revoke", args=[token.pk]))
    assert caller.get("/api/v1/trips/").status_code == 401


@pytest.mark.parametrize("role", ROLES)
def test_who_keeps_accounts_revokes_and_the_auditor_only_sees(office: Any, role: str) -> None:
    caller = Caller(make.make_user("officer"))
    user = make.make_user(role)
    client = Client()
    client.force_login(user)
    page = client.get(reverse("token_list"))
    seen = page.status_code == 200 and f"{caller.user}" in page.content.decode()
    client.post(reverse("token_revoke", args=[caller.token.pk]))
    caller.token.refresh_from_db()
    assert (seen, caller.token.revoked is not None) == (
        role in ("head", "auditor", "admin"),
        may(user, "users.write"),
    )


def test_the_guide_names_what_the_person_may_read_and_no_other_host(office: Any) -> None:
    client = Client()
    client.force_login(make.make_user("mayor"))
    page = client.get("/api/").content.decode()
    assert ("/api/v1/trips/" in page, "/api/v1/departments/" in page) == (True, False)
    assert "https://" not in page.replace("http://testserver", "")
