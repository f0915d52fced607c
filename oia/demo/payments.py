"""Accounts of clubs, payments in every state, proofs of use, and one that is paid back."""

import datetime as dt
from decimal import Decimal
from typing import Any

from delegations.applications.choices import ApplicationStatus, RevokeReason
from delegations.models import (
    Application,
    BankAccount,
    Batch,
    IncomingMail,
    PayingAccount,
    Payment,
    Proof,
    Reclaim,
    Revocation,
)
from delegations.payments.choices import BatchStatus, PaymentKind, PaymentStatus
from delegations.replies.choices import Doubt, Fate
from oia.core import jobs
from oia.core.models import User
from oia.demo.world import World
from oia.office.actions import money
from partners.models import Club

S, P, B = ApplicationStatus, PaymentStatus, BatchStatus
NOBODYS_BANK = "99999999"  # a bank code that is given to no bank
REPORT = (
    "Wir wurden herzlich empfangen und haben zwei Abende gemeinsam gestaltet. Der Gegenbesuch ist "
    "für das nächste Jahr verabredet."
)
FEWER = "Es sind weniger mitgekommen als geplant; der Zuschuss richtet sich nach ihrer Zahl."


def iban(number: int) -> str:
    """A well-formed IBAN of a bank that does not exist (ISO 7064, mod 97-10)."""
    account = f"{NOBODYS_BANK}{number:010d}"
    check = 98 - int(f"{account}131400") % 97  # D = 13, E = 14
    return f"DE{check:02d}{account}"


def make_payments(world: World) -> None:
    officer, head = (User.objects.filter(role=r).order_by("pk")[0] for r in ("officer", "head"))
    source = PayingAccount.objects.create(
        holder="Stadt Auenbrück", iban=iban(1), entered_by=head, confirmed_by=officer,
        entered=_noon(world.plan.today - dt.timedelta(days=500)),
        confirmed=_noon(world.plan.today - dt.timedelta(days=499)),
    )  # fmt: skip
    _accounts(world, officer, head)
    till = _Till(world, source, officer, head)
    granted = Application.objects.filter(granted__gt=0).select_related("club", "version_used")
    for row in granted.order_by("first_day"):
        _pay(row, till)
    till.wrap_up()
    _change_one(till)
    _mail()


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(11), tzinfo=dt.UTC)


def _accounts(world: World, officer: User, head: User) -> None:
    """Most were entered when a club called."""
    long_ago = _noon(world.plan.today - dt.timedelta(days=500))
    clubs = Club.objects.filter(applications__granted__gt=0).distinct().order_by("pk")
    for number, club in enumerate(clubs, start=2):
        speaker = club.representatives.select_related("user").first()
        BankAccount.objects.create(
            club=club, iban=iban(number), holder=club.title[:70],
            entered_by=speaker.user if speaker else officer, entered=long_ago,
            told_to=club.email, confirmed=long_ago + dt.timedelta(days=2),
            confirmed_by=head, how="Briefkopf des Vereins",
        )  # fmt: skip


def _change_one(till: "_Till") -> None:
    """Whoever travels next has just changed the account: it waits to be confirmed anew."""
    payment = Payment.objects.filter(status=P.PLANNED).select_related("application__club").get()
    old = BankAccount.objects.current().get(club=payment.application.club)
    old.replaced = _noon(till.today - dt.timedelta(days=2))
    old.save(update_fields=["replaced"])
    BankAccount.objects.create(
        club=old.club, iban=iban(99), holder=old.holder, entered_by=old.entered_by,
        entered=old.replaced, told_to=old.told_to,
    )  # fmt: skip


