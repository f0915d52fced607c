"""Travel support, from a club's invitation on its phone to the closed account; and a refusal."""

import datetime as dt
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Desk
from tests.journeys.stand import Stand, until
from tests.journeys.test_access_journey import found

PHONE = {"width": 360, "height": 780}
YESTERDAY = (dt.date.today() - dt.timedelta(days=1)).isoformat()
SECRET = "songs beside a slow river"
MADE = """
import datetime as dt
from delegations.models import Scheme, SchemeVersion
from oia.demo.support import RULES
from oia.office.models import Allotment, BudgetLine
from partners.models import Club
line = BudgetLine.objects.create(name="Support of the journey")
for year in range(2020, 2041):
    Allotment.objects.create(line=line, year=year, planned=5000, currency="EUR")
Club.objects.create(title="Choir of the bridge")
scheme = Scheme.objects.create(code="journey", name_de="Fahrten", name_en="Journeys",
    line=line, advance_percent=50)
kept = [row for row in RULES["conditions"] if row["kind"] == "number"]
SchemeVersion.objects.create(scheme=scheme, number=1, status="in_force",
    valid_from=dt.date(2020, 1, 1), rules=RULES | {"conditions": kept})
"""
CITY, CLUB = "DE89 3704 0044 0532 0130 00", "DE02 1203 0000 0000 2020 51"
PAID = "SELECT coalesce(sum(amount), 0) FROM delegations_payment WHERE status = 'paid'"
MAIL = "SELECT body FROM core_outboxmail WHERE recipient = %s ORDER BY id DESC LIMIT 1"


