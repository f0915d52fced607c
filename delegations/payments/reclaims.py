"""Verbs about what is asked back: record what comes, give up the rest by two people."""

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
from delegations.applications.workflows import APPLICATION
from delegations.payments import proofs
from delegations.payments.models import Reclaim, Repayment
from delegations.payments.revoking import revocation_of
from oia.core.audit import deed
from oia.core.workflow import Refused, perform
from oia.office.actions import money

S = ApplicationStatus


def _open(application: Application, by: Any, label: str) -> tuple[Application, Reclaim]:
    row = locked_case(application, by, label, S.RECLAIM)
    return row, Reclaim.objects.select_for_update().get(application=row)


def repaid(
    *, application: Application, day: dt.date, amount: Decimal | None = None, by: Any
) -> Application:
    """The club has paid back so much, or all that is owed; it may be promised again. With the last
    cent the application is settled."""
    with transaction.atomic(), deed(by=by, why=_("Paid back")):
        row, reclaim = _open(application, by, "payments.write")
        if not timezone.localdate(reclaim.made) <= day <= timezone.localdate():
            raise ValidationError({"day": _("Between the reclaim and today.")})
        owed = reclaim.outstanding
        part = owed if amount is None else amount
        if not 0 < part <= owed:
            raise ValidationError({"amount": _("More than nothing, at most what is owed.")})
        Repayment.objects.create(reclaim=reclaim, amount=part, day=day, by=by)
        money.repaid(record=row, amount=part, by=by)
        return _settled(row, reclaim, day, by) if part == owed else row


def _settled(row: Application, reclaim: Reclaim, day: dt.date, by: Any) -> Application:
    reclaim.repaid_on = day
    reclaim.save(update_fields=["repaid_on"])
    revocation = revocation_of(row)
    taken_back = revocation is not None and revocation.decided is not None
    done: Application = perform(APPLICATION, row, "settle" if taken_back else "repaid", by=by)
    return done


def ask_to_waive(*, application: Application, text: str, by: Any) -> Reclaim:
    """Say why the rest shall be given up; another person decides."""
    if not text.strip():
        raise ValidationError({"text": _("Say why the rest shall be given up.")})
    with transaction.atomic(), deed(by=by, why=_("Giving up proposed")):
        row, reclaim = _open(application, by, "applications.write")
        not_own_cause(row, by)
        if reclaim.waiver_by_id is not None:
            raise Refused(_("It is proposed already."))
        reclaim.waiver_by, reclaim.waived_why = by, text.strip()
        reclaim.save(update_fields=["waiver_by", "waived_why"])
    return reclaim


def keep_asking(*, application: Application, by: Any) -> Reclaim:
    """The rest is not given up: it is owed as before."""
    with transaction.atomic(), deed(by=by, why=_("The rest is not given up")):
        _row, reclaim = _open(application, by, "decisions.write")
        if reclaim.waiver_by_id is None:
            raise Refused(_("Nobody proposed to give it up."))
        reclaim.waiver_by, reclaim.waived_why = None, ""
        reclaim.save(update_fields=["waiver_by", "waived_why"])
    return reclaim


def waive(*, application: Application, by: Any) -> Application:
    """The rest is given up by another person than who proposed it. The line gets nothing back: the
    money is spent."""
    with transaction.atomic(), deed(by=by, why=_("The rest is given up")):
        row, reclaim = _open(application, by, "decisions.write")
        not_own_cause(row, by)
        if reclaim.waiver_by_id is None:
            raise Refused(_("Nobody proposed to give it up."))
        if reclaim.waiver_by_id == by.pk:
            raise Refused(_("You proposed it yourself: another person decides."))
        reclaim.waived, reclaim.waived_by = reclaim.outstanding, by
        reclaim.save(update_fields=["waived", "waived_by"])
        done = _settled(row, reclaim, timezone.localdate(), by)
        proofs.tell_club(done, "waived", _waived_mail, by=by)
    return done


def _waived_mail(row: Application) -> tuple[str, str]:
    return _("What is still owed is given up"), _(
        "The office gives up what is still owed for “%(title)s” (%(number)s). Nothing more is to "
        "be paid."
    ) % {"title": row.title, "number": row.file_number}
