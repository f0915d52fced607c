"""Each cell of the table of roles is changed, one at a time; what the doors then do gives it away.

Expected is what `tests/pages/matrix.py` says, never the table under test. A change is caught where
what a person of the role meets (doors, rows, the access log, hidden columns) is not as expected.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from delegations.models import Trip
from oia.api.models import ApiToken
from oia.core.jobs import enqueue
from oia.core.models import Job, ReadLog
from oia.office.models import CalendarFeed, FollowUp, ImportRun
from oia.roles import GRANTS
from tests import factories as make
from tests.api.caller import Caller
from tests.pages.matrix import EXPECTED, ROLES
from tests.pages.routes import Route, all_routes
from tests.pages.test_routes import BY_TOKEN, POST_ONLY, arguments_of
from tests.soak.trial import Trial

Seen = dict[str, bool]
Area = str
# What a change is made to: each is a letter of a cell.
LETTERS = {"read": "R", "write": "W", "own": "o", "masked": "½", "logged": "L"}
# Whose these are is said by who speaks for the club, not by the letter.
BY_CLUB = {"iban", "applying", "portal"}
NO_NUMBER = 999_999_999


class Undo(Exception):
    """Takes back whatever a door did."""


def cell_of(area: Area, role: str) -> Seen:
    text = EXPECTED[area][ROLES.index(role)]
    read = "W" in text or "R" in text
    return {name: letter in text for name, letter in LETTERS.items()} | {"read": read}


def doors() -> dict[str, list[Route]]:
    found = defaultdict(list)
    for route in all_routes():
        if not route.name.startswith("api_") and route.name not in BY_TOKEN:
            found[route.label or ""].append(route)
    for routes in found.values():
        # A page before a deed, one without a number before one with.
        routes.sort(key=lambda r: (r.name in POST_ONLY, bool(r.arguments), r.name))
    return dict(found)


class World:
    """Rows of somebody else, in another department, and confidential ones."""

    def __init__(self) -> None:
        other = make.make_user("officer")
        department = make.make_department("Parks")
        self.trip = make.make_trip(department=department)
        self.secret = make.make_trip(confidentiality="confidential")
        self.foreign = {
            "activities": ("trip_edit", self.trip),
            "networks": ("network_edit", make.make_network(department=department)),
            "eufunding": ("bid_edit", make.make_bid(department=department)),
        }
        # Where every page needs a row that is there: what shows nothing is not logged either.
        self.rows = {
            "trip_history": self.trip,
            "person_held": make.make_person(),
        }
        make.make_follow_up(owner=other)
        FollowUp.objects.create(title="For nobody", due=make.DAY, owner=other, by=other)
        enqueue("annual_report", by=other, report=1)
        make.make_import_run(by=other)
        Caller(other)
        CalendarFeed.objects.create(user=other, name="x", digest="0" * 64, expires=make.NOW)
        self.doors = doors()
        self.users = {role: make.make_user(role) for role in ROLES}
        self.clients = {role: Client(raise_request_exception=False) for role in ROLES}
        for role, client in self.clients.items():
            client.force_login(self.users[role])

    def observe(self, area: Area, role: str) -> Seen:
        """What a person of the role meets; a letter nothing shows is left out."""
        seen: Seen = {}
        try:
            with transaction.atomic():
                self._through_doors(area, role, seen)
                self._rows(area, role, seen)
                raise Undo
        except Undo:
            return seen

    def _through_doors(self, area: Area, role: str, seen: Seen) -> None:
        before, shown = ReadLog.objects.filter(area=area).count(), False
        for verb in ("read", "write"):
            routes = self.doors.get(f"{area}.{verb}")
            if routes:
                known = [route for route in routes if route.name in self.rows]
                status = self._status((known or routes)[0], role)
                seen[verb] = status != 403
                shown |= status < 400
        if shown:
            seen["logged"] = ReadLog.objects.filter(area=area).count() > before

    def _status(self, route: Route, role: str) -> int:
        values = arguments_of(route)
        if isinstance(values.get("pk"), int):
            row = self.rows.get(route.name)
            values["pk"] = row.pk if row else NO_NUMBER
        client, address = self.clients[role], route.address(**values)
        answer = client.post(address) if route.name in POST_ONLY else client.get(address)
        return answer.status_code

    def _rows(self, area: Area, role: str, seen: Seen) -> None:
        user, client = self.users[role], self.clients[role]
        if area in self.foreign and seen.get("write"):
            name, row = self.foreign[area]
            route = next(r for r in self.doors[f"{area}.write"] if r.name == name)
            seen["own"] = client.get(route.address(pk=row.pk)).status_code == 403
        models = {"jobs": Job, "feeds": CalendarFeed, "tokens": ApiToken, "imports": ImportRun}
        if area in models and seen.get("read"):
            seen["own"] = not models[area].objects.visible_to(user).exists()
        if area == "followups" and seen.get("read"):
            seen["own"] = not FollowUp.objects.visible_to(user).exclude(record=None).exists()
        due = cell_of("followups", role)
        if area == "oversight" and due["read"] and not due["own"]:
            seen["read"] = FollowUp.objects.visible_to(user).filter(record=None).exists()
        if area == "history" and seen.get("read") and cell_of("activities", role)["read"]:
            route = next(r for r in self.doors["history.read"] if r.name == "trip_history")
            seen["own"] = client.get(route.address(pk=self.trip.pk)).status_code == 404
        if area == "confidential" and cell_of("activities", role)["read"]:
            seen["read"] = Trip.objects.visible_to(user).filter(pk=self.secret.pk).exists()
        if area == "export_contacts" and cell_of("contacts", role)["read"]:
            answer = client.get("/people/?export=csv")
            seen["read"] = answer.status_code == 200
            if seen["read"]:
                seen["logged"] = ReadLog.objects.filter(area=area).exists()


def mutants(area: Area, role: str, shown: Seen) -> Iterator[tuple[str, Any]]:
    """The cell with one letter given or taken, as far as something there is to show it."""
    cell = GRANTS[area][role]
    if "read" in shown:
        yield "read", dataclasses.replace(cell, read=not cell.read, write=False)
    if "write" in shown:
        yield "write", dataclasses.replace(cell, write=not cell.write, read=True)
    for name in ("own", "logged"):
        if name in shown and not (name == "own" and area in BY_CLUB):
            yield name, dataclasses.replace(cell, **{name: not getattr(cell, name)})


def differs(seen: Seen, expected: Seen) -> bool:
    return any(seen[name] != expected[name] for name in seen)


def as_read(cell: Any) -> Seen:
    return {name: getattr(cell, name) for name in LETTERS}


def test_a_changed_cell_of_the_table_of_roles_is_noticed(
    trial: Trial, office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial.promise = (
        "each letter of a cell of the table of roles given or taken, one at a time: noticed by "
        "what doors, rows and the access log do, held against a table of the tests' own"
    )
    trial.control = "what is expected is read from the changed table"
    world = World()
    cells = [(area, role) for area in EXPECTED for role in ROLES]
    plain = {where: world.observe(*where) for where in cells}
    wrong = {where: seen for where, seen in plain.items() if differs(seen, _own(where))}
    assert wrong == {}
    for area, role in cells[:: trial.size(sample=7, full=1)]:
        for name, cell in mutants(area, role, plain[area, role]):
            with monkeypatch.context() as patch:
                patch.setitem(GRANTS[area], role, cell)
                seen = world.observe(area, role)
            held = differs(seen, _own((area, role)))
            if not held:
                print("not noticed:", area, role, name)
            trial.saw(held=held)
            trial.control_saw(broke=not differs(seen, as_read(cell)))


def _own(where: tuple[Area, str]) -> Seen:
    return cell_of(*where)


def test_the_second_table_has_every_area() -> None:
    assert set(EXPECTED) == set(GRANTS)
