"""From an empty draft to a report the council reads, by three people at their own desks."""

import datetime as dt
import hashlib
import re
from pathlib import Path

from playwright.sync_api import Error, Page

from tests.journeys.conftest import Desk
from tests.journeys.stand import Stand, until

YEAR = dt.date.today().year - 1
TRIPS = (
    "title;destination;start;country;travellers;leader\n"
    f"Anniversary;Lyon;{YEAR}-05-08;France;3;Secret Name\n"
    f"Fair;Lille;{YEAR}-06-09;France;2;Secret Name\n"
)


def bring_in(page: Page, kind: str, text: str, folder: Path) -> None:
    file = folder / f"{kind}.csv"
    file.write_text(text)
    page.goto(f"/imports/new/{kind}/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()
    page.get_by_role("button", name="Save the import").click()
    page.get_by_role("button", name="Undo this import").wait_for()


def anew(page: Page) -> None:
    """Opened again, also where the page is opening itself anew this moment."""
    try:
        page.reload()
    except Error:
        page.wait_for_load_state()
        page.reload()


def build(page: Page, stand: Stand, button: str) -> None:
    """Press the button and wait for the page itself to say that it is done."""
    written = "SELECT count(*) FROM core_job WHERE task = 'annual_report' AND state = 'done'"
    before = stand.one(written)  # other jobs may still be on their way
    page.get_by_role("button", name=button).click()
    assert until(lambda: stand.one(written) == before + 1, 120)
    anew(page)
    page.get_by_role("button", name="Build again").wait_for()


def printed(page: Page, stand: Stand) -> None:
    """The paper that is going to be published has been printed by a worker."""
    waiting = "SELECT count(*) FROM core_job WHERE task = 'print_report' AND state <> 'done'"
    assert until(lambda: stand.one(waiting) == 0, 120)
    anew(page)
    page.get_by_role("link", name="PDF as it will be published").wait_for()


def take_step(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def begin(page: Page, year: int, language: str) -> None:
    page.goto("/reporting/")
    page.locator("select[name=year]").select_option(str(year))
    page.locator("select[name=language]").select_option(language)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(re.compile(r"/reporting/\d+/$"))


def test_a_report_is_written_reviewed_published_and_read(
    stand: Stand, desk: Desk, tmp_path: Path
) -> None:
    officer, head, council = desk("officer"), desk("head"), desk("council")
    bring_in(officer, "trips", TRIPS, tmp_path)

    begin(officer, YEAR, "en")
    report = officer.url
    build(officer, stand, "Build the report")
    officer.get_by_role("link", name=re.compile("^Write a text")).first.click()
    officer.locator("textarea[name=text]").fill("A year of bridges.\n\nAnd of <b>letters</b>.")
    officer.get_by_role("button", name="Save").first.click()
    officer.wait_for_url(re.compile(r"/reporting/\d+/#"))
    officer.get_by_text("A text was changed after the last build.").wait_for()
    assert officer.get_by_role("button", name="Put up for review").count() == 0
    build(officer, stand, "Build again")

    council.goto("/reporting/")
    assert council.locator("main tbody tr").count() == 0
    assert council.goto(report).status == 404

    take_step(officer, "Put up for review")
    assert stand.one("SELECT status FROM reporting_report") == "review"
    assert officer.get_by_role("button", name="Publish", exact=True).count() == 0
    head.goto(report)
    printed(head, stand)
    take_step(head, "Publish")
    assert stand.one("SELECT status FROM reporting_report") == "published"

    council.goto("/reporting/")
    council.get_by_role("link", name="Version 1").click()
    version = council.url
    assert council.get_by_text("And of <b>letters</b>.").count() == 1
    council.get_by_role("row", name=re.compile("Trips")).get_by_role(
        "link", name="Trips", exact=True
    ).click()
    frozen = council.locator("main tbody tr")
    assert sorted(frozen.nth(i).locator("th").inner_text() for i in range(frozen.count())) == [
        "Anniversary", "Fair",
    ]  # fmt: skip
    assert council.get_by_text("Secret Name").count() == 0
    council.goto(version)
    with council.expect_download() as loading:
        council.get_by_role("link", name="Report as PDF").click()
    data = Path(loading.value.path()).read_bytes()
    digest = stand.one(
        "SELECT f.digest FROM core_storedfile f JOIN reporting_reportversion v ON v.pdf_id = f.id"
    )
    assert (data[:5], hashlib.sha256(data).hexdigest()) == (b"%PDF-", digest)

    # What changes later does not reach what was published.
    officer.goto("/imports/")
    officer.get_by_role("link", name="trips.csv").first.click()
    take_step(officer, "Undo this import")
    council.goto(f"{version}figure/trips/")
    assert council.locator("main tbody tr").count() == 2


def test_a_council_member_finds_no_way_to_a_draft(stand: Stand, desk: Desk) -> None:
    officer, council = desk("officer"), desk("council")
    begin(officer, YEAR - 1, "de")
    draft = officer.url
    assert council.goto(draft).status == 404
    for path in ("build/", "step/", "file/pdf/", "v1/", "v1/figure/trips/"):
        assert council.goto(f"{draft}{path}").status in (403, 404, 405), path
    for path in ("/partners/", "/delegations/", "/imports/", "/people/", "/figures/", "/users/"):
        assert council.goto(path).status == 403, path
