"""Verbs of whoever keeps accounts: change, shut out, let in again, reset the second step.

Each answers the request that now waits for a second person, or None when it is done.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from oia.core.audit import deed
from oia.core.models import User
from oia.office.accounts import deeds, requests
from oia.office.accounts.notices import LinkTo
from oia.office.choices import AccountStep
from oia.office.models import AccountRequest, Affiliation, Department, Desk


def change(
    *,
    user: User,
    email: str,
    name: str,
    role: str,
    department: Department | None,
    desks: Iterable[Desk],
    by: User,
    reason: str = "",
) -> AccountRequest | None:
    """Name, department and desks at once; address and role too, unless the account counts."""
    email = email.strip().lower()
    with transaction.atomic(), deed(by=by, why=reason):
        row = deeds.locked(user)
        requests.refuse_while_waiting(row)
        if role != row.role:
            _refuse_own(row, by, _("Nobody changes their own role. Ask another administrator."))
            deeds.keep_one(row)
        if name != row.name:
            row.name = name
            row.full_clean(exclude=["password"])
            row.save()
        place(row, department, desks)
        if (email, role) == (row.email, row.role):
            return None
        if requests.counts(row.role, role):
            return requests.ask(
                user=row,
                what=AccountStep.CHANGE,
                by=by,
                reason=reason,
                email="" if email == row.email else email,
                role="" if role == row.role else role,
            )
        deeds.set_rights(row, email=email, role=role, by=by)
    return None


def shut_out(*, user: User, by: User, reason: str) -> AccountRequest | None:
    """Close an account: sessions, links, feeds and tokens end at once, what was done stays."""
    _need(reason)
    with transaction.atomic(), deed(by=by, why=reason):
        row = deeds.locked(user)
        requests.refuse_while_waiting(row)
        _refuse_own(row, by, _("Nobody closes their own account. Ask another administrator."))
        deeds.keep_one(row)
        if requests.counts(row.role):
            return requests.ask(user=row, what=AccountStep.CLOSE, by=by, reason=reason)
        deeds.close(row, by=by)
    return None


def let_in(*, user: User, by: User, link_to: LinkTo) -> AccountRequest | None:
    """Open a closed account again; the person chooses a new password."""
    with transaction.atomic(), deed(by=by, why=_("Account opened again")):
        row = deeds.locked(user)
        requests.refuse_while_waiting(row)
        _refuse_own(row, by, _("Nobody opens their own account."))
        if row.is_active:
            return None
        if requests.counts(row.role):
            return requests.ask(user=row, what=AccountStep.OPEN, by=by, role=row.role)
        deeds.open_account(row, by=by, link_to=link_to)
    return None


def reset_second_step(*, user: User, by: User | None, reason: str) -> AccountRequest | None:
    """For whoever lost telephone and paper; without `by` it is the operator on the machine.

    The person and all who keep accounts are told, because a helpful voice on the telephone may ask.
    """
    _need(reason)
    with transaction.atomic(), deed(by=by, why=reason):
        row = deeds.locked(user)
        if by is not None:
            requests.refuse_while_waiting(row)
            _refuse_own(row, by, _("Nobody resets their own second step. Ask somebody else."))
            if requests.counts(row.role):
                return requests.ask(user=row, what=AccountStep.SECOND_STEP, by=by, reason=reason)
        deeds.reset_second_step(row, by=by, reason=reason)
    return None


def _need(reason: str) -> None:
    if not reason.strip():
        raise ValidationError(_("Give a reason for this step."))


def _refuse_own(user: User, by: User, sentence: str) -> None:
    if user.pk == by.pk:
        raise ValidationError(sentence)


def place(user: User, department: Department | None, desks: Iterable[Desk]) -> None:
    if department is None:
        Affiliation.objects.filter(user=user).delete()
    else:
        Affiliation.objects.update_or_create(user=user, defaults={"department": department})
    wanted = {desk.pk for desk in desks}
    for desk in Desk.objects.select_for_update().filter(holder=user).exclude(pk__in=wanted):
        desk.holder = None
        desk.save()
    for desk in Desk.objects.select_for_update().filter(pk__in=wanted).exclude(holder=user):
        desk.holder = user
        desk.save()
