"""What the tests of the doors share: people with passwords, apps, and a passkey in software."""

import base64
import hashlib
import json
import os
import struct
from typing import Any

import pyotp
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.utils import timezone
from fido2 import cbor
from fido2.cose import ES256

from oia.core import factors
from oia.core.models import Authenticator, User

RIGHT = "bridges over quiet rivers"
ORIGIN = "http://testserver"


def sign_in(user: User, *, password: str = RIGHT, client: Client | None = None) -> Client:
    client = client or Client(headers={"Accept-Language": "en"})
    client.post("/sign-in/", {"username": user.email, "password": password})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def give_app(user: User) -> pyotp.TOTP:
    """The person has set up an app; this is it."""
    row = factors.begin_app(by=user)
    app = pyotp.TOTP(row.secret.reveal())
    assert factors.confirm_app(by=user, code=code_of(app))
    # As if it had been set up long ago: the code of this half minute was not used for it.
    Authenticator.objects.filter(user=user).update(last_step=0)
    return app


def code_of(app: pyotp.TOTP, *, later: int = 0) -> str:
    return app.generate_otp(int(timezone.now().timestamp()) // factors.PERIOD + later)


def wrong_for(app: pyotp.TOTP) -> str:
    """A code that is none of those that count now."""
    right = {code_of(app, later=drift) for drift in (-1, 0, 1)}
    return next(code for code in map(str, range(100_000, 999_999)) if code not in right)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class SoftKey:
    """A passkey as a device would keep it: makes and signs what WebAuthn says (ES256)."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.key_id = os.urandom(32)
        self.handle = b""
        self.count = 0
        self.verified = True

    def _told(self, kind: str, options: dict[str, Any], origin: str) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": options["challenge"], "origin": origin}
        ).encode()

    def _state(self, party: str, *, new: bool) -> bytes:
        flags = 0x01 | (0x04 if self.verified else 0) | (0x40 if new else 0)
        head = hashlib.sha256(party.encode()).digest() + bytes([flags])
        return head + struct.pack(">I", self.count)

    def make(self, options: dict[str, Any], *, origin: str = ORIGIN) -> str:
        asked = options["publicKey"]
        self.handle = _bytes(asked["user"]["id"])
        public = cbor.encode(ES256.from_cryptography_key(self.private.public_key()))
        data = self._state(asked["rp"]["id"], new=True) + bytes(16)
        data += struct.pack(">H", len(self.key_id)) + self.key_id + public
        made = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        told = self._told("webauthn.create", asked, origin)
        return self._answer({"attestationObject": _text(made), "clientDataJSON": _text(told)})

    def sign(self, options: dict[str, Any], *, origin: str = ORIGIN, party: str = "") -> str:
        asked = options["publicKey"]
        data = self._state(party or asked["rpId"], new=False)
        told = self._told("webauthn.get", asked, origin)
        signature = self.private.sign(
            data + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256())
        )
        parts = {"authenticatorData": data, "clientDataJSON": told, "signature": signature,
                 "userHandle": self.handle}  # fmt: skip
        return self._answer({name: _text(part) for name, part in parts.items()})

    def _answer(self, response: dict[str, str]) -> str:
        key = _text(self.key_id)
        return json.dumps(
            {"id": key, "rawId": key, "type": "public-key", "response": response,
             "clientExtensionResults": {}}
        )  # fmt: skip


def options_of(answer: Any) -> dict[str, Any]:
    """What the page asks of the browser."""
    found: dict[str, Any] = json.loads(answer.context["options"])
    return found


def add_passkey(client: Client, *, name: str = "Laptop") -> tuple[SoftKey, Any]:
    key = SoftKey()
    asked = client.post("/account/security/passkey/", {"name": name})
    sent = {"verb": "signed", "name": name, "credential": key.make(options_of(asked))}
    return key, client.post("/account/security/passkey/", sent)
