"""Single sign-on against an identity provider that runs as its own process on this machine."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import time_machine
from django.core.cache import cache
from django.test import Client

from oia.core import factors, keys, single, throttle
from oia.core.models import OutboxMail, OutsideIdentity, SignedIn, User
from tests.factories import make_user
from tests.office.doors import RIGHT, code_of, give_app, is_in, sign_in
from tests.office.provider import CLIENT, SECRET

START, BACK = "/sign-in/single/", "/sign-in/single/back/"
SECURITY, LINK = "/account/security/", "/account/security/single/"


@pytest.fixture(scope="module")
def running() -> Iterator[str]:
    script = Path(__file__).with_name("provider.py")
    process = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout as told:
        yield told.readline().strip()
        process.terminate()
        process.wait(10)


@pytest.fixture
def provider(running: str, settings: Any) -> str:
    cache.clear()
    settings.OIDC_ISSUER, settings.OIDC_NAME = running, "Stadtkonto"
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
    say(running)
    return running


@pytest.fixture
def user(office: Any) -> User:
    return make_user("officer", password=RIGHT, name="Imke")


@pytest.fixture
def linked(user: User, provider: str) -> User:
    OutsideIdentity.objects.create(user=user, issuer=provider, subject="s-1")
    return user


def say(provider: str, **what: Any) -> None:
    assert requests.post(f"{provider}/say", json=what, timeout=5).status_code == 200


def stranger() -> Client:
    return Client(headers={"Accept-Language": "en"})


def there(address: str) -> str:
    """The browser at the provider; what it is sent back with."""
    answer = requests.get(address, allow_redirects=False, timeout=5)
    return answer.headers["Location"].removeprefix("http://testserver")


def come(client: Client, *, to: str = "") -> Any:
    return client.get(there(client.get(START, {"next": to} if to else {}).headers["Location"]))


def is_plain(answer: Any) -> bool:
    """The one answer of all refusals, byte for byte but for the key of the form."""
    words = "signs nobody in here. Take another way"
    return answer.status_code == 403 and words in answer.content.decode()


def press(client: Client) -> Any:
    """“Link my account”, the page, the provider, and back."""
    return client.get(there(client.post(LINK).context["address"]))


# Off, and in ------------------------------------------------------------------------------------


def test_without_an_issuer_there_is_no_such_door(office: Any) -> None:
    client = stranger()
    assert START not in client.get("/sign-in/").content.decode()
    assert [client.get(page).headers["Location"] for page in (START, BACK)] == ["/sign-in/"] * 2


@pytest.mark.parametrize("alg", single.ALGORITHMS)
def test_who_is_linked_gets_in(linked: User, provider: str, alg: str) -> None:
    say(provider, alg=alg)
    client = stranger()
    assert START in client.get("/sign-in/").content.decode()
    answer = come(client, to="/due/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/due/")
    assert is_in(client)
    assert list(SignedIn.objects.values_list("user", "how", "proven")) == [
        (linked.pk, "single", "")
    ]


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"],
)
def test_it_leads_nowhere_else(linked: User, elsewhere: str) -> None:
    assert come(stranger(), to=elsewhere).headers["Location"] == "/"


def test_the_address_may_change_at_the_provider(linked: User, provider: str) -> None:
    say(provider, claims={"email": "somebody@else.example"})
    client = stranger()
    come(client)
    assert client.session["_auth_user_id"] == str(linked.pk)


# The second step --------------------------------------------------------------------------------


def test_our_own_second_step_is_asked_for(linked: User, provider: str) -> None:
    app, client = give_app(linked), stranger()
    say(provider, claims={"amr": ["pwd", "mfa"]})
    assert come(client).headers["Location"] == "/sign-in/second/"
    assert not is_in(client)
    client.post("/sign-in/second/", {"code": code_of(app)})
    assert is_in(client)


@pytest.mark.parametrize(
    ("claims", "enough"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"acr": "loa-high"}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": "mfa"}, False),
        ({"acr": "loa-low"}, False),
        ({}, False),
    ],
)
def test_words_the_operator_trusts_take_its_place(
    linked: User, provider: str, settings: Any, claims: dict[str, Any], enough: bool
) -> None:
    settings.OIDC_TWO_STEPS, settings.STAFF_SECOND_STEP = ["mfa", "loa-high"], True
    give_app(linked)
    say(provider, claims=claims)
    client = stranger()
    come(client)
    assert is_in(client) is enough
    if enough:
        assert client.get("/account/").status_code == 200


# What is refused --------------------------------------------------------------------------------

LIES: dict[str, dict[str, Any]] = {
    "wrong nonce": {"claims": {"nonce": "another"}},
    "no nonce": {"claims": {"nonce": None}},
    "wrong audience": {"claims": {"aud": "another"}},
    "no audience": {"claims": {"aud": None}},
    "two audiences, none named": {"claims": {"aud": [CLIENT, "another"]}},
    "made for another": {"claims": {"aud": [CLIENT, "another"], "azp": "another"}},
    "expired": {"claims": {"exp": int(time.time()) - 600}},
    "no end": {"claims": {"exp": None}},
    "of tomorrow": {"claims": {"iat": int(time.time()) + 86_400}},
    "other issuer": {"claims": {"iss": "https://evil.example"}},
    "no issuer": {"claims": {"iss": None}},
    "no subject": {"claims": {"sub": None}},
    "subject of nobody": {"claims": {"sub": "s-2"}},
    "subject as a list": {"claims": {"sub": ["s-1"]}},
    "not signed": {"alg": "none"},
    "signed by the public key": {"alg": "HS256"},
    "signed by the client's secret": {"alg": "secret"},
    "signed by a stranger": {"alg": "stranger"},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_gets_the_plain_answer(linked: User, provider: str, lie: str) -> None:
    say(provider, **LIES[lie])
    client = stranger()
    assert is_plain(come(client))
    assert not is_in(client)


def test_the_guards_refuse_not_the_test(
    linked: User, provider: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: with the check of the claims out, an expired token of another gets in."""
    claims = {"exp": int(time.time()) - 600, "iss": "https://evil.example"}
    say(provider, claims=claims)
    monkeypatch.setattr(single.jwt.JWTClaimsRegistry, "validate", lambda self, claims: None)
    client = stranger()
    come(client)
    assert is_in(client)


