"""What opens a door for a while: one second before its end it does, one after it does not."""

import datetime as dt
import random
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone

from delegations.applications import people
from oia.api import tokens
from oia.core import keys, signin
from oia.core.models import SignInLink, User
from oia.office import feeds
from oia.office.accounts import deeds, requests
from oia.office.models import AccountRequest
from oia.office.models.accounts import VALID as ASKED
from tests.factories import make_user, number
from tests.soak.trial import Trial

SECOND = dt.timedelta(seconds=1)
# Makes what opens, and gives what says whether it (still) opens.
Opener = Callable[[User], Callable[[], bool]]


def link(user: User) -> Callable[[], bool]:
    token = signin.make_link(user)
    return lambda: signin.redeem(token) == user


def look_of_link(user: User) -> Callable[[], bool]:
    token = signin.make_link(user)
    return lambda: signin.find(token) is not None


def reset(user: User) -> Callable[[], bool]:
    token = signin.make_link(user, asks_password=True, valid=signin.RESET)
    return lambda: signin.redeem(token) == user


def code(user: User) -> Callable[[], bool]:
    browser = f"browser {number()}"
    typed = signin.make_code(user, browser=browser)
    return lambda: signin.redeem_code(browser, typed) == user


def registration(user: User) -> Callable[[], bool]:
    said = {"email": f"new{number()}@example.org", "name": "A", "club": "C", "language": "en"}
    token = signing.dumps(said, salt=people.SALT, compress=True)
    return lambda: people.registration(token) is not None


def api_token(user: User) -> Callable[[], bool]:
    _row, secret = tokens.make_token(name="T", scope="read", days=30, by=user)
    return lambda: tokens.token_of(secret) is not None


def feed(user: User) -> Callable[[], bool]:
    _row, token = feeds.make_feed(name="F", scope="all", kinds=[], by=user)
    return lambda: feeds.feed_of(token) is not None


def request(user: User) -> Callable[[], bool]:
    asked = AccountRequest.objects.create(
        user=user, what="close", asked_by=make_user("admin"), reason="left"
    )

    def confirmed() -> bool:
        try:
            requests.refuse(row=asked, by=make_user("head"))
        except ValidationError:
            return False
        return True

    return confirmed


LASTS: dict[Opener, dt.timedelta] = {
    link: signin.VALID, look_of_link: signin.VALID, reset: signin.RESET, code: signin.CODE_VALID,
    registration: dt.timedelta(seconds=people.DAY), api_token: dt.timedelta(days=30),
    feed: feeds.VALID, request: ASKED,
}  # fmt: skip
ONCE = (link, reset, code)
# What a new address, a new password or an end of the account takes away.
PERSONAL = (link, reset, code, api_token, feed)


def opens_at(opener: Opener, begin: dt.datetime, after: dt.timedelta) -> bool:
    with time_machine.travel(begin, tick=False):
        opens = opener(make_user("officer"))
    with time_machine.travel(begin + after, tick=False):
        return opens()


def test_tokens_end_on_the_second(
    office: Any, trial: Trial, monkeypatch: Any, settings: Any
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    trial.promise = (
        "links, codes, registrations, requests, tokens and feeds, made at random moments: open a "
        "second before their end, shut a second after; links and codes open once; a new address, a "
        "new password and a closed account end them"
    )
    trial.control = "links and registrations that look at no clock"
    assert (dt.timedelta(days=7), dt.timedelta(hours=24)) == (signin.VALID, signin.RESET)
    moments = random.Random(3)
    for _time in range(trial.size(sample=2, full=100)):
        begin = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(
            seconds=moments.randrange(4 * 365 * 24 * 3600)
        )
        for opener, lasts in LASTS.items():
            trial.saw(held=opens_at(opener, begin, lasts - SECOND))
            trial.saw(held=not opens_at(opener, begin, lasts + SECOND))
        for opener in ONCE:
            opens = opener(make_user("officer"))
            trial.saw(held=[opens(), opens()] == [True, False])
        for opener in PERSONAL:
            for end in (new_address, closed, new_password):
                user = make_user("officer", password="bridges over rivers")
                opens = opener(user)
                end(user)
                # A new password ends what is a proof of who somebody is; keys of machines stay.
                stays = end is new_password and opener in (api_token, feed)
                trial.saw(held=stays or not opens())
    timeless = signing.loads
    with monkeypatch.context() as without:
        without.setattr(signing, "loads", lambda *given, max_age, **more: timeless(*given, **more))
        for _time in range(5):
            begin = timezone.now()
            trial.control_saw(broke=opens_at(registration, begin, dt.timedelta(days=9)))
    for _time in range(5):
        token = signin.make_link(make_user("officer"))
        with time_machine.travel(timezone.now() + dt.timedelta(days=9)):
            found = SignInLink.objects.filter(digest=signin._digest(token), used=None)
            trial.control_saw(broke=found.exists())


def new_address(user: User) -> None:
    deeds.set_rights(user, email=f"moved{number()}@example.org", role=user.role, by=None)


def closed(user: User) -> None:
    make_user(user.role)  # the last of a role is not closed
    deeds.close(user, by=None)


def new_password(user: User) -> None:
    user.set_password("other bridges over rivers")
    user.save()
    keys.end_all(user, by=user)


@pytest.mark.parametrize("opener", LASTS)
def test_each_opens_at_all(office: Any, opener: Opener) -> None:
    assert opener(make_user("officer"))()
