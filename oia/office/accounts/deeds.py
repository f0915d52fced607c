"""What is done to an account once it is settled who may: rights, address, opening, closing.

Whether a second person is needed is asked before, in `keeping`; here nobody asks any more.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from oia.core import factors, keys, places
from oia.core.models import User
from oia.core.permissions import roles
from oia.office.accounts import notices
from oia.office.accounts.notices import LinkTo

# Without one of each nobody could let others in, or decide.
NEEDED_ROLES = ("head", "admin")


def locked(user: User) -> User:
    """The account, with those of the roles that must not run out: two hands never take both."""
    guarded = User.objects.select_for_update().filter(role__in=NEEDED_ROLES).order_by("pk")
    list(guarded.values_list("pk", flat=True))
    return User.objects.select_for_update().get(pk=user.pk)


def keep_one(user: User) -> None:
    """Refuses to take away the last active head or administrator."""
    if not user.is_active or user.role not in NEEDED_ROLES:
        return
    others = User.objects.filter(role=user.role, is_active=True).exclude(pk=user.pk)
    if not others.exists():
        label = roles()[user.role].label
        raise ValidationError(
            _("This is the last account with the role “%(role)s”. Give it to somebody else first.")
            % {"role": label}
        )


def set_rights(row: User, *, email: str, role: str, by: User | None) -> None:
    """Address and role. What was given to the old address or in the old role ends everywhere."""
    if (email, role) == (row.email, row.role):
        return
    if role != row.role:
        keep_one(row)
    old, row.email, row.role = row.email, email, role
    row.full_clean(exclude=["password"])
    row.save()
    keys.end_all(row, by=by)
    with override(row.language):
        words = {"by": by or _("The operator"), "email": email, "role": roles()[role].label}
        text = _("%(by)s has changed your account: its address is %(email)s, its role %(role)s.")
        sentence = text % words
    notices.tell_address(old, row, sentence)
    notices.tell_keepers(row, by, notices.changed)


def close(row: User, *, by: User | None) -> None:
    """Sessions, links, feeds and tokens end at once; what the person did stays."""
    keep_one(row)
    row.is_active = False
    # A new random hash: sessions made with the old one do not come back with the account.
    row.set_unusable_password()
    row.save()
    keys.end_all(row, by=by)
    with override(row.language):
        sentence = _("%s has closed your account.") % (by or _("The operator"))
    notices.tell_address(row.email, row, sentence)
    notices.tell_keepers(row, by, notices.closed)


def open_account(row: User, *, by: User | None, link_to: LinkTo) -> None:
    """The person chooses a password by a link."""
    row.is_active = True
    row.save()
    notices.send_invitation(row, by, link_to)
    notices.tell_keepers(row, by, notices.invited)


def reset_second_step(row: User, *, by: User | None, reason: str) -> None:
    """All proofs and sessions end, a new one is set up."""
    factors.remove_all(row)
    places.end_all(user=row)
    with override(row.language):
        words: dict[str, Any] = {"by": by or _("the operator"), "reason": reason}
        sentence = _("%(by)s has reset your second step: %(reason)s") % words
    notices.tell_of_second_step(row, sentence)
    notices.tell_keepers(row, by, notices.reset)
