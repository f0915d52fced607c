"""Every table of steps under random hands: only what the manual draws happens, and is told once.

`docs/workflows.md` says which steps there are, `WHOSE` below whose they are; the guards are those
the tables had when this file was read. None of it is read from the table under test, so that a
table with an arrow too many, a guard less or a reason not asked for gives itself away. A row is
walked by all roles in any order, from old pages too, while its facts change under it.
"""

import dataclasses
import datetime as dt
import re
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as fixed
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from hypothesis.stateful import run_state_machine_as_test as run

from oia.core.audit import event_models
from oia.core.models import StoredFile
from oia.core.workflow import Refused, Workflow, perform, workflows
from oia.office.actions import set_up_office
from oia.servers import REPOSITORY
from reporting.models import Report
from tests import factories as make
from tests.core.test_workflow import MADE, own, states
from tests.pages.matrix import EXPECTED, ROLES
from tests.soak.test_states import _sweep
from tests.soak.trial import FULL, Trial

SWEEP = 60  # runs between two sweeps of the tables
# A second head and a second officer, so that two can act; those who write are asked most.
WHO = st.sampled_from([*ROLES, "head", "head 2", "officer", "officer 2", "liaison"])
SAID = ("", "  ", "so it is", "so it is", "so it is")
REPORT = "report"

# Whose the steps of a noun are, an area of the table of roles; a step of somebody else is named.
WHOSE: dict[str, dict[str, str]] = {
    "partnership": {"": "partners"},
    "membership": {"": "networks"},
    "call": {"": "eufunding"},
    "bid": {"": "eufunding"},
    "trip": {"": "activities"},
    "visit": {"": "activities"},
    "schemeversion": {"": "schemes"},
    "batch": {"": "payments"},
    "payment": {"": "payments"},
    "report": {"": "drafts", "publish": "publish", "correct": "publish"},
    "application": {"": "decisions"}
    | dict.fromkeys(("send", "account", "withdraw"), "applying")
    | dict.fromkeys(("ask", "go_on", "recommend", "ask_again"), "applications"),
}  # fmt: skip
TABLES = {table.model: table for table in workflows()}
GUARDS = {(n, step.name): step.guard for n, table in TABLES.items() for step in table.transitions}
# These begin with a form that names amount and reasons: the trial `states` walks them.
BY_FORM = "application"


def drawn() -> tuple[set[tuple[str, str, str, str]], set[tuple[str, str]]]:
    """What the manual draws: noun, step, from, to; and which steps ask for a reason."""
    arrows, asking, noun = set(), set(), ""
    for line in (REPOSITORY / "docs" / "workflows.md").read_text().splitlines():
        if line.startswith("## "):
            noun = line[3:].lower()
        elif found := re.fullmatch(r"\s+(\S+) --> (\S+): (\S+)", line):
            source, target, step = found.groups()
            arrows.add((noun, step, "" if source == "[*]" else source, target))
        elif line.startswith("| ") and line.endswith("| yes |"):
            asking.add((noun, line.split()[1]))
    return arrows, asking


ARROWS, ASKING = drawn()


def _file() -> StoredFile:
    digest = f"{make.number():064x}"
    return StoredFile.objects.create(digest=digest, size=1, media_type="application/pdf")


def _report(**kw: Any) -> Report:
    year = 1900 + make.number() % 5000
    days = {"first_day": dt.date(year, 1, 1), "last_day": dt.date(year, 12, 31)}
    files = {"pdf": _file(), "annex": _file(), "printed": _file()}
    found: dict[str, Any] = {"chapters": []}
    return Report.objects.create(year=year, snapshot=found, **days, **files, **kw)


def _application(**kw: Any) -> Any:
    status = kw["status"]
    if status in ("draft", "submitted", "papers", "withdrawn"):
        return make.make_application(**kw)
    if status == "recommended":
        said = {"proposal": "grant", "proposed": Decimal(240)}
        return make.make_application(recommended_by=make.make_user("officer"), **said, **kw)
    if status == "refused":
        kw |= {"granted": Decimal(0), "advance": Decimal(0), "proposal": "refuse"}
    return make.make_granted(**kw)


MAKERS = MADE | {"application": _application, REPORT: _report}


