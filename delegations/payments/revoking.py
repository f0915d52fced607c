"""Verbs about a grant that is taken back: propose, drop, decide. Two people, as for a decision."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from delegations.applications.cases import locked_case, not_own_cause
from delegations.applications.choices import ApplicationStatus, RevokeReason
from delegations.applications.models import Application
from delegations.applications.workflows import APPLICATION
from delegations.payments import proofs
from delegations.payments.choices import PaymentStatus
from delegations.payments.models import Reclaim, Revocation
from oia.core import jobs
from oia.core.audit import deed
from oia.core.workflow import Refused, perform
from oia.office.actions import money

S = ApplicationStatus
REVOCABLE = (S.GRANTED, S.PROOF)


def revocation_of(application: Application) -> Revocation | None:
    found: Revocation | None = Revocation.objects.filter(application=application.pk).first()
    return found


def mark_of(revocation: Revocation) -> str:
    """Which proposal somebody looked at."""
    return revocation.proposed.isoformat()


def gone(application: Application) -> Decimal:
    """What has left for the club and did not come back."""
    left = application.payments.filter(status__in=(PaymentStatus.RELEASED, PaymentStatus.PAID))
    return Decimal(left.sum())


def propose(*, application: Application, reasons: list[str], text: str, by: Any) -> Revocation:
    """Say why the grant shall be taken back; another person decides."""
    if not reasons or set(reasons) - set(RevokeReason.values):
        raise ValidationError({"reasons": _("Tick why the grant is taken back.")})
    if RevokeReason.OTHER in reasons and not text.strip():
        raise ValidationError({"text": _("Explain the other reason.")})
    with transaction.atomic(), deed(by=by, why=_("Revocation proposed")):
        row = locked_case(application, by, "applications.write", *REVOCABLE)
        not_own_cause(row, by)
        if revocation_of(row) is not None:
            raise Refused(_("A revocation is proposed already."))
        return Revocation.objects.create(
            application=row, reasons=reasons, text=text.strip(), proposed_by=by
        )


def drop(*, application: Application, by: Any) -> None:
    """The proposal is taken back, or not followed: the grant stands."""
    with transaction.atomic(), deed(by=by, why=_("Revocation not followed")):
        row = locked_case(application, by, "decisions.write", *REVOCABLE)
        not_own_cause(row, by)
        open_ = Revocation.objects.select_for_update().filter(application=row, decided=None)
        if not open_.delete()[0]:
            raise Refused(_("No revocation is proposed."))


def decide(*, application: Application, due: dt.date | None, seen: str, by: Any) -> Application:
    """The grant is taken back: what is promised is free again, what has left is asked back until
    `due`. `seen` is the mark of the proposal that was looked at."""
    with transaction.atomic(), deed(by=by, why=_("Grant revoked")):
        row = locked_case(application, by, "decisions.write", *REVOCABLE)
        not_own_cause(row, by)
        found = Revocation.objects.select_for_update().filter(application=row, decided=None).first()
        if found is None or seen != mark_of(found):
            raise Refused(_("The proposal was changed meanwhile. Look at it again."))
        if found.proposed_by_id == by.pk:
            raise Refused(_("You proposed it yourself: another person decides."))
        proofs.stop_what_has_not_left(row, _("The grant is revoked."), by)
        amount, until = gone(row), due or timezone.localdate()
        if amount > 0 and until <= timezone.localdate():
            raise ValidationError({"due": _("Give a day that lies ahead.")})
        found.decided, found.decided_by = timezone.now(), by
        found.save(update_fields=["decided", "decided_by"])
        under_way = Decimal(row.payments.filter(status=PaymentStatus.RELEASED).sum())
        money.keep_promised(record=row, amount=under_way, why=_("The grant is revoked."), by=by)
        if amount > 0:
            Reclaim.objects.create(
                application=row, amount=amount, due=until, text=found.text, made_by=by
            )
        row = perform(APPLICATION, row, "revoke_paid" if amount > 0 else "revoke", by=by)
        jobs.enqueue("revocation_letter", by=by, application=row.pk)
        proofs.tell_club(row, "revoked", _revoked_mail, by=by)
    return row


def _revoked_mail(row: Application) -> tuple[str, str]:
    return _("A decision on your grant"), _(
        "There is a decision on the grant for “%(title)s” (%(number)s). Its reasons, and what is "
        "to be done, stand in the portal."
    ) % {"title": row.title, "number": row.file_number}
