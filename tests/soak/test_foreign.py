"""What belongs to others does not exist: every row of theirs at every address.

All rows of another club, and of another department, have numbers that no row of one's own has, so
that each number can be tried at each address the resolver knows, whatever the address expects.
"""

import itertools
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from delegations.applications.querysets import ApplicationQuerySet
from delegations.models import Application, MessageFile, Paper, Reclaim, Revocation
from oia.core import files
from oia.core.jobs import enqueue
from oia.core.models import SavedView, User
from oia.core.permissions import grant, may
from oia.office.models import (
    Affiliation,
    CalendarFeed,
    Document,
    EarlierVersion,
    FollowUp,
    Photo,
    Record,
    Substitution,
)
from oia.office.steps import StepPage
from oia.roles import GRANTS
from partners.models import Club
from tests import factories as make
from tests.api.caller import Caller
from tests.conftest import KEPT
from tests.pages.routes import Route, all_routes
from tests.pages.test_routes import POST_ONLY
from tests.pages.walk import _rows
from tests.soak.trial import FULL, Trial

SECRET = "Nachtigall"  # stands in every row of the other club
VALUES: dict[str, list[Any]] = {
    "kind": ["pdf"], "section": ["partners"], "number": [1], "code": ["trips"],
    "digest": ["0" * 64], "name": ["journey", "people", "costs"],
    "step": ["withdraw", "close", "submit"],
}  # fmt: skip
# What somebody who writes only what is their own does not even read of others.
OWN_ALONE = {"jobs", "imports", "feeds", "tokens"}
PERSONAL = {"passkey_revoke", "view_remove", "substitution_revoke"}
FILES = {
    "document_file": Document, "document_version": EarlierVersion, "photo_file": Photo,
    "photo_thumbnail": Photo, "record": Record, "document_add": Record, "photo_add": Record,
    "comment_save": Record, "follow_up_add": Record, "result_write": Record,
    "document_renew": Document,
}  # fmt: skip


@dataclass(frozen=True)
class Try:
    """One request: who must not get what."""

    route: Route
    address: str
    method: str
    data: tuple[tuple[str, str], ...] = ()


@dataclass
class World:
    """The rows of the others by model, who speaks for them, and people with rows of their own."""

    speaker: User
    member: User
    draft: Application
    liaison: User
    rows: dict[Any, list[Any]]

    @property
    def keys(self) -> list[Any]:
        every = {key for keys in self.rows.values() for key in keys}
        return sorted((key for key in every if isinstance(key, int | uuid.UUID)), key=str)


def far_numbers() -> None:
    """Every counter goes on from one number that no table has reached."""
    kept = tuple(f"{table}_id_seq" for table in KEPT)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequencename, COALESCE(last_value, 0) FROM pg_sequences "
            "WHERE schemaname = 'public' AND NOT sequencename = ANY(%s)",
            [list(kept)],
        )
        found = dict(cursor.fetchall())
        top = max(found.values()) + 100
        for name, last in found.items():
            cursor.execute(
                f"SELECT count(nextval('\"{name}\"')) FROM generate_series(1, %s)", [top - last]
            )


def others(office: Any) -> World:
    """A club with everything it can have, in an office with everything of another department."""
    draft = make.make_application(status="draft")
    member = make.make_representative(club=draft.club).user
    liaison = make.make_user("liaison")
    Affiliation.objects.create(user=liaison, department=make.make_department("Sport"))
    far_numbers()
    before = {model: set(model.objects.values_list("pk", flat=True)) for model in _models()}
    speaker = make.make_user("club", name=f"{SECRET} Person")
    _rows(speaker)
    department = make.make_department(SECRET)
    Record.objects.exclude(pk__in=before[Record]).update(department=department)
    club = Club.objects.get(representatives__user=speaker)
    club.title = f"{SECRET} e. V."
    club.save()
    for row in Application.objects.filter(club=club):
        row.title = f"{SECRET} {row.pk}"
        row.letter, row.receipt = _stored(row), _stored(row)
        row.save()
        message = make.make_message(application=row, text=SECRET)
        MessageFile.objects.create(message=message, name=SECRET, document=_stored(row))
        make.make_paper(
            application=row, document=_stored(row), text_de=SECRET, request=1, letter=_stored(row)
        )
    for reclaim in Reclaim.objects.filter(application__club=club):
        reclaim.letter = _stored(reclaim.application)
        reclaim.save()
    for revocation in Revocation.objects.filter(application__club=club):
        revocation.letter = _stored(revocation.application)
        revocation.save()
    for row in (*Document.objects.all(), *Photo.objects.all()):
        row.file = files.store(f"{SECRET}{row.pk}".encode(), media_type="application/pdf")
        row.save()
    document = Document.objects.latest("pk")
    EarlierVersion.objects.create(document=document, number=1, file=document.file, name=SECRET)
    _private(make.make_user("officer", name=f"{SECRET} Officer"))
    rows = {m: [k for k in m.objects.values_list("pk", flat=True) if k not in before[m]]
            for m in _models()}  # fmt: skip
    rows = {model: keys for model, keys in rows.items() if keys}
    return World(speaker, member, draft, liaison, rows)