def _changes(noun: str) -> list[dict[str, Any]]:
    """Facts of a row that a guard looks at, as they may change while it is walked."""
    today = timezone.localdate()
    ahead, past = today + dt.timedelta(days=9), today - dt.timedelta(days=9)
    all_changes: dict[str, list[dict[str, Any]]] = {
        "trip": [
            {"first_day": ahead, "last_day": ahead}, {"first_day": past, "last_day": past},
            {"programme": ""}, {"programme": "Talks"}, {"travellers": 9}, {"travellers": 1},
        ],
        "visit": [{"first_day": ahead, "last_day": ahead}, {"first_day": past, "last_day": past}],
        "partnership": [{"signed": ""}, {"signed": "1966"}],
        "call": [{"opens": ahead}, {"opens": past}, {"opens": None}],
        "bid": [
            {"requested": None}, {"requested": Decimal(1000)},
            {"awarded": None}, {"awarded": Decimal(900)},
        ],
        "schemeversion": [{"valid_from": ahead}, {"valid_from": past}, {"valid_from": None}],
        "batch": [{"day": past}, {"day": today}],
        "payment": [{"batch": None}],
        REPORT: [
            {"snapshot": None}, {"snapshot": {"chapters": []}},
            {"snapshot": {"chapters": [{"key": "x", "narrative": "Gone."}]}},
            {"job": None, "printed": _file()}, {"job": None, "printed": _file()},
        ],
        "application": [
            {"proposal": "grant", "proposed": Decimal(240)}, {"proposal": ""},
            {"last_day": ahead}, {"last_day": past}, {"submitted": None},
        ],
    }  # fmt: skip
    return all_changes.get(noun, [])


class World:
    """Who walks the rows, in all runs."""

    def __init__(self) -> None:
        self.people = {role: make.make_user(role) for role in ROLES}
        self.people |= {f"{role} 2": make.make_user(role) for role in ("head", "officer")}
        self.mine = own("trip", self.people["liaison"])["desk"]
        self.club = make.make_representative(user=self.people["club"]).club

    def row(self, noun: str, status: str, *, mine: bool) -> Any:
        """A row in that state; `mine` is the liaison's, and the club's."""
        kw: dict[str, Any] = {"status": status}
        if mine and noun == "membership":
            kw["lead_department"] = self.mine.department
        elif mine and noun == BY_FORM:
            kw["club"] = self.club
        elif mine and noun not in ("schemeversion", "batch", "payment", REPORT):
            kw["desk"] = self.mine
        return MAKERS[noun](**kw)


class Walk(RuleBasedStateMachine):
    world: World
    noun: str
    table: Workflow
    pressed = 0
    taken: set[tuple[str, str, str, str]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    @initialize(data=st.data(), mine=st.booleans())
    def begin(self, data: Any, mine: bool) -> None:
        status = data.draw(st.sampled_from(sorted(states(self.table))))
        self.mine = mine
        self.row = self.world.row(self.noun, status, mine=mine)
        self.kind = type(self.row)
        self.pages = [self.fresh()]
        self.sound = self.faults(self.fresh())

    # ---- what stands in the tables -----------------------------------------------------------

    def fresh(self) -> Any:
        return self.kind._base_manager.get(pk=self.row.pk)

    def stored(self) -> Any:
        return self.kind._base_manager.filter(pk=self.row.pk).values().get()

    def history(self) -> list[tuple[str, Any, Any]]:
        """Status, who and why of each entry, the oldest first."""
        (events,) = event_models(self.kind, inherited=False)
        found = events.objects.filter(pgh_obj_id=self.row.pk).order_by("pgh_id")
        return [
            (
                event.status,
                (event.pgh_context or {}).get("user"),
                (event.pgh_context or {}).get("why"),
            )
            for event in found
        ]

    @staticmethod
    def faults(row: Any) -> set[str]:
        try:
            row.full_clean()
        except ValidationError as error:
            return set(error.message_dict)
        return set()

    # ---- what was agreed ---------------------------------------------------------------------

    def is_owed(self, row: Any, step: str, who: str, reason: str, seen: str | None) -> bool:
        """Whether the step has to happen, by all that stands outside the table."""
        role = who.split()[0]
        whose = WHOSE[self.noun]
        cell = EXPECTED[whose.get(step, whose[""])][ROLES.index(role)]
        if "W" not in cell or seen not in (None, row.status):
            return False
        if (self.noun, step) in ASKING and not reason.strip():
            return False
        if not any(arrow[:3] == (self.noun, step, row.status) for arrow in ARROWS):
            return False
        guard = GUARDS[self.noun, step]
        return self.is_theirs(row, role, cell) and not (
            guard and guard(row, self.world.people[who])
        )

    def is_theirs(self, row: Any, role: str, cell: str) -> bool:
        if self.noun == BY_FORM and role != "club":
            return row.status != "draft" or row.entered_by_id is not None
        return self.mine or "o" not in cell

    # ---- hands -------------------------------------------------------------------------------

    @rule(
        data=st.data(), who=WHO, reason=st.sampled_from(SAID), old=st.booleans(),
        seen=st.sampled_from(["", "", "now", "page"]),
        first=st.sampled_from(["", "", "fact", "word"]),
    )  # fmt: skip
    def press(self, data: Any, who: str, reason: str, old: bool, seen: str, first: str) -> None:
        if first == "fact":
            self.change(data)
        elif first == "word":
            self.speak(who)
        type(self).pressed += 1
        leaving = [step.name for step in self.table.transitions if self.row.status in step.source]
        names = sorted(self.table.names)
        name = data.draw(st.sampled_from(names + leaving * 9))
        page = data.draw(st.sampled_from(self.pages)) if old else self.fresh()
        before, told, row = self.stored(), self.history(), self.fresh()
        state = {"": None, "now": row.status, "page": page.status}[seen]
        owed = self.is_owed(row, name, who, reason, state)
        by, where = self.world.people[who], (self.noun, name, row.status)
        try:
            with transaction.atomic():
                perform(self.table, page, name, by=by, reason=reason, seen=state)
        except (PermissionDenied, Refused) as refusal:
            assert not owed, (*where, who, refusal)
            assert isinstance(refusal, PermissionDenied) or " " in str(refusal.messages[0])
            assert self.stored() == before
            assert self.history() == told
            return
        assert owed, (*where, who, reason, state)
        self.row = self.fresh()
        arrow = (*where, self.row.status)
        assert arrow in ARROWS
        self.taken.add(arrow)
        self.pages.append(self.row)
        new, expected = (
            self.history()[len(told) :],
            (by.pk, reason or str(self.table.names[name].label)),
        )
        past = [told[-1][0], *(status for status, _user, _why in new)]
        turns = [new[i] for i in range(len(new)) if past[i] != past[i + 1]]
        assert [turn[0] for turn in turns] == [self.row.status], (arrow, past)
        assert turns[0][1:] == expected
        assert {user for _status, user, _why in new} == {by.pk}
        now = self.faults(self.fresh())
        assert now <= self.sound
        self.sound = now

    def change(self, data: Any) -> None:
        """Somebody changes a fact of the row, as far as the database lets them."""
        changes = _changes(self.noun)
        if not changes:
            return
        row = self.fresh()
        for name, value in data.draw(st.sampled_from(changes)).items():
            setattr(row, name, value)
        with suppress(DatabaseError), transaction.atomic():
            row.save()
            self.pages.append(row)
            self.sound = self.faults(self.fresh())

    def speak(self, who: str) -> None:
        """What two people say of an application: who recommended, and who decided."""
        if self.noun != BY_FORM or self.world.people[who].role not in ("head", "officer"):
            return
        row, by = self.fresh(), self.world.people[who]
        with suppress(DatabaseError), transaction.atomic():
            if row.status == "submitted":
                row.proposal, row.proposed, row.recommended_by = "grant", Decimal(240), by
            elif row.status == "recommended":
                row.decided, row.decided_by, row.granted = timezone.now(), by, Decimal(240)
            row.save()
            self.sound = self.faults(self.fresh())


@pytest.fixture
def world(committed: None, settings: Any, tmp_path: Any) -> World:
    settings.MEDIA_ROOT = tmp_path
    set_up_office(city="Musterhausen", country="DE")
    return World()


def tried(noun: str, table: Workflow, runs: int, seed: int = 0) -> None:
    Walk.noun, Walk.table = noun, table
    found = settings(
        max_examples=runs, stateful_step_count=30, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), print_blob=False,
        phases=(Phase.generate,), report_multiple_bugs=False,
    )  # fmt: skip
    run(fixed(seed)(Walk), settings=found)


