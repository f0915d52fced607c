"""Who asks: a token in the `Authorization` header, or a person signed in to the pages."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.throttling import SimpleRateThrottle

from oia.api import tokens

LONGEST = 100  # characters of a secret


class BearerToken(BaseAuthentication):
    """`Authorization: Bearer oia_…`; a secret in an address would end up in logs."""

    def authenticate(self, request: Any) -> tuple[Any, Any] | None:
        kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        token = tokens.token_of(secret.strip()) if 0 < len(secret) <= LONGEST else None
        if token is None:
            # Wrong, expired, revoked, or of somebody who may no longer: the same answer.
            raise AuthenticationFailed(_("This token does not open anything (any more)."))
        tokens.note_use(token)
        translation.activate(token.user.language)
        return token.user, token

    def authenticate_header(self, request: Any) -> str:
        return 'Bearer realm="api"'


class PerToken(SimpleRateThrottle):
    """So many requests a minute for each token or person, counted in each web process."""

    scope = "api"

    def get_rate(self) -> str:
        return str(settings.API_RATE)

    def get_cache_key(self, request: Any, view: Any) -> str | None:
        if request.auth is not None:
            return f"api-token-{request.auth.pk}"
        return f"api-user-{request.user.pk}" if request.user.is_authenticated else None
