"""The first person sets a new office up; somebody invited chooses a password and signs in."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Desk
from tests.journeys.stand import Stand

GOOD = "vier-pferde-im-nebel"
OFFICE = """
from oia.office.actions import set_up_office
set_up_office(city="Musterhausen", country="DE")
"""


@pytest.fixture
def no_office(stand: Stand) -> Iterator[None]:
    """As after the installation; the other journeys find their city again."""
    stand.sql("DELETE FROM office_office")
    yield
    stand.python("manage.py", "shell", "--verbosity", "0", "-c", OFFICE)


def window(stand: Stand, chromium: Browser) -> Page:
    context = chromium.new_context(base_url=stand.address, locale="en")
    context.set_default_timeout(60_000)
    return context.new_page()


def first_link(stand: Stand) -> str:
    command = ("manage.py", "create_user", "first@example.org", "--role", "head")
    told = stand.python(*command, "--language", "en", stdout=subprocess.PIPE).stdout.decode()
    found = re.search(r"/sign-in/\S+/", told)
    assert found, told
    return found[0]


def begin(page: Page) -> None:
    """The step the page offers next."""
    page.locator(".desk-setup [aria-current=step]").get_by_role("link").click()


def save(page: Page) -> None:
    page.locator("main").get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/set-up/")


def test_a_new_office_is_set_up_in_six_steps(
    stand: Stand, chromium: Browser, no_office: None, tmp_path: Path
) -> None:
    file = tmp_path / "partners.csv"
    file.write_text("place;country;signed\nTartu;Estonia;1993\n")
    page = window(stand, chromium)
    page.goto(first_link(stand))
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/set-up/")

    begin(page)
    page.get_by_label("City").fill("Köln")
    page.get_by_label("Name of the office").fill("Büro für Internationales")
    save(page)
    begin(page)
    page.get_by_label("Departments and desks").fill("Culture: Exchange desk\nTraffic")
    save(page)
    begin(page)
    page.get_by_label("first month").fill("4")
    save(page)
    look = page.locator(".desk-setup li").filter(has_text="Colours and arms")
    look.get_by_role("button", name="Skip").click()
    look.get_by_text("skipped").wait_for()  # the page before it looks the same for a moment
    # Earlier journeys may have left partners and colleagues; the steps can be opened all the same.
    page.locator(".desk-setup li").filter(has_text="List of partners").get_by_role("link").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()
    page.get_by_role("button", name="Save the import").click()
    page.get_by_role("link", name="Back to the set-up").click()
    people = page.locator(".desk-setup li").filter(has_text="Invite colleagues")
    people.get_by_role("link").click()
    page.get_by_label("E-mail").fill("second@example.org")
    page.get_by_label(re.compile("^Officer")).check()
    page.get_by_role("button", name="Send the invitation").click()
    page.wait_for_url("**/set-up/")
    page.get_by_text("6 of 6 steps are settled.").wait_for()
    page.get_by_role("button", name="Finish the set-up").click()
    page.wait_for_url(f"{stand.address}/")

    assert page.locator(".desk-brand__name").inner_text() == "Büro für Internationales"
    assert stand.sql("SELECT city, country, fiscal_start_month FROM office_office") == [
        ("Köln", "DE", 4)
    ]
    page.context.close()


def test_somebody_invited_chooses_a_password_and_signs_in(
    stand: Stand, chromium: Browser, desk: Desk
) -> None:
    admin = desk("admin")
    admin.goto("/users/")
    admin.get_by_role("link", name="Invite somebody").click()
    admin.get_by_label("E-mail").fill("third@example.org")
    admin.get_by_label(re.compile("^Officer")).check()
    admin.get_by_label("Language of the mail").select_option("en")
    admin.get_by_role("button", name="Send the invitation").click()
    admin.get_by_text("This waits for a second person who keeps accounts").wait_for()
    head = desk("head")
    head.goto("/users/")
    asked = head.locator(".desk-step").filter(has_text="third@example.org")
    asked.get_by_role("button", name="Confirm").click()
    head.get_by_text("Confirmed and done.").wait_for()

    mail = "SELECT body FROM core_outboxmail WHERE recipient = %s AND template = 'invitation'"
    found = re.search(r"http\S+/sign-in/\S+/", stand.one(mail, "third@example.org"))
    assert found
    guest = window(stand, chromium)
    guest.goto(found[0])
    for field in ("new_password1", "new_password2"):
        guest.locator(f"input[name={field}]").fill(GOOD)
    guest.get_by_role("button", name="Save and sign in").click()
    guest.wait_for_url(f"{stand.address}/")
    guest.locator(".desk-menu summary").click()
    guest.get_by_role("button", name="Sign out").click()

    guest.goto(found[0])
    guest.get_by_text("This link no longer works").wait_for()
    guest.goto("/sign-in/")
    guest.locator("input[name=username]").fill("third@example.org")
    guest.locator("input[name=password]").fill(GOOD)
    guest.locator("main form button[type=submit]").click()
    guest.wait_for_url(f"{stand.address}/")
    guest.context.close()
