"""A grant on a line, its payment in a list, and what the line says then."""

import datetime as dt
from decimal import Decimal
from typing import Any

from delegations.applications import actions as applications
from delegations.models import Application, Batch, PayingAccount, Payment
from delegations.payments import actions, proofs
from delegations.payments.workflows import BATCH
from oia.core.workflow import perform
from oia.office.models import Allotment
from tests import factories as make

TODAY = dt.date.today()


def decided(line: Allotment, advance: Any = None, granted: int = 240, **kw: Any) -> Application:
    """Granted on the line, to a club whose account is confirmed."""
    row = make.make_application(
        status="recommended", proposal="grant", proposed=Decimal(granted),
        recommended_by=make.make_user("officer"), **kw,
    )  # fmt: skip
    row.scheme.line = line.line
    row.scheme.save()
    make.make_bank_account(club=row.club)
    return applications.decide(
        application=row, granted=Decimal(granted), reasons=["other"], text="x", conditions="",
        advance=advance, by=make.make_user("head"),
    )  # fmt: skip


def prepared(*payments: Payment, by: Any = None, key: str = "") -> Batch:
    if not PayingAccount.objects.exists():
        make.make_paying_account()
    return actions.prepare(
        payments=payments, day=TODAY, text="May", key=key or f"key{make.number()}",
        by=by or make.make_user("officer"),
    )  # fmt: skip


def released(*payments: Payment, by: Any = None) -> Batch:
    return perform(BATCH, prepared(*payments, by=by), "release", by=make.make_user("head"))


def sums(line: Allotment) -> tuple[Any, ...]:
    row = Allotment.objects.with_left().get(pk=line.pk)
    return row.open, row.committed, row.left


def accounted(row: Application, people: int = 12) -> Application:
    """The journey is over, and the club has said what it came to."""
    make.make_proof(application=row, facts={"people": people})
    Application.objects.filter(pk=row.pk).update(status="proof")
    row.refresh_from_db()
    return row


def seen(row: Application) -> str:
    """What stands on the page of whoever looks at its proof of use now."""
    proof = proofs.proof_of(row)
    return proofs.mark_of(proof) if proof else ""


def closed(row: Application, people: int = 12, **said: Any) -> Application:
    """Examined as calculated by an officer, closed by the head."""
    row = accounted(row, people)
    amount = row.proof.calculated()
    proofs.examine(application=row, final=amount, finding="as seen", by=make.make_user("officer"))
    given = {"due": TODAY + dt.timedelta(days=30), "text": "", "seen": seen(row)} | said
    return proofs.close(application=row, by=make.make_user("head"), **given)
