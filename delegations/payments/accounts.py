"""Verbs of a club's bank account: enter or change it, confirm it, look at the full number."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from delegations.applications.models import Representative
from delegations.payments.iban import checked
from delegations.payments.models import BankAccount
from oia.core import outbox, reads
from oia.core.audit import deed
from oia.core.locks import locked
from oia.core.permissions import may
from oia.core.workflow import Refused
from oia.office.models import Office
from oia.ui import words
from partners.models import Club


def enter(*, club: Club, iban: str, holder: str, by: Any) -> BankAccount:
    """The account the club is paid to from now on; the same one again changes nothing.

    A change is told to whoever knew the old one, and waits to be confirmed anew.
    """
    mine = Representative.objects.filter(club=club, user=by).exists()
    on_behalf = not mine and may(by, "payments.write")
    if not (may(by, "iban.write") and (mine or on_behalf)):
        raise PermissionDenied
    number, holder = checked(iban), " ".join(holder.split())
    with transaction.atomic(), deed(by=by, why=_("Bank account entered")):
        # The club's row is the lock: the second of two presses finds what the first one made.
        row: Club = locked(Club.objects.all()).get(pk=club.pk)
        old = current_of(row)
        if old is not None and old.holder == holder and old.iban.matches(number):
            return old
        if old is not None:
            old.replaced = timezone.now()
            old.save(update_fields=["replaced"])
        account = BankAccount.objects.create(
            club=row, iban=number, holder=holder, entered_by=by, told_to=row.email or by.email
        )
        if old is not None:
            _warn(account, old, by=by)
    return account


def current_of(club: Club) -> Any:
    return BankAccount.objects.current().filter(club=club).first()


def _warn(account: BankAccount, old: BankAccount, *, by: Any) -> None:
    """By mail to all addresses the club had until now. It names neither account: whoever reads
    along learns that something changed, not what."""
    club, office = account.club, Office.current()
    usual = office.language if office else "de"
    languages = {one: usual for one in (old.told_to, club.email) if one}
    languages[old.entered_by.email] = old.entered_by.language
    for one in club.representatives.select_related("user"):
        languages[one.user.email] = one.user.language
    for address, language in languages.items():
        with override(language):
            subject = _("The bank account of %(club)s was changed") % {"club": club.title}
            body = _(
                "The account to which support for “%(club)s” is paid was changed on %(moment)s. "
                "Nothing is paid to it before we have checked it.\n\nIf nobody of the club did "
                "this, please tell us at once."
            ) % {"club": club.title, "moment": words.moment(account.entered)}
        outbox.post(
            event=f"bank_account:{account.pk}",
            recipient=address,
            template="account_changed",
            subject=subject,
            body=body,
            by=by,
        )


def confirm(*, account: BankAccount, how: str, by: Any) -> BankAccount:
    """A second person has compared it with something else than the form; only then it is paid to.
    Never by whoever entered it, nor by somebody of the club; the database refuses both."""
    if not may(by, "payments.write"):
        raise PermissionDenied
    with transaction.atomic(), deed(by=by, why=how):
        rows = BankAccount.objects.visible_to(by).select_for_update(of=("self",))
        row: BankAccount | None = rows.filter(pk=account.pk).first()
        if row is None:
            raise PermissionDenied
        if row.replaced:
            raise Refused(_("This account was replaced by another one meanwhile."))
        if row.confirmed:
            return row
        if row.entered_by_id == by.pk:
            raise Refused(_("You entered this account yourself: another person confirms it."))
        if Representative.objects.filter(club=row.club_id, user=by).exists():
            raise Refused(_("You speak for this club: somebody else confirms its account."))
        if not how.strip():
            raise ValidationError({"how": _("Say with what it was compared.")})
        row.confirmed, row.confirmed_by, row.how = timezone.now(), by, how.strip()
        row.save(update_fields=["confirmed", "confirmed_by", "how"])
    return row


def reveal(*, account: BankAccount, reason: str, by: Any) -> str:
    """The full number, for whose cell says so; the look is written down with its reason first."""
    if not may(by, "iban.read") or may(by, "portal.read"):
        raise PermissionDenied
    row = BankAccount.objects.visible_to(by).filter(pk=account.pk).first()
    if row is None:
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError({"reason": _("Say why you need the full number.")})
    note_look(row, reason, by=by)
    return str(row.iban.reveal())


def note_look(account: BankAccount, why: str, *, by: Any) -> None:
    """A line of the access log; “who saw this IBAN” finds it by the account's address."""
    reads.note(by, "iban.read", f"{account.get_absolute_url()} – {' '.join(why.split())}")
