"""Nobody is two people: what one asks for an account that counts, another confirms."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.utils import InternalError
from django.test import Client
from django.utils import timezone

from oia.api.models import ApiToken
from oia.api.tokens import make_token, token_of
from oia.core import factors, keys
from oia.core.models import OutboxMail, User
from oia.core.permissions import may
from oia.office.accounts import keeping, requests
from oia.office.choices import AccountStep, RequestState
from oia.office.due import waiting
from oia.office.models import AccountRequest, CalendarFeed, Office
from oia.roles import ROLES
from tests.factories import make_user
from tests.office.doors import RIGHT, give_app, sign_in
from tests.races import at_once

ANSWER = "/users/requests/{}/answer/"
COUNTING = {"head", "officer", "admin"}


def enter(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def changed(by: User, user: User, **typed: str) -> Any:
    data = {"email": user.email, "name": user.name, "role": user.role, **typed}
    answer = enter(by).post(f"/users/{user.pk}/edit/", data)
    user.refresh_from_db()
    return answer


def decide(by: User, user: User, verb: str) -> None:
    enter(by).post(f"/users/{user.pk}/decide/", {"verb": verb, "reason": "Called back"})
    user.refresh_from_db()


def answered(by: User, verb: str = "confirm", row: AccountRequest | None = None) -> int:
    row = row or AccountRequest.objects.latest("pk")
    return int(enter(by).post(ANSWER.format(row.pk), {"verb": verb}).status_code)


def told(user_or_address: Any) -> list[str]:
    address = getattr(user_or_address, "email", user_or_address)
    rows = OutboxMail.objects.filter(recipient=address).order_by("pk")
    return list(rows.values_list("template", flat=True))


@pytest.fixture
def admin(office: Any) -> User:
    Office.objects.update(set_up_finished=timezone.now())
    return make_user("admin", name="Norbert")


@pytest.fixture
def head(admin: User) -> User:
    return make_user("head", name="Hanna")


# Which accounts count ---------------------------------------------------------------------------


def test_the_table_of_roles_says_which_accounts_count() -> None:
    assert {code for code in ROLES if requests.counts(code)} == COUNTING


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_new_address_of_an_account_that_counts_waits(admin: User, head: User, role: str) -> None:
    user = make_user(role)
    old = user.email
    changed(admin, user, email="mine@evil.example")
    assert (user.email == old) == (role in COUNTING)


@pytest.mark.parametrize(("before", "after"), [("liaison", "officer"), ("officer", "liaison")])
def test_a_role_that_counts_waits_in_both_directions(
    admin: User, head: User, before: str, after: str
) -> None:
    user = make_user(before)
    changed(admin, user, role=after, name="Imke")
    assert (user.role, user.name) == (before, "Imke")
    assert answered(head) == 302
    user.refresh_from_db()
    assert user.role == after


# Who confirms -----------------------------------------------------------------------------------


def test_who_asked_does_not_confirm_and_neither_does_whom_it_is_about(
    admin: User, head: User
) -> None:
    changed(admin, head, email="mine@evil.example")
    for who in (admin, head):
        answered(who)
        head.refresh_from_db()
        assert head.email != "mine@evil.example"
    answered(make_user("admin"))
    head.refresh_from_db()
    assert head.email == "mine@evil.example"


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"head", "admin"}))
def test_who_keeps_no_accounts_confirms_nothing(admin: User, head: User, role: str) -> None:
    user = make_user("officer")
    changed(admin, user, role="head")
    assert answered(make_user(role)) == 403
    user.refresh_from_db()
    assert user.role == "officer"


@pytest.mark.parametrize("other", ["asked_by", "user", "nobody"])
def test_the_database_knows_the_rule_too(admin: User, head: User, other: str) -> None:
    row = requests.ask(user=head, what=AccountStep.CLOSE, by=admin)
    by = {"asked_by": admin, "user": head, "nobody": None}[other]
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountRequest.objects.filter(pk=row.pk).update(
            state=RequestState.CONFIRMED, answered_by=by, answered=timezone.now()
        )


def test_what_was_asked_is_what_is_done(admin: User, head: User) -> None:
    row = requests.ask(user=make_user(), what=AccountStep.CHANGE, by=admin, role="liaison")
    for change in ({"role": "head"}, {"asked_by": head}, {"user": head}):
        with pytest.raises(InternalError), transaction.atomic():
            AccountRequest.objects.filter(pk=row.pk).update(**change)
    requests.refuse(row=row, by=head)
    with pytest.raises(InternalError), transaction.atomic():
        AccountRequest.objects.filter(pk=row.pk).update(state=RequestState.WAITING)


def test_a_week_later_nobody_confirms_it(admin: User, head: User) -> None:
    user = make_user("officer")
    with time_machine.travel(timezone.now() - dt.timedelta(days=7, seconds=1), tick=False):
        row = requests.ask(user=user, what=AccountStep.CHANGE, by=admin, role="head")
    with pytest.raises(ValidationError):
        requests.confirm(row=row, by=head, link_to=str)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountRequest.objects.filter(pk=row.pk).update(
            state=RequestState.CONFIRMED, answered_by=head, answered=timezone.now()
        )
    requests.expire()
    row.refresh_from_db()
    assert row.state == RequestState.EXPIRED


def test_refused_and_withdrawn_change_nothing(admin: User, head: User) -> None:
    user = make_user("officer")
    for by, verb in ((head, "refuse"), (admin, "withdraw")):
        changed(admin, user, role="head")
        answered(by, verb)
        answered(head)
        user.refresh_from_db()
        assert user.role == "officer"
    states = set(AccountRequest.objects.values_list("state", flat=True))
    assert states == {RequestState.REFUSED, RequestState.WITHDRAWN}


def test_only_who_asked_withdraws(admin: User, head: User) -> None:
    changed(admin, make_user("officer"), role="head")
    answered(head, "withdraw")
    assert AccountRequest.objects.get().state == RequestState.WAITING


def test_a_request_of_somebody_who_keeps_no_accounts_any_more_falls(
    admin: User, head: User
) -> None:
    changed(admin, make_user("officer"), role="head")
    User.objects.filter(pk=admin.pk).update(is_active=False)
    answered(head)
    assert AccountRequest.objects.get().state == RequestState.WAITING


def test_nothing_else_happens_to_an_account_while_something_waits(admin: User, head: User) -> None:
    """Else an address could be changed between the asking and the confirming."""
    user = make_user("liaison")
    changed(admin, user, role="head")
    old = user.email
    changed(admin, user, email="mine@evil.example")
    decide(admin, user, "close")
    assert (user.email, user.is_active, AccountRequest.objects.count()) == (old, True, 1)


def test_two_confirm_at_once_and_it_is_done_once(committed: None) -> None:
    from oia.office.actions import set_up_office

    set_up_office(city="Musterhausen", country="DE")
    admin, first, user = make_user("admin"), make_user("head"), make_user("officer")
    row = requests.ask(user=user, what=AccountStep.CHANGE, by=admin, role="head")
    found = at_once(lambda: requests.confirm(row=row, by=first, link_to=str), 4)
    assert sum(error is None for error in found) == 1
    assert {type(error) for error in found if error} == {ValidationError}


# Each step --------------------------------------------------------------------------------------


def test_an_invited_officer_stays_outside_until_confirmed(admin: User, head: User) -> None:
    """Else one person would invite a second address of their own as the second person."""
    data = {"email": "neu@example.org", "role": "officer", "language": "en"}
    enter(admin).post("/users/invite/", data)
    user = User.objects.get(email="neu@example.org")
    assert (user.is_active, told(user)) == (False, [])
    assert answered(head) == 302
    user.refresh_from_db()
    assert (user.is_active, told(user)) == (True, ["invitation"])


def test_others_are_invited_at_once(admin: User, head: User) -> None:
    enter(admin).post(
        "/users/invite/", {"email": "n@example.org", "role": "mayor", "language": "en"}
    )
    assert User.objects.get(email="n@example.org").is_active


def test_during_the_first_set_up_one_person_invites(office: Any) -> None:
    first = make_user("admin")
    data = {"role": "officer", "language": "en"}
    enter(first).post("/users/invite/", {"email": "one@example.org", **data})
    assert User.objects.get(email="one@example.org").is_active
    enter(make_user("head"))  # a second one has come in: from now on two are needed
    enter(first).post("/users/invite/", {"email": "two@example.org", **data})
    assert not User.objects.get(email="two@example.org").is_active


@pytest.mark.parametrize("verb", ["close", "open", "second_step"])
def test_closing_opening_and_resetting_wait_for_the_second_person(
    admin: User, head: User, verb: str
) -> None:
    user = make_user("officer", is_active=verb != "open")
    give_app(user)
    before = (user.is_active, True)
    decide(admin, user, verb)
    assert (user.is_active, factors.has_app(user)) == before
    answered(head)
    user.refresh_from_db()
    after = (user.is_active, factors.has_app(user))
    assert (
        after == {"close": (False, True), "open": (True, True), "second_step": (True, False)}[verb]
    )


def test_the_last_head_stays_even_when_confirmed_late(admin: User, head: User) -> None:
    second = make_user("head")
    decide(admin, head, "close")
    User.objects.filter(pk=second.pk).update(is_active=False)
    answered(make_user("admin"))
    head.refresh_from_db()
    assert head.is_active


# Who is told ------------------------------------------------------------------------------------


def test_the_old_address_and_all_who_keep_accounts_are_told(admin: User, head: User) -> None:
    user, third = make_user("officer"), make_user("admin")
    old = user.email
    changed(admin, user, email="new@example.org")
    assert (told(head), told(third), told(admin)) == (["account_request"],) * 2 + ([],)
    answered(head)
    assert told(old) == ["account_changed"]
    assert told("new@example.org") == []
    assert (told(third)[-1], told(admin)) == ("rights", ["rights"])


def test_it_waits_on_the_page_due_of_whoever_may_confirm(admin: User, head: User) -> None:
    changed(admin, make_user("officer"), role="head")
    keys_of = {
        who.role: [group.key for group in waiting(who) if group.key == "accounts"]
        for who in (admin, head, make_user("officer"))
    }
    assert keys_of == {"admin": [], "head": ["accounts"], "officer": []}


def test_the_pages_offer_each_their_own_buttons(admin: User, head: User) -> None:
    user = make_user("officer")
    changed(admin, user, role="head")
    found = {}
    for who in (admin, head, make_user("auditor")):
        for page in ("/users/", f"/users/{user.pk}/"):
            body = enter(who).get(page).content.decode()
            found[who.role] = [
                verb for verb in ("confirm", "refuse", "withdraw") if f'value="{verb}"' in body
            ]
    assert found == {"admin": ["withdraw"], "head": ["confirm", "refuse"], "auditor": []}


# The end of keys --------------------------------------------------------------------------------


def keys_of(user: User) -> tuple[Client, str]:
    _token, secret = make_token(name="x", scope="read", days=30, by=user)
    later = timezone.now() + dt.timedelta(days=9)
    CalendarFeed.objects.create(user=user, name="x", digest="0" * 64, expires=later)
    return sign_in(user), secret


@pytest.mark.parametrize("change", [{"email": "new@example.org"}, {"role": "mayor"}])
def test_a_new_address_or_role_ends_sessions_feeds_and_tokens(
    admin: User, head: User, change: dict[str, str]
) -> None:
    user = make_user("officer", password=RIGHT)
    client, secret = keys_of(user)
    changed(admin, user, **change)
    assert token_of(secret) is not None
    answered(head)
    assert token_of(secret) is None
    assert client.get("/account/").status_code == 302
    assert not CalendarFeed.objects.filter(revoked=None).exists()
    assert not ApiToken.objects.filter(revoked=None).exists()


def test_a_closed_account_that_is_opened_again_has_none_of_its_keys(
    admin: User, head: User
) -> None:
    user = make_user("liaison")
    _client, secret = keys_of(user)
    keeping.shut_out(user=user, by=admin, reason="left")
    keeping.let_in(user=user, by=admin, link_to=str)
    assert token_of(secret) is None


def test_a_new_name_ends_nothing(admin: User, head: User) -> None:
    user = make_user("officer")
    _client, secret = keys_of(user)
    changed(admin, user, name="Imke")
    assert token_of(secret) is not None


def test_every_kind_of_key_is_registered() -> None:
    assert set(keys._enders) == {"feeds", "tokens"}


# Alone ------------------------------------------------------------------------------------------


def test_where_nobody_else_could_the_operator_confirms(admin: User) -> None:
    user = make_user("officer")
    changed(admin, user, role="liaison")
    row = AccountRequest.objects.get()
    assert f"confirm_account {row.pk}" in enter(admin).get(f"/users/{user.pk}/").content.decode()
    listed = StringIO()
    call_command("confirm_account", stdout=listed)
    assert user.email in listed.getvalue()
    call_command("confirm_account", str(row.pk), stdout=StringIO())
    user.refresh_from_db()
    row.refresh_from_db()
    assert (user.role, row.state, row.answered_by) == ("liaison", RequestState.OPERATOR, None)
    assert "rights" in told(admin)


# A fresh proof ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page", ["/account/tokens/new/", "/calendar/feeds/new/", "/users/invite/", "/users/{}/edit/"]
)
def test_who_makes_a_key_proves_it_anew(admin: User, head: User, page: str) -> None:
    page = page.format(make_user("liaison").pk)
    client = enter(head)
    assert client.get(page).status_code == 200
    session = client.session
    session["proven_at"] = timezone.now().timestamp() - 16 * 60
    session.save()
    answer = client.get(page)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/security/confirm/?next=%2F")
    assert client.post(page, {"name": "x", "scope": "read", "days": "30"}).status_code == 302
    assert not ApiToken.objects.exists()


def test_who_confirms_proves_it_anew(admin: User, head: User) -> None:
    user = make_user("officer")
    changed(admin, user, role="head")
    client = enter(head)
    session = client.session
    session["proven_at"] = 0
    session.save()
    client.post(ANSWER.format(AccountRequest.objects.get().pk), {"verb": "confirm"})
    user.refresh_from_db()
    assert (user.role, may(head, "users.write")) == ("officer", True)
