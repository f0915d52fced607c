"""Nobody is shut out of any page: axe over every page, in both languages and both schemes.

The pages are asked for first and shown to the browser afterwards, from memory: its event loop
would keep Django from the database.
"""

import mimetypes
import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Route, sync_playwright

from tests.factories import make_user
from tests.journeys.conftest import QUIET, chromium_path
from tests.journeys.test_access_journey import found
from tests.pages.walk import Stop, furnish
from tests.soak.trial import FULL, Trial

HOME = "http://desk.test"
LANGUAGES, SCHEMES = ("de", "en"), ("light", "dark")
SAMPLE = 6
Shown = dict[str, bytes]


@pytest.fixture
def club_user(db: None) -> Any:
    return make_user("club")


def test_axe_finds_nothing_serious_on_any_page(office: Any, club_user: Any, trial: Trial) -> None:
    trial.promise = "every page, in two languages and two schemes: axe finds nothing serious"
    trial.control = "pictures without a text, and no language"
    stops = furnish(office, club_user)
    if not FULL:
        stops = random.Random(7).sample(stops, SAMPLE)
    shown = asked(stops, club_user)
    with sync_playwright() as playwright:
        program = chromium_path()
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.route("**/*", lambda route: answered(route, shown))
        for address in shown:
            page.goto(HOME + address)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                serious = found(page)
                trial.saw(held=not serious)
                for line in serious:
                    print(f"{address} ({scheme}): {line}")
        page.goto(HOME + next(iter(shown)))
        page.evaluate(
            "document.documentElement.removeAttribute('lang');"
            "document.querySelector('main').append(new Image())"
        )
        trial.control_saw(broke=bool(found(page)))
        browser.close()


def asked(stops: list[Stop], club_user: Any) -> Shown:
    """Address → page; of a page in the other language the address says so."""
    shown: Shown = {}
    for language in LANGUAGES:
        clients = dict(_clients(stops, club_user, language))
        for stop in stops:
            answer = clients[stop.role].get(stop.address, HTTP_ACCEPT_LANGUAGE=language)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                assert f'lang="{language}"' in answer.content.decode()
                mark = "&" if "?" in stop.address else "?"
                shown[f"{stop.address}{mark}axe={language}"] = answer.content
    return shown


def _clients(stops: list[Stop], club_user: Any, language: str) -> Iterator[tuple[str, Client]]:
    for role in {stop.role for stop in stops}:
        client = Client(raise_request_exception=False)
        if role:
            user = club_user if role == "club" else make_user(role)
            user.language = language
            user.save()
            client.force_login(user)
        yield role, client


def answered(route: Route, shown: Shown) -> None:
    parts = urlsplit(route.request.url)
    address = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if address in shown:
        route.fulfill(body=shown[address], content_type="text/html; charset=utf-8")
        return
    is_static = parts.path.startswith("/static/")
    file = finders.find(parts.path.removeprefix("/static/")) if is_static else None
    if file:
        kind = mimetypes.guess_type(parts.path)[0] or "application/octet-stream"
        route.fulfill(path=str(file), content_type=kind)
        return
    route.fulfill(status=404, body="")
