"""Single sign-on by OpenID Connect: to the city's identity provider and back with one person.

Authorisation code with PKCE, state and nonce. The provider says who somebody is there; whom that is
here says `OutsideIdentity`, which only its owner makes. An account is never found by an address
alone, and none is ever opened here.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from oia.core.audit import deed
from oia.core.models import OutsideIdentity, User

SINGLE = "single"  # as the session and the list of places keep it
# What only the provider can have signed: no shared secret, no "none".
ALGORITHMS = ["RS256", "ES256"]
WAITS = 10 * 60  # seconds between leaving and coming back
LEEWAY = 60  # seconds by which two clocks may differ
TIMEOUT = 5  # seconds for each answer of the provider
KEEPS = 10 * 60  # seconds for which its addresses and keys are believed
LONGEST = 256_000  # bytes of an answer


class Refused(Exception):
    """The reason is for the log, never for the page: all refusals look alike."""


@dataclass(frozen=True)
class Proof:
    """Whom the provider vouches for."""

    issuer: str
    subject: str
    email: str  # empty unless the provider says that it is verified
    two_steps: bool


def is_on() -> bool:
    return bool(settings.OIDC_ISSUER)


def begin(*, back: str) -> tuple[str, dict[str, Any]]:
    """Where the browser goes, and what its session keeps meanwhile. Raises Refused."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _part in range(3))
    with _session(back) as session:
        address, _state = session.create_authorization_url(
            _provider()["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
        )
    kept = {"state": state, "nonce": nonce, "verifier": verifier, "at": time.time()}
    return address, kept


def finish(*, kept: dict[str, Any] | None, answer: dict[str, str], back: str) -> Proof:
    """Who came back, if everything is as it was sent. Raises Refused."""
    if kept is None or not 0 <= time.time() - kept["at"] <= WAITS:
        raise Refused("nobody was sent")
    if not hmac.compare_digest(kept["state"].encode(), answer.get("state", "").encode()):
        raise Refused("another state")
    # Providers that name themselves in the answer (RFC 9207) are held to it.
    if answer.get("iss", settings.OIDC_ISSUER) != settings.OIDC_ISSUER:
        raise Refused("another issuer answered")
    if not answer.get("code"):
        raise Refused("no code")
    try:
        with _session(back) as session:
            token = session.fetch_token(
                _provider()["token_endpoint"],
                grant_type="authorization_code",
                code=answer["code"],
                code_verifier=kept["verifier"],
                timeout=TIMEOUT,
                allow_redirects=False,
            )
    except (OAuthError, requests.RequestException, ValueError) as error:
        raise Refused(f"no token: {type(error).__name__}") from error
    return _read(token.get("id_token"), nonce=kept["nonce"])


def _read(signed: Any, *, nonce: str) -> Proof:
    """The claims, once signature, issuer, audience, time and nonce are right."""
    if not isinstance(signed, str):
        raise Refused("no ID token")
    claims = _claims(signed)
    audience = claims["aud"]
    if isinstance(audience, list) and len(audience) > 1 and "azp" not in claims:
        raise Refused("several audiences and none named")
    if claims.get("azp", settings.OIDC_CLIENT_ID) != settings.OIDC_CLIENT_ID:
        raise Refused("made for another client")
    said, subject = claims.get("nonce"), claims["sub"]
    if not isinstance(said, str) or not hmac.compare_digest(said.encode(), nonce.encode()):
        raise Refused("another nonce")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255 or "\x00" in subject:
        raise Refused("no subject")
    email = claims.get("email")
    verified = claims.get("email_verified") is True and isinstance(email, str)
    return Proof(
        issuer=settings.OIDC_ISSUER,
        subject=subject,
        email=str(email).strip() if verified else "",
        two_steps=_two_steps(claims),
    )


def _claims(signed: str) -> dict[str, Any]:
    wanted = jwt.JWTClaimsRegistry(
        leeway=LEEWAY,
        iss={"essential": True, "value": settings.OIDC_ISSUER},
        aud={"essential": True, "value": settings.OIDC_CLIENT_ID},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
    )
    # A provider that has changed its keys is asked for them once more.
    for renew in (False, True):
        try:
            token = jwt.decode(signed, _keys(renew=renew), algorithms=ALGORITHMS)
            wanted.validate(token.claims)
        except (JoseError, ValueError, TypeError, AttributeError) as error:
            reason = type(error).__name__
        else:
            return dict(token.claims)
    raise Refused(f"ID token: {reason}")


def _two_steps(claims: dict[str, Any]) -> bool:
    """Whether the provider itself asked for two steps, in the words the operator trusts."""
    methods = claims.get("amr")
    said = {*(methods if isinstance(methods, list) else []), claims.get("acr")}
    return any(word in said for word in settings.OIDC_TWO_STEPS)


# The provider -----------------------------------------------------------------------------------


def _session(back: str) -> Any:
    return OAuth2Session(
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET or None,
        token_endpoint_auth_method="client_secret_basic" if settings.OIDC_CLIENT_SECRET else "none",
        scope="openid email",
        redirect_uri=back,
        code_challenge_method="S256",
    )


def _provider() -> dict[str, Any]:
    """Its addresses, by discovery; it must call itself what the operator calls it."""
    issuer = settings.OIDC_ISSUER
    found = _kept(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != issuer:
        raise Refused("the provider calls itself otherwise")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not _is_safe(found.get(name)):
            raise Refused(f"no safe {name}")
    return found


def way_out(*, back: str) -> str | None:
    """Where somebody signs out at the provider; None unless it says so (RP-Initiated Logout).

    The client is named instead of an ID token, which is not kept: the provider asks once more.
    """
    try:
        address = _provider().get("end_session_endpoint")
    except Refused:
        return None
    if not _is_safe(address):
        return None
    asked = {"client_id": settings.OIDC_CLIENT_ID, "post_logout_redirect_uri": back}
    return f"{address}{'&' if urlsplit(str(address)).query else '?'}{urlencode(asked)}"


def _is_safe(address: Any) -> bool:
    """HTTPS everywhere; the demonstration and tests speak to this machine."""
    parts = urlsplit(address if isinstance(address, str) else "")
    near = parts.hostname in ("127.0.0.1", "localhost")
    plain = settings.LOCAL and parts.scheme == "http" and near
    return bool(parts.hostname) and (parts.scheme == "https" or plain)


def _keys(*, renew: bool) -> Any:
    try:
        return KeySet.import_key_set(_public(_kept(_provider()["jwks_uri"], renew=renew)))
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise Refused("its keys cannot be read") from error


def _public(found: dict[str, Any]) -> Any:
    keys = [key for key in found["keys"] if key.get("kty") in ("RSA", "EC")]
    return {"keys": [key for key in keys if key.get("use", "sig") == "sig"]}


def _kept(address: str, *, renew: bool = False) -> dict[str, Any]:
    """A JSON object of the provider, asked for every ten minutes."""
    key = "oidc:" + hashlib.sha256(address.encode()).hexdigest()
    found = None if renew else cache.get(key)
    if found is None:
        if not _is_safe(address):
            raise Refused("no safe address")
        try:
            answer = requests.get(address, timeout=TIMEOUT, allow_redirects=False)
            if answer.status_code != 200 or len(answer.content) > LONGEST:
                raise Refused("the provider does not answer")
            found = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise Refused("the provider does not answer") from error
        if not isinstance(found, dict):
            raise Refused("the provider answers otherwise")
        cache.set(key, found, KEEPS)
    return dict(found)


# Whose it is ------------------------------------------------------------------------------------


def user_of(proof: Proof) -> User | None:
    """The active account that its owner has linked; an address alone finds nobody."""
    row = (
        OutsideIdentity.objects.select_related("user")
        .filter(issuer=proof.issuer, subject=proof.subject, user__is_active=True)
        .first()
    )
    if row is None:
        return None
    OutsideIdentity.objects.filter(pk=row.pk).update(last_used=timezone.now())
    return row.user


def link(*, by: User, proof: Proof) -> None:
    """Whoever is signed in links themselves, by their own verified address. Raises Refused."""
    if not proof.email or proof.email.casefold() != by.email.casefold():
        raise Refused("another address, or one nobody verified")
    try:
        with transaction.atomic(), deed(by=by, why=_("Single sign-on linked")):
            User.objects.select_for_update().get(pk=by.pk)
            OutsideIdentity.objects.create(user=by, issuer=proof.issuer, subject=proof.subject)
    except IntegrityError as error:
        raise Refused("linked already") from error


def link_of(user: Any) -> OutsideIdentity | None:
    return OutsideIdentity.objects.filter(user=user, issuer=settings.OIDC_ISSUER).first()