def test_all_refusals_look_alike(linked: User, provider: str) -> None:
    found = set()
    for lie in ("wrong nonce", "expired", "not signed", "subject of nobody"):
        say(provider, **LIES[lie])
        found.add(come(stranger()).content)
    say(provider)
    User.objects.filter(pk=linked.pk).update(is_active=False)
    found.add(come(stranger()).content)
    found.add(stranger().get(BACK).content)
    assert len({_without_own(page.decode()) for page in found}) == 1


def _without_own(page: str) -> str:
    """Without the address that was asked for and the key of the form that changes the language."""
    return re.sub(r'(name="(?:next|csrfmiddlewaretoken)" value=)"[^"]+"', r"\1", page)


def test_an_answer_works_once(linked: User) -> None:
    client = stranger()
    back = there(client.get(START).headers["Location"])
    client.get(back)
    assert is_in(client)
    client.post("/sign-out/")
    assert is_plain(client.get(back))
    # A new way out does not make the old code good.
    kept = dict(part.split("=") for part in client.get(START).headers["Location"].split("&")[1:])
    old = back.partition("code=")[2].partition("&")[0]
    assert is_plain(client.get(BACK, {"code": old, "state": kept["state"]}))
    assert not is_in(client)


def test_an_answer_works_in_the_browser_that_was_sent_alone(linked: User) -> None:
    back = there(stranger().get(START).headers["Location"])
    other = stranger()
    assert is_plain(other.get(back))
    other.get(START)
    assert is_plain(other.get(back))
    assert not is_in(other)


def test_an_answer_that_comes_late_or_from_elsewhere_is_refused(
    linked: User, provider: str
) -> None:
    client = stranger()
    back = there(client.get(START).headers["Location"])
    with time_machine.travel(time.time() + single.WAITS + 1):
        assert is_plain(client.get(back))
    back = there(client.get(START).headers["Location"])
    assert is_plain(client.get(back.partition("&iss=")[0] + "&iss=https://evil.example"))
    assert is_plain(client.get(BACK, {"error": "access_denied"}))
    assert not is_in(client)


def test_a_provider_that_calls_itself_otherwise_is_not_asked(linked: User, provider: str) -> None:
    say(provider, calls_itself="https://evil.example")
    assert is_plain(stranger().get(START))


def test_an_address_alone_finds_nobody(user: User, provider: str) -> None:
    """Not even a verified one: whoever sets addresses at the provider is not everybody here."""
    say(provider, claims={"email": user.email})
    client = stranger()
    assert is_plain(come(client))
    assert (is_in(client), OutsideIdentity.objects.exists(), User.objects.count()) == (
        False, False, 1,
    )  # fmt: skip


