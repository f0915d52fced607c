"""A link to sign in works once, for a week, and only when somebody presses the button."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from oia.core.models import SignInLink
from oia.core.signin import VALID, make_link, redeem
from tests.factories import make_user


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_looking_at_a_link_does_not_use_it(db: None, client: Client) -> None:
    token = make_link(make_user())
    for _time in range(3):
        assert client.get(f"/sign-in/{token}/").status_code == 200
    assert not signed_in(client)
    assert SignInLink.objects.get().used is None


def test_a_link_works_once(db: None, client: Client) -> None:
    token = make_link(make_user())
    client.post(f"/sign-in/{token}/")
    other = Client()
    other.post(f"/sign-in/{token}/")
    assert (signed_in(client), signed_in(other)) == (True, False)


def test_a_new_link_ends_the_old_one(db: None) -> None:
    user = make_user()
    old, new = make_link(user), make_link(user)
    assert (redeem(old), redeem(new)) == (None, user)


def test_a_link_ends_after_a_week(db: None) -> None:
    user = make_user()
    token = make_link(user)
    now = timezone.now()
    with time_machine.travel(now + VALID + dt.timedelta(seconds=1), tick=False):
        assert redeem(token) is None
    with time_machine.travel(now + VALID - dt.timedelta(minutes=1), tick=False):
        assert redeem(token) == user


def test_a_person_who_left_does_not_come_in(db: None) -> None:
    user = make_user()
    token = make_link(user)
    user.is_active = False
    user.save()
    assert redeem(token) is None


def test_the_token_itself_is_not_kept(db: None) -> None:
    token = make_link(make_user())
    assert token not in str(SignInLink.objects.values_list())


@pytest.mark.parametrize("token", ["x", "'", "%00", "ä" * 300])
def test_a_made_up_link_shows_a_page_and_nothing_else(db: None, client: Client, token: str) -> None:
    assert client.get(f"/sign-in/{token}/").status_code == 200
    assert client.post(f"/sign-in/{token}/").status_code == 200
    assert not signed_in(client)


def test_a_password_is_asked_without_telling_whether_the_person_exists(
    db: None, client: Client
) -> None:
    make_user(email="known@example.org", password="a long pass phrase")
    pages = []
    for email in ("known@example.org", "unknown@example.org"):
        answer = client.post("/sign-in/", {"username": email, "password": "wrong"})
        pages.append(list(answer.context["form"].non_field_errors()))
    assert pages[0] == pages[1]
    assert len(pages[0]) == 1
    client.post("/sign-in/", {"username": "KNOWN@example.org", "password": "a long pass phrase"})
    assert signed_in(client)


def test_what_a_person_saw_stays_in_no_cache(db: None, client: Client) -> None:
    anonymous = client.get("/sign-in/")
    client.force_login(make_user("officer"))
    found = {path: client.get(path).headers["Cache-Control"] for path in ("/people/", "/account/")}
    assert found == {"/people/": "private, no-store", "/account/": "private, no-store"}
    assert "private, no-store" not in anonymous.headers.get("Cache-Control", "")
