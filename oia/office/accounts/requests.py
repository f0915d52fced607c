"""Nobody is two people: what one asks for an account that counts, another confirms.

An account counts when its role, present or asked for, may decide, pay, publish or keep accounts.
Where nobody else could confirm, the operator does it on the machine: `manage.py confirm_account`.
"""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from oia.core import outbox
from oia.core.audit import deed
from oia.core.models import User
from oia.core.permissions import may, roles
from oia.office.accounts import deeds
from oia.office.accounts.notices import LinkTo, keepers
from oia.office.choices import AccountStep, RequestState
from oia.office.models import AccountRequest, Office

DECIDING = ("decisions.write", "payments.write", "publish.write", "users.write")


def counts(*codes: str) -> bool:
    """Whether one of the roles may do what only two people may do together, or give it away."""
    return any(may(User(role=code), label) for code in codes for label in DECIDING)


def is_first_set_up(by: User) -> bool:
    """The office is being set up and nobody else who keeps accounts has come in yet."""
    office = Office.current()
    if office is not None and office.set_up_finished is not None:
        return False
    return not keepers().exclude(pk=by.pk).exclude(last_login=None).exists()


def refuse_while_waiting(user: User) -> None:
    """What waits for an account is answered before something else is done to it."""
    if AccountRequest.objects.waiting().filter(user=user).exists():
        raise ValidationError(_("Something waits for a second person here. Answer that first."))


def could_confirm(row: AccountRequest) -> bool:
    """Whether anybody in the office may; else it is the operator's."""
    return keepers().exclude(pk__in=[row.asked_by_id, row.user_id]).exists()


def may_confirm(row: AccountRequest, user: User) -> bool:
    return may(user, "users.write") and user.pk not in (row.asked_by_id, row.user_id)


def ask(
    *, user: User, what: AccountStep, by: User, reason: str = "", email: str = "", role: str = ""
) -> AccountRequest:
    """Inside the transaction that holds the account; others who keep accounts are told."""
    expire()
    refuse_while_waiting(user)
    row = AccountRequest.objects.create(
        user=user, what=what, email=email, role=role, reason=reason, asked_by=by
    )
    event = f"request:{row.pk}:{secrets.token_hex(8)}"
    for keeper in keepers().exclude(pk=by.pk).order_by("pk"):
        with override(keeper.language):
            text = _("%(by)s asks for %(user)s: %(what)s. A second person confirms within 7 days.")
            body = text % {"by": by, "user": f"{user} <{user.email}>", "what": words_of(row)}
            subject = _("A second person is needed")
        outbox.post(
            event=event,
            recipient=keeper.email,
            template="account_request",
            subject=subject,
            body=body,
            by=by,
        )
    return row


def words_of(row: AccountRequest) -> str:
    """“New address or role: new@city.example, Head of office”."""
    role = roles().get(row.role)
    details = [row.email, str(role.label) if role else row.role]
    told = ", ".join(filter(None, details))
    return f"{row.get_what_display()}: {told}" if told else str(row.get_what_display())


def confirm(*, row: AccountRequest, by: User | None, link_to: LinkTo) -> None:
    """The second person does it; without `by` it is the operator on the machine."""
    why = row.reason or _("Confirmed by a second person")
    with transaction.atomic(), deed(by=by, why=why):
        user = deeds.locked(row.user)
        waiting = _locked(row)
        if by is not None and not may_confirm(waiting, by):
            raise ValidationError(_("Somebody else confirms this: nobody is two people."))
        if not may(waiting.asked_by, "users.write"):
            raise ValidationError(_("Who asked for this keeps no accounts any more."))
        _answer(waiting, RequestState.CONFIRMED if by else RequestState.OPERATOR, by)
        _do(waiting, user, by, link_to)


def _do(row: AccountRequest, user: User, by: User | None, link_to: LinkTo) -> None:
    if row.what == AccountStep.CHANGE:
        role, email = row.role or user.role, row.email or user.email
        deeds.set_rights(user, email=email, role=role, by=by)
    elif row.what == AccountStep.CLOSE:
        deeds.close(user, by=by)
    elif row.what == AccountStep.OPEN:
        deeds.open_account(user, by=by, link_to=link_to)
    else:
        deeds.reset_second_step(user, by=by, reason=row.reason)


def refuse(*, row: AccountRequest, by: User) -> None:
    with transaction.atomic():
        waiting = _locked(row)
        if not may(by, "users.write") or by.pk == waiting.asked_by_id:
            raise ValidationError(_("Only somebody else who keeps accounts refuses this."))
        _answer(waiting, RequestState.REFUSED, by)


def withdraw(*, row: AccountRequest, by: User) -> None:
    with transaction.atomic():
        waiting = _locked(row)
        if by.pk != waiting.asked_by_id:
            raise ValidationError(_("Only the person who asked can withdraw this."))
        _answer(waiting, RequestState.WITHDRAWN, by)


def expire() -> None:
    """What nobody answered in time; by beat, and before something new is asked."""
    old = AccountRequest.objects.filter(state=RequestState.WAITING, expires__lte=timezone.now())
    old.update(state=RequestState.EXPIRED, answered=timezone.now())


def _locked(row: AccountRequest) -> AccountRequest:
    rows = AccountRequest.objects.waiting().select_for_update(of=("self",))
    found = rows.select_related("asked_by").filter(pk=row.pk).first()
    if found is None:
        raise ValidationError(_("This was answered already, or nobody answered it in time."))
    return found


def _answer(row: AccountRequest, state: RequestState, by: User | None) -> None:
    row.state, row.answered_by, row.answered = state, by, timezone.now()
    row.save(update_fields=["state", "answered_by", "answered"])
