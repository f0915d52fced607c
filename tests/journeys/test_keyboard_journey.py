"""A day of an officer by keyboard alone, and on a phone: ten and five ways through the desk."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Desk
from tests.journeys.stand import PASSWORD, Stand

PHONE = {"width": 390, "height": 844}
DAY = dt.date.today() + dt.timedelta(days=40)
TIES = "place;country;signed\nCoventry;United Kingdom;1961\nTallinn;Estonia;1989\n"
# Where the focus is: its words, whether a ring is drawn around it, and whether it can be seen.
FOCUS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), css = getComputedStyle(at);
  const name = at.getAttribute("aria-label") || at.innerText || at.labels?.[0]?.innerText || at.id;
  const ringed = css.outlineStyle !== "none" && parseFloat(css.outlineWidth) >= 2;
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height, 20) / 2];
  const top = document.elementFromPoint(x, y);
  const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight
    && (!top || at.contains(top) || top.contains(at));
  return {id: at.id, tag: at.tagName, name: name.trim(), ringed, seen};
}"""
Window = Callable[..., Page]


def focus(page: Page) -> dict[str, Any]:
    return dict(page.evaluate(FOCUS))


def reach(page: Page, name: str, *, key: str = "Tab", within: int = 90) -> dict[str, Any]:
    """Press the key until the focus is on what is called so; nothing else is touched."""
    passed = []
    for _press in range(within):
        page.keyboard.press(key)
        at = focus(page)
        if name in (at["id"], *at["name"].splitlines()):
            return at
        passed.append(at["name"][:40])
    raise AssertionError(f"“{name}” was not reached; passed: {passed}")


@pytest.fixture(scope="module")
def signed_in(stand: Stand, chromium: Browser) -> Any:
    """An officer signs in by keyboard; the other journeys go on from there."""
    context = chromium.new_context(base_url=stand.address, locale="en")
    page = context.new_page()
    page.goto("/sign-in/")
    reach(page, "id_username")
    page.keyboard.type("officer-en@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{stand.address}/")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(scope="module")
def filled(stand: Stand, tmp_path_factory: Any) -> None:
    file = tmp_path_factory.mktemp("ties") / "ties.csv"
    file.write_text(TIES)
    stand.python("manage.py", "import_data", "partnerships", str(file), capture_output=True)


@pytest.fixture
def window(stand: Stand, chromium: Browser, signed_in: Any, filled: None) -> Iterator[Window]:
    """`window("/partners/")` is that page before the officer's eyes; `phone=True` on a phone."""
    contexts = []

    def show(address: str, *, phone: bool = False) -> Page:
        size: Any = PHONE if phone else {"width": 1280, "height": 800}
        context = chromium.new_context(
            base_url=stand.address, locale="en", storage_state=signed_in, viewport=size,
            has_touch=phone,
        )  # fmt: skip
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        assert page.url == f"{stand.address}{address}"
        return page

    yield show
    for context in contexts:
        context.close()


def a_trip(page: Page, title: str) -> None:
    """The three fields that are needed, from the first one on."""
    page.keyboard.type(title)
    page.keyboard.press("Tab")
    page.keyboard.type("Coventry")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    reach(page, "id_first_day")
    page.keyboard.type(f"{DAY:%d.%m.%Y}")
    page.keyboard.press("Enter")


# By keyboard alone --------------------------------------------------------------------------------


def test_the_first_stop_skips_to_the_content(window: Window) -> None:
    page = window("/partners/")
    page.keyboard.press("Tab")
    assert focus(page) == {
        "id": "", "tag": "A", "name": "Skip to content", "ringed": True, "seen": True,
    }  # fmt: skip
    page.keyboard.press("Enter")
    assert focus(page)["id"] == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("address", ["/partners/", "/delegations/new/", "/calendar/"])
def test_the_focus_is_always_seen_and_goes_in_the_order_of_the_page(
    window: Window, address: str
) -> None:
    page = window(address)
    unseen, places = [], []
    order = "[...document.querySelectorAll('*')].indexOf(document.activeElement)"
    for _stop in range(45):
        page.keyboard.press("Tab")
        at = focus(page)
        if at["tag"] == "BODY":
            break
        places.append(page.evaluate(order))
        if not (at["ringed"] and at["seen"]):
            unseen.append(at)
    assert unseen == []
    assert places == sorted(places)


def test_a_ring_that_is_taken_away_would_be_found(window: Window) -> None:
    """The negative control of the test above."""
    page = window("/partners/")
    page.evaluate("document.adoptedStyleSheets = [new CSSStyleSheet()]")
    rule = "*:focus-visible { outline: 0 !important; }"
    page.evaluate("rule => document.adoptedStyleSheets[0].replaceSync(rule)", rule)
    page.keyboard.press("Tab")
    assert focus(page)["ringed"] is False


def test_a_list_is_searched_and_the_search_taken_back(window: Window) -> None:
    page = window("/partners/")
    reach(page, "list-search")
    page.keyboard.type("Tallinn")
    page.keyboard.press("Enter")
    page.wait_for_url("**/partners/?q=Tallinn*")
    expect(page.locator(".desk-count")).to_have_text("1 entry")
    reach(page, "Remove all")
    page.keyboard.press("Enter")
    page.wait_for_url("**/partners/")


def test_a_list_is_sorted_by_the_head_of_a_column(window: Window) -> None:
    page = window("/partners/")
    reach(page, "Country")
    page.keyboard.press("Enter")
    page.wait_for_url("**sort=**")
    assert page.locator("th[aria-sort=ascending]").inner_text() == "Country"


