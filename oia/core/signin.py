"""Single-use links and mailed codes to sign in: the first step, without a password.

A token of 256 bits is kept as its SHA-256; the six digits of a code like a password, because they
would be guessed from anything quicker.
"""

import datetime as dt
import hashlib
import secrets

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from oia.core.models import MailedCode, SignInLink, User

VALID = dt.timedelta(days=7)
RESET = dt.timedelta(hours=24)
CODE_VALID = dt.timedelta(minutes=10)
CODE_TRIES = 5


def make_link(user: User, *, asks_password: bool = False, valid: dt.timedelta = VALID) -> str:
    """The token of a new link; earlier links of the person stop working."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        SignInLink.objects.filter(user=user, used=None).delete()
        SignInLink.objects.create(
            user=user,
            digest=_digest(token),
            expires=timezone.now() + valid,
            asks_password=asks_password,
        )
    return token


def redeem(token: str) -> User | None:
    """The person of a link that is unused and not too old; it is used from then on."""
    with transaction.atomic():
        link = (
            SignInLink.objects.select_for_update()
            .select_related("user")
            .filter(digest=_digest(token), used=None, expires__gt=timezone.now())
            .first()
        )
        if link is None or not link.user.is_active:
            return None
        link.used = timezone.now()
        link.save()
        return link.user


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find(token: str) -> SignInLink | None:
    """The link while it would still work; looking does not use it."""
    links = SignInLink.objects.filter(digest=_digest(token), used=None)
    return (
        links.filter(expires__gt=timezone.now(), user__is_active=True)
        .select_related("user")
        .first()
    )


# Codes by mail ----------------------------------------------------------------------------------


def make_code(user: User | None, *, browser: str) -> str:
    """Six digits for the browser that asked. Without a person a row is made too: what is done for
    a known address and for an unknown one shall take the same time."""
    code = f"{secrets.randbelow(10**6):06}"
    MailedCode.objects.create(
        user=user,
        browser=_digest(browser),
        hashed=make_password(code),
        expires=timezone.now() + CODE_VALID,
    )
    return code


def redeem_code(browser: str, typed: str) -> User | None:
    """The person of the code that was sent for this browser, once, within five tries."""
    with transaction.atomic():
        rows = MailedCode.objects.select_for_update(of=("self",)).select_related("user")
        row = rows.filter(
            browser=_digest(browser), used=None, expires__gt=timezone.now(), tries__lt=CODE_TRIES
        ).first()
        if row is None:
            return None
        row.tries += 1
        user = row.user if check_password(typed, row.hashed) else None
        if user is not None and user.is_active:
            row.used = timezone.now()
        row.save(update_fields=["tries", "used"])
        return user if row.used else None


def sweep() -> None:
    """By beat: codes that no longer work go."""
    MailedCode.objects.filter(expires__lt=timezone.now() - CODE_VALID).delete()


def end_proofs(user: User) -> None:
    """Links and codes that are under way to an address."""
    SignInLink.objects.filter(user=user, used=None).delete()
    MailedCode.objects.filter(user=user).delete()
