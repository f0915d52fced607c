"""The pictures of the manual: `make pictures` takes them from a running demonstration.

    python -m tests.pictures http://127.0.0.1:8000

They are taken in both languages, with few colours, and written to `docs/pictures`.
"""

import datetime as dt
import io
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.conftest import QUIET, chromium_path

PASSWORD = "auenbrueck-probe"  # of the demonstration
FOLDER = Path(__file__).parents[1] / "docs" / "pictures"

WIDE, TALL = 1280, 800
PHONE = (390, 780)
COLOURS = 96


@dataclass(frozen=True)
class Picture:
    """`path` is an address, or the list whose first row is opened where `first` says so."""

    name: str
    person: str
    path: str
    first: bool = False
    phone: bool = False
    height: int = TALL
    # Whether its form is filled in and sent.
    fills: bool = False


PICTURES = (
    Picture("overview", "referat", "/"),
    Picture("list", "referat", "/delegations/"),
    Picture("entry", "referat", "/partners/", first=True),
    Picture("form", "referat", "/delegations/new/"),
    Picture("due", "referat", "/due/"),
    Picture("calendar", "referat", "/calendar/"),
    Picture("budget", "leitung", "/budget/"),
    Picture("application", "leitung", "/delegations/applications/?status=recommended", first=True),
    Picture("report", "leitung", "/reporting/", first=True),
    Picture("check", "", "/apply/check/", fills=True, height=900),
    Picture("tasks", "verein", "/apply/", first=True, phone=True),
)


def main() -> None:
    address = sys.argv[1].rstrip("/")
    wanted = set(sys.argv[2:])
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET)
        for language in ("de", "en"):
            for picture in PICTURES:
                if wanted and picture.name not in wanted:
                    continue
                data = _taken(browser, address, picture, language)
                path = FOLDER / f"{picture.name}-{language}.png"
                Image.open(io.BytesIO(data)).convert("RGB").quantize(COLOURS).save(
                    path, optimize=True
                )
                print(f"{path.name}: {path.stat().st_size // 1024} kB")
        browser.close()


def _taken(browser: Browser, address: str, picture: Picture, language: str) -> bytes:
    width, height = PHONE if picture.phone else (WIDE, picture.height)
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": height}, locale=language
    )
    page = context.new_page()
    if picture.person:
        _sign_in(page, picture.person, language)
    page.goto(picture.path)
    if picture.first:
        page.locator("main tbody th a, main ul.apply-list a, main .desk-lines a").first.click()
        page.wait_for_load_state()
    if picture.fills:
        _fill(page)
    taken = page.screenshot(animations="disabled", caret="hide")
    context.close()
    return taken


def _fill(page: Page) -> None:
    """A journey of twenty people in the spring."""
    if not page.locator("main form input[type=date]").count():
        page.locator("main .desk-rules a").first.click()
    for number, field in enumerate(page.locator("main form input[type=date]").all()):
        field.fill(f"{dt.date.today().year + 1}-05-{8 + 4 * number:02d}")
    for number, field in enumerate(page.locator("main form input[type=number]").all()):
        field.fill("8" if number else "20")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def _sign_in(page: Page, person: str, language: str) -> None:
    page.goto("/sign-in/")
    page.locator("input[name=username]").fill(f"{person}@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    other = page.locator(f".desk-language button[value={language}]")
    if other.count():
        other.first.click()
        page.wait_for_load_state()


if __name__ == "__main__":
    main()
