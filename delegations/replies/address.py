"""Where answers go: an address for each case and person, which only whoever got our mail knows."""

import hmac
import re
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "delegations.replies"
# Letters of the signature in an address: 80 bits, and mail programs change no small letters.
SIGNED = 20
TAGGED = re.compile(rf"\+(\d{{1,18}})-(\d{{1,18}})-([0-9a-f]{{{SIGNED}}})@", re.IGNORECASE)


def of(application: Any, person: Any) -> str:
    """Where this person answers about the application; empty where no mailbox is read."""
    base = settings.MAILBOX_ADDRESS if settings.MAILBOX_URL else ""
    local, at, domain = base.partition("@")
    if not at:
        return ""
    signature = _signature(application.pk, person.pk)
    return f"{local}+{application.pk}-{person.pk}-{signature}@{domain}"


def named(addresses: str) -> tuple[int, int] | None:
    """Numbers of the application and the person that one of the addresses is signed for."""
    for application, person, signature in TAGGED.findall(addresses):
        found = int(application), int(person)
        if hmac.compare_digest(signature.lower(), _signature(*found)):
            return found
    return None


def _signature(application: int, person: int) -> str:
    said = f"{application}-{person}"
    return salted_hmac(SALT, said, algorithm="sha256").hexdigest()[:SIGNED]
