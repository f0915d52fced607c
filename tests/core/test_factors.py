"""Codes of an app (RFC 6238) and on paper: each once, few tries, nothing readable in the table."""

import contextlib
import datetime as dt
from typing import Any

import pyotp
import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from oia.core import factors, throttle
from oia.core.models import Authenticator, FailedTry, RecoveryCode, User
from oia.core.sealed import DOTS
from tests.factories import make_user
from tests.office.doors import code_of, give_app, wrong_for
from tests.races import at_once

NOON = dt.datetime(2026, 11, 27, 12, tzinfo=dt.UTC)
HERE = "10.0.0.1"


def prove(user: User, code: str, address: str = HERE) -> str:
    return factors.prove(user=user, typed=code, address=address)


# The vectors of RFC 6238, appendix B, for SHA-1, cut to six digits.
@pytest.mark.parametrize(
    ("second", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"),
     (2000000000, "279037")],
)  # fmt: skip
def test_codes_are_those_of_the_standard(db: None, second: int, code: str) -> None:
    user = make_user()
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    Authenticator.objects.create(user=user, secret=secret, confirmed=NOON)
    with time_machine.travel(dt.datetime.fromtimestamp(second, dt.UTC), tick=False):
        assert prove(user, code) == factors.APP


def test_a_code_works_once(db: None) -> None:
    user = make_user()
    with time_machine.travel(NOON, tick=False):
        app = give_app(user)
        code = code_of(app)
        assert [prove(user, code), prove(user, code)] == [factors.APP, ""]


def test_the_code_before_is_refused_once_a_newer_one_was_taken(db: None) -> None:
    user = make_user()
    with time_machine.travel(NOON, tick=False):
        app = give_app(user)
        assert prove(user, code_of(app)) == factors.APP
        assert prove(user, code_of(app, later=-1)) == ""
        assert prove(user, code_of(app, later=1)) == factors.APP