def test_columns_are_chosen_and_escape_closes_their_menu(window: Window) -> None:
    page = window("/partners/")
    reach(page, "Columns")
    page.keyboard.press("Enter")
    reach(page, "Country", within=30)
    page.keyboard.press("Escape")
    assert focus(page)["name"] == "Columns"
    expect(page.locator(".desk-columns .desk-menu__box")).to_be_hidden()
    page.keyboard.press("Enter")
    reach(page, "Country", within=30)
    page.keyboard.press("Space")
    reach(page, "Show")
    page.keyboard.press("Enter")
    page.wait_for_url("**columns=**")
    heads = page.locator(".desk-table thead").inner_text()
    assert "Country" not in heads


def test_enter_saves_a_trip_whole_and_never_half(window: Window, stand: Stand) -> None:
    count = "SELECT count(*) FROM office_record WHERE title = 'Half a trip'"
    page = window("/delegations/new/")
    reach(page, "id_title")
    page.keyboard.type("Half a trip")
    page.keyboard.press("Enter")
    page.locator("#errors").wait_for()
    assert (focus(page)["id"], stand.one(count)) == ("errors", 0)
    assert page.locator("#id_title").input_value() == "Half a trip"
    page.goto("/delegations/new/")
    reach(page, "id_title")
    a_trip(page, "Half a trip")
    page.get_by_text("Saved: Half a trip.").wait_for()
    assert stand.one(count) == 1


def test_w_puts_an_entry_on_the_due_list_and_escape_leaves_it(window: Window) -> None:
    page = window("/delegations/new/")
    reach(page, "id_title")
    a_trip(page, "Fair by keyboard")
    page.get_by_text("Saved: Fair by keyboard.").wait_for()
    page.keyboard.press("w")
    page.locator("dialog[open]").wait_for()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert focus(page)["name"] == "Put on the due list"
    page.keyboard.press("w")
    page.locator("dialog[open]").wait_for()
    reach(page, "id_title", key="Shift+Tab", within=12)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Write the thanks")
    page.keyboard.press("Enter")
    page.locator("main").get_by_text("Write the thanks").first.wait_for()


def test_a_step_is_taken_on_an_entry(window: Window) -> None:
    page = window("/delegations/new/")
    reach(page, "id_title")
    a_trip(page, "Fair of steps")
    page.get_by_text("Saved: Fair of steps.").wait_for()
    label = page.locator(".desk-step button").first.inner_text()
    before = page.locator(".desk-title__badge").inner_text()
    reach(page, label)
    page.keyboard.press("Enter")
    page.locator(".desk-messages").wait_for()
    assert page.locator(".desk-title__badge").inner_text() != before


def test_the_calendar_goes_on_and_back(window: Window) -> None:
    page = window("/calendar/?day=2001-05-09")
    first = page.locator("h1").inner_text()
    reach(page, "Later ›")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).not_to_have_text(first)
    reach(page, "‹ Earlier")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(first)


def test_the_language_is_changed_and_changed_back(window: Window) -> None:
    page = window("/calendar/")
    reach(page, "Deutsch")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    reach(page, "English")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_somebody_signs_out(desk: Desk) -> None:
    page = desk("council")
    reach(page, "Council en")
    page.keyboard.press("Enter")
    reach(page, "Sign out")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/**")


# On a phone ---------------------------------------------------------------------------------------


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_on_a_phone_the_menu_leads_to_what_is_due(window: Window) -> None:
    page = window("/", phone=True)
    page.get_by_text("Menu", exact=True).tap()
    page.locator(".desk-navfold").get_by_role("link", name="Due").tap()
    expect(page.locator("h1")).to_contain_text("Due")
    assert fits(page)


def test_on_a_phone_a_trip_is_registered_and_takes_a_step(window: Window) -> None:
    page = window("/delegations/new/", phone=True)
    page.locator("#id_title").tap()
    a_trip(page, "Fair on the way")
    page.get_by_text("Saved: Fair on the way.").wait_for()
    assert fits(page)
    page.locator(".desk-step button").first.tap()
    page.locator(".desk-messages").wait_for()
    assert fits(page)


def test_on_a_phone_a_city_is_found_by_another_name(window: Window) -> None:
    page = window("/", phone=True)
    page.locator("#global-search").fill("Reval")
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("link", name="Tallinn").first.tap()
    expect(page.locator("h1")).to_contain_text("Tallinn")
    assert fits(page)


def test_on_a_phone_a_list_is_filtered_and_scrolls_in_its_own_box(window: Window) -> None:
    page = window("/partners/", phone=True)
    page.get_by_text("Filters", exact=True).tap()
    page.get_by_role("link", name="More filters").tap()
    country = page.locator("select[name=country]")
    country.wait_for(state="attached")
    if not country.is_visible():
        page.get_by_text("Filters", exact=True).tap()
    country.select_option("EE")
    page.get_by_role("button", name="Apply").tap()
    page.wait_for_url("**country=EE**")
    expect(page.locator(".desk-count")).to_have_text("1 entry")
    assert fits(page)
    wider = "document.querySelector('.desk-table').scrollWidth > innerWidth"
    assert page.evaluate(wider)


def test_on_a_phone_the_calendar_is_leafed_through(window: Window) -> None:
    page = window("/calendar/?day=2001-05-09", phone=True)
    first = page.locator("h1").inner_text()
    page.get_by_role("link", name="Later ›").tap()
    expect(page.locator("h1")).not_to_have_text(first)
    page.locator("#calendar-day").fill("9.5.2001")
    page.get_by_role("button", name="Show").tap()
    expect(page.locator("h1")).to_have_text(first)
    assert fits(page)
