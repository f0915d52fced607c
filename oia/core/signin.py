"""Single-use links to sign in; a token is kept only as its SHA-256."""

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from oia.core.models import SignInLink, User

VALID = dt.timedelta(days=7)
RESET = dt.timedelta(hours=24)


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
