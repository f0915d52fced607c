"""Columns that hold what only few may read: encrypted in the database, masked where they appear.

A column is AES-256-GCM under the first key of `FIELD_KEYS`, a setting that comes from the
environment and is never stored beside the data. Each value says by which key it was written, so
keys can be changed: put a new one in front, run `manage.py reencrypt`, then drop the old one. Each
column has a purpose of its own that is bound to its values: in another column they do not open.

What stands on a row is a `Sealed`, not a text. Printed, logged, joined into search words or
exported it shows dots; only `reveal()` gives the text, and whoever calls it asks for the right and
writes the look down first.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Iterable
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.conf import settings
from django.core import checks, exceptions
from django.db import models
from django.db.models.query_utils import DeferredAttribute

NONCE = 12  # bytes, as NIST SP 800-38D recommends
DOTS = "••••"


class CannotOpen(Exception):
    """Written by a key that is not there, for another column, or tampered with."""


def key_name(key: bytes) -> str:
    """What a value says of its key: enough to find it, nothing of it."""
    return hashlib.sha256(b"oia.core.sealed" + key).hexdigest()[:8]


def current_key_name() -> str:
    return key_name(settings.FIELD_KEYS[0])


def _key(name: str) -> bytes:
    for key in settings.FIELD_KEYS:
        if key_name(key) == name:
            return bytes(key)
    raise CannotOpen(f"No key {name} among FIELD_KEYS.")


class Sealed:
    """An encrypted text; `shown` of its last signs may be seen by everybody who sees the row."""

    __slots__ = ("purpose", "shown", "token")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, token: str, *, purpose: str, shown: int = 0) -> None:
        self.token, self.purpose, self.shown = token, purpose, shown

    @classmethod
    def of(cls, text: str, *, purpose: str, shown: int = 0) -> Sealed:
        nonce = os.urandom(NONCE)
        locked = AESGCM(settings.FIELD_KEYS[0]).encrypt(nonce, text.encode(), purpose.encode())
        body = base64.urlsafe_b64encode(nonce + locked).decode()
        return cls(f"{current_key_name()}.{body}", purpose=purpose, shown=shown)

    def reveal(self) -> str:
        """The text itself. Raises CannotOpen."""
        name, _dot, body = self.token.partition(".")
        key = _key(name)
        try:
            raw = base64.urlsafe_b64decode(body)
            text = AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], self.purpose.encode())
        except (InvalidTag, ValueError):
            raise CannotOpen(f"A value of {self.purpose} does not open with its key.") from None
        return text.decode()

    def renewed(self) -> Sealed:
        """The same text under the key of today."""
        return Sealed.of(self.reveal(), purpose=self.purpose, shown=self.shown)

    @property
    def key_name(self) -> str:
        return self.token.partition(".")[0]

    def matches(self, text: str) -> bool:
        return hmac.compare_digest(self.reveal().encode(), text.encode())

    def __str__(self) -> str:
        """Dots and the last signs; a text too short to hide anything shows none."""
        try:
            text = self.reveal() if self.shown else ""
        except CannotOpen:
            text = ""
        return f"{DOTS} {text[-self.shown :]}" if len(text) > 2 * self.shown else DOTS

    def __repr__(self) -> str:
        return f"<Sealed {self.purpose}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sealed):
            return NotImplemented
        return self.purpose == other.purpose and self.matches(other.reveal())


class _Sealing(DeferredAttribute):
    """Seals what is assigned at once, so that a row never carries the bare text."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.field.seal(value)  # type: ignore[attr-defined]


class EncryptedField(models.Field):
    """A text column kept encrypted. No form, API or filter has it: writing and reading are verbs.

    `purpose` names the column for ever, `shown` is how many last signs the masked form shows.
    """

    description = "encrypted text"
    descriptor_class = _Sealing

    def __init__(self, *args: Any, purpose: str = "", shown: int = 0, **kwargs: Any) -> None:
        self.purpose, self.shown = purpose, shown
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"purpose": self.purpose, "shown": self.shown}

    def get_internal_type(self) -> str:
        return "TextField"

    def seal(self, value: Any) -> Sealed | None:
        """A plain text is sealed, nothing stays nothing; a value of another column is refused."""
        if isinstance(value, Sealed):
            if value.purpose != self.purpose:
                raise TypeError(f"A value of {value.purpose} does not belong into {self.purpose}.")
            return value
        if value is None or (value == "" and self.null):
            return None
        if not isinstance(value, str):
            raise TypeError(f"{self.purpose} takes a text.")
        return Sealed.of(value, purpose=self.purpose, shown=self.shown)

    def from_db_value(self, value: str | None, *_: Any) -> Sealed | None:
        return None if value is None else Sealed(value, purpose=self.purpose, shown=self.shown)

    def get_prep_value(self, value: Any) -> str | None:
        sealed = self.seal(value)
        return sealed.token if sealed else None

    def to_python(self, value: Any) -> Sealed | None:
        return self.seal(value)

    def validate(self, value: Any, model_instance: Any) -> None:
        text = value.reveal() if value else ""
        if value is None and not self.null:
            raise exceptions.ValidationError(self.error_messages["null"], code="null")
        if not text and not self.blank:
            raise exceptions.ValidationError(self.error_messages["blank"], code="blank")

    def run_validators(self, value: Any) -> None:
        if value:
            super().run_validators(value.reveal())

    def formfield(self, **kwargs: Any) -> None:
        """None: a form of the model would show dots and write them back."""
        return None

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.purpose} is not written out; a backup keeps it encrypted.")

    def get_lookup(self, lookup_name: str) -> Any:
        """Only whether there is a value can be asked; the rest would compare signs of cipher."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_transform(self, lookup_name: str) -> Any:
        return None

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = list(super().check(**kwargs))
        if not self.purpose:
            found.append(
                checks.Error("An encrypted column needs a purpose.", obj=self, id="core.E001")
            )
        if self.unique or getattr(self, "db_index", False):
            found.append(
                checks.Error("Equal texts differ when encrypted.", obj=self, id="core.E002")
            )
        return found


def sealed_fields(model: type[models.Model]) -> list[EncryptedField]:
    """The encrypted columns of the model's own table."""
    return [field for field in model._meta.local_fields if isinstance(field, EncryptedField)]


def taken_twice(models_: Iterable[type[models.Model]]) -> list[EncryptedField]:
    """Columns whose purpose another one has too: their values could be exchanged unnoticed."""
    seen: set[str] = set()
    twice = []
    for field in (field for model in models_ for field in sealed_fields(model)):
        if field.purpose in seen:
            twice.append(field)
        seen.add(field.purpose)
    return twice


@checks.register
def purposes_are_unique(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    return [
        checks.Error(f"The purpose “{field.purpose}” is taken.", obj=field, id="core.E003")
        for field in taken_twice(apps.get_models())
    ]
