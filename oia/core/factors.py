"""The second step: codes of an authenticator app, ten codes on paper, and who must have one.

A code works once. Tries are limited per account and per address; two of one account are never
looked at together, so that many at once are no more guesses than one after the other.
"""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from typing import Any

import pyotp
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from oia.core import throttle
from oia.core.audit import deed
from oia.core.choices import SecondStep
from oia.core.credentials import DIGIT_CODES
from oia.core.models import Authenticator, OutsideIdentity, Passkey, RecoveryCode, User
from oia.core.permissions import roles

# What proved it, as the session and the list of places keep it.
APP, PASSKEY, PAPER = "app", "passkey", "paper"
PERIOD = 30  # seconds, as every app takes for granted
# Clocks of telephones are a little off: the code before and the one after count too.
DRIFT = (0, -1, 1)
WAITS = dt.timedelta(hours=1)  # for the first code of a secret just shown
# No l, i, o, u: what is read off paper is not mistaken (Crockford's base 32).
SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1"})
TAIL = 9  # random signs of a code on paper: 45 bits, behind argon2 and the limit


class Closed(Exception):
    """Too many wrong codes; the right one waits too."""


def must_have(user: Any) -> bool:
    """Whether this person gets nowhere without a second step (the table of roles says who)."""
    role = roles().get(user.role)
    return bool(settings.STAFF_SECOND_STEP and (role is None or role.second_step))


def has_app(user: Any) -> bool:
    return Authenticator.objects.filter(user=user, confirmed__isnull=False).exists()


def has_any(user: Any) -> bool:
    """Whether the sign-in asks for a second step. Codes on paper only stand in for one."""
    return has_app(user) or Passkey.objects.filter(user=user).exists()


# The app ----------------------------------------------------------------------------------------


def begin_app(*, by: User) -> Authenticator:
    """A new secret that waits for its first code; one already in use stays until then."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        Authenticator.objects.filter(user=by, confirmed=None).delete()
        return Authenticator.objects.create(user=by, secret=pyotp.random_base32())


def waiting_app(user: Any) -> Authenticator | None:
    """The secret that was shown and whose first code is still awaited."""
    young = timezone.now() - WAITS
    return Authenticator.objects.filter(user=user, confirmed=None, created__gt=young).first()


def link_for(row: Authenticator, *, office: str) -> str:
    """What the picture says to the app: whose secret, of which house."""
    secret = row.secret.reveal()
    return pyotp.TOTP(secret).provisioning_uri(name=row.user.email, issuer_name=office)


def confirm_app(*, by: User, code: str) -> bool:
    """The first code of the new secret is right: from now on it is asked for."""
    with transaction.atomic(), deed(by=by, why=_("Authenticator app set up")):
        User.objects.select_for_update().get(pk=by.pk)
        row = waiting_app(by)
        step = _step_of(row, code) if row else None
        if row is None or step is None:
            return False
        Authenticator.objects.filter(user=by, confirmed__isnull=False).delete()
        row.confirmed, row.last_step = timezone.now(), step
        row.save()
        settle(by)
        return True


def remove_app(*, by: User) -> None:
    with transaction.atomic(), deed(by=by, why=_("Authenticator app removed")):
        Authenticator.objects.filter(user=by).delete()
        settle(by)


def _step_of(row: Authenticator, code: str) -> int | None:
    """The half minute whose code this is, if it was not taken before."""
    if len(code) != 6 or not (code.isascii() and code.isdigit()):
        return None
    app, now = pyotp.TOTP(row.secret.reveal()), int(timezone.now().timestamp()) // PERIOD
    for step in (now + drift for drift in DRIFT):
        if step > row.last_step and hmac.compare_digest(app.generate_otp(step), code):
            return step
    return None


# Codes on paper ---------------------------------------------------------------------------------


def new_paper(*, by: User) -> list[str]:
    """Ten new codes, to be shown once; the old ones end."""
    codes = [
        f"{number}{''.join(secrets.choice(SIGNS) for _sign in range(TAIL))}"
        for number in range(DIGIT_CODES)
    ]
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        RecoveryCode.objects.filter(user=by).delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(user=by, number=number, hashed=make_password(code))
            for number, code in enumerate(codes)
        )
    half = (TAIL + 1) // 2
    return [f"{code[:half]}-{code[half:]}" for code in codes]


def paper_left(user: Any) -> int:
    return RecoveryCode.objects.filter(user=user, used=None).count()


# The proof --------------------------------------------------------------------------------------


def prove(*, user: User, typed: str, address: str) -> str:
    """APP or PAPER when the code is right, nothing when it is not. Raises Closed."""
    code = "".join(sign for sign in typed.lower() if sign.isalnum())
    who = _who(user, address)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if not throttle.enter(throttle.SECOND, **who):
            raise Closed
        proven = _by_app(user, code) or _by_paper(user, code)
        if proven:
            throttle.forget(throttle.SECOND, account=who["account"])
        else:
            throttle.note(throttle.SECOND, **who)
    return proven


def is_closed(user: User, *, address: str) -> bool:
    return throttle.is_closed(throttle.SECOND, **_who(user, address))


def _who(user: User, address: str) -> dict[str, str]:
    return {"account": f"user {user.pk}", "address": address}


def _by_app(user: User, code: str) -> str:
    row = Authenticator.objects.filter(user=user, confirmed__isnull=False).first()
    step = _step_of(row, code) if row else None
    if row is None or step is None:
        return ""
    row.last_step = step
    row.save(update_fields=["last_step"])
    return APP


def _by_paper(user: User, code: str) -> str:
    code = code.translate(MISREAD)
    if len(code) != TAIL + 1 or not (code.isascii() and code[0].isdigit()):
        return ""
    row = RecoveryCode.objects.filter(user=user, number=int(code[0]), used=None).first()
    if row is None or not check_password(code, row.hashed):
        return ""
    row.used = timezone.now()
    row.save(update_fields=["used"])
    return PAPER


# What the account says of it --------------------------------------------------------------------


def settle(user: User) -> None:
    """After each change: the account says what there is, and codes on paper end with the last."""
    app, keys = has_app(user), Passkey.objects.filter(user=user).exists()
    found = (
        SecondStep.BOTH if app and keys
        else SecondStep.APP if app
        else SecondStep.PASSKEY if keys
        else SecondStep.NONE
    )  # fmt: skip
    if found == SecondStep.NONE:
        RecoveryCode.objects.filter(user=user).delete()
    user.second_step = found
    User.objects.filter(pk=user.pk).update(second_step=found)


def remove_all(user: User) -> None:
    """Inside the deed that says who did it and why."""
    Authenticator.objects.filter(user=user).delete()
    Passkey.objects.filter(user=user).delete()
    # The provider's two steps may count as ours: they are linked anew too.
    OutsideIdentity.objects.filter(user=user).delete()
    settle(user)
