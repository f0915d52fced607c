"""Passkeys: a device proves by a signature that it holds the key (WebAuthn, by the fido2 library).

The device asks its owner for finger, face or PIN, so one passkey proves both steps. Keys are asked
for by this site's name alone, and what is signed names the address: a copied page gets nothing.
"""

from __future__ import annotations

import binascii
import json
import secrets
import struct
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from oia.core.audit import deed
from oia.core.factors import settle
from oia.core.models import Passkey, User

MOST = 10  # of one person
WAITS = 300  # seconds a question stays open
LONGEST = 20_000  # characters of an answer
# Whatever a browser may send that is no answer.
NONSENSE = (ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError,
            binascii.Error, struct.error, RecursionError)  # fmt: skip

State = dict[str, Any]
Options = dict[str, Any]


def _server(origin: str, name: str = "OIA") -> Fido2Server:
    host = urlsplit(origin).hostname or ""
    party = PublicKeyCredentialRpEntity(name=name, id=host)
    # The address itself, not any below the same domain.
    return Fido2Server(party, verify_origin=lambda told: told == origin)


def _known(rows: Any) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=bytes(row.key_id))
        for row in rows
    ]


def _dated(state: Any, **more: str) -> State:
    return {**state, **more, "at": timezone.now().timestamp()}


def _answer(state: State | None, text: str, kind: str) -> dict[str, Any] | None:
    """What the browser sent, if it answers a question of this kind that is still open."""
    if state is None or state.get("kind") != kind or len(text) > LONGEST:
        return None
    if timezone.now().timestamp() - state["at"] > WAITS:
        return None
    try:
        said = json.loads(text)
    except NONSENSE:
        return None
    return said if isinstance(said, dict) else None


# A new one --------------------------------------------------------------------------------------


def ask_for_new(user: User, *, origin: str, office: str) -> tuple[Options, State]:
    """What the browser shall make, and what to remember until it answers."""
    rows = list(user.passkeys.all())
    handle = bytes(rows[0].handle) if rows else secrets.token_bytes(32)
    entity = PublicKeyCredentialUserEntity(name=user.email, id=handle, display_name=str(user))
    options, state = _server(origin, office).register_begin(
        entity,
        _known(rows),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return dict(options), _dated(state, kind="new", handle=handle.hex())


def add(*, user: User, state: State | None, answer: str, origin: str, label: str) -> Passkey | None:
    """The new passkey, or nothing where the answer is none to what was asked."""
    said = _answer(state, answer, "new")
    if said is None or state is None:
        return None
    try:
        found = _server(origin).register_complete(state, said)
    except NONSENSE:
        return None
    data = found.credential_data
    assert data is not None
    with transaction.atomic(), deed(by=user, why=_("Passkey added: %s") % label):
        User.objects.select_for_update().get(pk=user.pk)
        taken = Passkey.objects.filter(key_id=data.credential_id).exists()
        if taken or user.passkeys.count() >= MOST:
            return None
        row = Passkey.objects.create(
            user=user,
            name=label,
            handle=bytes.fromhex(state["handle"]),
            key_id=data.credential_id,
            public=bytes(data),
            count=found.counter,
        )
        settle(user)
        return row


def remove(*, row: Passkey, by: User) -> None:
    with transaction.atomic(), deed(by=by, why=_("Passkey removed: %s") % row):
        row.delete()
        settle(by)


# A proof ----------------------------------------------------------------------------------------


def ask_for_proof(*, origin: str, user: User | None = None) -> tuple[Options, State]:
    """Of one of the person's keys; without a person, of whatever key the device has for us."""
    rows = _known(user.passkeys.all()) if user else None
    options, state = _server(origin).authenticate_begin(
        rows, user_verification=UserVerificationRequirement.REQUIRED
    )
    return dict(options), _dated(state, kind="proof")


def proven(
    *, state: State | None, answer: str, origin: str, user: AbstractBaseUser | None = None
) -> User | None:
    """Whose passkey signed what was asked; with a person, only theirs counts."""
    said = _answer(state, answer, "proof")
    if said is None:
        return None
    try:
        response = AuthenticationResponse.from_dict(said)
        told = response.response.user_handle
    except NONSENSE:
        return None
    with transaction.atomic():
        rows = Passkey.objects.select_for_update(of=("self",)).select_related("user")
        row = rows.filter(key_id=response.raw_id, user__is_active=True).first()
        if row is None or (user is not None and row.user_id != user.pk):
            return None
        if told is not None and bytes(told) != bytes(row.handle):
            return None
        key = AttestedCredentialData(bytes(row.public))
        try:
            _server(origin).authenticate_complete(state, [key], response)
        except NONSENSE:
            return None
        count = response.response.authenticator_data.counter
        if (count or row.count) and count <= row.count:
            return None  # a copy of the device: it counts from where it was copied
        row.count, row.last_used = count, timezone.now()
        row.save(update_fields=["count", "last_used"])
        return row.user
