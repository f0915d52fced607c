"""Support money under random hands: whatever is pressed in whatever order, the rules hold.

A state machine presses the real verbs, by people who may and people who may not, on applications,
payments and the line they are paid from. Each run is a transaction of its own and is taken back.
"""

import datetime as dt
import itertools
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as fixed
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from delegations.applications import actions as applications
from delegations.applications.workflows import APPLICATION
from delegations.models import Application, Batch, Payment
from delegations.payments import actions as payments
from delegations.payments import proofs, reclaims, revoking
from delegations.payments.workflows import BATCH, PAYMENT
from oia.core.workflow import perform
from oia.office.actions import money, set_up_office
from oia.office.models import Commitment
from tests import factories as make
from tests.soak.trial import Trial

# What a person is told; anything else, an error of the database above all, is a fault.
SWEEP = 100  # runs between two sweeps of the tables
SAID = (PermissionDenied, ValidationError)
LONG_AGO = dt.date(2025, 6, 2)
PICK = st.integers(0, 5)
# Mostly people who may; the insider and the clubs' speakers now and then.
WHO = st.sampled_from([0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 6])
AMOUNT = st.sampled_from([0, 1, 80, 120, 240, 241, 600]).map(Decimal)
ALONG = {(state, step.target) for step in APPLICATION.transitions for state in step.source}


# Empty as long as all is well.
WRONG = """
SELECT 'overcommitted' FROM office_allotment
    WHERE committed > COALESCE(planned, 0) + raised OR committed <> COALESCE((
        SELECT sum(amount) FROM office_commitment c
        WHERE c.allotment_id = office_allotment.id AND c.status <> 'released'), 0)
UNION ALL SELECT 'one person for both' FROM delegations_application
    WHERE decided_by_id = recommended_by_id
UNION ALL SELECT 'in the own cause' FROM delegations_application a
    JOIN delegations_representative r ON r.club_id = a.club_id
    WHERE r.user_id IN (a.decided_by_id, a.recommended_by_id)
UNION ALL SELECT 'a list by one' FROM delegations_batch WHERE released_by_id = prepared_by_id
UNION ALL SELECT 'said to be back and released' FROM delegations_payment p
    JOIN delegations_payment b ON b.id = p.instead_of_id
    JOIN delegations_batch l ON l.id = p.batch_id WHERE l.released_by_id = b.returned_by_id
UNION ALL SELECT 'a proof by one' FROM delegations_proof WHERE closed_by_id = examined_by_id
UNION ALL SELECT 'paid beyond the grant' FROM delegations_payment p
    JOIN delegations_application a ON a.record_ptr_id = p.application_id
    WHERE p.status NOT IN ('returned', 'cancelled')
    GROUP BY a.record_ptr_id, a.granted HAVING sum(p.amount) > COALESCE(a.granted, 0)
UNION ALL SELECT 'asked back by no letter' FROM delegations_application a
    WHERE a.status = 'reclaim'
    AND NOT EXISTS (SELECT 1 FROM delegations_reclaim r WHERE r.application_id = a.record_ptr_id)
UNION ALL SELECT 'revoked by one' FROM delegations_revocation WHERE decided_by_id = proposed_by_id
UNION ALL SELECT 'revoked and still to be paid' FROM delegations_payment p
    JOIN delegations_revocation v ON v.application_id = p.application_id
    WHERE v.decided IS NOT NULL AND p.status IN ('planned', 'listed')
UNION ALL SELECT 'revoked, but not in its state' FROM delegations_revocation v
    JOIN delegations_application a ON a.record_ptr_id = v.application_id
    WHERE v.decided IS NOT NULL AND a.status NOT IN ('revoked', 'reclaim')
UNION ALL SELECT 'given up by one' FROM delegations_reclaim WHERE waived_by_id = waiver_by_id
UNION ALL SELECT 'back or given up other than asked' FROM (
    SELECT r.amount, r.repaid_on, COALESCE(r.waived, 0) + COALESCE((
        SELECT sum(b.amount) FROM delegations_repayment b WHERE b.reclaim_id = r.id), 0) AS gone
    FROM delegations_reclaim r) s
    WHERE gone > amount OR (repaid_on IS NOT NULL AND gone < amount)
"""
SAID_OF = """
SELECT record_ptr_id, status, decided, granted, decision_text, decided_by_id
FROM delegations_application
"""


