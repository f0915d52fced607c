"""Known words in every column that holds something of a person: each is found only where it may be.

What the roles may see is written down here, not read from the code.
"""

import io
import logging
import zipfile
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from delegations.models import IncomingMail
from oia.accesslog import Discreet, masked
from oia.api.nouns import nouns
from oia.core.models import ReadLog, User
from oia.office import feeds
from oia.office.models import Office
from tests import factories as make
from tests.api.caller import Caller
from tests.pages.routes import api_routes, routes
from tests.pages.test_routes import POST_ONLY
from tests.pages.walk import furnish
from tests.soak.trial import FULL, Trial

STAFF = {"head", "officer", "auditor"}  # read everything about people
READERS = STAFF | {"liaison", "mayor"}  # read the office's work, contacts masked
# Word → who may meet it, on any page, in any file, list, search, row or feed.
WORDS = {
    "telephone of a contact": STAFF, "mail address of a contact": STAFF, "note on a person": STAFF,
    "source of a person": STAFF, "mail address of a club": STAFF, "contact of a club": STAFF,
    "mail address of a guest": STAFF, "note on a guest": STAFF, "telephone of a post": STAFF,
    # Where a consulate is: the office's own address.
    "mail address of a post": STAFF, "address of a post": READERS,
    "name of a traveller": READERS, "note of a talk": READERS, "comment": READERS,
    "note of a follow-up": STAFF | {"liaison"}, "message of a club": STAFF,
    "explanation of a decision": STAFF, "report of a journey": STAFF, "finding of a proof": STAFF,
    "holder of an account": STAFF, "reply by mail": STAFF, "sender of a reply": STAFF,
    "purpose of an application": STAFF,
}  # fmt: skip
ROLES = ("head", "officer", "liaison", "mayor", "council", "club", "auditor", "admin", "")
ASKED = ("mark", "zaunkoenig")  # what they have in common, and nothing else has


def word(name: str) -> str:
    """One that no other text holds, fit for a name, a mail address and a telephone number."""
    number = 7_000_000 + 1009 * sorted(WORDS).index(name)
    return f"zaunkoenig{number}" if "telephone" not in name else f"0049{number}0049"


def seed(speaker: User) -> None:
    mail = {name: f"{word(name)}@mark.example" for name in WORDS if "mail address" in name}
    person = make.make_person(name="Who is written about", note=word("note on a person"),
        source=word("source of a person"))  # fmt: skip
    make.make_position(person=person, email=mail["mail address of a contact"],
        phone=word("telephone of a contact"))  # fmt: skip
    club = make.make_club(email=mail["mail address of a club"], contact=word("contact of a club"))
    make.make_invitation(person=person, email=mail["mail address of a guest"],
        note=word("note on a guest"))  # fmt: skip
    post = make.make_post(phone=word("telephone of a post"), address=word("address of a post"),
        email=mail["mail address of a post"])  # fmt: skip
    make.make_officer(post=post)
    trip = make.make_trip()
    make.make_traveller(trip=trip, name=word("name of a traveller"))
    make.make_interaction(record=trip, person=person, note=word("note of a talk"))
    trip.comments.create(text=word("comment"), by=speaker)
    make.make_follow_up(record=trip, note=word("note of a follow-up"))
    make.make_representative(club=club)
    case = make.make_granted(club=club, status="proof", purpose=word("purpose of an application"),
        decision_text=word("explanation of a decision"))  # fmt: skip
    make.make_message(application=case, text=word("message of a club"))
    make.make_proof(application=case, report=word("report of a journey"),
        finding=word("finding of a proof"), examined_by=make.make_user())  # fmt: skip
    make.make_bank_account(club=club, holder=word("holder of an account"))
    make.make_incoming(
        text=word("reply by mail"), sender=f"{word('sender of a reply')}@mark.example"
    )


def addresses(stops: Any) -> list[str]:
    found = {stop.address for stop in stops}
    for route in routes():
        if not route.arguments and route.name not in POST_ONLY:
            found |= {f"{route.address()}?export={kind}" for kind in ("csv", "xlsx")}
    for route in api_routes():
        if not route.arguments:
            found.add(
                f"{route.address()}?limit=200" if "schema" not in route.name else route.address()
            )
    for text in ASKED:
        found |= {f"{way}?q={text}" for way in (
            "/search/", "/search/suggestions/", "/people/", "/trips/", "/events/guests/",
            "/lookup/person/", "/lookup/record/", "/partners/clubs/", "/consular/")}  # fmt: skip
    # Each row's own page and its history, the marked ones among them.
    for noun in nouns().values():
        for pk in noun.model.objects.values_list("pk", flat=True):
            address = reverse(noun.code, args=[pk])
            found |= {address, f"{address}history/"}
    for pk in IncomingMail.objects.values_list("pk", flat=True):
        found.add(reverse("incoming_mail", args=[pk]))
    return sorted(found)


