"""Verbs about people who sign in: invite, change, shut out, let in again, stand in."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from oia.core import factors, outbox, places, signin
from oia.core.audit import deed
from oia.core.models import MailedCode, OutboxMail, SignInLink, User
from oia.core.permissions import may, roles
from oia.office import feeds
from oia.office.models import Affiliation, CalendarFeed, Department, Desk, Substitution

# Without one of each nobody could let others in, or decide.
NEEDED_ROLES = ("head", "admin")
LinkTo = Callable[[str], str]
StrOrPromise = str | Promise


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
    """A new account, whose person chooses the password by a link sent to the address."""
    with transaction.atomic(), deed(by=by, why=_("Invited")):
        if User.objects.filter(email__iexact=email.strip()).exists():
            raise ValidationError({"email": _("Somebody with this address has an account.")})
        user = User.objects.create_user(email, role=role, name=name, language=language)
        _place(user, department, desks)
        _send_invitation(user, by, link_to)
        _tell_heads(user, by, _invited)
    return user


def invite_again(*, user: User, by: User, link_to: LinkTo) -> None:
    """A new link for somebody who has not come yet; the old one ends."""
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=user.pk)
        if not row.is_active:
            raise ValidationError(_("This account is closed. Open it first."))
        if row.has_usable_password():
            raise ValidationError(_("This person has a password already and can renew it."))
        _send_invitation(row, by, link_to)


def send_new_password_link(*, email: str, link_to: LinkTo) -> None:
    """For whoever forgot the password; nothing happens for an address that is not known."""
    with _or_stand_in(_active(email)) as user, override(user.language):
        token = signin.make_link(user, asks_password=True, valid=signin.RESET)
        text = _(
            "Somebody, probably you, asked for a new password. Choose it here within a day:\n\n"
            "%(link)s\n\nIf it was not you, nothing needs to be done; the old one stays."
        )
        _post(user, "password", _("Choose a new password"), text % {"link": link_to(token)})


def send_code(*, email: str, browser: str) -> None:
    """Six digits for the browser that asked; an address that is not known costs the same work."""
    with transaction.atomic():
        known = _active(email)
        code = signin.make_code(known, browser=browser)
        with _or_stand_in(known) as user, override(user.language):
            _post(user, "code", _("Code to sign in"), _words_of_code() % {"code": code})


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


def tell_of_second_step(user: User, sentence: StrOrPromise, *names: object) -> None:
    """Who did not do it themselves learns of it while something can still be done."""
    with override(user.language):
        text = _(
            "%(sentence)s\n\nIf that was you, nothing needs to be done. If not, change your "
            "password at once and tell the head of your office or the administrator."
        )
        told = str(sentence) % names if names else str(sentence)
        outbox.post(
            event=f"second-step:{user.pk}:{secrets.token_hex(8)}",
            recipient=user.email,
            template="second_step",
            subject=_("Your sign-in was changed"),
            body=text % {"sentence": told},
        )


def reset_second_step(*, user: User, by: User | None, reason: str) -> None:
    """For whoever lost telephone and paper: all proofs and sessions end, a new one is set up.

    The person and the heads of office are told, because a helpful voice on the telephone may ask.
    """
    if not reason.strip():
        raise ValidationError(_("Give a reason for this step."))
    with transaction.atomic(), deed(by=by, why=reason):
        row = User.objects.select_for_update().get(pk=user.pk)
        if by is not None:
            _refuse_own(row, by, _("Nobody resets their own second step. Ask somebody else."))
        factors.remove_all(row)
        places.end_all(user=row)
        with override(row.language):
            words = {"by": by or _("the operator"), "reason": reason}
            sentence = _("%(by)s has reset your second step: %(reason)s") % words
        tell_of_second_step(row, sentence)
        if by is not None:
            _tell_heads(row, by, _reset)


def _send_invitation(user: User, by: User, link_to: LinkTo) -> None:
    with override(user.language):
        token = signin.make_link(user, asks_password=True)
        text = _(
            "Hello,\n\n%(by)s has opened an account for you (%(role)s). Choose your password "
            "within seven days; the link works once:\n\n%(link)s\n"
        )
        words = {"by": by, "role": roles()[user.role].label, "link": link_to(token)}
        _post(user, "invitation", _("Your account"), text % words, by=by)


def _post(user: User, template: str, subject: str, body: str, by: Any = None) -> None:
    # Earlier mails of the kind hold links that no longer work.
    forget_links(user)
    event = f"account:{user.pk}:{secrets.token_hex(8)}"
    outbox.post(
        event=event, recipient=user.email, template=template, subject=subject, body=body, by=by
    )


def forget_links(user: User) -> None:
    """A sent mail need not keep the secret it carried."""
    sent = OutboxMail.objects.filter(event__startswith=f"account:{user.pk}:", state="sent")
    sent.exclude(body="").update(body="")


def _tell_heads(user: User, by: User, words: Callable[[User, User], tuple[str, str]]) -> None:
    """Who gives rights is seen by the heads of office: nobody lets friends in unnoticed."""
    heads = User.objects.filter(role="head", is_active=True).exclude(pk__in=[by.pk, user.pk])
    event = f"rights:{user.pk}:{secrets.token_hex(8)}"
    for head in heads:
        with override(head.language):
            subject, body = words(user, by)
        outbox.post(
            event=event, recipient=head.email, template="rights", subject=subject, body=body, by=by
        )


def _invited(user: User, by: User) -> tuple[str, str]:
    words = {"user": f"{user} <{user.email}>", "by": by, "role": roles()[user.role].label}
    return _("New account"), _("%(by)s has invited %(user)s (%(role)s).") % words


def _new_role(user: User, by: User) -> tuple[str, str]:
    words = {"user": f"{user} <{user.email}>", "by": by, "role": roles()[user.role].label}
    return _("Changed rights"), _("%(by)s has given %(user)s the role %(role)s.") % words


def _reset(user: User, by: User) -> tuple[str, str]:
    words = {"user": f"{user} <{user.email}>", "by": by}
    return _("Second step reset"), _("%(by)s has reset the second step of %(user)s.") % words


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
) -> User:
    """Address, name, role, department and desks; the role holds from the next click on."""
    with transaction.atomic(), deed(by=by, why=reason):
        row = _locked(user)
        if role != row.role:
            _refuse_own(row, by, _("Nobody changes their own role. Ask another administrator."))
            _keep_one(row, also=row.is_active)
        if email.strip().lower() != row.email:
            end_proofs_by_mail(row)
        given = role != row.role
        row.email, row.name, row.role = email.strip().lower(), name, role
        row.full_clean(exclude=["password"])
        row.save()
        _place(row, department, desks)
        if given:
            _tell_heads(row, by, _new_role)
    return row


def shut_out(*, user: User, by: User, reason: str) -> None:
    """Close an account: sessions, links and feeds end at once, what the person did stays."""
    if not reason.strip():
        raise ValidationError(_("Give a reason for this step."))
    with transaction.atomic(), deed(by=by, why=reason):
        row = _locked(user)
        _refuse_own(row, by, _("Nobody closes their own account. Ask another administrator."))
        _keep_one(row, also=row.is_active)
        row.is_active = False
        # A new random hash: sessions made with the old one do not come back with the account.
        row.set_unusable_password()
        row.save()
        end_proofs_by_mail(row)
        places.end_all(user=row)
        for feed in CalendarFeed.objects.filter(user=row, revoked=None):
            feeds.revoke_feed(feed=feed, by=by)


def let_in(*, user: User, by: User, link_to: LinkTo) -> None:
    """Open a closed account again; the person chooses a new password."""
    with transaction.atomic(), deed(by=by, why=_("Account opened again")):
        row = _locked(user)
        _refuse_own(row, by, _("Nobody opens their own account."))
        row.is_active = True
        row.save()
        _send_invitation(row, by, link_to)
        _tell_heads(row, by, _invited)


def end_proofs_by_mail(user: User) -> None:
    """Links and codes that are under way to an address."""
    SignInLink.objects.filter(user=user, used=None).delete()
    MailedCode.objects.filter(user=user).delete()


def _locked(user: User) -> User:
    """The account, with those of the roles that must not run out: two hands never take both."""
    guarded = User.objects.select_for_update().filter(role__in=NEEDED_ROLES).order_by("pk")
    list(guarded.values_list("pk", flat=True))
    return User.objects.select_for_update().get(pk=user.pk)


def _refuse_own(user: User, by: User, sentence: str) -> None:
    if user.pk == by.pk:
        raise ValidationError(sentence)


def _keep_one(user: User, *, also: bool) -> None:
    """Refuses to take away the last active head or administrator."""
    if not also or user.role not in NEEDED_ROLES:
        return
    others = User.objects.filter(role=user.role, is_active=True).exclude(pk=user.pk)
    if not others.exists():
        label = roles()[user.role].label
        raise ValidationError(
            _("This is the last account with the role “%(role)s”. Give it to somebody else first.")
            % {"role": label}
        )


def _place(user: User, department: Department | None, desks: Iterable[Desk]) -> None:
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
            raise ValidationError(_("In these days it is already %s.") % own)
        away = Substitution.objects.filter(user=substitute, **inside).first()
        if away:
            words = {
                "who": substitute,
                "from": date_format(away.first_day, "SHORT_DATE_FORMAT"),
                "until": date_format(away.last_day, "SHORT_DATE_FORMAT"),
            }
            raise ValidationError(
                _("%(who)s is away from %(from)s until %(until)s. Choose somebody else.") % words
            )
        row = Substitution(user=user, substitute=substitute, first_day=first_day, last_day=last_day)
        row.full_clean()
        row.save()
        _tell_substitute(row)


def _tell_substitute(row: Substitution) -> None:
    who = row.substitute
    with override(who.language):
        words = {
            "who": row.user,
            "from": date_format(row.first_day, "SHORT_DATE_FORMAT"),
            "until": date_format(row.last_day, "SHORT_DATE_FORMAT"),
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
            body=body % words,
            by=row.user,
        )


def end_substitution(*, row: Substitution, by: User) -> None:
    with transaction.atomic(), deed(by=by, why=_("Substitute no longer needed")):
        row.delete()
