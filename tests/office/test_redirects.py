"""No door leads out of the house, and no name but ours is answered to."""

import re
import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from django.test import Client
from django.utils.http import url_has_allowed_host_and_scheme

from oia.core import signin
from oia.core.models import OutboxMail, User
from tests.factories import make_user
from tests.office.doors import RIGHT, code_of, give_app, is_in, sign_in

HOME = "http://testserver/"
EVIL = "evil.example"
TARGETS = [
    f"http://{EVIL}", f"https://{EVIL}/", f"HTTPS://{EVIL}", f"ftp://{EVIL}/", f"ws://{EVIL}/",
    f"//{EVIL}", f"///{EVIL}", f"////{EVIL}", f"/////{EVIL}", f"//{EVIL}/%2e%2e",
    f"\\\\{EVIL}", f"/\\{EVIL}", f"\\/{EVIL}", f"/\\/{EVIL}", f"\\{EVIL}", f"///\\{EVIL}",
    f"http:{EVIL}", f"http:/{EVIL}", f"http:///{EVIL}", f"https:\\\\{EVIL}", f"https:/\\{EVIL}",
    f" //{EVIL}", f"\t//{EVIL}", f"/\t/{EVIL}", f"/\n/{EVIL}", f"\r\n//{EVIL}", f"ht\ntp://{EVIL}",
    f"\x00//{EVIL}", f"\x01//{EVIL}", f"\x0b//{EVIL}", f"\xa0//{EVIL}", f"\u2028//{EVIL}",
    f"//{EVIL}@testserver", f"//testserver@{EVIL}", f"http://testserver@{EVIL}/",
    f"http://testserver:80@{EVIL}/", f"http://testserver.{EVIL}/", f"http://{EVIL}#testserver",
    f"http://{EVIL}?testserver", f"http://{EVIL}\\@testserver", f"http://[::1]@{EVIL}/",
    f"http://testserver:8080@{EVIL}:443/", f"//{EVIL}:80/", "//[", "http://[::1", "http://",
    f"／／{EVIL}", f"/／{EVIL}", f"//{EVIL}。com", f"https://{EVIL}%00testserver",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)",
    "javascript://testserver/%0aalert(1)", "data:text/html,<script>alert(1)</script>",
    "vbscript:x", "mailto:a@evil.example", "blob:http://evil.example/1", "file:///etc/passwd",
    "view-source:http://evil.example", f"/\r\nLocation: http://{EVIL}", f"/due/\r\nX-Evil: {EVIL}",
]  # fmt: skip
HOSTS = [
    EVIL, f"{EVIL}:80", f"testserver.{EVIL}", f"testserver@{EVIL}", f"{EVIL}@testserver",
    f"testserver:80@{EVIL}", f"testserver,{EVIL}", f"testserver {EVIL}", f"testserver/{EVIL}",
    f"testserver#{EVIL}", f"{EVIL}#testserver", "testserver:80:80", "testserver:x", "[::1]x", "[",
    "*", ".testserver", "xtestserver", "testserver\\evil.example", "téstserver",
]  # fmt: skip


def leads_out(target: str) -> bool:
    """Whether a browser would leave, by its own rules (WHATWG URL): edges trimmed, tabs and line
    ends dropped, a backslash read as a slash."""
    plain = re.sub(r"[\t\r\n]", "", target.strip("".join(map(chr, range(33))))).replace("\\", "/")
    if re.match(r"https?:", plain, re.IGNORECASE):
        plain = re.sub(r"^(https?:)/*", r"\1//", plain, flags=re.IGNORECASE)
    elif plain.startswith("//"):
        plain = "//" + plain.lstrip("/")
    try:
        parts = urlsplit(urljoin(HOME, plain))
    except ValueError:
        return True
    return (parts.scheme, parts.netloc) != ("http", "testserver")


Door = Callable[[User, str], Any]


