"""Nobody is shut out: axe finds nothing serious in any language, colour scheme or width."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.conftest import Desk
from tests.journeys.stand import Stand

PAGES = [
    "/",
    "/partners/",
    "/partners/?country=FR&sort=-signed",
    "/delegations/",
    "/consular/precedence/",
    "/figures/",
    "/figures/trips/",
    "/search/?q=lyon",
    "/calendar/?day=2001-05-09",
    "/calendar/week/?day=2001-05-09",
    "/calendar/list/?day=2001-05-09",
    "/calendar/who-is-where/?day=2001-05-09",
    "/calendar/feeds/",
    "/calendar/feeds/new/",
    "/imports/",
    "/imports/new/partnerships/",
    "/delegations/new/",
    "/people/new/",
    "/reporting/",
    "/jobs/",
    "/mails/",
    "/account/",
    "/account/substitute/",
    "/desks/",
    "/delegations/map/",
    "/components/",
    "/components/?scheme=dark",
]
SERIOUS = ("serious", "critical")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
FILE = "place;country;signed\nLyon;France;1951\nBudapest;Romania;1990\nLille;France;soon\n"
TRIPS = "title;destination;start;country\nOld fair;Marseille;2001-05-09;France\n"
# Every page in two views, the ones that differ most in the other two.
FEW = ["/", "/partners/?country=FR&sort=-signed", "/figures/trips/"]
VIEWS = [
    ("en", "light", WIDE, PAGES),
    ("de", "dark", WIDE, FEW),
    ("de", "light", NARROW, FEW),
    ("en", "dark", NARROW, PAGES),
]


def found(page: Page) -> list[str]:
    """Serious findings of the page, each with where it stands."""
    violations: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {node['target']}"
        for v in violations
        if v["impact"] in SERIOUS
        for node in v["nodes"]
    ]


@pytest.fixture(scope="module")
def filled(stand: Stand, tmp_path_factory: Any) -> dict[str, str]:
    """A tie and a trip, and a file with a question and an error."""
    folder: Path = tmp_path_factory.mktemp("filled")
    (folder / "ties.csv").write_text("place;country;signed\nMarseille;France;1958\n")
    (folder / "trips.csv").write_text(TRIPS)
    (folder / "doubts.csv").write_text(FILE)
    for kind, name in (("partnerships", "ties.csv"), ("trips", "trips.csv")):
        stand.python("manage.py", "import_data", kind, str(folder / name), capture_output=True)
    tie = stand.one("SELECT max(record_ptr_id) FROM partners_partnership")
    trip = stand.one("SELECT max(record_ptr_id) FROM delegations_trip")
    return {
        "tie": f"/partners/{tie}/", "trip": f"/delegations/{trip}/",
        "file": str(folder / "doubts.csv"),
    }  # fmt: skip


@pytest.mark.parametrize(("language", "scheme", "size", "pages"), VIEWS)
def test_axe_finds_nothing_serious(
    desk: Desk,
    filled: dict[str, str],
    language: str,
    scheme: str,
    size: Any,
    pages: list[str],
) -> None:
    page = desk("head", language=language, color_scheme=scheme, viewport=size)
    page.goto("/imports/new/partnerships/")
    page.locator("input[type=file]").set_input_files(filled["file"])
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/imports/*/")
    # The page loads itself again while the worker looks at the file.
    page.locator("main form[action*='/save/'], main form[action*='/answer/']").first.wait_for()
    findings = {page.url: found(page)}
    trip = filled["trip"]
    written = [f"{trip}edit/", f"{trip}history/", f"{trip}delete/"]
    for address in [*pages, filled["tie"], trip, *written, "/nowhere/"]:
        page.goto(address)
        findings[address] = found(page)
    page.goto("/reporting/")
    report = page.locator("main tbody th a")
    if report.count():
        report.first.click()
        page.wait_for_load_state()
        findings[page.url] = found(page)
    assert {address: serious for address, serious in findings.items() if serious} == {}


@pytest.mark.parametrize(
    "address",
    ["/", "/partners/", "/reporting/", "/imports/new/partnerships/", "/delegations/new/"],
)
def test_no_page_is_wider_than_a_narrow_screen(
    desk: Desk, filled: dict[str, str], address: str
) -> None:
    page = desk("head", viewport=NARROW)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_an_open_list_of_suggestions_and_a_refused_form_are_open_to_all(desk: Desk) -> None:
    page = desk("head", viewport=NARROW)
    page.goto("/delegations/new/")
    page.get_by_text("More details").click()
    page.locator("#id_destination").press_sequentially("bresl")
    page.get_by_role("option").first.wait_for()
    findings = found(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("#errors").wait_for()
    assert findings + found(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_the_doors_are_open_to_all(stand: Stand, chromium: Any) -> None:
    context = chromium.new_context(base_url=stand.address, locale="de-DE")
    page = context.new_page()
    for address in ("/sign-in/", "/sign-in/x/"):
        page.goto(address)
        assert found(page) == []
    context.close()


def test_axe_would_find_something(stand: Stand, desk: Desk) -> None:
    """The negative control: a picture without words is found."""
    page = desk("head")
    page.evaluate("document.querySelector('main').innerHTML += '<img src=\"x.png\">'")
    assert [finding.split(":")[0] for finding in found(page)] == ["image-alt"]
