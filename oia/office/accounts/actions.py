"""Verbs about people who sign in: invite, send a way in, stand in for somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from oia.core import outbox, signin
from oia.core.audit import deed
from oia.core.models import User
from oia.core.permissions import may, roles
from oia.office.accounts import deeds, keeping, notices, requests
from oia.office.accounts.notices import LinkTo
from oia.office.choices import AccountStep
from oia.office.models import Department, Desk, Substitution
from oia.ui import words


def invite(
    *,
    email: str,
    role: str,
    name: str = "",
    language: str = "de",
    department: Department | None = None,
    desks: Iterable[Desk] = (),
    by: User,
    link_to: LinkTo,
) -> User:
    """A new account, whose person chooses the password by a link sent to the address.

    One that counts stays closed until a second person confirms it.
    """
    with transaction.atomic(), deed(by=by, why=_("Invited")):
        if User.objects.filter(email__iexact=email.strip()).exists():
            raise ValidationError({"email": _("Somebody with this address has an account.")})
        waits = requests.counts(role) and not requests.is_first_set_up(by)
        user = User.objects.create_user(
            email, role=role, name=name, language=language, is_active=not waits
        )
        keeping.place(user, department, desks)
        if waits:
            requests.ask(user=user, what=AccountStep.OPEN, by=by, role=role)
        else:
            deeds.open_account(user, by=by, link_to=link_to)
    return user


def invite_again(*, user: User, by: User, link_to: LinkTo) -> None:
    """A new link for somebody who has not come yet; the old one ends."""
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=user.pk)
        if not row.is_active:
            raise ValidationError(_("This account is closed. Open it first."))
        if row.has_usable_password():
            raise ValidationError(_("This person has a password already and can renew it."))
        notices.send_invitation(row, by, link_to)


def send_new_password_link(*, email: str, link_to: LinkTo) -> None:
    """For whoever forgot the password; nothing happens for an address that is not known."""
    with _or_stand_in(_active(email)) as user, override(user.language):
        token = signin.make_link(user, asks_password=True, valid=signin.RESET)
        text = _(
            "Somebody, probably you, asked for a new password. Choose it here within a day:\n\n"
            "%(link)s\n\nIf it was not you, nothing needs to be done; the old one stays."
        )
        notices.post(user, "password", _("Choose a new password"), text % {"link": link_to(token)})


def send_code(*, email: str, browser: str) -> None:
    """Six digits for the browser that asked; an address that is not known costs the same work."""
    with transaction.atomic():
        known = _active(email)
        code = signin.make_code(known, browser=browser)
        with _or_stand_in(known) as user, override(user.language):
            notices.post(user, "code", _("Code to sign in"), _words_of_code() % {"code": code})


@contextmanager
def _or_stand_in(known: User | None) -> Iterator[User]:
    """The person, or somebody who does not exist and whose rows are taken back at the end: the
    time that a door takes shall not tell who has an account."""
    with transaction.atomic():
        yield known or User(pk=0, email="nobody@oia.invalid", language="de")
        if known is None:
            transaction.set_rollback(True)


def _active(email: str) -> User | None:
    return User.objects.filter(email__iexact=email.strip(), is_active=True).first()


def _words_of_code() -> str:
    return _(
        "Your code is %(code)s\n\nIt works for ten minutes, once, and only in the browser in "
        "which it was asked for. Nobody from the office ever asks you for it. If it was not "
        "you, nothing needs to be done."
    )


def substitutes_for(user: User) -> QuerySet[User]:
    """Colleagues who see the same kind of work, in their own role."""
    can = [
        role
        for role in roles()
        if may(User(role=role), "activities.read") and role not in ("auditor",)
    ]
    return User.objects.filter(is_active=True, role__in=can).exclude(pk=user.pk).order_by("name")


def stand_in(*, user: User, substitute: User, first_day: dt.date, last_day: dt.date) -> None:
    """Name who acts for the person in their absence. Raises ValidationError with the reason."""
    with transaction.atomic(), deed(by=user, why=_("Substitute named")):
        list(User.objects.select_for_update().filter(pk__in=[user.pk, substitute.pk]))
        inside = {"first_day__lte": last_day, "last_day__gte": first_day}
        own = Substitution.objects.filter(user=user, **inside).first()
        if own:
            raise ValidationError(_("On these days it is already %s.") % own)
        away = Substitution.objects.filter(user=substitute, **inside).first()
        if away:
            said = {
                "who": substitute,
                "from": words.day(away.first_day),
                "until": words.day(away.last_day),
            }
            raise ValidationError(
                _("%(who)s is away from %(from)s until %(until)s. Choose somebody else.") % said
            )
        row = Substitution(user=user, substitute=substitute, first_day=first_day, last_day=last_day)
        row.full_clean()
        row.save()
        _tell_substitute(row)


def _tell_substitute(row: Substitution) -> None:
    who = row.substitute
    with override(who.language):
        said = {
            "who": row.user,
            "from": words.day(row.first_day),
            "until": words.day(row.last_day),
        }
        body = _(
            "%(who)s is away from %(from)s until %(until)s and has named you as substitute. In "
            "these days what lies on their desks counts as yours too."
        )
        outbox.post(
            event=f"substitute:{row.pk}",
            recipient=who.email,
            template="substitute",
            subject=_("You are the substitute of %s") % row.user,
            body=body % said,
            by=row.user,
        )


def end_substitution(*, row: Substitution, by: User) -> None:
    with transaction.atomic(), deed(by=by, why=_("Substitute no longer needed")):
        row.delete()
