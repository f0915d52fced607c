"""Somebody finds a trip by the German name of its city, with the keyboard alone."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Desk
from tests.journeys.stand import Stand
from tests.journeys.test_access_journey import found

TRIPS = "title;destination;start;country\nWasserwerk besichtigen;Cluj-Napoca;2024-05-09;Romania\n"


@pytest.fixture(scope="module")
def filled(stand: Stand, tmp_path_factory: Any) -> None:
    file = tmp_path_factory.mktemp("trips") / "trips.csv"
    file.write_text(TRIPS)
    stand.python("manage.py", "import_data", "trips", str(file), capture_output=True)


def type_into_search(page: Page, text: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.locator("[role=option]", has_text="Wasserwerk").wait_for()


def test_slash_a_name_arrow_and_enter_open_the_record(desk: Desk, filled: None) -> None:
    page = desk("officer")
    type_into_search(page, "Klausenburg")
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "search-option-1")
    assert found(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wasserwerk besichtigen")


def test_enter_alone_shows_the_page_of_results(desk: Desk, filled: None) -> None:
    page = desk("officer")
    type_into_search(page, "Kolozsvár")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("main")).to_contain_text("Wasserwerk besichtigen")


def test_escape_closes_the_list_and_an_empty_box_shows_what_was_opened(
    desk: Desk, filled: None
) -> None:
    page = desk("officer")
    type_into_search(page, "Klausenburg")
    page.keyboard.press("Escape")
    expect(page.locator(".desk-suggest")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.locator("[role=option]", has_text="Wasserwerk").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wasserwerk besichtigen")
    page.goto("/calendar/")
    page.keyboard.press("/")
    page.locator("[role=option]", has_text="Wasserwerk").wait_for()


def test_the_search_works_without_script(
    stand: Stand, desk: Desk, chromium: Any, filled: None
) -> None:
    signed_in = desk("officer")
    state = signed_in.context.storage_state()
    context = chromium.new_context(
        base_url=stand.address, java_script_enabled=False, storage_state=state
    )
    page = context.new_page()
    page.goto("/")
    page.locator("input[type=search]").fill("Klausenburg")
    page.locator("input[type=search]").press("Enter")
    expect(page.locator("main")).to_contain_text("Wasserwerk besichtigen")
    context.close()
