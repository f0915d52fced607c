"""Dated facts about the running of the program, kept in the database for every process to see."""

import datetime as dt
from typing import Any

from django.utils import timezone

from oia.core.models import Mark

WORKER = "worker"
BEAT = "beat"
BACKUP = "backup"
VERIFIED = "verified_backup"
MAIL_PAUSED = "mail_paused"
MAILBOX = "mailbox"
# Files of the last folder whose names are no kind of data.
STRANGERS = "strangers"


def set_mark(mark: str, /, *, using: str = "default", **detail: Any) -> None:
    values = {"at": timezone.now(), "detail": detail}
    Mark.objects.using(using).update_or_create(name=mark, defaults=values)


def age(name: str) -> dt.timedelta | None:
    """How long ago it happened; None when it never did."""
    at = Mark.objects.filter(name=name).values_list("at", flat=True).first()
    return None if at is None else timezone.now() - at


def is_set(name: str) -> bool:
    return Mark.objects.filter(name=name).exists()


def clear(name: str) -> None:
    Mark.objects.filter(name=name).delete()


def detail(name: str) -> dict[str, Any]:
    """What was noted with it; empty when it never happened."""
    found = Mark.objects.filter(name=name).values_list("detail", flat=True).first()
    return found or {}
