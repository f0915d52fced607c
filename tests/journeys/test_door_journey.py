"""The door in a real browser: app, codes on paper and a passkey; nobody is shut out by them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.stand import PASSWORD, Stand
from tests.journeys.test_access_journey import NARROW, WIDE, found

PERSON = """
from oia.core.models import User
email = "door-%(language)s@example.org"
user = User.objects.create_user(email, role="officer", name="Imke", language="%(language)s")
user.set_password("%(password)s")
user.save()
"""
# A device of its own with a key store and a finger that always fits.
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
VIEWS = [("en", "light", WIDE), ("de", "dark", NARROW)]
PICTURES = os.environ.get("OIA_PICTURES", "")


@pytest.fixture(params=VIEWS, ids=["wide-light-en", "narrow-dark-de"])
def context(
    stand: Stand, chromium: Browser, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    """A browser of somebody who has nothing but a password yet."""
    language, scheme, size = request.param
    words = {"language": language, "password": PASSWORD}
    stand.python("manage.py", "shell", "--verbosity", "0", "-c", PERSON % words)
    # Passkeys belong to a name; a bare number has none.
    context = chromium.new_context(
        base_url=stand.address.replace("127.0.0.1", "localhost"), locale=language,
        color_scheme=scheme, viewport=size,
    )  # fmt: skip
    context.set_default_timeout(60_000)
    yield context
    context.close()
    stand.sql("DELETE FROM core_signedin")


def seen(page: Page, name: str, findings: dict[str, list[str]]) -> None:
    """Nothing serious, nothing wider than the screen."""
    findings[name] = found(page)
    width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if width > 0:
        findings[name].append(f"{width} px too wide")
    if PICTURES:
        size = page.viewport_size or WIDE
        page.screenshot(path=Path(PICTURES) / f"{name}-{size['width']}.png", full_page=True)


def sign_in(page: Page, email: str) -> None:
    page.goto("/sign-in/")
    page.locator("input[name=username]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()


def sign_out(page: Page) -> None:
    page.locator("[data-menu] summary").click()
    page.locator("[data-sign-out] button").click()
    page.wait_for_url("**/sign-in/**")


def test_app_paper_and_passkey_in_a_real_browser(context: BrowserContext) -> None:
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    findings: dict[str, list[str]] = {}
    email = f"door-{page.evaluate('navigator.language')[:2]}@example.org"
    sign_in(page, email)
    page.locator("[data-menu]").wait_for()
    codes = _app(page, findings)
    sign_out(page)
    sign_in(page, email)
    page.wait_for_url("**/sign-in/second/")
    seen(page, "second", findings)
    page.locator("input[name=code]").fill(codes[3])
    page.locator("main form button[type=submit]").first.click()
    page.locator("[data-menu]").wait_for()
    _passkey(page, context, findings)
    page.goto("/sign-in/")
    seen(page, "sign-in", findings)
    page.goto("/sign-in/code/")
    seen(page, "code", findings)
    assert {name: serious for name, serious in findings.items() if serious} == {}
    assert faults == []


def _app(page: Page, findings: dict[str, list[str]]) -> list[str]:
    """Set up an app as a person does; answers the codes on paper."""
    page.goto("/account/security/")
    seen(page, "security", findings)
    page.locator("form[action$='/app/begin/'] button").click()
    page.wait_for_url("**/account/security/app/")
    seen(page, "app", findings)
    # The picture is drawn under the strict policy: it has a size and no script.
    assert page.locator("svg.desk-qr").bounding_box()
    secret = page.locator(".desk-once code").inner_text().replace(" ", "")
    page.locator("input[name=code]").fill(pyotp.TOTP(secret).now())
    page.locator("main form button[type=submit]").click()
    page.locator(".desk-codes").wait_for()
    seen(page, "paper", findings)
    return page.locator(".desk-codes code").all_inner_texts()


def _passkey(page: Page, context: BrowserContext, findings: dict[str, list[str]]) -> None:
    """Make one, sign in with it alone, and as the second step; then remove it."""
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    made = device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    page.goto("/account/security/")
    page.locator("#passkey-name").fill("Laptop")
    page.locator("form[action$='/security/passkey/'] button").click()
    page.get_by_text("Laptop").first.wait_for()
    sign_out(page)
    page.goto("/sign-in/")
    page.locator("a[href^='/sign-in/passkey/']").click()
    page.locator("[data-menu]").wait_for()
    email = page.locator(".desk-menu__who span").text_content() or ""
    sign_out(page)
    sign_in(page, email)
    page.locator("button[value=ask]").click()
    page.locator("[data-menu]").wait_for()
    # Whoever says no finds a sentence and may try again.
    device.send(
        "WebAuthn.setUserVerified",
        {"authenticatorId": made["authenticatorId"], "isUserVerified": False},
    )
    sign_out(page)
    page.goto("/sign-in/passkey/")
    page.locator("[data-passkey-failed]").wait_for()
    seen(page, "passkey-refused", findings)
    assert page.locator("[data-passkey-again] button").is_visible()