def without_guard(table: Workflow, name: str) -> Workflow:
    steps = (
        dataclasses.replace(step, guard=None) if step.name == name else step
        for step in table.transitions
    )
    return Workflow(table.model, tuple(steps), field=table.field, owns=table.owns)


def breaks(noun: str, name: str) -> bool:
    try:
        tried(noun, without_guard(TABLES[noun], name), 30)
    except Exception:  # whatever falls over, somebody would meet it
        return True
    return False


def test_whoever_takes_whatever_step_only_what_is_drawn_happens(trial: Trial, world: World) -> None:
    trial.promise = (
        "every table of steps walked by all roles in any order, 30 steps a run: only arrows of the "
        "manual, by whom it says, with a reason where asked; told once in the history; what is "
        "refused changes nothing"
    )
    trial.control = "a step without its guard"
    Walk.world, Walk.pressed = world, 0
    Walk.taken.clear()
    runs = trial.size(sample=2, full=185)
    for noun, table in TABLES.items():
        for first in range(0, runs, SWEEP):
            tried(noun, table, min(SWEEP, runs - first), seed=first)
            _sweep()
        for _number in range(runs):
            trial.saw(held=True)
    untaken = {arrow for arrow in ARROWS - Walk.taken if arrow[0] != BY_FORM}
    if FULL:
        print(f"{Walk.pressed} presses; never taken: {sorted(ARROWS - Walk.taken)}")
        assert len(untaken) * 20 <= len(ARROWS)
    assert Walk.pressed >= trial.tried * 20
    guarded = sorted(
        (where for where, guard in GUARDS.items() if guard), key=lambda w: w[0] != "trip"
    )
    for noun, name in guarded[: trial.size(sample=1, full=len(guarded))]:
        broke = breaks(noun, name)
        if not broke:
            print("without its guard nothing breaks:", noun, name)
        trial.control_saw(broke=broke)


def test_whose_the_steps_are_is_said_of_every_table() -> None:
    assert set(WHOSE) == set(TABLES)
    there = {
        (noun, step.name, str(source), str(step.target))
        for noun, table in TABLES.items() for step in table.transitions for source in step.source
    }  # fmt: skip
    assert there == ARROWS