@pytest.fixture(scope="module")
def scheme(stand: Stand) -> None:
    stand.python("manage.py", "shell", "--verbosity", "0", "-c", MADE)


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def looked_at(page: Page) -> None:
    """Open to all, and no wider than the phone."""
    assert found(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def invited(stand: Stand, chromium: Browser, officer: Page) -> Page:
    """The club's window, signed in by the invitation."""
    officer.goto("/partners/clubs/")
    officer.get_by_role("link", name="Choir of the bridge").click()
    officer.get_by_role("link", name="People who apply").click()
    officer.get_by_label("E-mail").fill("choir@example.org")
    officer.get_by_label("Name", exact=True).fill("Mira Sand")
    press(officer, "Send the invitation")
    officer.get_by_text("The invitation is on its way.").wait_for()
    link = re.search(r"/sign-in/\S+/", stand.one(MAIL, "choir@example.org"))
    assert link
    context = chromium.new_context(base_url=stand.address, locale="en", viewport=PHONE)
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(link[0])
    page.locator("input[name=new_password1]").fill(SECRET)
    page.locator("input[name=new_password2]").fill(SECRET)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/apply/")
    return page


def apply(club: Page, title: str, people: int) -> str:
    club.goto("/apply/")
    looked_at(club)
    club.get_by_role("link", name="New application").click()
    club.get_by_label("Name of the journey").fill(title)
    press(club, "Begin")
    club.wait_for_url(re.compile(r"/apply/\d+/$"))
    address = club.url
    looked_at(club)
    club.get_by_role("link", name="The journey").click()
    club.get_by_label("Partner city").select_option("elsewhere")
    club.get_by_label("Which city?").fill("Quito")
    club.get_by_label("Continent").select_option("EU")
    club.get_by_label("First day").fill(YESTERDAY)
    club.get_by_label("Last day").fill(YESTERDAY)
    looked_at(club)
    press(club, "Save and go on")
    club.get_by_label("Applicant").select_option("club")
    club.get_by_label("Participants").fill(str(people))
    looked_at(club)
    press(club, "Save and go on")
    club.get_by_label("Means of transport").select_option("bus")
    press(club, "Save and go on")
    looked_at(club)
    hand_in_all(club)
    club.get_by_role("link", name="Go on to check and send").click()
    looked_at(club)
    press(club, "Send the application")
    club.get_by_text("You will hear from us by").first.wait_for()
    return address


def hand_in_all(club: Page) -> None:
    """Every paper that is still to come, one after the other."""
    for _number in range(9):
        waiting = club.locator("section.desk-panel").filter(has_text="still to come")
        count = waiting.count()
        if not count:
            return
        file = {"name": "p.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n"}
        waiting.first.locator("input[type=file]").set_input_files([file])
        waiting.first.get_by_role("button", name="Hand in").click()
        club.get_by_text("Received: p.pdf").wait_for()
        club.goto(club.url)


def at_desk(page: Page, title: str) -> None:
    page.goto("/delegations/applications/?q=" + title.split()[0])
    page.get_by_role("link", name=title).click()


def recommend(officer: Page, title: str, proposal: str) -> None:
    at_desk(officer, title)
    form = officer.locator("form[action$='/recommend/']")
    form.locator("select[name=proposal]").select_option(proposal)
    form.locator("textarea[name=text]").fill("Checked.")
    form.get_by_role("button", name="Recommend").click()
    officer.get_by_text("Done: Recommend").wait_for()


def account_of_the_city(head: Page, officer: Page) -> None:
    """One person enters it, another types it once more."""
    head.goto("/delegations/payments/source/")
    head.get_by_label("Account holder").fill("City of bridges")
    head.get_by_label("IBAN").fill(CITY)
    press(head, "Save")
    officer.goto("/delegations/payments/source/")
    officer.get_by_label("IBAN").fill(CITY)
    press(officer, "Confirm the account")
    officer.get_by_text("are paid from this account").wait_for()


def account_of_the_club(club: Page, officer: Page, address: str) -> None:
    club.goto(address)
    club.get_by_role("link", name="Enter the account").click()
    club.get_by_label("Account holder").fill("Choir of the bridge")
    club.get_by_label("IBAN").fill(CLUB.replace("51", "52"))
    press(club, "Save")
    club.locator("p.kern-error").filter(has_text="digit").wait_for()
    club.get_by_label("IBAN").fill(CLUB)
    looked_at(club)
    press(club, "Save")
    club.get_by_text("The account is kept.").wait_for()
    officer.goto("/due/")
    officer.locator("a[href*='/payments/accounts/']").first.click()
    officer.get_by_label("How did you check it?").fill("called the chair")
    press(officer, "Confirm")
    officer.get_by_text("Confirmed by").wait_for()


def paid(officer: Page, head: Page) -> None:
    """One person prepares the list, another releases it; the bank gets the file and pays."""
    officer.goto("/delegations/payments/lists/new/")
    press(officer, "Prepare the list")
    officer.get_by_text("The list is prepared.").wait_for()
    head.goto(officer.url)
    press(head, "Release")
    head.get_by_text("Done: Release").wait_for()
    with head.expect_download() as file:
        press(head, "SEPA file (pain.001)")
    assert CLUB.replace(" ", "") in file.value.path().read_text()
    press(head, "Record as paid")
    head.get_by_text("Done: Record as paid").wait_for()


def test_a_club_applies_is_granted_and_accounts_for_it(
    stand: Stand, chromium: Browser, desk: Desk, scheme: None
) -> None:
    officer, head = desk("officer"), desk("head")
    club = invited(stand, chromium, officer)
    address = apply(club, "Harmony in the north", 20)

    at_desk(officer, "Harmony in the north")
    officer.locator("summary").filter(has_text="Ask for papers").click()
    form = officer.locator("form[action$='/ask/']")
    form.locator("textarea[name=texts]").fill("letter of the hosts")
    form.get_by_role("button", name="Ask for papers").click()
    officer.get_by_text("papers asked for").first.wait_for()
    club.goto(address)
    club.get_by_text("We need something from you").wait_for()
    club.get_by_role("link", name="Hand in papers").click()
    hand_in_all(club)

    at_desk(officer, "Harmony in the north")
    press(officer, "Go on checking")
    officer.get_by_text("Done: Go on checking").wait_for()
    recommend(officer, "Harmony in the north", "grant")
    assert officer.locator("form[action$='/decide/']").count() == 0  # another person decides
    at_desk(head, "Harmony in the north")
    head.locator("form[action$='/decide/']").get_by_role("button", name="Decide").click()
    head.get_by_text("Done: Decide").wait_for()
    assert until(lambda: stand.one("SELECT count(letter_id) FROM delegations_application") == 1)
    club.goto(address)
    looked_at(club)
    with club.expect_download() as letter:
        club.get_by_role("link", name="Decision as PDF").click()
    assert letter.value.path().read_bytes()[:5] == b"%PDF-"

    granted = stand.one("SELECT granted FROM delegations_application")
    account_of_the_city(head, officer)
    account_of_the_club(club, officer, address)
    paid(officer, head)
    assert stand.one(PAID) == granted / 2

    club.goto(address)
    club.get_by_role("link", name="Hand in papers").click()
    hand_in_all(club)
    club.goto(address)
    club.get_by_role("link", name="Report and final numbers").click()
    club.locator("textarea[name=report]").fill("We sang with our hosts, twice.")
    looked_at(club)
    press(club, "Save")
    press(club, "Hand in the proof of use")
    club.get_by_text("Account received").wait_for()
    at_desk(officer, "Harmony in the north")
    form = officer.locator("form[action$='/examine/']")
    form.get_by_role("button", name="Examine the proof of use").click()
    officer.get_by_text("Done: Examine the proof of use").wait_for()
    at_desk(head, "Harmony in the north")
    form = head.locator("form[action$='/close/']")
    form.get_by_role("button", name="Close the proof of use").click()
    head.get_by_text("Done: Close the proof of use").wait_for()
    club.goto(address)
    club.get_by_text("The journey is accounted for.").wait_for()
    paid(officer, head)
    assert stand.one(PAID) == granted
    club.goto(address)
    club.get_by_text("The journey is accounted for.").wait_for()
    looked_at(club)

    apply(club, "Quartet in the south", 9)
    recommend(officer, "Quartet in the south", "refuse")
    at_desk(head, "Quartet in the south")
    decision: Any = head.locator("form[action$='/decide/']")
    decision.locator("input[name=granted]").fill("0")
    decision.get_by_label("The money of this year is used up.").check()
    decision.get_by_role("button", name="Decide").click()
    head.get_by_text("Done: Decide").wait_for()
    club.goto("/apply/")
    club.get_by_text("Not granted").wait_for()
    club.get_by_role("link", name="Quartet in the south").click()
    club.get_by_text("The money of this year is used up.").wait_for()
    looked_at(club)
    club.context.close()