class _Till:
    """Pays as the office would: lists of the past are done, one is with the bank, one waits."""

    def __init__(self, world: World, source: PayingAccount, officer: User, head: User) -> None:
        self.today, self.source = world.plan.today, source
        self.officer, self.head = officer, head
        self.open: dict[str, Batch] = {}

    def batch(self, day: dt.date, status: str) -> Batch:
        made = _noon(min(day, self.today) - dt.timedelta(days=1))
        released = {} if status == B.PREPARED else {
            "released": made + dt.timedelta(hours=3), "released_by": self.head,
        }  # fmt: skip
        return Batch.objects.create(
            text=f"Zuschüsse {day:%d.%m.%Y}", day=day, source=self.source, status=status,
            prepared_by=self.officer, prepared=made, form_key=f"demo-{day}-{status}", **released,
        )  # fmt: skip

    def paid(self, row: Application, kind: str, amount: Decimal, day: dt.date) -> None:
        batch = Batch.objects.filter(day=day, status=B.DONE).first() or self.batch(day, B.DONE)
        payment = self._payment(row, kind, amount, P.PAID, batch, paid_on=day)
        payment.commitment = money.pay_part(record=row, amount=amount, by=self.head)
        payment.save()

    def under_way(self, row: Application, kind: str, amount: Decimal, status: str) -> None:
        """In the list that is with the bank, or in the one that waits to be released."""
        state = B.RELEASED if status == P.RELEASED else B.PREPARED
        if state not in self.open:
            day = self.today + dt.timedelta(days=0 if state == B.RELEASED else 2)
            self.open[state] = self.batch(day, state)
        self._payment(row, kind, amount, status, self.open[state])

    def planned(self, row: Application, kind: str, amount: Decimal) -> None:
        Payment.objects.create(
            application=row, kind=kind, amount=amount,
            planned=_noon(self.today - dt.timedelta(days=1)),
        )  # fmt: skip

    def _payment(
        self, row: Application, kind: str, amount: Decimal, status: str, batch: Batch, **more: Any
    ) -> Payment:
        account = BankAccount.objects.current().get(club=row.club)
        return Payment.objects.create(
            application=row, kind=kind, amount=amount, status=status, batch=batch,
            account=account, planned=batch.prepared, **more,
        )  # fmt: skip

    def wrap_up(self) -> None:
        """Of every promise stays what is still to be paid."""
        for proof in Proof.objects.exclude(closed=None).select_related("application"):
            rows = proof.application.payments.filter(status=P.PAID)
            rest = max((proof.final or Decimal(0)) - rows.sum(), Decimal(0))
            money.keep_promised(
                record=proof.application, amount=rest, why="Nicht gebraucht", by=self.head
            )


def _pay(row: Application, till: _Till) -> None:
    assert row.granted is not None
    assert row.first_day is not None
    if row.status == S.REVOKED:
        _taken_back(row, till)
        return
    early, before = row.advance or Decimal(0), row.first_day - dt.timedelta(days=20)
    if row.status == S.GRANTED and row.first_day > till.today:
        till.planned(row, PaymentKind.ADVANCE, early)
    elif row.status == S.GRANTED:
        till.under_way(row, PaymentKind.ADVANCE, early, P.RELEASED)
    else:
        till.paid(row, PaymentKind.ADVANCE, early, before)
    proof = _proof(row, till)
    if proof is None or proof.closed is None:
        return
    rest = (proof.final or Decimal(0)) - early
    if rest < 0:
        Reclaim.objects.create(
            application=row, amount=-rest, due=till.today + dt.timedelta(days=12), text=FEWER,
            made=proof.closed, made_by=till.head,
        )  # fmt: skip
        jobs.enqueue("reclaim_letter", by=till.head, application=row.pk)
    elif rest and till.today - row.first_day < dt.timedelta(days=250):
        till.under_way(row, PaymentKind.FINAL, rest, P.LISTED)
    elif rest:
        till.paid(row, PaymentKind.FINAL, rest, row.first_day + dt.timedelta(days=75))


def _taken_back(row: Application, till: _Till) -> None:
    """Nobody went, and nothing had been paid."""
    day = _noon(till.today - dt.timedelta(days=50))
    Revocation.objects.create(
        application=row, reasons=[RevokeReason.NO_JOURNEY], text="Die Reise wurde abgesagt.",
        proposed_by=till.officer, proposed=day, decided_by=till.head,
        decided=day + dt.timedelta(days=2),
    )  # fmt: skip
    jobs.enqueue("revocation_letter", by=till.head, application=row.pk)
    why = "Widerrufen"
    money.keep_promised(record=row, amount=Decimal(0), why=why, by=till.head)


def _proof(row: Application, till: _Till) -> Proof | None:
    """Who asks something back, and the youth of one journey, had fewer people than planned."""
    if row.status == S.GRANTED or row.last_day is None:
        return None
    people, young = row.facts["people"], row.facts["answers"]["young"]
    fewer = row.status == S.RECLAIM or people == 22
    facts = {"people": people - 6, "answers": {"young": min(young, people - 6)}} if fewer else {}
    proof = Proof(
        application=row, report=REPORT, facts=facts,
        handed_in=_noon(row.last_day + dt.timedelta(days=21)),
    )  # fmt: skip
    if row.status != S.PROOF:
        proof.assessment, proof.final = proof.assess(), proof.calculated()
        proof.finding = FEWER if fewer else ""
        proof.examined_by, proof.closed_by = till.officer, till.head
        proof.examined = _noon(row.last_day + dt.timedelta(days=30))
        proof.closed = _noon(row.last_day + dt.timedelta(days=33))
    proof.save()
    return proof


def _mail() -> None:
    """An answer that came from an address nobody at the club signs in with."""
    IncomingMail.objects.create(
        number="antwort@example.org",
        sender="kasse@example.org",
        subject="Re: Eine Nachricht zu Ihrem Antrag",
        text="Guten Tag,\n\ndie Kontonummer bleibt die alte. Viele Grüße aus der Kasse",
        fate=Fate.WAITING,
        doubt=Doubt.UNKNOWN_SENDER,
        application=Application.objects.filter(status=S.PAPERS).order_by("pk").first(),
    )
