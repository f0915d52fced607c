"""Six digits by mail: in the browser that asked, ten minutes, five tries, the same for all."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.utils import timezone

from oia.core import signin, throttle
from oia.core.models import MailedCode, OutboxMail, SignedIn, User
from oia.office.accounts import keeping, requests
from tests.factories import make_user
from tests.office.doors import code_of, give_app, is_in
from tests.races import at_once

ASK, TYPE = "/sign-in/code/", "/sign-in/code/type/"


@pytest.fixture
def user(office: Any) -> User:
    return make_user("officer")


def asked(email: str, **where: Any) -> Client:
    client = Client(**where)
    answer = client.post(ASK, {"email": email})
    assert answer.headers["Location"] == TYPE
    return client


def code_in_mail(user: User) -> str:
    mail = OutboxMail.objects.filter(recipient=user.email, template="code").latest("pk")
    found = re.search(r"^Your code is (\d{6})$", mail.body, re.M)
    assert found, mail.body
    return found[1]


def other_than(code: str, number: int = 1) -> str:
    return f"{(int(code) + number) % 10**6:06}"


@pytest.mark.parametrize("role", ["officer", "club", "council"])
def test_the_code_takes_the_place_of_the_password(office: Any, role: str) -> None:
    user = make_user(role)
    client = asked(user.email.upper())
    code = code_in_mail(user)
    answer = client.post(TYPE, {"code": f" {code[:3]} {code[3:]} "})
    assert (is_in(client), answer.headers["Location"]) == (True, "/")
    assert SignedIn.objects.get().how == "code"


def test_the_page_one_wanted_comes_afterwards(user: User) -> None:
    client = Client()
    address = client.post(f"{ASK}?next=/due/", {"email": user.email}).headers["Location"]
    assert client.post(address, {"code": code_in_mail(user)}).headers["Location"] == "/due/"


def test_nobody_is_led_away(user: User) -> None:
    client = Client()
    address = client.post(f"{ASK}?next=//evil.test/", {"email": user.email}).headers["Location"]
    assert client.post(address, {"code": code_in_mail(user)}).headers["Location"] == "/"


def test_it_is_the_first_step_only(user: User) -> None:
    app = give_app(user)
    client = asked(user.email)
    client.post(TYPE, {"code": code_in_mail(user)})
    assert not is_in(client)
    client.post("/sign-in/second/", {"code": code_of(app)})
    assert is_in(client)


def test_it_works_only_in_the_browser_that_asked(user: User) -> None:
    asked(user.email)
    thief = asked("nobody@example.org")
    thief.post(TYPE, {"code": code_in_mail(user)})
    assert not is_in(thief)
    assert Client().post(TYPE, {"code": code_in_mail(user)}).headers["Location"] == ASK


def test_somebody_else_who_asks_does_not_end_the_code_of_its_owner(user: User) -> None:
    client = asked(user.email)
    code = code_in_mail(user)
    asked(user.email)
    client.post(TYPE, {"code": code})
    assert is_in(client)


def test_it_works_once(user: User) -> None:
    client = asked(user.email)
    code, browser = code_in_mail(user), client.session["code_browser"]
    assert signin.redeem_code(browser, code) == user
    assert signin.redeem_code(browser, code) is None


def test_it_ends_after_ten_minutes(user: User) -> None:
    client, begun = asked(user.email), timezone.now()
    code, browser = code_in_mail(user), client.session["code_browser"]
    with time_machine.travel(begun + signin.CODE_VALID + dt.timedelta(seconds=1), tick=False):
        assert signin.redeem_code(browser, code) is None
    with time_machine.travel(begun + signin.CODE_VALID - dt.timedelta(seconds=1), tick=False):
        assert signin.redeem_code(browser, code) == user


def test_five_tries_and_not_one_more(user: User) -> None:
    client = asked(user.email)
    code = code_in_mail(user)
    for number in range(1, signin.CODE_TRIES + 1):
        answer = client.post(TYPE, {"code": other_than(code, number)})
        assert list(answer.context["form"].errors) == ["code"]
    client.post(TYPE, {"code": code})
    assert not is_in(client)


def test_many_tries_at_once_are_no_more_than_five(committed: None) -> None:
    browser = "the browser"
    code = signin.make_code(make_user(), browser=browser)
    found: list[Any] = []
    at_once(lambda: found.append(signin.redeem_code(browser, other_than(code))), 12)
    assert (found, MailedCode.objects.get().tries) == ([None] * 12, signin.CODE_TRIES)


def test_one_code_typed_by_many_hands_at_once_opens_once(committed: None) -> None:
    user, found = make_user(), []
    code = signin.make_code(user, browser="the browser")
    at_once(lambda: found.append(signin.redeem_code("the browser", code)), 4)
    assert sorted(found, key=bool) == [None, None, None, user]


@pytest.mark.parametrize("nonsense", ["", "\x00", "١٢٣٤٥٦", "1" * 21, "<b>", "abcdef", "12 34"])
def test_nonsense_gets_a_sentence(user: User, nonsense: str) -> None:
    client = asked(user.email)
    answer = client.post(TYPE, {"code": nonsense})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["code"])


def test_known_unknown_and_closed_get_the_same_answers(user: User) -> None:
    closed = make_user(is_active=False)
    pages = []
    for email in (user.email, closed.email, "nobody@example.org"):
        client = asked(email)
        texts = [client.get(TYPE), client.post(TYPE, {"code": "000000"})]
        pages.append(
            [
                re.sub(r'value="\w{64}"', "", text.content.decode()).replace(email, "…")
                for text in texts
            ]
        )
    assert pages[0] == pages[1] == pages[2]
    assert [mail.recipient for mail in OutboxMail.objects.all()] == [user.email]


@pytest.mark.parametrize("email", ["known@example.org", "unknown@example.org"])
def test_known_and_unknown_cost_one_hash_each_time(
    office: Any, email: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_user(email="known@example.org")
    hashed = []
    encode, verify = Argon2PasswordHasher.encode, Argon2PasswordHasher.verify
    monkeypatch.setattr(
        Argon2PasswordHasher, "encode", lambda *a, **k: hashed.append("made") or encode(*a, **k)
    )
    monkeypatch.setattr(
        Argon2PasswordHasher, "verify", lambda *a, **k: hashed.append("compared") or verify(*a, **k)
    )
    asked(email).post(TYPE, {"code": "000000"})
    assert hashed == ["made", "compared"]


def test_nobody_is_flooded_with_codes(user: User) -> None:
    for _time in range(throttle.CODE.account):
        asked(user.email)
    answer = Client().post(ASK, {"email": user.email})
    assert answer.status_code == 429
    assert OutboxMail.objects.filter(template="code").count() == throttle.CODE.account


def test_one_connection_asks_for_so_many(user: User) -> None:
    for number in range(throttle.CODE.address):
        throttle.note(throttle.CODE, account=f"guess{number}", address="10.0.0.9")
    answer = Client(REMOTE_ADDR="10.0.0.9").post(ASK, {"email": user.email})
    assert answer.status_code == 429
    asked(user.email, REMOTE_ADDR="10.0.0.8")


def test_the_code_itself_is_not_kept(user: User) -> None:
    client = asked(user.email)
    code = code_in_mail(user)
    row = MailedCode.objects.get()
    assert row.hashed.startswith("argon2$")
    assert (code in str(row.__dict__), client.session["code_browser"] in str(row.__dict__)) == (
        False,
        False,
    )
    OutboxMail.objects.update(state="sent")
    client.post(TYPE, {"code": code})
    assert OutboxMail.objects.get(template="code").body == ""


def test_a_code_to_an_address_that_was_changed_no_longer_works(user: User) -> None:
    client = asked(user.email)
    code, admin = code_in_mail(user), make_user("admin")
    asked_for = keeping.change(
        user=user, email="new@example.org", name="", role="officer", department=None, desks=(),
        by=admin,
    )  # fmt: skip
    assert asked_for
    requests.confirm(row=asked_for, by=make_user("head"), link_to=str)
    client.post(TYPE, {"code": code})
    assert not is_in(client)


def test_old_codes_are_swept(user: User) -> None:
    asked(user.email)
    MailedCode.objects.update(expires=timezone.now() - dt.timedelta(hours=1))
    signin.sweep()
    assert not MailedCode.objects.exists()