def text_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    return str(content.decode("utf-8", "replace"))


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """Everything any logger says, as the application's log writes it."""
    written: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(self.format(record))

    keep, root = Keep(), logging.getLogger()
    keep.setFormatter(Discreet("{levelname} {name} {message}", style="{"))
    level = root.level
    root.addHandler(keep)
    root.setLevel(logging.INFO)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    yield written
    root.removeHandler(keep)
    root.setLevel(level)


def test_each_word_is_found_only_where_it_may_be(
    office: Office, trial: Trial, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    trial.promise = (
        f"{len(WORDS)} marked words about people, on every page, in every export, list of the API, "
        "search, history and feed as everybody: found by nobody who may not; none in a log, in an "
        "error of the database as it is logged, or on the page of an error"
    )
    trial.control = "roles taken as one that reads contacts; a log that writes all of an error"
    speaker = make.make_user("club")
    stops = furnish(office, speaker)
    seed(make.make_user("officer"))
    wanted = addresses(stops)
    wanted = wanted if FULL else wanted[::45]
    met: dict[str, set[str]] = {name: set() for name in WORDS}
    for role in ROLES:
        client = Client(raise_request_exception=False)
        user = speaker if role == "club" else make.make_user(role) if role else None
        if user:
            client.force_login(user)
        for address in wanted:
            text = text_of(client.get(address))
            for name, allowed in WORDS.items():
                found = word(name) in text
                if found:
                    met[name].add(role)
                if found and role not in allowed:
                    print(f"{name}: {role or 'nobody'} at {address}")
                trial.saw(held=not found or role in allowed)
        if user and role in READERS:
            _row, token = feeds.make_feed(name="F", scope="all", kinds=[], by=user)
            text = text_of(Client().get(f"/calendar/{token}.ics"))
            trial.saw(held="zaunkoenig" not in text)
            held = Caller(user, "read").get("/changes/")
            trial.saw(held=held.status_code != 200 or "zaunkoenig" not in text_of(held))
    print({name: sorted(roles) for name, roles in met.items()})
    _logged(trial, lines, wanted)
    assert not FULL or not [name for name, roles in met.items() if not roles]
    # Without the guard: the mayor's office reads contacts as officers do.
    client = Client()
    client.force_login(make.make_user("mayor"))
    with monkeypatch.context() as without:
        without.setattr("oia.ui.tables.may_see_personal", lambda *given: True)
        texts = [text_of(client.get(way)) for way in ("/people/?q=written", "/partners/clubs/")]
        trial.control_saw(broke=any("zaunkoenig" in text for text in texts))
    said = "".join(_error(logging.Formatter()))
    trial.control_saw(broke=any(map(said.count, map(word, WORDS))))


def _logged(trial: Trial, lines: list[str], wanted: list[str]) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(make.make_user("head"))
    for name in WORDS:
        held = not [line for line in lines if word(name) in line]
        trial.saw(held=held)
        trial.saw(held=word(name) not in masked(f"GET /people/?q={word(name)} HTTP/1.1"))
        # A page that breaks with somebody's data in its error.
        error = IntegrityError(f"refused\nDETAIL:  Failing row contains ({word(name)}, x\n\ny).")
        with mock.patch("oia.office.finding.search", side_effect=error):
            answer = client.get(f"/search/?q={word(name)}")
        trial.saw(held="Failing row" not in text_of(answer))
    said = "".join(_error(Discreet("{message}", style="{")))
    trial.saw(held=not any(map(said.count, map(word, WORDS))) and "Traceback" in said)
    trial.saw(held=not [r for r in ReadLog.objects.all() if "zaunkoenig" in r.what.split("?")[0]])


def _error(formatter: logging.Formatter) -> Iterator[str]:
    """What the log says of a row that the database refuses."""
    for name in sorted(WORDS):
        try:
            with transaction.atomic():
                make.make_person(name=word(name), note=f"zaunkoenig\n\n{word(name)}")
                make.make_call(identifier=f"zaunkoenig {word(name)}")
        except IntegrityError as error:
            info = (type(error), error, error.__traceback__)
            record = logging.LogRecord("oia", logging.ERROR, "", 0, "failed", None, info)
            yield formatter.format(record)
