"""Whose rows who sees: every `.visible_to()`, mask and ownership is taken out, one at a time.

Expected is what `tests/pages/rows.py` says of rows, and that no page names to a masked reader whom
it must not and no door opens on another department's rows. A way of seeing that nothing here misses
is dead code, or lacks its line in that table.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from delegations.models import LetterTemplate, MessageFile
from oia.api.models import ApiToken
from oia.core.credentials import SignedIn
from oia.core.jobs import enqueue
from oia.core.models import OutboxMail
from oia.office.actions import retention
from oia.office.models import (
    AccountRequest,
    Affiliation,
    CalendarFeed,
    EarlierVersion,
    FollowUp,
    OpenQuestion,
    Person,
    Record,
    Result,
    Substitution,
)
from reporting import actions as reports
from tests import factories as make
from tests.api.caller import Caller
from tests.operation.test_backup import frozen
from tests.pages.matrix import ROLES
from tests.pages.rows import AGREED
from tests.reporting.city import report as snapshot_of
from tests.soak.doors import Doors, agreed, mutants
from tests.soak.trial import Trial

CANARY = "Zaunkoenig"
OURS = ("oia", "partners", "networks", "eufunding", "consular", "delegations", "reporting")
# Columns reckoned by the rows a person sees stay, whoever sees which.
RECKONED = ("with_left", "with_stock", "with_state", "with_position")
Patch = Callable[[pytest.MonkeyPatch], None]


def everybodys(self: Any, user: Any) -> Any:
    """The guard taken out."""
    for name in RECKONED:
        if hasattr(self, name):
            return getattr(self, name)()
    return self


def kinds() -> dict[type, list[Any]]:
    """Every class that says whose rows are whose, with its models."""
    found: dict[type, list[Any]] = {}
    for model in apps.get_models():
        kind = getattr(model._default_manager, "_queryset_class", None)
        if kind and hasattr(kind, "visible_to") and not hasattr(model, "pgh_tracked_model"):
            for one in (one for one in kind.__mro__ if "visible_to" in vars(one)):
                found.setdefault(one, []).append(model)
    return found


class World:
    """A row for each line of the table, and one person of each role."""

    def __init__(self, office: Any) -> None:
        self.office = office
        self.users = {role: make.make_user(role) for role in ROLES}
        self.other = make.make_user("officer")
        self.own = make.make_department("Ours")
        Affiliation.objects.create(user=self.users["liaison"], department=self.own)
        self.theirs = make.make_department("Theirs")
        self.club = make.make_representative(user=self.users["club"]).club
        self.rows: dict[str, Any] = {}
        self.records()
        self.people_and_money()
        self.support()
        self.ones_own()
        self.house()
        self.clients = {role: Client(raise_request_exception=False) for role in ROLES}
        for role, client in self.clients.items():
            client.force_login(self.users[role])

    def records(self) -> None:
        for word, more in (("", {}), (" secret", {"confidentiality": "confidential"})):
            trip = make.make_trip(department=self.theirs, **more)
            record = Record.objects.get(pk=trip.pk)
            document = make.make_document(record=record)
            event = make.make_event(**more)
            network = make.make_network(**more)
            earlier = {"document": document, "number": 1, "file": document.file, "name": "Old"}
            self.rows |= {
                f"trip{word}": trip,
                f"record{word}": record,
                f"membership{word}": make.make_membership(
                    network=network, lead_department=self.theirs
                ),
                f"document{word}": document,
                f"earlier version{word}": EarlierVersion.objects.create(**earlier),
                f"photo{word}": make.make_photo(record=record),
                f"result{word}": Result.objects.create(record=record, text="Done"),
                f"programme item{word}": make.make_programme_item(record=record),
                f"invitation{word}": make.make_invitation(event=event),
                f"gift{word}": make.make_gift(record=record),
                f"talk{word}": make.make_interaction(record=record),
                f"follow-up{word}": make.make_follow_up(record=record, owner=self.other),
            }
        nothing = {"title": "For nobody", "due": make.DAY, "owner": self.other, "by": self.other}
        self.rows |= {
            "stock": make.make_stock_item(),
            "talk about nothing": make.make_interaction(),
            "follow-up on nothing": FollowUp.objects.create(**nothing),
            "follow-up of liaison": make.make_follow_up(owner=self.users["liaison"]),
        }

    def people_and_money(self) -> None:
        hidden = make.make_person(name="Hidden")
        Person.objects.filter(pk=hidden.pk).update(
            restricted_until=make.DAY, restricted_why="asked"
        )
        line = make.make_line()
        self.rows |= {
            "person": make.make_person(),
            "person restricted": hidden,
            "organisation": make.make_organisation(),
            "department": self.theirs,
            "budget line": line,
            "allotment": make.make_allotment(line=line),
            "commitment": make.make_commitment(),
            "spending": make.make_spending(line=line),
        }

    def support(self) -> None:
        scheme = make.make_open_scheme()
        speaker = make.make_representative()
        for word, club in (("", speaker.club), (" of club", self.club)):
            row = make.make_granted(club=club, scheme=scheme)
            batch = make.make_batch(inside=False)
            self.rows |= {
                f"application{word}": row,
                f"draft{word}": make.make_application(club=club, scheme=scheme, status="draft"),
                f"paper{word}": make.make_paper(application=row),
                f"mailed file{word}": MessageFile.objects.create(
                    message=make.make_message(application=row),
                    name="plan.pdf",
                    document=make.make_document(record=row),
                ),
                f"account{word}": make.make_bank_account(club=club, entered_by=self.other),
                f"payment{word}": make.make_payment(application=row),
                f"speaker{word}": club.representatives.get(),
            }
        entered = {"club": speaker.club, "scheme": scheme, "status": "draft"}
        self.rows |= {
            "draft by the office": make.make_application(entered_by=self.other, **entered),
            "payment list": batch,
            "scheme": scheme,
            "mail from outside": make.make_incoming(),
            "letter": LetterTemplate.objects.create(
                kind="grant", language="de", version=1, subject="S", text="T", remedy="R"
            ),
        }

    def ones_own(self) -> None:
        whose = {
            "job": "officer", "mail": "officer", "file taken in": "liaison",
            "question": "liaison", "feed": "mayor", "token": "mayor", "absence": "officer",
            "place signed in": "officer",
        }  # fmt: skip
        for name, role in whose.items():
            self.rows[name] = self._one(name, self.other)
            self.rows[f"{name} of {role}"] = self._one(name, self.users[role])

    def _one(self, name: str, user: Any) -> Any:
        number = make.number()
        mail = {"event": f"e {number}", "recipient": "a@example.org", "template": "t"}
        asked = {"kind": "trips", "row": 1, "column": "place", "text": "Lyon", "reason": "?"}
        away = {"first_day": make.DAY, "last_day": make.DAY, "substitute": make.make_user()}
        feed = {"name": "Feed", "digest": f"{number:064d}", "expires": make.NOW}
        makers: dict[str, Callable[[], Any]] = {
            "job": lambda: enqueue("annual_report", by=user, report=number),
            "mail": lambda: OutboxMail.objects.create(by=user, subject="s", body="b", **mail),
            "file taken in": lambda: make.make_import_run(by=user),
            "question": lambda: OpenQuestion.objects.create(
                run=make.make_import_run(by=user), **asked
            ),
            "feed": lambda: CalendarFeed.objects.create(user=user, **feed),
            "token": lambda: ApiToken.objects.get(
                pk=(Caller(user), ApiToken.objects.filter(user=user).latest("pk").pk)[1]
            ),
            "absence": lambda: Substitution.objects.create(user=user, **away),
            "place signed in": lambda: SignedIn.objects.create(
                user=user, key=f"key{number}", how="password"
            ),
        }
        return makers[name]()

    def house(self) -> None:
        draft = reports.begin_report(year=2024, language="de", by=self.other)
        published = reports.begin_report(year=2025, language="en", by=self.other)
        reports.store_build(published, snapshot_of(self.office), b"%PDF draft", b"annex")
        frozen(type(published).objects.get(pk=published.pk), self.other)
        admin = self.users["admin"]
        year = retention.enter_year(year=2014, adopted=make.DAY.replace(year=2015), by=admin)
        found = {"state": "refused", "day": make.DAY}
        self.rows |= {
            "report draft": draft,
            "report published": published,
            "account asked for": AccountRequest.objects.create(
                user=self.other, what="change", role="head", asked_by=admin
            ),
            "closed year": year,
            "deletion": apps.get_model("office", "Deletion").objects.create(**found),
            "erasure of a person": apps.get_model("office", "Erasing").objects.create(
                number=1, reason="Asked for", proposed_by=self.users["head"]
            ),
            "read": make.make_read(),
        }

    # ---- what they meet ----------------------------------------------------------------------

    def seen(self, names: set[str]) -> dict[str, str]:
        return {name: " ".join(self._who_sees(name)) for name in AGREED if name in names}

    def _who_sees(self, name: str) -> Iterator[str]:
        row = self.rows[name]
        for role in ROLES:
            rows = type(row)._default_manager.visible_to(self.users[role])
            if rows.filter(pk=row.pk).exists():
                yield role

    def names_of(self, models: list[Any]) -> set[str]:
        return {name for name, row in self.rows.items() if isinstance(row, tuple(models))}


def test_a_way_of_seeing_rows_that_is_taken_out_is_noticed(
    trial: Trial, office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial.promise = (
        "every `.visible_to()` replaced by everything, every mask and every question whose a row "
        "is left out, one at a time: noticed by rows and doors, held against a second table"
    )
    trial.control = "what is expected is read with the guard taken out"
    world = World(office)
    assert world.seen(set(AGREED)) == agreed(set(AGREED))
    found = sorted(kinds().items(), key=lambda pair: pair[0].__qualname__)
    for kind, models in found[:: trial.size(sample=4, full=1)]:
        names = world.names_of(models)
        with monkeypatch.context() as patch:
            patch.setattr(kind, "visible_to", everybodys)
            now, read_off = world.seen(names), world.seen(names)
        held = now != agreed(names)
        if not held:
            print("not noticed:", kind)
        trial.saw(held=held)
        trial.control_saw(broke=now == read_off)
    _doors_and_masks(trial, world, monkeypatch)


def _doors_and_masks(trial: Trial, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    leaks = Doors(world)
    assert leaks.all() == []
    for name, patch_it in list(mutants())[:: trial.size(sample=9, full=1)]:
        with monkeypatch.context() as patch:
            patch_it(patch)
            held = leaks.any()
        if not held:
            print("not noticed:", name)
        trial.saw(held=held)


def test_every_class_has_rows_in_the_table(office: Any) -> None:
    world = World(office)
    assert set(world.rows) == set(AGREED)
    assert [kind for kind, models in kinds().items() if not world.names_of(models)] == []
