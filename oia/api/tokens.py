"""Tokens of the API: made, shown once, used, revoked."""

import datetime as dt
import hashlib
import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from oia.api.models import ApiToken, TokenUse
from oia.core import factors
from oia.core.audit import deed
from oia.core.permissions import may

# What a found secret begins with, so that a scanner of code and logs knows it.
MARK = "oia_"
MINUTE = dt.timedelta(minutes=1)


def make_token(*, name: str, scope: str, days: int, by: Any) -> tuple[ApiToken, str]:
    """A new token of the person's own and its secret of 256 bits, kept nowhere."""
    secret = MARK + secrets.token_urlsafe(32)
    with transaction.atomic(), deed(by=by, why=_("Token made")):
        token = ApiToken.objects.create(
            user=by,
            name=name,
            digest=_digest(secret),
            scope=scope,
            expires=timezone.now() + dt.timedelta(days=days),
        )
    return token, secret


def revoke_token(*, token: ApiToken, by: Any) -> None:
    with transaction.atomic(), deed(by=by, why=_("Token revoked")):
        ApiToken.objects.filter(pk=token.pk, revoked=None).update(revoked=timezone.now())


def revoke_all(user: Any, by: Any) -> None:
    """All working ones of a person whose keys end."""
    for token in ApiToken.objects.filter(user=user, revoked=None):
        revoke_token(token=token, by=by)


def token_of(secret: str) -> ApiToken | None:
    """The working token of a secret whose holder may still have one."""
    rows = ApiToken.objects.working().select_related("user", "use")
    token = rows.filter(digest=_digest(secret)).first()
    if token is None or not may(token.user, "tokens.write"):
        return None
    # Whoever must prove two things at the door and has lost the second has no side door either.
    lost = factors.must_have(token.user) and not factors.has_any(token.user)
    return None if lost else token


def note_use(token: ApiToken) -> None:
    """Once a minute at most: a feed that asks every second writes no row each time."""
    now = timezone.now()
    last = getattr(token, "use", None)
    if last is None or now - last.at > MINUTE:
        TokenUse.objects.update_or_create(token=token, defaults={"at": now})


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
