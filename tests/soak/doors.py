"""What a masked reader, and somebody who writes only what is their own, meet at the doors.

Each look answers what should not be: a page that tells what is private, a door that opens on
another department's row. Without a change in the code there is nothing.
"""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import NoReverseMatch, reverse

from delegations import due
from delegations.workflows import TRIP, VISIT
from eufunding.workflows import BID, CALL
from networks.workflows import MEMBERSHIP
from oia.core import permissions
from oia.core.workflow import Refused, perform, workflows
from oia.office import ownership
from oia.office.actions import imports
from oia.office.models import Answer, Department, OpenQuestion, Person
from oia.office.views.registers import PERSON
from oia.office.writing.lookups import LOOKUPS, Lookup
from oia.ui import tables
from tests import factories as make
from tests.api.caller import Caller
from tests.pages.matrix import EXPECTED, ROLES
from tests.pages.rows import AGREED

CANARY = "Zaunkoenig"
OURS = ("oia", "partners", "networks", "eufunding", "consular", "delegations", "reporting")
MASKED = ("liaison", "mayor")
Patch = Callable[[pytest.MonkeyPatch], None]


class Undo(Exception):
    """Takes back whatever a door did."""


class Doors:
    """Rows of another department, and people whose names are masked."""

    def __init__(self, world: Any) -> None:
        self.world = world
        theirs = world.theirs
        desk = make.make_desk(department=theirs, holder=world.other)
        tie = make.make_partnership(desk=desk)
        club = make.make_club(partnership=tie, contact=f"{CANARY} Eva", desk=desk)
        person = world.rows["person"]
        private = {"note": CANARY, "source": CANARY, "salutation": CANARY}
        Person.objects.filter(pk=person.pk).update(**private)
        post = make.make_post(email=f"{CANARY}@example.org", phone=CANARY)
        officer = make.make_officer(post=post)
        talk = make.make_interaction(
            record=world.rows["record"], person=person, subject="Talk of the town"
        )
        self.desk = desk
        self.trip = make.make_trip(department=theirs, status="requested")
        self.draft = make.make_trip(department=theirs, status="draft")
        self.foreign = {
            "trip": self.trip,
            "visit": make.make_visit(department=theirs),
            "bid": make.make_bid(department=theirs),
            "network": make.make_network(department=theirs),
            "membership": make.make_membership(lead_department=theirs),
            "programme_item": make.make_programme_item(record=self.trip),
        }
        named = {
            "person": person,
            "club": club,
            "post": post,
            "officer": officer,
            "interaction": talk,
        }
        self.named = named
        self.pages = [*_pages(named), *(page for page in LISTS)]
        self.callers = {role: Caller(world.users[role]) for role in MASKED}

    def looks(self) -> list[Callable[[], Iterator[str]]]:
        return [
            self.rows, self.names, self.names_told, self.found, self.doors, self.steps,
            self.histories, self.bulk, self.fields, self.waiting, self.made_by_the_way,
            self.answers, self.titles,
            self.second_belts,
        ]  # fmt: skip

    def all(self) -> list[str]:
        return [leak for look in self.looks() for leak in self._tried(look)]

    def any(self) -> bool:
        return any(self._tried(look) for look in self.looks())

    @staticmethod
    def _tried(look: Callable[[], Iterator[str]]) -> list[str]:
        found: list[str] = []
        try:
            with transaction.atomic():
                found = list(look())
                raise Undo
        except Undo:
            return found

    def rows(self) -> Iterator[str]:
        names = set(self.world.rows)
        if self.world.seen(names) != agreed(names):
            yield "rows are seen by others than agreed"

    # ---- masks -------------------------------------------------------------------------------

    def names(self) -> Iterator[str]:
        for role in MASKED:
            for address in self.pages:
                answer = self.world.clients[role].get(address)
                body = answer.getvalue() if answer.streaming else answer.content
                if CANARY in body.decode(errors="replace"):
                    yield f"{role} reads what is private at {address}"
            for path, noun in API.items():
                for at in (f"/{path}/", f"/{path}/{self.named[noun].pk}/"):
                    if CANARY in self.callers[role].get(at).content.decode():
                        yield f"{role} reads what is private in the API: {at}"

    def found(self) -> Iterator[str]:
        """The search of everything names nobody to who reads people masked."""
        person = self.named["person"]
        for role in MASKED:
            page = self.world.clients[role].get("/search/", {"q": person.name}).content.decode()
            if f'href="{reverse("person", args=[person.pk])}"' in page:
                yield f"{role} finds a person by searching everything"

    def names_told(self) -> Iterator[str]:
        """Whom one meets with a desk, and talks about nothing."""
        from oia.office.handover import contacts_of

        for role in MASKED:
            if list(contacts_of(self.desk, self.world.users[role])):
                yield f"{role} is handed the contacts of a desk"

    # ---- ownership ---------------------------------------------------------------------------

    def doors(self) -> Iterator[str]:
        client = self.world.clients["liaison"]
        for noun, row in self.foreign.items():
            for ending in ("edit", "delete"):
                try:
                    address = reverse(f"{noun}_{ending}", args=[row.pk])
                except NoReverseMatch:
                    continue
                for answer in (client.get(address), client.post(address, {})):
                    if answer.status_code < 400:
                        yield f"liaison at {address}"
        for noun in ("trips", "bids"):
            row = self.foreign[noun[:-1]]
            answer = self.callers["liaison"].patch(f"/{noun}/{row.pk}/", {"title": "Mine"})
            if answer.status_code not in (403, 404):
                yield f"liaison writes {noun} by the API: {answer.status_code}"

    def steps(self) -> Iterator[str]:
        by = self.world.users["liaison"]
        for table, row, name in (
            (TRIP, self.draft, "request"), (VISIT, make.make_visit(status="draft"), "announce"),
            (BID, make.make_bid(status="idea"), "seek"),
            (CALL, make.make_call(status="closed"), "reopen"),
            (MEMBERSHIP, self.foreign["membership"], "keep"),
        ):  # fmt: skip
            if table.available(row, by):
                yield f"liaison is offered steps of {table.model}"
            try:
                perform(table, row, name, by=by, reason="so it is")
                yield f"liaison moves {table.model}"
            except (PermissionDenied, Refused):
                continue

    def histories(self) -> Iterator[str]:
        address = reverse("trip_history", args=[self.trip.pk])
        if self.world.clients["officer"].get(address).status_code != 404:
            yield "an officer reads the history of another department"

    def bulk(self) -> Iterator[str]:
        client, address = self.world.clients["liaison"], reverse("trip_list")
        page = client.get(address).content.decode()
        if 'value="assign"' in page:
            yield "liaison hands trips to another department"
        told = {"bulk": "step", "scope": "all", "confirmed": "1", "bulk-step": "request"}
        client.post(address, told)
        self.draft.refresh_from_db()
        if self.draft.status != "draft":
            yield "liaison moves many trips"

    def fields(self) -> Iterator[str]:
        """Of another's row a liaison reads what any reader does."""
        path = f"/trips/{self.trip.pk}/"
        mine, plain = (set(self.callers[role].get(path).json()) for role in MASKED)
        if mine - plain - {"steps"}:
            yield f"liaison reads in the API: {sorted(mine - plain)}"
        rows = [self.callers[role].get("/trips/").json()["results"][0] for role in MASKED]
        if set(rows[0]) - set(rows[1]):
            yield "liaison reads in the list of the API what only stands in the form"

    def waiting(self) -> Iterator[str]:
        if due.requested(self.world.users["liaison"], True):
            yield "another department's trips wait for the liaison"

    def made_by_the_way(self) -> Iterator[str]:
        by = self.world.users["liaison"]
        for lookup in LOOKUPS.values():
            if lookup.may_create is Lookup.may_create and lookup().may_create(by):
                yield f"liaison makes {lookup.model.__name__} by the way"

    def answers(self) -> Iterator[str]:
        rows = self.world.rows
        question, mine = rows["question"], self.world.users["liaison"]
        place = make.make_place("Lyon by another name")
        imports.remember_answer(column="place", text=question.text, by=mine, place=place)
        if not OpenQuestion.objects.filter(pk=question.pk).exists():
            yield "liaison answers for another's file"
        client, answer = self.world.clients["liaison"], Answer.objects.latest("pk")
        told = (reverse("answer_forget", args=[answer.pk]), reverse("question_list"))
        yield from (at for at in told if client.post(at, {}).status_code != 403)
        asked = (reverse("answer_list"), reverse("question_list"))
        yield from (at for at in asked if client.get(at).context["can_write"])

    def second_belts(self) -> Iterator[str]:
        """Rules that no door leads to by today's table of roles: another cell would need them."""
        by = self.world.users["liaison"]
        # Who reads masked reads no history, and what is masked has a right of its own.
        if not PERSON.hidden_from(by):
            yield "a history would tell what is masked"
        if tables.may_see_personal(by, "contacts.read"):
            yield "a masked column is open"
        # An import meets rows by their names: `tests/pages/test_confidential.py`.
        if not ownership.objection(self.world.rows["trip"], by):
            yield "an import may change another department's trip"

    def titles(self) -> Iterator[str]:
        client = self.world.clients["mayor"]
        if "My calendar feeds" not in client.get(reverse("feed_list")).content.decode():
            yield "feeds are titled as everybody's"
        page = client.get(reverse("token_list")).content.decode()
        if f"{self.world.users['mayor']}</td>" in page or ">Account<" in page:
            yield "tokens are shown as everybody's"


