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
from partners.models import Club
Club.objects.create(title="Choir of the bridge")
scheme = Scheme.objects.create(code="journey", name_de="Fahrten", name_en="Journeys")
kept = [row for row in RULES["conditions"] if row["kind"] == "number"]
SchemeVersion.objects.create(scheme=scheme, number=1, status="in_force",
    valid_from=dt.date(2020, 1, 1), rules=RULES | {"conditions": kept})
"""
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
    club.get_by_text("You hear from us by").first.wait_for()
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


def test_a_club_applies_is_granted_and_accounts_for_it(
    stand: Stand, chromium: Browser, desk: Desk, scheme: None
) -> None:
    officer, head = desk("officer"), desk("head")
    club = invited(stand, chromium, officer)
    address = apply(club, "Harmony in the north", 20)

    at_desk(officer, "Harmony in the north")
    officer.locator("summary").filter(has_text="Ask for a paper").click()
    form = officer.locator("form[action$='/ask/']")
    form.locator("input[name=text]").fill("letter of the hosts")
    form.get_by_role("button", name="Ask for a paper").click()
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
