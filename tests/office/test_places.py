"""Where somebody is signed in: the list, ending one or all, and what ends a session by itself."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from oia.core import places
from oia.core.models import SignedIn, User
from tests.factories import make_user
from tests.office.doors import RIGHT, code_of, give_app, is_in, sign_in

PAGE = "/account/security/"
AGENTS = {
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0": "Firefox · Linux",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0": "Edge · Windows",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1": "Safari · iPhone",
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Mobile Safari/537.36": "Chrome · Android",
    "curl/8": "",
    "": "",
    "\x00<script>Firefox": "Firefox",
}


@pytest.fixture
def user(office: Any) -> User:
    return make_user("officer", password=RIGHT)


def open_to(client: Client) -> bool:
    return bool(client.get("/account/").status_code == 200)


def end(client: Client, place: str) -> Any:
    return client.post(f"{PAGE}places/", {"place": place})


@pytest.mark.parametrize(("agent", "words"), AGENTS.items())
def test_a_browser_is_told_in_words_its_owner_knows(agent: str, words: str) -> None:
    assert places.browser_of(agent) == words


def test_the_list_says_where_since_when_and_how(user: User) -> None:
    app, firefox = give_app(user), next(iter(AGENTS))
    client = Client(headers={"User-Agent": firefox})
    sign_in(user, client=client)
    client.post("/sign-in/second/", {"code": code_of(app)})
    text = client.get(PAGE).content.decode()
    row = SignedIn.objects.get()
    assert (row.browser, row.how, row.proven) == ("Firefox · Linux", "password", "app")
    assert "password, authenticator app" in text


def test_one_other_place_is_ended_and_the_rest_go_on(user: User) -> None:
    here, there, elsewhere = (sign_in(user) for _place in range(3))
    row = SignedIn.objects.get(key=there.session.session_key)
    end(here, str(row.pk))
    assert [open_to(client) for client in (here, there, elsewhere)] == [True, False, True]


def test_all_others_are_ended(user: User) -> None:
    here, *others = (sign_in(user) for _place in range(3))
    end(here, "others")
    assert [open_to(client) for client in (here, *others)] == [True, False, False]
    assert SignedIn.objects.filter(user=user).count() == 1


def test_nobody_ends_a_place_of_somebody_else(user: User) -> None:
    other = sign_in(make_user("officer", password=RIGHT))
    row = SignedIn.objects.get(key=other.session.session_key)
    here = sign_in(user)
    end(here, str(row.pk))
    assert open_to(other)
    assert "Sign out there" not in here.get(PAGE).content.decode()


@pytest.mark.parametrize("place", ["", "0", "-1", "9" * 30, "\x00", "²", "others'--"])
def test_nonsense_ends_nothing(user: User, place: str) -> None:
    here, there = sign_in(user), sign_in(user)
    assert end(here, place).status_code == 302
    assert open_to(there)


def test_one_s_own_place_is_ended_by_signing_out(user: User) -> None:
    here = sign_in(user)
    end(here, str(SignedIn.objects.get().pk))
    assert open_to(here)
    here.post("/sign-out/")
    assert not SignedIn.objects.visible_to(user).alive().exists()


def test_a_new_password_ends_the_others_and_this_one_goes_on(user: User) -> None:
    here, there = sign_in(user), sign_in(user)
    new = "vier-pferde-im-nebel"
    here.post(
        "/account/password/",
        {"old_password": RIGHT, "new_password1": new, "new_password2": new},
    )
    assert (open_to(here), open_to(there)) == (True, False)
    assert SignedIn.objects.get().key == here.session.session_key


def test_a_closed_account_is_out_with_its_next_click(user: User) -> None:
    inside = sign_in(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not open_to(inside)


def test_a_role_taken_away_holds_from_the_next_click(user: User) -> None:
    inside = sign_in(user)
    assert inside.get("/people/").status_code == 200
    User.objects.filter(pk=user.pk).update(role="council")
    assert inside.get("/people/").status_code == 403


def test_a_session_ends_after_half_an_hour_without_a_click(user: User, settings: Any) -> None:
    settings.SESSION_COOKIE_AGE, settings.SESSION_SAVE_EVERY_REQUEST = 30 * 60, True
    client, begun = sign_in(user), timezone.now().timestamp()
    found = []
    # Twice 29 minutes with a click between, then 31 without.
    for minute in (29, 58, 89):
        with time_machine.travel(begun + minute * 60, tick=False):
            found.append(open_to(client))
    assert found == [True, True, False]


def test_however_busy_a_session_ends_after_half_a_day(user: User, settings: Any) -> None:
    client, begun = sign_in(user), timezone.now().timestamp()
    settings.SESSION_COOKIE_AGE = 40 * 3600
    session = client.session
    session.set_expiry(40 * 3600)
    session.save()
    found = []
    for second in (settings.SESSION_LONGEST - 1, settings.SESSION_LONGEST + 1):
        with time_machine.travel(begun + second, tick=False):
            found.append(open_to(client))
    assert found == [True, False]


def test_last_use_is_noted_now_and_then_not_with_each_click(
    user: User, django_assert_num_queries: Any
) -> None:
    client, begun = sign_in(user), SignedIn.objects.get().last_used
    client.get("/account/")
    assert SignedIn.objects.get().last_used == begun
    with time_machine.travel(begun.timestamp() + places.SEEN_EVERY + 1, tick=False):
        client.get("/account/")
        assert SignedIn.objects.get().last_used == timezone.now()


def test_what_ran_out_is_swept(user: User) -> None:
    sign_in(user)
    gone = sign_in(user)
    Session.objects.filter(session_key=gone.session.session_key).update(
        expire_date=timezone.now() - dt.timedelta(seconds=1)
    )
    SignedIn.objects.update(since=timezone.now() - dt.timedelta(hours=1))
    places.sweep()
    assert (Session.objects.count(), SignedIn.objects.count()) == (1, 1)


def test_whoever_signs_in_as_somebody_else_leaves_the_first_session(user: User) -> None:
    other = make_user("officer", password=RIGHT)
    client = sign_in(user)
    old = client.session.session_key
    client.post("/sign-out/")
    sign_in(other, client=client)
    assert is_in(client)
    assert not Session.objects.filter(session_key=old).exists()