APP = {
    "trip": "delegations", "visit": "delegations", "bid": "eufunding", "call": "eufunding",
    "membership": "networks", "partnership": "partners",
}  # fmt: skip
API = {"people": "person", "clubs": "club", "consular_posts": "post"}
LISTS = [
    "/people/", "/people/?export=csv", "/consular/", "/consular/?export=csv", "/partners/clubs/",
]  # fmt: skip


def _pages(named: dict[str, Any]) -> Iterator[str]:
    for noun, row in named.items():
        yield reverse(noun, args=[row.pk])
        yield reverse(f"{noun}_edit", args=[row.pk])


def agreed(names: set[str]) -> dict[str, str]:
    return {
        name: " ".join(role for role in ROLES if role in who.split())
        for name, who in AGREED.items() if name in names
    }  # fmt: skip


# ---- what is taken out -------------------------------------------------------------------------


def mutants() -> Iterator[tuple[str, Patch]]:
    """Every place that asks whether somebody is masked, and whose a row is."""
    for module in sorted(name for name in sys.modules if name.split(".")[0] in OURS):
        if module in (permissions.__name__,):
            continue
        for name, value in (("masked", False), ("own_only", False), ("may_see_personal", True)):
            known = getattr(sys.modules[module], name, None)
            if known is not None and known in (
                permissions.masked, permissions.own_only, tables.may_see_personal,
            ):  # fmt: skip
                yield f"{module}.{name}", _answering(sys.modules[module], name, value)
    for name in ("owns", "reads_history"):
        yield f"ownership.{name}", _answering(ownership, name, True)
    yield "ownership.narrowed", _answering(ownership, "narrowed", False)
    yield "ownership.objection", _answering(ownership, "objection", "")
    everything = Department.objects.all
    yield (
        "ownership.departments_of",
        lambda patch: patch.setattr(ownership, "departments_of", lambda user: everything()),
    )
    for table in workflows():
        # Where nobody writes only what is their own, the right alone says who takes a step.
        area = apps.get_model(APP[table.model], table.model).area if table.model in APP else ""
        if area and any("o" in cell for cell in EXPECTED[area]):
            yield f"steps of {table.model}", _unowned(table)


def _answering(module: Any, name: str, value: Any) -> Patch:
    return lambda patch: patch.setattr(module, name, lambda *given, **more: value)


def _unowned(table: Any) -> Patch:
    return lambda patch: patch.setitem(vars(table), "owns", None)