def test_after_many_tries_the_door_waits(linked: User) -> None:
    client = stranger()
    for _try in range(throttle.SINGLE.address):
        assert is_plain(client.get(BACK))
    assert (client.get(BACK).status_code, client.get(START).status_code) == (429, 429)


# Out --------------------------------------------------------------------------------------------

OUT = "/sign-in/single/out/"


def test_whoever_came_by_the_provider_is_offered_to_leave_there(
    linked: User, provider: str
) -> None:
    say(provider, ends=f"{provider}/end?a=1")
    client = stranger()
    come(client)
    assert client.post("/sign-out/").headers["Location"] == OUT
    assert not is_in(client)
    page = client.get(OUT).content.decode()
    back = "http%3A%2F%2Ftestserver%2Fsign-in%2F"
    wanted = f"{provider}/end?a=1&client_id={CLIENT}&post_logout_redirect_uri={back}"
    assert f'href="{wanted.replace("&", "&amp;")}"' in page


@pytest.mark.parametrize("said", [{}, {"ends": "http://evil.example/end"}, {"ends": 7}])
def test_a_provider_that_names_no_safe_way_out_is_left_alone(
    linked: User, provider: str, said: dict[str, Any]
) -> None:
    say(provider, **said)
    client = stranger()
    come(client)
    client.post("/sign-out/")
    assert client.get(OUT).headers["Location"] == "/sign-in/"


def test_whoever_came_by_a_password_just_leaves(user: User, provider: str) -> None:
    say(provider, ends=f"{provider}/end")
    client = sign_in(user)
    assert client.post("/sign-out/").headers["Location"] != OUT
    # Whoever is in does not leave by opening an address.
    client = sign_in(user)
    assert client.get(OUT).headers["Location"] == "/sign-in/"
    assert is_in(client)


# The link ---------------------------------------------------------------------------------------


def test_whoever_is_in_links_themselves_and_is_told(user: User, provider: str) -> None:
    client = sign_in(user)
    say(provider, claims={"email": user.email.upper()})
    assert press(client).headers["Location"] == SECURITY
    row = OutsideIdentity.objects.get()
    assert (row.user, row.issuer, row.subject) == (user, provider, "s-1")
    assert OutboxMail.objects.filter(recipient=user.email, template="second_step").count() == 1
    other = stranger()
    come(other)
    assert is_in(other)
    client.post(f"{LINK}revoke/")
    assert is_plain(come(stranger()))


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "somebody@else.example"},
        {"email": None},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
    ],
)
def test_only_ones_own_verified_address_is_linked(
    user: User, provider: str, claims: dict[str, Any]
) -> None:
    client = sign_in(user)
    say(provider, claims={"email": user.email} | claims)
    assert is_plain(press(client))
    assert not OutsideIdentity.objects.exists()


def test_nobody_is_linked_twice_or_by_somebody_else(linked: User, provider: str) -> None:
    other = make_user("officer", password=RIGHT)
    client = sign_in(other)
    say(provider, claims={"email": other.email})
    assert is_plain(press(client))
    # The button pressed by one, the answer brought by the other.
    say(provider, claims={"email": other.email, "sub": "s-3"})
    back = there(client.post(LINK).context["address"])
    session = client.session
    session["single"] = {**session["single"], "user": linked.pk}
    session.save()
    assert is_plain(client.get(back))
    assert OutsideIdentity.objects.get().user == linked


def test_it_needs_a_fresh_proof(user: User, provider: str) -> None:
    client = sign_in(user)
    session = client.session
    session["proven_at"] = 0
    session.save()
    assert client.post(LINK).headers["Location"].startswith("/account/security/confirm/")


def test_the_link_ends_with_the_account_and_with_its_second_step(linked: User) -> None:
    keys.end_all(linked, by=None)
    assert not OutsideIdentity.objects.exists()
    OutsideIdentity.objects.create(user=linked, issuer="https://a.example", subject="s-1")
    factors.remove_all(linked)
    assert not OutsideIdentity.objects.exists()


def test_the_log_names_nobody(
    linked: User, provider: str, caplog: pytest.LogCaptureFixture
) -> None:
    say(provider, claims={"sub": "s-secret", "email": linked.email})
    with caplog.at_level("DEBUG", logger="oia"):
        come(stranger())
    assert "nobody is linked" in caplog.text
    assert not any(word in caplog.text for word in ("s-secret", linked.email))
