"""Passkeys, with a key in software: making, signing, and everything that must not open the door."""

import json
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from oia.core import passkeys
from oia.core.models import OutboxMail, Passkey, SignedIn, User
from tests.factories import make_user
from tests.office.doors import (
    ORIGIN,
    RIGHT,
    SoftKey,
    add_passkey,
    code_of,
    give_app,
    is_in,
    options_of,
    sign_in,
)

PAGE = "/account/security/"
SECOND = "/sign-in/second/"
START = "/sign-in/passkey/"
# What a hostile or broken browser may send.
NONSENSE = [
    "", "{", "[]", "null", "1", "{}", '{"id": 1}', '{"id":"AA","rawId":"AA","type":"public-key"}',
    '{"id":"AA","rawId":"AA","type":"public-key","response":{}}',
    '{"id":"AA","rawId":"AA","type":"x","response":{"clientDataJSON":"AA"}}',
    '{"id":"AA","rawId":"!!","type":"public-key","response":{"clientDataJSON":"e30",'
    '"authenticatorData":"AA","signature":"AA"}}',
    "[" * 5000, "x" * 30_000, '{"id": "\\u0000"}', "\x00",
]  # fmt: skip


@pytest.fixture
def user(office: Any) -> User:
    return make_user("officer", password=RIGHT, name="Imke")


@pytest.fixture
def key(user: User) -> SoftKey:
    found, answer = add_passkey(sign_in(user))
    assert answer.status_code == 200  # the codes on paper
    return found


def asked(client: Client) -> dict[str, Any]:
    return options_of(client.post(START))


def sent(client: Client, credential: str, address: str = START) -> Any:
    return client.post(address, {"verb": "signed", "credential": credential})


# Making one -------------------------------------------------------------------------------------


def test_a_passkey_is_added_named_told_and_comes_with_codes(user: User) -> None:
    client = sign_in(user)
    _key, answer = add_passkey(client, name="Laptop <b>")
    row = Passkey.objects.get()
    assert (row.user, row.name, len(bytes(row.handle))) == (user, "Laptop <b>", 32)
    assert len(answer.context["codes"]) == 10
    assert "Laptop &lt;b&gt;" in client.get(PAGE).content.decode()
    mail = OutboxMail.objects.get(template="second_step")
    assert mail.body.startswith("A passkey was added: Laptop <b>.")
    user.refresh_from_db()
    assert user.second_step == "passkey"


def test_what_is_asked_of_the_device(user: User) -> None:
    asked_of = options_of(sign_in(user).post(f"{PAGE}passkey/"))["publicKey"]
    assert asked_of["rp"]["id"] == "testserver"
    assert asked_of["authenticatorSelection"]["userVerification"] == "required"
    assert asked_of["authenticatorSelection"]["residentKey"] == "required"


def test_a_second_one_keeps_the_handle_and_names_the_first(user: User) -> None:
    client = sign_in(user)
    first, _answer = add_passkey(client)
    asked_of = options_of(client.post(f"{PAGE}passkey/"))["publicKey"]
    assert len(asked_of["excludeCredentials"]) == 1
    second, _answer = add_passkey(client, name="Stick")
    assert first.handle == second.handle
    assert [row.name for row in user.passkeys.all()] == ["Laptop", "Stick"]


def test_the_same_key_is_not_kept_twice(user: User, key: SoftKey) -> None:
    client = sign_in(make_user("officer", password=RIGHT))
    asked_of = options_of(client.post(f"{PAGE}passkey/"))
    client.post(f"{PAGE}passkey/", {"verb": "signed", "credential": key.make(asked_of)})
    assert Passkey.objects.count() == 1


def test_ten_are_enough(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passkeys, "MOST", 2)
    client = sign_in(user)
    for _number in range(3):
        add_passkey(client)
    assert user.passkeys.count() == 2


@pytest.mark.parametrize("answer", NONSENSE)
def test_nonsense_makes_none(user: User, answer: str) -> None:
    client = sign_in(user)
    client.post(f"{PAGE}passkey/")
    assert client.post(
        f"{PAGE}passkey/", {"verb": "signed", "credential": answer}
    ).headers["Location"] == PAGE  # fmt: skip
    assert not Passkey.objects.exists()


def test_an_answer_for_another_address_or_without_finger_makes_none(user: User) -> None:
    client, soft = sign_in(user), SoftKey()
    for origin, verified in (("https://testserver", True), ("http://evil.test", True),
                             (f"{ORIGIN}.evil.test", True), (ORIGIN, False)):  # fmt: skip
        soft.verified = verified
        made = soft.make(options_of(client.post(f"{PAGE}passkey/")), origin=origin)
        client.post(f"{PAGE}passkey/", {"verb": "signed", "credential": made})
    assert not Passkey.objects.exists()


def test_removing_one_asks_and_tells_and_is_one_s_own_alone(user: User, key: SoftKey) -> None:
    row = Passkey.objects.get()
    other = sign_in(make_user("officer", password=RIGHT))
    assert other.post(f"{PAGE}passkey/{row.pk}/revoke/").status_code == 404
    client = Client()
    sent(client, key.sign(asked(client)))
    client.post(f"{PAGE}passkey/{row.pk}/revoke/")
    assert not Passkey.objects.exists()
    assert OutboxMail.objects.filter(body__startswith="A passkey was removed: Laptop.").exists()
    assert is_in(sign_in(user))


