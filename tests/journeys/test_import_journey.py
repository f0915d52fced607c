"""An officer takes in a list with doubts, answers, saves, sees it, and takes it back."""

import re
from pathlib import Path

from tests.journeys.conftest import Desk
from tests.journeys.stand import Stand

FILE = "place;country;signed\nLyon;France;1951\nBudapest;Romania;1990\nWolwograd;Russia;1988\n"
TWICE = "place;country;signed\nLille;France;1951\nLille;France;1952\n"


def ties(stand: Stand) -> int:
    return int(stand.one("SELECT count(*) FROM partners_partnership"))


def test_partnerships_with_doubts_come_in_and_go_again(
    stand: Stand, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "partner-cities.csv"
    file.write_text(FILE)
    before = ties(stand)
    page = desk("officer")
    page.goto("/imports/new/partnerships/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()
    questions = page.locator(".desk-question")
    questions.first.wait_for()  # a worker looks at the file
    assert questions.count() == 2
    assert ties(stand) == before

    budapest = questions.filter(has_text="Budapest")
    budapest.get_by_label("Budapest (Hungary)").check()
    budapest.get_by_role("button", name="This is meant").click()
    page.wait_for_function("document.querySelectorAll('.desk-question').length === 1")
    wolwograd = page.locator(".desk-question")
    wolwograd.get_by_label("Another place:").check()
    wolwograd.get_by_label("Name of the place").fill("Volgograd")
    wolwograd.get_by_label("Country").fill("Russia")
    wolwograd.get_by_role("button", name="This is meant").click()
    page.get_by_role("button", name="Save the import").wait_for()
    assert ties(stand) == before

    page.get_by_role("button", name="Save the import").click()
    page.get_by_role("button", name="Undo this import").wait_for()
    run = page.url
    assert ties(stand) == before + 3

    page.goto("/partners/?q=wolgograd")
    assert page.locator("tbody tr").count() == 1
    page.goto("/partners/?country=HU")
    page.locator("tbody tr th a").click()
    page.wait_for_url(re.compile(r"/partners/\d+/"))
    page.wait_for_load_state()
    assert page.title().split(" ")[0] == "Budapest"

    page.goto(run)
    page.get_by_role("button", name="Undo this import").click()
    page.wait_for_load_state()
    assert page.get_by_role("button", name="Undo this import").count() == 0
    assert ties(stand) == before


def test_a_row_that_stands_twice_is_answered_by_keyboard_on_a_phone(
    stand: Stand, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "partner-cities.csv"
    file.write_text(TWICE)
    before = ties(stand)
    page = desk("officer")
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto("/imports/new/partnerships/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()
    page.locator(".desk-question").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator(".desk-question :checked").count() == 0
    page.get_by_role("button", name="Skip this row").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "replace"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save the import").click()
    page.get_by_role("button", name="Undo this import").wait_for()
    assert ties(stand) == before + 1
    page.get_by_role("button", name="Undo this import").click()
    page.wait_for_load_state()
    assert ties(stand) == before


def test_a_file_with_an_error_saves_nothing_and_names_the_row(
    stand: Stand, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "partner-cities.csv"
    file.write_text("place;country;signed\nLyon;France;1951\n;France;1960\n")
    before = ties(stand)
    page = desk("officer")
    page.goto("/imports/new/partnerships/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()
    rows = page.locator("main li", has_text="Row 3, “place”")
    rows.first.wait_for()
    assert rows.count() == 1
    assert page.get_by_role("button", name="Save the import").count() == 0
    assert ties(stand) == before