@pytest.mark.parametrize(
    ("off", "held"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_clock_may_be_half_a_minute_off(db: None, off: int, held: bool) -> None:
    user = make_user()
    with time_machine.travel(NOON, tick=False):
        app = give_app(user)
        assert bool(prove(user, code_of(app, later=off))) == held


def test_the_code_that_set_the_app_up_does_not_sign_in(db: None) -> None:
    user = make_user()
    with time_machine.travel(NOON, tick=False):
        row = factors.begin_app(by=user)
        code = code_of(pyotp.TOTP(row.secret.reveal()))
        assert factors.confirm_app(by=user, code=code)
        assert prove(user, code) == ""


def test_nothing_is_asked_for_until_the_first_code_is_right(db: None) -> None:
    user = make_user()
    row = factors.begin_app(by=user)
    app = pyotp.TOTP(row.secret.reveal())
    assert not factors.confirm_app(by=user, code=wrong_for(app))
    assert (factors.has_any(user), prove(user, code_of(app))) == (False, "")


def test_a_new_telephone_takes_over_only_with_its_first_code(db: None) -> None:
    user = make_user()
    with time_machine.travel(NOON, tick=False):
        old = give_app(user)
        new = pyotp.TOTP(factors.begin_app(by=user).secret.reveal())
        assert prove(user, code_of(old)) == factors.APP
        assert factors.confirm_app(by=user, code=code_of(new))
        assert prove(user, code_of(old, later=1)) == ""
        assert prove(user, code_of(new, later=1)) == factors.APP


def test_a_secret_nobody_confirmed_ends_after_an_hour(db: None) -> None:
    user = make_user()
    with time_machine.travel(NOON, tick=False):
        app = pyotp.TOTP(factors.begin_app(by=user).secret.reveal())
    with time_machine.travel(NOON + factors.WAITS + dt.timedelta(seconds=1), tick=False):
        assert not factors.confirm_app(by=user, code=code_of(app))


def test_the_secret_cannot_be_read_in_the_table(db: None) -> None:
    user = make_user()
    row = factors.begin_app(by=user)
    secret = row.secret.reveal()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM core_authenticator")
        assert secret not in str(cursor.fetchall())
    assert (str(row.secret), secret in repr(row.secret)) == (DOTS, False)


# Paper ------------------------------------------------------------------------------------------


def test_ten_codes_work_once_each_however_they_are_typed(db: None) -> None:
    user = make_user()
    give_app(user)
    codes = factors.new_paper(by=user)
    typed = [codes[0].upper(), codes[1].replace("-", " "), codes[2].replace("0", "O"), *codes[3:]]
    assert [prove(user, code) for code in typed] == [factors.PAPER] * 10
    assert [prove(user, code) for code in codes[:3]] == [""] * 3
    assert factors.paper_left(user) == 0


def test_new_codes_end_the_old_ones(db: None) -> None:
    user = make_user()
    give_app(user)
    old, new = factors.new_paper(by=user), factors.new_paper(by=user)
    assert (prove(user, old[4]), prove(user, new[4])) == ("", factors.PAPER)


def test_codes_on_paper_are_hashed_like_passwords(db: None) -> None:
    user = make_user()
    codes = factors.new_paper(by=user)
    rows = list(RecoveryCode.objects.values_list("hashed", flat=True))
    assert {row.split("$")[0] for row in rows} == {"argon2"}
    assert not any(code.replace("-", "") in str(rows) for code in codes)


def test_paper_of_somebody_else_does_not_work(db: None) -> None:
    user, other = make_user(), make_user()
    for one in (user, other):
        give_app(one)
    assert prove(user, factors.new_paper(by=other)[0]) == ""


def test_with_the_last_factor_the_paper_ends(db: None) -> None:
    user = make_user()
    give_app(user)
    factors.new_paper(by=user)
    factors.remove_app(by=user)
    user.refresh_from_db()
    assert (factors.paper_left(user), user.second_step) == (0, "")


# Limits -----------------------------------------------------------------------------------------


def test_after_five_wrong_codes_the_right_one_waits_too(db: None) -> None:
    user = make_user()
    with time_machine.travel(NOON, tick=False):
        app = give_app(user)
        for _try in range(throttle.SECOND.account):
            assert prove(user, wrong_for(app)) == ""
        with pytest.raises(factors.Closed):
            prove(user, code_of(app), "10.0.0.2")
    later = NOON + throttle.SECOND.within + dt.timedelta(seconds=1)
    with time_machine.travel(later, tick=False):
        assert prove(user, code_of(app)) == factors.APP


def test_one_account_closes_no_other_and_no_first_step(db: None) -> None:
    user, other = make_user(), make_user()
    app, others = give_app(user), give_app(other)
    for _try in range(throttle.SECOND.account):
        prove(user, wrong_for(app))
    assert prove(other, code_of(others)) == factors.APP
    who = {"account": user.email, "address": HERE}
    assert not throttle.is_closed(throttle.PASSWORD, **who)


def test_an_address_that_tries_many_accounts_is_closed(db: None) -> None:
    user = make_user()
    app = give_app(user)
    for number in range(throttle.SECOND.address):
        throttle.note(throttle.SECOND, account=f"user {number}", address="10.0.0.9")
    with pytest.raises(factors.Closed):
        prove(user, code_of(app), "10.0.0.9")
    assert prove(user, code_of(app), "10.0.0.8") == factors.APP


def test_a_right_code_forgets_the_slips(db: None) -> None:
    user = make_user()
    app = give_app(user)
    for _try in range(throttle.SECOND.account - 1):
        prove(user, wrong_for(app))
    prove(user, code_of(app))
    assert not FailedTry.objects.filter(door="second").exists()


def test_one_code_typed_by_many_hands_at_once_opens_once(committed: None) -> None:
    user = make_user()
    app = give_app(user)
    code, found = code_of(app), []
    at_once(lambda: found.append(prove(user, code)), 4)
    assert sorted(found) == ["", "", "", factors.APP]


def test_many_guesses_at_once_are_no_more_guesses(committed: None) -> None:
    user = make_user()
    wrong = wrong_for(give_app(user))

    def guess() -> None:
        with contextlib.suppress(factors.Closed):
            prove(user, wrong)

    at_once(guess, 12)
    assert FailedTry.objects.filter(door="second").count() == throttle.SECOND.account


# Who must ---------------------------------------------------------------------------------------


def test_all_but_clubs_must_have_a_second_step_where_it_is_switched_on(
    people: dict[str, Any], settings: Any
) -> None:
    assert not any(factors.must_have(user) for user in people.values())
    settings.STAFF_SECOND_STEP = True
    assert {role for role, user in people.items() if not factors.must_have(user)} == {"club"}
    assert factors.must_have(User(role="of a release that is not ours"))


def test_what_there_is_stands_on_the_account(db: None) -> None:
    user = make_user()
    give_app(user)
    user.refresh_from_db()
    with override("en"):
        words = str(user.get_second_step_display())
    assert (user.second_step, words) == ("app", "authenticator app")
    assert timezone.now() >= Authenticator.objects.get().created