# Signing in -------------------------------------------------------------------------------------


def test_a_passkey_alone_signs_in_and_proves_both_steps(
    user: User, key: SoftKey, settings: Any
) -> None:
    settings.STAFF_SECOND_STEP = True
    client = Client()
    answer = client.post(START, {"next": "/due/"})
    assert options_of(answer)["publicKey"].get("allowCredentials") is None
    done = client.post(
        START,
        {"verb": "signed", "credential": key.sign(options_of(answer)), "next": "/due/"},
    )
    assert (is_in(client), done.headers["Location"]) == (True, "/due/")
    assert client.get("/account/").status_code == 200
    place = SignedIn.objects.get(key=client.session.session_key)
    assert (place.how, place.proven) == ("passkey", "passkey")


@pytest.mark.parametrize("target", ["//evil.test/", "https://evil.test/", "javascript:alert(1)"])
def test_nobody_is_led_away(user: User, key: SoftKey, target: str) -> None:
    client = Client()
    credential = key.sign(asked(client))
    done = client.post(START, {"verb": "signed", "credential": credential, "next": target})
    assert (is_in(client), done.headers["Location"]) == (True, "/")


def test_a_passkey_is_the_second_step_after_the_password(user: User, key: SoftKey) -> None:
    client = sign_in(user)
    assert not is_in(client)
    page = client.post(SECOND, {"verb": "ask"})
    assert len(options_of(page)["publicKey"]["allowCredentials"]) == 1
    sent(client, key.sign(options_of(page)), SECOND)
    assert is_in(client)


def test_the_passkey_of_somebody_else_is_no_second_step(user: User, key: SoftKey) -> None:
    other = make_user("officer", password=RIGHT)
    app, client = give_app(other), sign_in(other)
    page = client.post(SECOND, {"verb": "ask"})
    answer = sent(client, key.sign(options_of(page)), SECOND)
    assert "That was not your passkey." in answer.content.decode()
    assert not is_in(client)
    client.post(SECOND, {"code": code_of(app)})
    assert is_in(client)


def test_an_answer_works_once(user: User, key: SoftKey) -> None:
    client = Client()
    credential = key.sign(asked(client))
    other = Client()
    asked(other)
    assert sent(other, credential).status_code == 403
    sent(client, credential)
    client.post("/sign-out/")
    asked(client)
    assert sent(client, credential).status_code == 403
    assert (is_in(client), is_in(other)) == (False, False)


def test_without_a_question_there_is_no_answer(user: User, key: SoftKey) -> None:
    client = Client()
    options = asked(client)
    session = client.session
    del session["challenge"]
    session.save()
    assert sent(client, key.sign(options)).status_code == 403


def test_a_question_for_a_new_key_is_none_for_a_proof(user: User, key: SoftKey) -> None:
    client = sign_in(make_user("officer", password=RIGHT))
    new = options_of(client.post(f"{PAGE}passkey/"))["publicKey"]
    options = {"publicKey": {"challenge": new["challenge"], "rpId": new["rp"]["id"]}}
    assert sent(client, key.sign(options)).status_code == 403


def test_the_question_is_open_for_five_minutes(user: User, key: SoftKey) -> None:
    client, begun = Client(), timezone.now().timestamp()
    credential = key.sign(asked(client))
    with time_machine.travel(begun + passkeys.WAITS + 2, tick=False):
        assert sent(client, credential).status_code == 403


@pytest.mark.parametrize("answer", NONSENSE)
def test_nonsense_opens_nothing(user: User, key: SoftKey, answer: str) -> None:
    client = Client()
    asked(client)
    assert sent(client, answer).status_code == 403
    assert not is_in(client)


def test_another_address_party_key_or_no_finger_opens_nothing(user: User, key: SoftKey) -> None:
    stranger = SoftKey()
    stranger.key_id, stranger.handle = key.key_id, key.handle
    tries = [
        lambda options: key.sign(options, origin="http://evil.test"),
        lambda options: key.sign(options, origin=f"{ORIGIN}:8080"),
        lambda options: key.sign(options, party="evil.test"),
        stranger.sign,
    ]
    for attempt in tries:
        client = Client()
        assert sent(client, attempt(asked(client))).status_code == 403
    key.verified = False
    client = Client()
    assert sent(client, key.sign(asked(client))).status_code == 403


def test_a_handle_of_somebody_else_opens_nothing(user: User, key: SoftKey) -> None:
    key.handle = b"x" * 32
    client = Client()
    assert sent(client, key.sign(asked(client))).status_code == 403


def test_a_copied_device_is_noticed_by_its_count(user: User, key: SoftKey) -> None:
    found = []
    for count in (5, 6, 6, 5, 0, 7):
        key.count = count
        client = Client()
        sent(client, key.sign(asked(client)))
        found.append(is_in(client))
    assert found == [True, True, False, False, False, True]


def test_the_passkey_of_a_closed_account_opens_nothing(user: User, key: SoftKey) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = Client()
    assert sent(client, key.sign(asked(client))).status_code == 403


def test_neither_name_nor_address_is_in_the_handle(user: User, key: SoftKey) -> None:
    row = Passkey.objects.get()
    assert user.email.encode() not in bytes(row.handle)
    assert json.loads(key.sign(asked(Client())))["response"]["userHandle"]
