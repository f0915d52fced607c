"""Tries at the doors are counted: per account, per address, the same for everybody."""

import datetime as dt
import time
from typing import Any

import pytest
import time_machine
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.utils import timezone

from oia.core import throttle
from oia.core.models import FailedTry, OutboxMail
from oia.core.throttle import FORGOTTEN, PASSWORD, REGISTER
from tests.factories import make_user
from tests.races import at_once

RIGHT = "bridges over quiet rivers"


def tries(account: str, *, times: int = 1, address: str = "10.0.0.1", password: str = "no") -> Any:
    answer = None
    for _number in range(times):
        answer = Client(REMOTE_ADDR=address).post(
            "/sign-in/", {"username": account, "password": password}
        )
    return answer


def test_after_ten_slips_the_right_password_waits_too(db: None) -> None:
    user = make_user(password=RIGHT)
    assert tries(user.email, times=PASSWORD.account).status_code == 200
    assert tries(user.email, password=RIGHT, address="10.0.0.2").status_code == 429
    later = timezone.now() + PASSWORD.within + dt.timedelta(seconds=1)
    with time_machine.travel(later, tick=False):
        assert tries(user.email, password=RIGHT).status_code == 302


def test_one_account_closes_no_other(db: None) -> None:
    tries("stranger@example.org", times=PASSWORD.account + 1)
    user = make_user(password=RIGHT)
    assert tries(user.email, password=RIGHT).status_code == 302


def test_an_address_that_tries_many_accounts_is_closed(db: None) -> None:
    user = make_user(password=RIGHT)
    for number in range(PASSWORD.address):
        throttle.note(PASSWORD, account=f"guess{number}@example.org", address="10.0.0.9")
    assert tries(user.email, password=RIGHT, address="10.0.0.9").status_code == 429
    assert tries(user.email, password=RIGHT, address="10.0.0.8").status_code == 302


def test_known_and_unknown_accounts_get_the_same_answer(db: None) -> None:
    user = make_user(password=RIGHT)
    for times in (1, PASSWORD.account + 1):
        known = tries(user.email, times=times, address="10.0.0.3")
        unknown = tries("nobody@example.org", times=times, address="10.0.0.4")
        texts = [
            answer.content.decode().replace(name, "…")
            for answer, name in ((known, user.email), (unknown, "nobody@example.org"))
        ]
        assert known.status_code == unknown.status_code
        assert without_tokens(texts[0]) == without_tokens(texts[1])


def without_tokens(html: str) -> list[str]:
    return [line for line in html.splitlines() if "csrfmiddlewaretoken" not in line]


@pytest.mark.parametrize("account", ["known@example.org", "unknown@example.org"])
def test_each_refusal_costs_one_hash(
    db: None, account: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_user(email="known@example.org", password=RIGHT)
    hashed = []
    encode, verify = Argon2PasswordHasher.encode, Argon2PasswordHasher.verify
    monkeypatch.setattr(
        Argon2PasswordHasher, "encode", lambda *a, **k: hashed.append(1) or encode(*a, **k)
    )
    monkeypatch.setattr(
        Argon2PasswordHasher, "verify", lambda *a, **k: hashed.append(1) or verify(*a, **k)
    )
    tries(account)
    assert len(hashed) == 1


def test_coming_in_forgets_the_slips(db: None) -> None:
    user = make_user(password=RIGHT)
    tries(user.email, times=PASSWORD.account - 1)
    tries(user.email, password=RIGHT)
    tries(user.email, times=PASSWORD.account - 1)
    assert tries(user.email, password=RIGHT).status_code == 302


def test_forgotten_and_register_send_no_flood_of_mail(db: None) -> None:
    user = make_user()
    for _number in range(FORGOTTEN.account + 3):
        Client().post("/sign-in/forgotten/", {"email": user.email})
    for _number in range(REGISTER.account + 3):
        Client().post(
            "/apply/register/",
            {"club": "Verein", "name": "Wer", "email": "club@example.org"},
        )
    sent = OutboxMail.objects.values_list("recipient", flat=True)
    assert sum(one == user.email for one in sent) <= FORGOTTEN.account
    assert sum(one == "club@example.org" for one in sent) <= REGISTER.account
    answer = Client().post("/sign-in/forgotten/", {"email": user.email})
    assert answer.status_code == 429


def test_neither_account_nor_address_can_be_read_from_what_is_kept(db: None) -> None:
    tries("somebody@example.org", address="192.0.2.7")
    row = FailedTry.objects.get()
    kept = f"{row.account} {row.address}"
    assert ("somebody" in kept, "192.0.2.7" in kept, len(row.account)) == (False, False, 64)


def test_old_tries_go(db: None) -> None:
    tries("somebody@example.org")
    FailedTry.objects.update(at=timezone.now() - throttle.KEPT - dt.timedelta(seconds=1))
    throttle.sweep()
    assert not FailedTry.objects.exists()


def test_behind_a_proxy_the_address_is_what_the_proxy_saw(rf: Any, settings: Any) -> None:
    request = rf.get("/", headers={"X-Forwarded-For": "203.0.113.5, 198.51.100.9"})
    assert throttle.address_of(request) == "127.0.0.1"
    settings.BEHIND_PROXY = True
    assert throttle.address_of(request) == "198.51.100.9"


def test_other_letters_for_the_same_account_are_no_new_account(db: None) -> None:
    user = make_user(email="maier@example.org", password=RIGHT)
    tries("\uff4daier@example.org", times=PASSWORD.account)
    assert tries(user.email, password=RIGHT, address="10.0.0.2").status_code == 429


# The password page and bursts -------------------------------------------------------------------


def change(client: Client, old: str) -> int:
    new = "vier-pferde-im-nebel"
    data = {"old_password": old, "new_password1": new, "new_password2": new}
    return int(client.post("/account/password/", data).status_code)


def test_the_password_page_counts_wrong_old_passwords(db: None) -> None:
    user, other = make_user(password=RIGHT), make_user(password=RIGHT)
    client, stranger = Client(), Client()
    client.force_login(user)
    stranger.force_login(other)
    assert {change(client, "no") for _try in range(PASSWORD.account)} == {200}
    assert change(client, RIGHT) == 429
    assert change(stranger, RIGHT) == 302
    user.refresh_from_db()
    assert user.check_password(RIGHT)


def test_the_right_old_password_lets_slips_be_forgotten(db: None) -> None:
    user = make_user(password=RIGHT)
    client = Client()
    client.force_login(user)
    change(client, "no")
    change(client, "")  # nothing typed is no guess
    assert FailedTry.objects.count() == 1
    assert change(client, RIGHT) == 302
    assert FailedTry.objects.count() == 0


def _burst(user: Any) -> int:
    """Twice as many wrong passwords at once as are allowed; how many were looked at."""
    answers: list[int] = []

    def one() -> None:
        answer = tries(user.email)
        answers.append(answer.status_code)

    assert at_once(one, PASSWORD.account * 2) == [None] * (PASSWORD.account * 2)
    return answers.count(200)


def test_a_burst_wins_no_extra_try(committed: None) -> None:
    assert _burst(make_user(password=RIGHT)) == PASSWORD.account


def test_without_the_lock_a_burst_would(committed: None, monkeypatch: Any) -> None:
    """The negative control."""

    def unguarded(limit: Any, **who: str) -> bool:
        closed = throttle.is_closed(limit, **who)
        time.sleep(0.3)
        return not closed

    monkeypatch.setattr(throttle, "enter", unguarded)
    assert _burst(make_user(password=RIGHT)) > PASSWORD.account