def _stored(record: Any) -> Document:
    data = f"{SECRET} {make.number()}".encode()
    file = files.store(data, media_type="application/pdf")
    return Document.objects.create(record=record, file=file, name=f"{SECRET} {make.number()}")


def _private(user: User) -> None:
    """What one person of the office has for themselves alone."""
    enqueue("annual_report", by=user, report=1)
    make.make_import_run(by=user, name=SECRET)
    Caller(user)
    CalendarFeed.objects.create(user=user, name=SECRET, digest="0" * 64, expires=make.NOW)
    SavedView.objects.create(owner=user, page="trip_list", name=SECRET, query="q=1")
    away = {"first_day": make.DAY, "last_day": make.DAY}
    Substitution.objects.create(user=user, substitute=make.make_user("officer"), **away)
    FollowUp.objects.update(owner=user)


def _models() -> list[Any]:
    """Tables whose rows have a number or a name of their own."""
    return [
        model
        for model in apps.get_models()
        if model._meta.db_table not in KEPT and model._meta.managed and hasattr(model, "objects")
    ]


def tries(route: Route, keys: list[Any], methods: str = "GET POST") -> Iterator[Try]:
    """Every key in the address, as far as it fits there, with every other argument."""
    names = [name for name in route.arguments if name != "pk"]
    for key in keys:
        if isinstance(key, int) == (route.name in ("job", "job_cancel", "job_retry")):
            continue
        for values in itertools.product(*(VALUES[name] for name in names)):
            address = route.address(pk=key, **dict(zip(names, values, strict=True)))
            for method in methods.split():
                yield Try(route, address, method)


def numbered() -> list[Route]:
    return [route for route in all_routes() if "pk" in route.arguments]


def answer(client: Client, one: Try) -> Any:
    if one.method == "POST":
        return client.post(one.address, dict(one.data))
    return client.get(one.address)


def body_of(given: Any) -> bytes:
    """Read to its end, which closes a file."""
    body: bytes = given.getvalue() if given.streaming else given.content
    return body


def hidden(given: Any, one: Try) -> bool:
    """Nothing there, or nothing for this person; no word of what the others wrote."""
    body = body_of(given)
    held = given.status_code in (403, 404) and SECRET.encode() not in body
    if not held:
        print(one.method, one.address, one.route.name, given.status_code)
    return held


def some(keys: list[Any], number: int) -> list[Any]:
    """All of them at full size."""
    return keys if FULL else random.Random(7).sample(keys, min(number, len(keys)))


def tell(trial: Trial, client: Client, one: Try) -> None:
    """A method that the address knows for nobody, whatever the number, says nothing and is none."""
    given = answer(client, one)
    if given.status_code != 405:
        trial.saw(held=hidden(given, one))


@pytest.fixture
def world(office: Any, settings: Any, tmp_path: Any) -> World:
    settings.MEDIA_ROOT = tmp_path
    settings.API_RATE = "1000000/min"
    return others(office)


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def fingerprint(world: World) -> dict[Any, Any]:
    """What stands in the rows of the others."""
    return {
        model: sorted(map(repr, model.objects.filter(pk__in=keys).values_list()))
        for model, keys in world.rows.items()
        if model is not User
    }


def test_what_belongs_to_others_does_not_exist(
    trial: Trial, world: World, monkeypatch: Any
) -> None:
    trial.promise = (
        "every number of another club's rows at every address, and of another department's at "
        "every address that writes: 404 or 403, no word of it, nothing changed"
    )
    trial.control = "clubs see every application; a liaison owns everything"
    before = fingerprint(world)
    for user in (world.member, make.make_user("club")):
        client = signed_in(user)
        for one in _of_clubs(world, user):
            tell(trial, client, one)
    _named_in_forms(trial, world)
    client = signed_in(world.liaison)
    for one in some(_of_departments(world, world.liaison), 60):
        tell(trial, client, one)
    steps = _steps(world)
    assert steps
    for one in steps:
        tell(trial, client, one)
    assert fingerprint(world) == before
    _the_own_opens(world)
    Record.objects.filter(pk__in=world.rows[Record]).update(confidentiality="confidential")
    for role in ("liaison", "mayor"):
        client = signed_in(make.make_user(role))
        for one in some(_confidential(world), 40):
            tell(trial, client, one)
    _controls(trial, world, monkeypatch)


def _of_clubs(world: World, user: User) -> list[Try]:
    """At doors that are open for clubs all, at the others too: there the door itself refuses."""
    open_ = [route for route in numbered() if may(user, route.label or "")]
    closed = [route for route in numbered() if not may(user, route.label or "")]
    keys = sorted({*some(world.keys, 2), *some(world.rows[Application], 1)}, key=str)
    few = random.Random(8).sample(world.keys, 8)
    return [
        *(one for route in open_ for one in tries(route, keys)),
        *some([one for route in closed for one in tries(route, few)], 20),
    ]


