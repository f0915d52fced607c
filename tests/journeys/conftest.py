"""A stand of its own for the journeys, and a real browser in front of it."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

from oia import servers
from tests.conftest import TEST_DATABASE
from tests.journeys.stand import PASSWORD, Stand, running

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Desk = Callable[..., Page]


def chromium_path() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="package")
def stand(django_db_setup: None, tmp_path_factory: Any) -> Iterator[Stand]:
    """A copy of the migrated test database with processes of its own."""
    name = f"{TEST_DATABASE}_stand_{os.getpid()}"
    connections.close_all()
    servers.create_database(name, template=TEST_DATABASE)
    try:
        with running(name, tmp_path_factory.mktemp("stand")) as office:
            yield office
    finally:
        servers.drop_database(name)


@pytest.fixture(scope="package")
def chromium(stand: Stand) -> Iterator[Browser]:
    """Ends with this package: its event loop would keep Django from the database elsewhere."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def desk(stand: Stand, chromium: Browser) -> Iterator[Desk]:
    """`desk("officer")` is a window in which that person is signed in."""
    contexts = []

    def open_window(role: str, *, language: str = "en", **options: Any) -> Page:
        context = chromium.new_context(base_url=stand.address, locale=language, **options)
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        page.goto("/sign-in/")
        page.locator("input[name=username]").fill(f"{role}-{language}@example.org")
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main form button[type=submit]").click()
        page.wait_for_url("**/")
        return page

    yield open_window
    for context in contexts:
        context.close()
