"""The clubs' pages on a phone: axe, width and keyboard, in both languages and both schemes."""

from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.factories import make_user
from tests.journeys.conftest import QUIET, chromium_path
from tests.journeys.test_access_journey import found
from tests.pages.walk import Stop, furnish
from tests.soak.test_axe import HOME, SCHEMES, answered, asked
from tests.soak.trial import FULL, Trial

PHONE = {"width": 360, "height": 740}
SAMPLE = 4  # pages, each in two languages
# What a finger or a key can reach; of a group of radio buttons the key stops at one. The browser's
# own calendar opens behind a button and is hidden itself.
SEEN = """() => [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]):not([type=radio]), select, textarea, summary'
)].filter(one => one.checkVisibility() && !one.disabled && one.ariaHidden !== 'true')"""
MARK = f"({SEEN})().map((one, at) => one.dataset.stop = at).length"
HERE = "document.activeElement?.dataset.stop ?? ''"
NAME = "number => document.querySelector(`[data-stop='${number}']`)?.outerHTML.slice(0, 120) ?? ''"
NO_WAY = """() => {
    document.querySelectorAll('a[href], button').forEach(one => one.tabIndex = -1);
    const wide = document.createElement('p');
    wide.style.width = '900px';
    wide.textContent = 'wide';
    document.querySelector('main').append(wide, new Image());
}"""


@pytest.fixture
def club_user(db: None) -> Any:
    return make_user("club")


def test_the_portal_is_open_to_all_on_a_phone(office: Any, club_user: Any, trial: Trial) -> None:
    trial.promise = (
        "every page of the portal at 360 px, in two languages and two schemes: axe finds nothing "
        "serious, nothing to scroll sideways, all of it within reach of the keyboard"
    )
    trial.control = "controls out of the keyboard's way, a wide line, a picture without a text"
    stops = [stop for stop in furnish(office, club_user) if is_portal(stop)]
    if not FULL:
        stops = stops[:: max(len(stops) // SAMPLE, 1)]
    shown = asked(stops, club_user)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET)
        page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
        page.route("**/*", lambda route: answered(route, shown))
        for address in shown:
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                page.goto(HOME + address)
                faults = faults_of(page)
                trial.saw(held=not faults)
                for line in faults:
                    print(f"{address} ({scheme}): {line}")
        page.goto(HOME + next(iter(shown)))
        page.evaluate(f"({NO_WAY})()")
        trial.control_saw(broke=len(faults_of(page)) > 2)
        browser.close()


def is_portal(stop: Stop) -> bool:
    return stop.address.startswith("/apply/")


def faults_of(page: Page) -> list[str]:
    faults = found(page)
    if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
        faults.append("wider than the phone")
    return faults + unreached(page)


def unreached(page: Page) -> list[str]:
    """Visible controls to which no number of presses on Tab leads."""
    count = page.evaluate(MARK)
    reached = set()
    for _press in range(count + 8):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(HERE))
    missing = sorted({str(number) for number in range(count)} - reached, key=int)
    named = [page.evaluate(NAME, number) for number in missing]
    return [f"out of reach of the keyboard: {', '.join(named)}"] if named else []
