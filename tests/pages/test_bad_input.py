"""Every page opens, and every form on it takes nonsense with a sentence and loses nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from tests.factories import make_user
from tests.pages.every_form import Form, forms_of
from tests.pages.test_writing import BAD, HTML
from tests.pages.walk import Stop, furnish, pages

MARKS = ('role="alert"', "kern-error", "kern-alert--")
# What breaks a query rather than a form, tried in each field alone; the rest in all at once.
ALONE = ("too long", "nul")
PLAIN = {"email": "anna@example.org", "number": "1"}
MANY = 40  # fields; a longer form, such as that of a scheme, takes everything at once
Typed = dict[str, str]


@dataclass(frozen=True)
class Found:
    """A form that did not keep its word."""

    page: str
    leads_to: str
    fields: tuple[str, ...]
    what: str
    fault: str


def walkers(stops: list[Stop], club: Any) -> dict[str, Client]:
    clients = {"": Client(raise_request_exception=False)}
    for role in {stop.role for stop in stops} - {""}:
        clients[role] = Client(raise_request_exception=False)
        clients[role].force_login(club if role == "club" else make_user(role))
    return clients


def tries(form: Form) -> Iterator[tuple[str, Typed]]:
    """What is wrong, and the fields that say so."""
    names = {n: k for n, k in form.kinds.items() if n != "csrfmiddlewaretoken" and k != "file"}
    for what, text in BAD.items():
        if form.typed() and (what not in ALONE or len(names) > MANY):
            yield what, dict.fromkeys(form.typed(), text)
    blank = {n: PLAIN.get(form.kinds[n], "Text") for n in form.typed() if not form.values.get(n)}
    for name in names if len(names) <= MANY else ():
        if name in form.typed():
            yield from ((what, {name: BAD[what]}) for what in ALONE)
        else:  # behind fields that are filled, or their complaint would hide this one's
            yield from ((what, {**blank, name: BAD[what]}) for what in ("nul", "foreign key"))


def sent(client: Client, address: str, data: Typed) -> tuple[Any, set[str]]:
    """The answer and the levels of what it says; what it changed is taken back."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        answer: Any = client.post(address, data)
        levels = {message.level_tag for message in get_messages(answer.wsgi_request)}
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer, levels


def fault(form: Form, bad: Typed, answer: Any, levels: set[str]) -> str:
    """What is wrong about the answer; nothing where it keeps its word."""
    # Of a hidden field somebody tampered with, only that nothing breaks.
    typed = bad.keys() <= form.typed()
    if answer.status_code == 500:
        return f"fails: {answer.exc_info[1]!r}"[:200]
    if answer.status_code == 302:
        return "what was typed is lost" if typed and "error" in levels else ""
    if answer.streaming:
        return ""  # an export
    if answer.status_code != 200:
        return f"answers {answer.status_code}" if typed else ""
    return _fault_of_page(form, bad, answer) if typed else _alive(answer)


def _alive(answer: Any) -> str:
    return "markup is alive" if HTML in answer.content.decode() else ""


def _fault_of_page(form: Form, bad: Typed, answer: Any) -> str:
    again = next((f for f in forms_of(answer) if bad.keys() <= f.kinds.keys()), None)
    if again is None:
        return _alive(answer)  # it led on, or says what is wrong on another page
    if not any(mark in answer.content.decode() for mark in MARKS):
        return "no sentence"
    lost = [n for n, text in bad.items() if not _kept(again, n, text)]
    return f"lost: {', '.join(lost)}" if lost else _alive(answer)


def _kept(form: Form, name: str, text: str) -> bool:
    shown = form.values.get(name, "").replace("\r\n", "\n")
    return form.kinds[name] == "password" or shown == text


def address_of(stop: Stop, form: Form) -> str:
    """Where the form leads; an action that is only a mark or a query leads to the page itself."""
    return urlsplit(form.action).path or urlsplit(stop.address).path


def ask(client: Client, stop: Stop, form: Form, tried: set[tuple[str, ...]]) -> Iterator[Found]:
    """Everything wrong with the answers to nonsense; what another page asked is left out."""
    address = address_of(stop, form)
    target = resolve(address).url_name or ""
    for what, bad in tries(form):
        # Rows of one kind are tried once.
        key = (target, what, *sorted({re.sub(r"\d+", "", name) for name in bad}))
        if key in tried:
            continue
        tried.add(key)
        answer, levels = sent(client, address, form.values | bad)
        wrong = fault(form, bad, answer, levels)
        if wrong:
            yield Found(stop.name, target, tuple(bad), what, wrong)


def test_every_page_opens_and_its_forms_take_nonsense_with_a_sentence(
    office: Any, settings: Any
) -> None:
    # How slowly a password is kept is not what is tried here.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    club = make_user("club")
    stops = furnish(office, club)
    clients = walkers(stops, club)
    closed: dict[str, tuple[str, int]] = {}
    found: list[Found] = []
    tried: set[tuple[str, ...]] = set()
    for stop in stops:
        page = clients[stop.role].get(stop.address)
        if (page.status_code, page.headers["Content-Type"][:9]) != (200, "text/html"):
            closed[stop.address] = (stop.name, page.status_code)
            continue
        for form in forms_of(page):
            # The forms of nouns are tried field by field in `test_writing.py`; those of the gallery
            # show how forms look and lead nowhere.
            elsewhere = "desk-write" in form.css or stop.name == "gallery"
            if form.method == "post" and not elsewhere:
                found += ask(clients[stop.role], stop, form, tried)
    assert closed == {}
    assert {stop.name for stop in stops} == {route.name for route in pages()}
    assert found == []
    asked = {target for target, *_rest in tried}
    assert {"settings", "user_invite", "portal_form", "set_up_departments"} <= asked


FORM = '<form method="post"><input name="a" value="%s"></form>'


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        (FORM % "-5", "no sentence"),
        ('<p role="alert">No.</p>' + FORM % "", "lost: a"),
        ('<p role="alert">No.</p>' + FORM % "-5", ""),
        ('<p role="alert">No.</p>' + FORM % "-5" + HTML, "markup is alive"),
    ],
)
def test_an_answer_that_breaks_its_word_would_be_found(html: str, wrong: str) -> None:
    """The negative control."""
    answer = HttpResponse(html)
    form = Form("post", "", "", {"a": ""}, {"a": "text"})
    assert fault(form, {"a": "-5"}, answer, set()) == wrong