def _named_in_forms(trial: Trial, world: World) -> None:
    """Rows of the others as values of forms, filters and searches."""
    own, client = world.draft, signed_in(world.member)
    scheme = own.scheme.pk
    for key in some([key for key in world.keys if isinstance(key, int)], 4):
        sent = client.post("/apply/new/", {"club": key, "scheme": scheme, "title": "x"})
        trial.saw(held=sent.status_code == 200 and SECRET.encode() not in sent.content)
        sent = client.post(f"/apply/{own.pk}/papers/", {"paper": key})
        trial.saw(held=sent.status_code == 404)
        for do in ("chair", "remove"):
            sent = client.post(f"/apply/club/{own.club_id}/", {"do": f"{do}:{key}"})
            trial.saw(held=sent.status_code == 404)
    for route in some(all_routes(), 25):
        if route.arguments or route.name in POST_ONLY:
            continue
        found = client.get(route.address(), {"q": SECRET})
        body = body_of(found)
        # The page repeats what was searched for.
        told = body.replace(f"q={SECRET}".encode(), b"").count(SECRET.encode())
        trial.saw(held=found.status_code < 500 and told <= body.count(b"<input"))


def _of_departments(world: World, user: User) -> list[Try]:
    """What the person may write only of their own, and what they may not open at all."""
    narrowed, closed = [], []
    for route in numbered():
        area, _dot, verb = (route.label or "").partition(".")
        cell = grant(user, area) if area in GRANTS else None
        writes_own = cell and cell.own and (verb == "write" or area in OWN_ALONE)
        # Whoever sees a record may remind themselves of it; the follow-up is their own.
        if route.name == "follow_up_add" or _is_step(route):
            continue
        if not may(user, route.label or ""):
            closed.append(route)
        elif writes_own or route.name in PERSONAL:
            narrowed.append(route)
    few = random.Random(8).sample(world.keys, 8)
    return [
        *(one for route in narrowed for one in tries(route, some(world.keys, 4))),
        *(one for route in closed for one in tries(route, some(few, 1))),
    ]


def _is_step(route: Route) -> bool:
    return issubclass(route.view_class or object, StepPage)


def _steps(world: World) -> list[Try]:
    """Each step that the table has from where a row of the others stands."""
    found = []
    for route in filter(_is_step, numbered()):
        workflow, model = route.view_class.page.workflow, route.view_class.page.model
        for row in model.objects.filter(pk__in=world.rows.get(model, [])):
            state = getattr(row, workflow.field)
            for step in workflow.transitions:
                if state in step.source:
                    data = (("step", step.name), ("reason", "x"), ("seen", state))
                    address = route.address(pk=row.pk)
                    found.append(Try(route, address, "POST", data))
    return found


def _confidential(world: World) -> list[Try]:
    """Confidential records, what is part of them, and their files, read or written."""
    found: list[Try] = []
    for route in numbered():
        view = route.view_class
        writing = getattr(view, "writing", None)
        model = FILES.get(route.name) or getattr(view, "model", None)
        model = model or getattr(writing, "model", None)
        if not isinstance(model, type):
            continue
        if issubclass(model, Record) or getattr(model, "part_of", "") or route.name in FILES:
            found += tries(route, some(world.rows.get(model, []), 1))
    return found


def _the_own_opens(world: World) -> None:
    """The same numbers answer those whose they are, or the trial would prove nothing."""
    client = signed_in(world.speaker)
    keys = [key for model in (Application, Paper, Club) for key in world.rows[model]]
    for route in numbered():
        if route.name in POST_ONLY or not route.name.startswith("portal_"):
            continue
        given = (answer(client, one) for one in tries(route, keys, "GET"))
        assert any(body_of(one) and one.status_code == 200 for one in given), route.name


def _controls(trial: Trial, world: World, monkeypatch: Any) -> None:
    portal = [route for route in numbered() if route.name.startswith("portal_application")]
    with monkeypatch.context() as patch:
        patch.setattr(ApplicationQuerySet, "visible_to", lambda self, user: self)
        client = signed_in(world.member)
        for one in (t for route in portal for t in tries(route, world.rows[Application], "GET")):
            trial.control_saw(broke=not hidden(answer(client, one), one))
    Record.objects.filter(pk__in=world.rows[Record]).update(confidentiality="open")
    edits = [route for route in numbered() if route.name == "trip_edit"]
    cell = GRANTS["activities"]["liaison"]
    with monkeypatch.context() as patch:
        patch.setitem(
            GRANTS["activities"],
            "liaison",
            type(cell)(write=True, read=True, own=False, masked=False, logged=False),
        )
        trips = world.rows[apps.get_model("delegations", "trip")]
        client = signed_in(world.liaison)
        for one in (t for route in edits for t in tries(route, trips, "GET")):
            trial.control_saw(broke=not hidden(answer(client, one), one))
