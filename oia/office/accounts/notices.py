"""Mails about accounts: invitations, what was done to a sign-in, who gave which rights."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from oia.core import outbox, signin
from oia.core.models import OutboxMail, User
from oia.core.permissions import may, roles

StrOrPromise = str | Promise
LinkTo = Callable[[str], str]


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


def send_invitation(user: User, by: User | None, link_to: LinkTo) -> None:
    with override(user.language):
        token = signin.make_link(user, asks_password=True)
        text = _(
            "Hello,\n\n%(by)s has opened an account for you (%(role)s). Choose your password "
            "within seven days; the link works once:\n\n%(link)s\n"
        )
        words = {
            "by": by or _("The operator"),
            "role": roles()[user.role].label,
            "link": link_to(token),
        }
        post(user, "invitation", _("Your account"), text % words, by=by)


def post(user: User, template: str, subject: str, body: str, by: Any = None) -> None:
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


def keepers() -> QuerySet[User]:
    """Who keeps accounts, by the table of roles."""
    can = [role for role in roles() if may(User(role=role), "users.write")]
    return User.objects.filter(role__in=can, is_active=True)


def tell_keepers(
    user: User, by: User | None, words: Callable[[User, Any], tuple[str, str]]
) -> None:
    """Who gives rights is seen by all others who could: nobody lets friends in unnoticed."""
    others = keepers().exclude(pk__in=[user.pk, *([by.pk] if by else [])])
    event = f"rights:{user.pk}:{secrets.token_hex(8)}"
    for keeper in others.order_by("pk"):
        with override(keeper.language):
            subject, body = words(user, by or _("The operator"))
        outbox.post(
            event=event,
            recipient=keeper.email,
            template="rights",
            subject=subject,
            body=body,
            by=by,
        )


def tell_address(email: str, user: User, sentence: str) -> None:
    """To an address the account has, or had until now."""
    with override(user.language):
        text = _("%(sentence)s\n\nIf this surprises you, call the office or its operator at once.")
        outbox.post(
            event=f"rights:{user.pk}:{secrets.token_hex(8)}",
            recipient=email,
            template="account_changed",
            subject=_("Your account was changed"),
            body=text % {"sentence": sentence},
        )


def _named(user: User, by: Any) -> dict[str, Any]:
    return {"user": f"{user} <{user.email}>", "by": by, "role": roles()[user.role].label}


def invited(user: User, by: Any) -> tuple[str, str]:
    text = _("%(by)s has invited %(user)s (%(role)s).")
    return _("New account"), text % _named(user, by)


def changed(user: User, by: Any) -> tuple[str, str]:
    text = _("%(by)s has changed the account of %(user)s. Its role is now %(role)s.")
    return _("Changed rights"), text % _named(user, by)


def closed(user: User, by: Any) -> tuple[str, str]:
    return _("Account closed"), _("%(by)s has closed the account of %(user)s.") % _named(user, by)


def reset(user: User, by: Any) -> tuple[str, str]:
    text = _("%(by)s has reset the second step of %(user)s.")
    return _("Second step reset"), text % _named(user, by)
