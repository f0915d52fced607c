"""An officer registers a trip by keyboard alone; two editors meet in one entry."""

from playwright.sync_api import Page

from tests.journeys.conftest import Desk


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_load_state()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_an_officer_registers_a_trip_by_keyboard_alone(desk: Desk) -> None:
    page = desk("officer")
    page.goto("/delegations/new/")
    page.locator("#id_title").focus()
    page.keyboard.type("Fair of bridges")
    page.keyboard.press("Tab")
    page.keyboard.type("Breslau")
    page.get_by_role("option", name="Wrocław, Poland").or_(
        page.get_by_role("option", name="Breslau, Poland")
    ).first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "id_first_day"
    page.keyboard.type("31.2.27")
    page.keyboard.press("Enter")
    page.locator("#errors").wait_for()
    assert focused(page) == "errors"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page) == "id_first_day"
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1.3.27")
    page.keyboard.press("Enter")
    page.get_by_text("Saved: Fair of bridges.").wait_for()
    page.get_by_role("link", name="Another trip like this one").wait_for()


def test_the_second_of_two_editors_sees_both_texts_and_chooses(desk: Desk) -> None:
    first, second = desk("officer"), desk("head")
    first.goto("/events/new/")
    first.fill("#id_title", "Reception")
    first.fill("#id_first_day", "1.3.2027")
    save(first)
    address = f"{first.url}edit/"
    first.goto(address)
    second.goto(address)
    first.fill("#id_title", "Reception of spring")
    save(first)
    second.fill("#id_title", "Reception of autumn")
    save(second)
    second.get_by_text("This entry has been saved meanwhile").wait_for()
    second.get_by_text("Reception of spring").first.wait_for()
    second.locator("#keep-title-mine").check()
    save(second)
    second.get_by_role("heading", name="Reception of autumn").wait_for()


def test_notes_come_back_after_a_crash_and_go_when_saved(desk: Desk) -> None:
    page = desk("officer")
    page.goto("/events/new/")
    page.get_by_text("More details").click()
    page.fill("#id_note", "Long thoughts")
    crashed = page.context.new_page()
    page.close(run_before_unload=False)
    crashed.goto("/events/new/")
    crashed.get_by_role("button", name="Bring it back").click()
    assert crashed.locator("#id_note").input_value() == "Long thoughts"
    crashed.fill("#id_title", "Talk")
    crashed.fill("#id_first_day", "1.3.2027")
    save(crashed)
    crashed.goto("/events/new/")
    assert crashed.locator("[data-draft-offer]").is_hidden()
