"""The address of a case: whoever answers our mail answers there, and only whoever got it knows."""

import hmac
import re
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "delegations.replies"
# Letters of the signature in an address: 80 bits, and mail programs change no small letters.
SIGNED = 20
TAGGED = re.compile(rf"\+(\d{{1,18}})-([0-9a-f]{{{SIGNED}}})@", re.IGNORECASE)


def of(application: Any) -> str:
    """Where an answer about the application goes; empty where no mailbox is read."""
    base = settings.MAILBOX_ADDRESS if settings.MAILBOX_URL else ""
    local, at, domain = base.partition("@")
    if not at:
        return ""
    return f"{local}+{application.pk}-{_signature(application.pk)}@{domain}"


def application_of(addresses: str) -> int | None:
    """The number of the application that one of the addresses is signed for."""
    for number, signature in TAGGED.findall(addresses):
        if hmac.compare_digest(signature.lower(), _signature(int(number))):
            return int(number)
    return None


def _signature(number: int) -> str:
    return salted_hmac(SALT, str(number), algorithm="sha256").hexdigest()[:SIGNED]