class World:
    """What all runs begin with: a line of 500, two clubs, people of each kind."""

    def __init__(self) -> None:
        year = timezone.localdate().year
        self.line = make.make_allotment(planned=Decimal(500), currency="EUR", year=LONG_AGO.year)
        self.now = make.make_allotment(planned=Decimal(90), currency="EUR", year=year)
        rules = make.RULES | {"papers": []}
        self.scheme = make.make_open_scheme(rules=rules)
        self.scheme.line = self.line.line
        self.scheme.save()
        self.clubs = [make.make_club(), make.make_club()]
        speakers = [make.make_representative(club=club).user for club in self.clubs]
        insider = make.make_user("officer")
        make.make_representative(club=self.clubs[0], user=insider)
        for club in self.clubs:
            make.make_bank_account(club=club)
        make.make_paying_account()
        staff = [make.make_user(role) for role in ("head", "head", "officer", "officer")]
        self.people = [*staff, insider, *speakers]


class Support(RuleBasedStateMachine):
    world: World
    made = itertools.count()
    pressed = 0

    def __init__(self) -> None:
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.states: dict[int, str] = {}
        self.decisions: dict[int, Any] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    # ---- helpers ---------------------------------------------------------------------------

    def press(self, verb: Any, **given: Any) -> None:
        type(self).pressed += 1
        with suppress(*SAID):
            verb(**given)

    def who(self, number: int) -> Any:
        return self.world.people[number]

    def one(self, model: Any, number: int) -> Any:
        """One of those there are, or None."""
        rows = list(model.objects.order_by("pk")[:6])
        return rows[number % len(rows)] if rows else None

    # ---- the club --------------------------------------------------------------------------

    @initialize()
    def some_are_under_way(self) -> None:
        """Two wait to be checked, one to be decided, one is granted and waits to be paid."""
        head, _second, officer, *_others = self.world.people
        days = {"first_day": LONG_AGO, "last_day": LONG_AGO}
        clubs = (*self.world.clubs, self.world.clubs[1], self.world.clubs[1])
        rows = [make.make_application(club=c, scheme=self.world.scheme, **days) for c in clubs]
        for row in rows[2:]:
            applications.recommend(
                application=row, amount=Decimal(240), proposal="grant", text="so", by=officer
            )
        applications.decide(
            application=rows[3], granted=Decimal(240), advance=Decimal(120), reasons=["other"],
            text="decided", conditions="", by=head,
        )  # fmt: skip

    @rule(club=st.integers(0, 1), by=WHO, people=st.sampled_from([9, 10, 12, 40]))
    def apply(self, club: int, by: int, people: int) -> None:
        def verb() -> None:
            key = f"press {next(self.made)}"
            row = applications.begin(
                club=self.world.clubs[club], scheme=self.world.scheme, title="Journey", key=key,
                by=self.who(by),
            )  # fmt: skip
            facts = {"direction": "outgoing", "partner": "Lyon", "people": people, "answers": {}}
            changed = {"facts": facts, "first_day": LONG_AGO, "last_day": LONG_AGO}
            applications.fill(application=row, changed=changed, by=self.who(by))
            applications.send(application=row, by=self.who(by))

        self.press(verb)

    @rule(pick=PICK, by=WHO)
    def withdraw(self, pick: int, by: int) -> None:
        self.step(pick, by, "withdraw")

    @rule(pick=PICK, by=WHO)
    def account(self, pick: int, by: int) -> None:
        def verb() -> None:
            row = self.one(Application, pick)
            facts = {"people": 9 + by}
            proofs.fill(application=row, report="We went.", facts=facts, by=self.who(by))
            perform(APPLICATION, row, "account", by=self.who(by))

        self.press(verb)

    # ---- the desk --------------------------------------------------------------------------

    def step(self, pick: int, by: int, name: str) -> None:
        row = self.one(Application, pick)
        self.press(lambda: perform(APPLICATION, row, name, by=self.who(by), reason="so it is"))

    @rule(pick=PICK, by=WHO, name=st.sampled_from([s.name for s in APPLICATION.transitions]))
    def any_step(self, pick: int, by: int, name: str) -> None:
        self.step(pick, by, name)

    @rule(pick=PICK, by=WHO, amount=AMOUNT, refuse=st.booleans())
    def recommend(self, pick: int, by: int, amount: Decimal, refuse: bool) -> None:
        self.press(
            applications.recommend, application=self.one(Application, pick), amount=amount,
            proposal="refuse" if refuse else "grant", text="because", by=self.who(by),
        )  # fmt: skip

    @rule(pick=PICK, by=WHO, amount=AMOUNT, early=AMOUNT)
    def decide(self, pick: int, by: int, amount: Decimal, early: Decimal) -> None:
        self.press(
            applications.decide, application=self.one(Application, pick), granted=amount,
            advance=min(early, amount), reasons=["other"], text="decided", conditions="",
            by=self.who(by),
        )  # fmt: skip

    @rule(pick=PICK, by=WHO, amount=AMOUNT)
    def examine(self, pick: int, by: int, amount: Decimal) -> None:
        self.press(
            proofs.examine, application=self.one(Application, pick), final=amount, finding="seen",
            by=self.who(by),
        )  # fmt: skip

    @rule(pick=PICK, by=WHO, blind=st.booleans())
    def close(self, pick: int, by: int, blind: bool) -> None:
        row = self.one(Application, pick)
        proof = proofs.proof_of(row)
        self.press(
            proofs.close, application=row, due=timezone.localdate() + dt.timedelta(days=9),
            text="paid back", seen="" if blind or not proof else proofs.mark_of(proof),
            by=self.who(by),
        )  # fmt: skip

    @rule(pick=PICK, by=WHO)
    def repaid(self, pick: int, by: int) -> None:
        row, day = self.one(Application, pick), timezone.localdate()
        self.press(reclaims.repaid, application=row, day=day, by=self.who(by))

    @rule(pick=PICK, by=WHO, part=AMOUNT)
    def repaid_in_part(self, pick: int, by: int, part: Decimal) -> None:
        row, day = self.one(Application, pick), timezone.localdate()
        self.press(reclaims.repaid, application=row, day=day, amount=part, by=self.who(by))

    @rule(pick=PICK, by=WHO, verb=st.sampled_from(["ask_to_waive", "keep_asking", "waive"]))
    def give_up(self, pick: int, by: int, verb: str) -> None:
        said = {"text": "gone"} if verb == "ask_to_waive" else {}
        row = self.one(Application, pick)
        self.press(getattr(reclaims, verb), application=row, **said, by=self.who(by))

    @rule(pick=PICK, by=WHO, verb=st.sampled_from(["propose", "drop", "decide", "decide"]))
    def revoke(self, pick: int, by: int, verb: str) -> None:
        row = self.one(Application, pick)
        found = revoking.revocation_of(row)
        due = timezone.localdate() + dt.timedelta(days=9)
        said: dict[str, Any] = {
            "propose": {"reasons": ["no_journey"], "text": ""},
            "decide": {"due": due, "seen": revoking.mark_of(found) if found else ""},
        }.get(verb, {})
        self.press(getattr(revoking, verb), application=row, **said, by=self.who(by))

    # ---- the till --------------------------------------------------------------------------

    @rule(pick=PICK, by=WHO)
    def plan(self, pick: int, by: int) -> None:
        self.press(payments.plan, application=self.one(Application, pick), by=self.who(by))

    @rule(by=WHO, day=st.integers(-1, 1))
    def prepare(self, by: int, day: int) -> None:
        self.press(
            payments.prepare, payments=Payment.objects.filter(status="planned"), text="List",
            day=timezone.localdate() + dt.timedelta(days=day), key=f"list {next(self.made)}",
            by=self.who(by),
        )  # fmt: skip

    @rule(pick=PICK, by=WHO, name=st.sampled_from([s.name for s in BATCH.transitions]))
    def list_step(self, pick: int, by: int, name: str) -> None:
        batch = self.one(Batch, pick)
        if batch is not None:
            self.press(lambda: perform(BATCH, batch, name, by=self.who(by), reason="so it is"))

    @rule(pick=PICK, by=WHO, name=st.sampled_from(["take_out", "cancel"]))
    def payment_step(self, pick: int, by: int, name: str) -> None:
        row = self.one(Payment, pick)
        if row is not None:
            self.press(lambda: perform(PAYMENT, row, name, by=self.who(by), reason="so it is"))

    @rule(pick=PICK, by=WHO)
    def book(self, pick: int, by: int) -> None:
        batch = self.one(Batch, pick)
        if batch is not None:
            self.press(payments.book, batch=batch, day=timezone.localdate(), by=self.who(by))

    @rule(pick=PICK, by=WHO)
    def come_back(self, pick: int, by: int) -> None:
        row = self.one(Payment, pick)
        if row is not None:
            day = timezone.localdate()
            self.press(payments.come_back, payment=row, day=day, reason="closed", by=self.who(by))

    # ---- the line --------------------------------------------------------------------------

    @rule(by=WHO, amount=AMOUNT)
    def promise(self, by: int, amount: Decimal) -> None:
        self.press(
            money.commit, allotment=self.world.line, amount=amount, text="Guests", by=self.who(by)
        )

    @rule(by=WHO, amount=st.sampled_from([-300, -1, 1, 100]).map(Decimal))
    def change_ceiling(self, by: int, amount: Decimal) -> None:
        self.press(
            money.raise_ceiling, allotment=self.world.line, amount=amount, reason="so it is",
            by=self.who(by),
        )  # fmt: skip

    @rule(pick=PICK, by=WHO, paid=AMOUNT)
    def settle(self, pick: int, by: int, paid: Decimal) -> None:
        row = self.one(Commitment, pick)
        if row is not None:
            self.press(money.settle, commitment=row, amount=paid, by=self.who(by))

    @rule(pick=PICK, by=WHO)
    def give_back(self, pick: int, by: int) -> None:
        row = self.one(Commitment, pick)
        if row is not None:
            self.press(money.give_back, commitment=row, why="so it is", by=self.who(by))

    # ---- what always holds -----------------------------------------------------------------

    @invariant()
    def the_rules_hold(self) -> None:
        """What is wrong by the tables themselves, in one question."""
        with connection.cursor() as cursor:
            cursor.execute(WRONG)
            assert cursor.fetchall() == []

    @invariant()
    def states_move_along_the_table_and_decisions_stand(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(SAID_OF)
            rows = cursor.fetchall()
        for key, status, decided, *said in rows:
            before = self.states.get(key, status)
            assert before == status or (before, status) in ALONG, (before, status)
            self.states[key] = status
            if decided:
                assert self.decisions.setdefault(key, (decided, *said)) == (decided, *said)


@pytest.fixture
def world(committed: None, settings: Any, tmp_path: Any) -> World:
    settings.MEDIA_ROOT = tmp_path
    set_up_office(city="Musterhausen", country="DE")
    return World()


def tried(machine: type[Support], runs: int, steps: int, seed: int = 0) -> None:
    found = settings(
        max_examples=runs, stateful_step_count=steps, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), print_blob=False,
        phases=(Phase.generate,), report_multiple_bugs=False,
    )  # fmt: skip
    run(fixed(seed)(machine), settings=found)


def test_whatever_is_pressed_the_rules_hold(trial: Trial, world: World) -> None:
    trial.promise = (
        "any verb of support money by anybody in any order, 50 steps a run: line, grant, four eyes "
        "and the decision stand"
    )
    trial.control = (
        "no verb looks at what is left: the database refuses, and somebody meets an error"
    )
    Support.world = world
    runs = trial.size(sample=6, full=2000)
    for first in range(0, runs, SWEEP):
        tried(Support, min(SWEEP, runs - first), 50, seed=first)
        _sweep()
    for _number in range(runs):
        trial.saw(held=True)
    assert Support.pressed >= runs * 20
    trial.control_saw(broke=_breaks())


def _sweep() -> None:
    """What was taken back lies about in the tables and slows them down until it is swept."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_stat_user_tables WHERE n_dead_tup > 200")
        for (table,) in cursor.fetchall():
            cursor.execute(f'VACUUM "{table}"')


def _breaks() -> bool:
    """The same presses, and nobody looks at what is left before promising it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(money, "_keep_within", lambda row, amount: None)
        try:
            tried(Support, 60, 50)
        except (AssertionError, DatabaseError):
            return True
    return False
