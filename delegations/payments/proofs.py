"""Verbs of the proof of use: hand in, examine, close, reclaim, remind."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from delegations.applications.cases import locked_case, not_own_cause
from delegations.applications.choices import ApplicationStatus
from delegations.applications.models import Application
from delegations.applications.telling import tell
from delegations.applications.workflows import APPLICATION
from delegations.payments import actions as payments
from delegations.payments.choices import PaymentStatus
from delegations.payments.models import Proof, Reclaim
from delegations.payments.workflows import PAYMENT
from oia.core import jobs
from oia.core.audit import deed
from oia.core.workflow import Refused, perform
from oia.office.actions import money
from oia.ui import words

S = ApplicationStatus
TO_REPAY = dt.timedelta(days=30)
# A reminder this long before it is due, then every so often, at most so many times.
BEFORE, EVERY, MOST = dt.timedelta(days=14), dt.timedelta(days=28), 6


def proof_of(application: Application) -> Proof | None:
    found: Proof | None = Proof.objects.filter(application=application.pk).first()
    return found


def fill(*, application: Application, report: str, facts: dict[str, Any], by: Any) -> Proof:
    """What the club says it came to; handed in by a step of the application."""
    with transaction.atomic(), deed(by=by, why=_("Proof of use filled in")):
        row = locked_case(application, by, "applying.write", S.GRANTED)
        proof, _new = Proof.objects.get_or_create(application=row)
        proof.report, proof.facts = report, facts
        proof.save()
    return proof


def examine(*, application: Application, final: Decimal, finding: str, by: Any) -> Proof:
    """What the club may keep, at most what was granted. Another person closes."""
    with transaction.atomic(), deed(by=by, why=_("Proof of use examined")):
        row = locked_case(application, by, "applications.write", S.PROOF)
        not_own_cause(row, by)
        if row.granted is None or final > row.granted:
            raise ValidationError({"final": _("This is more than was granted.")})
        proof, _new = Proof.objects.get_or_create(application=row)
        if final != proof.calculated() and not finding.strip():
            raise ValidationError({"finding": _("Say why it is not what is calculated.")})
        proof.assessment = proof.assess()
        proof.final, proof.finding = final, finding.strip()
        proof.examined, proof.examined_by = timezone.now(), by
        proof.save()
    return proof


def overpaid(application: Application, proof: Proof) -> Decimal:
    """What has left, less what the club may keep; below zero it is still owed to the club."""
    gone = application.payments.filter(status__in=(PaymentStatus.RELEASED, PaymentStatus.PAID))
    return Decimal(gone.sum()) - (proof.final or Decimal(0))


def mark_of(proof: Proof) -> str:
    """Which examination of a proof somebody looked at."""
    return proof.examined.isoformat() if proof.examined else ""


def close(
    *, application: Application, due: dt.date | None, text: str, seen: str, by: Any
) -> Application:
    """The account is in order: what is still owed is planned, what is not needed is free again,
    and what was paid too much is reclaimed until `due`. Never by whoever examined; `seen` is the
    mark of the finding that was looked at."""
    with transaction.atomic(), deed(by=by, why=_("Proof of use closed")):
        row = locked_case(application, by, "decisions.write", S.PROOF)
        not_own_cause(row, by)
        proof = Proof.objects.select_for_update().filter(application=row).first()
        if proof is None or proof.examined is None or proof.final is None:
            raise Refused(_("The proof of use has to be examined first."))
        if seen != mark_of(proof):
            raise Refused(_("The proof was examined anew meanwhile. Look at it again."))
        if proof.examined_by_id == by.pk:
            raise Refused(_("You examined it yourself: another person closes."))
        stop_what_has_not_left(row, _("The proof of use is closed."), by)
        too_much = overpaid(row, proof)
        until = due or timezone.localdate()
        if too_much > 0 and until <= timezone.localdate():
            raise ValidationError({"due": _("Give a day that lies ahead.")})
        proof.closed, proof.closed_by = timezone.now(), by
        proof.save(update_fields=["closed", "closed_by"])
        _free_the_rest(row, proof, by)
        if too_much > 0:
            Reclaim.objects.create(
                application=row, amount=too_much, due=until, text=text, made_by=by
            )
            row = perform(APPLICATION, row, "reclaim", by=by, reason=text)
            jobs.enqueue("reclaim_letter", by=by, application=row.pk)
        else:
            row = perform(APPLICATION, row, "close", by=by, reason=text)
            payments.plan(application=row, by=by)
        tell_club(row, "closed", _closed_mail, by=by)
    return row


def stop_what_has_not_left(application: Application, why: str, by: Any) -> None:
    """What is only planned is planned anew by its final amount. Until the account is closed the
    bank's word on the others waits: what is paid and what is under way are counted together."""
    list(application.payments.order_by("pk").select_for_update(of=("self",)))
    if application.payments.filter(status=PaymentStatus.LISTED).exists():
        raise Refused(
            _("A payment of it stands in a list. Release the list first, or take it out there.")
        )
    for payment in application.payments.filter(status=PaymentStatus.PLANNED):
        perform(PAYMENT, payment, "cancel", by=by, reason=why)


def _free_the_rest(application: Application, proof: Proof, by: Any) -> None:
    """Of the promise stays what is still to be booked."""
    rows = application.payments.all()
    booked = Decimal(rows.filter(status=PaymentStatus.PAID).sum())
    under_way = Decimal(rows.filter(status=PaymentStatus.RELEASED).sum())
    needed = max((proof.final or Decimal(0)) - booked, under_way)
    money.keep_promised(record=application, amount=needed, why=_("Not needed in the end"), by=by)


def tell_club(
    application: Application, template: str, said: Any, *, by: Any, event: str = ""
) -> None:
    tell(application, template, lambda: said(application), by=by, event=event)


def _closed_mail(row: Application) -> tuple[str, str]:
    return _("Your journey is accounted for"), _(
        "The proof of use for “%(title)s” (%(number)s) was examined. What it says, and what is "
        "still to be paid, stands in the portal."
    ) % {"title": row.title, "number": row.file_number}


def _soon_mail(row: Application) -> tuple[str, str]:
    return _("Please account for your journey"), _(
        "The proof of use for “%(title)s” (%(number)s) is due on %(due)s. It takes a few minutes "
        "in the portal: a report, the final numbers, and the papers named there."
    ) % {"title": row.title, "number": row.file_number, "due": words.day(row.proof_due)}


def _late_mail(row: Application) -> tuple[str, str]:
    return _("Your proof of use is overdue"), _(
        "The proof of use for “%(title)s” (%(number)s) was due on %(due)s. Please hand it in, or "
        "write to us why it takes longer. Without it, what was paid has to be paid back."
    ) % {"title": row.title, "number": row.file_number, "due": words.day(row.proof_due)}


def remind(today: dt.date) -> int:
    """Each club that owes a proof hears of it once before it is due, and now and then after.
    Asked again on the same day, nobody is told twice."""
    rows = Application.objects.owing_proof().filter(
        proof_due__lte=today + BEFORE, last_day__lt=today
    )
    told = 0
    for row in rows.select_related("club").order_by("pk"):
        late = (today - row.proof_due).days
        event = f"application:{row.pk}:proof"
        with transaction.atomic():
            if late <= 0:
                tell_club(row, "proof", _soon_mail, by=None, event=f"{event}:soon")
            elif late // EVERY.days < MOST:
                count = late // EVERY.days
                tell_club(row, "proof", _late_mail, by=None, event=f"{event}:late:{count}")
            else:
                continue
        told += 1
    return told