def by_password(user: User, target: str) -> Any:
    who = {"username": user.email, "password": RIGHT}
    return Client().post(f"/sign-in/?{urlencode({'next': target})}", who)


def by_password_in_the_form(user: User, target: str) -> Any:
    who = {"username": user.email, "password": RIGHT, "next": target}
    return Client().post("/sign-in/", who)


def by_mailed_code(user: User, target: str) -> Any:
    client = Client()
    session = client.session
    browser = secrets.token_urlsafe(8)
    session["code_browser"], session["code_address"] = browser, user.email
    session.save()
    code = signin.make_code(user, browser=browser)
    return client.post(f"/sign-in/code/type/?{urlencode({'next': target})}", {"code": code})


def by_language(user: User, target: str) -> Any:
    return Client().post("/language/", {"language": "en", "next": target})


def by_confirming(user: User, target: str) -> Any:
    address = f"/account/security/confirm/?{urlencode({'next': target})}"
    return sign_in(user).post(address, {"password": RIGHT})


DOORS: list[Door] = [
    by_password, by_password_in_the_form, by_mailed_code, by_language, by_confirming,
]  # fmt: skip


@pytest.fixture
def user(office: Any, settings: Any) -> User:
    # How slowly a password is kept is not what is tried here.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return make_user("officer", password=RIGHT)


def outside(door: Door, user: User) -> list[str]:
    """The targets by which the door leads out."""
    found = []
    for target in TARGETS:
        answer = door(user, target)
        assert answer.status_code == 302, (target, answer.status_code)
        assert "X-Evil" not in answer.headers
        if leads_out(answer.headers["Location"]):
            found.append(target)
    return found


@pytest.mark.parametrize("door", DOORS)
def test_no_door_leads_out_of_the_house(user: User, door: Door) -> None:
    assert len(TARGETS) >= 60
    assert outside(door, user) == []


def test_the_second_step_leads_nowhere_else_either(user: User) -> None:
    app = give_app(user)
    client = sign_in(user)
    address = f"/sign-in/second/?{urlencode({'next': f'//{EVIL}'})}"
    answer = client.post(address, {"code": code_of(app), "next": f"//{EVIL}"})
    assert is_in(client)
    assert answer.headers["Location"] == "/"


def test_without_the_check_a_door_would_lead_out(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: it is the check that keeps people in."""
    monkeypatch.setattr(
        "oia.office.views.doors.url_has_allowed_host_and_scheme", lambda *given: True
    )
    # Of "/\\" Django itself makes "/%5C" in the header.
    addresses = [f"https://{EVIL}/", f"//{EVIL}", f"///{EVIL}"]
    found = [by_language(user, target).headers["Location"] for target in addresses]
    assert [leads_out(target) for target in found] == [True, True, True]


def test_what_is_ours_is_kept(user: User) -> None:
    for target in ("/due/", "/search/?q=a%20b", "http://testserver/due/"):
        assert by_language(user, target).headers["Location"] == target
        assert not leads_out(target)
        assert url_has_allowed_host_and_scheme(target, {"testserver"})


@pytest.mark.parametrize("host", HOSTS)
def test_another_name_is_refused(user: User, settings: Any, host: str) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client(headers={"Host": host})
    answers = [
        client.get("/sign-in/"),
        client.post("/sign-in/forgotten/", {"email": user.email}),
    ]
    assert [answer.status_code for answer in answers] == [400, 400]


def test_a_forwarded_name_is_not_believed(user: User) -> None:
    """Links in mails carry the name that was asked for, and a proxy's word on it counts nothing."""
    client = Client(headers={"X-Forwarded-Host": EVIL, "X-Host": EVIL, "Forwarded": f"host={EVIL}"})
    client.post("/sign-in/forgotten/", {"email": user.email})
    body = OutboxMail.objects.get(template="password").body
    assert "http://testserver/sign-in/" in body
    assert EVIL not in body
