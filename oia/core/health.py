"""How the program is: one light per thing it stands on, measured, without any text of an error."""

import datetime as dt
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Min
from django.utils import timezone

from oia.core import marks, migrated
from oia.core.choices import JobState, MailState
from oia.core.models import Job, OutboxMail

GREEN, AMBER, RED = "green", "amber", "red"
WORKER_AWAY = dt.timedelta(seconds=90)
BEAT_AWAY = dt.timedelta(seconds=120)
WAITED_LONG = dt.timedelta(minutes=10)
MAIL_LONG = dt.timedelta(hours=1)
MAILBOX_AWAY = dt.timedelta(minutes=30)
BACKUP_OLD = dt.timedelta(days=8)
DISK_LOW, DISK_FULL = 5 * 1024**3, 1024**3
BROKER_PATIENCE = 0.5  # seconds a page may wait for the broker
BROKER_TRUST = 10.0  # seconds for which the last answer counts


@dataclass(frozen=True)
class Light:
    """`value` is what was measured: seconds for ages, bytes for sizes, a number for counts."""

    name: str
    state: str
    value: int | None = None


# --- What it stands on --------------------------------------------------------------------------


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def files_writable() -> bool:
    """A file can be made in the folder of uploads; a right alone is not enough on a full disk."""
    try:
        os.makedirs(settings.MEDIA_ROOT, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.MEDIA_ROOT) as probe:
            probe.write(b"ok")
            probe.flush()
    except OSError:
        return False
    return True


def ask_broker() -> bool:
    options: dict[str, Any] = {
        "socket_connect_timeout": BROKER_PATIENCE, "socket_timeout": BROKER_PATIENCE,
    }  # fmt: skip
    try:
        with redis.Redis.from_url(settings.CELERY_BROKER_URL, **options) as broker:
            return bool(broker.ping())
    except (redis.RedisError, OSError):
        return False


_broker: tuple[float, bool] = (0.0, True)


def broker_answers() -> bool:
    """Asked at most every few seconds by each process: every page wants to know."""
    global _broker
    asked, answer = _broker
    if not asked or time.monotonic() - asked > BROKER_TRUST:
        answer = ask_broker()
        _broker = (time.monotonic(), answer)
    return answer


def is_ready() -> bool:
    """Pages can be served: database with all its migrations, and files. The broker may be away."""
    try:
        return migrated.pending() == 0 and files_writable()
    except DatabaseError:
        return False


# --- Lights -------------------------------------------------------------------------------------


def _seconds(passed: dt.timedelta | None) -> int | None:
    return None if passed is None else max(0, int(passed.total_seconds()))


def _aged(name: str, passed: dt.timedelta | None, limit: dt.timedelta, *, never: str) -> Light:
    """Red above the limit; `never` when it has not happened at all."""
    if passed is None:
        return Light(name, never)
    return Light(name, RED if passed > limit else GREEN, _seconds(passed))


def _since(found: dt.datetime | None) -> dt.timedelta | None:
    return None if found is None else timezone.now() - found


def _oldest_job() -> Light:
    waiting = Job.objects.filter(state=JobState.QUEUED).aggregate(at=Min("created"))["at"]
    return _aged("oldest_job", _since(waiting), WAITED_LONG, never=GREEN)


def _oldest_lease() -> Light:
    """A lease long past means that nobody took the job of a dead worker back."""
    ends = Job.objects.filter(state=JobState.RUNNING).aggregate(at=Min("lease"))["at"]
    return _aged("oldest_lease", _since(ends), BEAT_AWAY, never=GREEN)


def _oldest_mail() -> Light:
    states = (MailState.WAITING, MailState.SENDING)
    oldest = OutboxMail.objects.filter(state__in=states).aggregate(at=Min("created"))["at"]
    return _aged("oldest_mail", _since(oldest), MAIL_LONG, never=GREEN)


def _mail_paused() -> Light:
    return Light("mail_paused", AMBER if marks.is_set(marks.MAIL_PAUSED) else GREEN)


def _undecided_mail() -> Light:
    states = (MailState.UNKNOWN, MailState.FAILED, MailState.PAUSED)
    number = OutboxMail.objects.filter(state__in=states).count()
    return Light("undecided_mail", AMBER if number else GREEN, number)


def _failed_jobs() -> Light:
    number = Job.objects.filter(state=JobState.FAILED).count()
    return Light("failed_jobs", AMBER if number else GREEN, number)


def _mailbox() -> Light:
    return _aged("mailbox", marks.age(marks.MAILBOX), MAILBOX_AWAY, never=RED)


def _disk() -> Light:
    folder = Path(settings.MEDIA_ROOT)
    try:
        free = shutil.disk_usage(folder if folder.exists() else folder.parent).free
    except OSError:
        return Light("disk_free", RED)
    return Light(
        "disk_free", RED if free < DISK_FULL else AMBER if free < DISK_LOW else GREEN, free
    )


def _good(name: str, holds: bool) -> Light:
    return Light(name, GREEN if holds else RED)


def _migrations() -> Light:
    number = migrated.pending()
    return Light("migrations", RED if number else GREEN, number)


WITHOUT_DATABASE: tuple[Callable[[], Light], ...] = (
    lambda: _good("database", database_answers()),
    lambda: _good("storage", files_writable()),
    lambda: _good("broker", ask_broker()),
    _disk,
)
WITH_DATABASE: tuple[Callable[[], Light], ...] = (
    _migrations,
    lambda: _aged("worker", marks.age(marks.WORKER), WORKER_AWAY, never=RED),
    lambda: _aged("beat", marks.age(marks.BEAT), BEAT_AWAY, never=RED),
    _oldest_job,
    _oldest_lease,
    _oldest_mail,
    _mail_paused,
    _undecided_mail,
    _failed_jobs,
    lambda: _aged("verified_backup", marks.age(marks.VERIFIED), BACKUP_OLD, never=RED),
)


def lights() -> list[Light]:
    """All of them; without a database only those that need none."""
    found = [check() for check in WITHOUT_DATABASE]
    if found[0].state == GREEN:
        try:
            found += [check() for check in WITH_DATABASE]
            # An office without a mailbox misses none.
            found += [_mailbox()] if settings.MAILBOX_URL else []
        except DatabaseError:
            found.append(Light("migrations", RED))
    return found


def worst(found: list[Light]) -> str:
    states = {light.state for light in found}
    return next(state for state in (RED, AMBER, GREEN) if state in states or state == GREEN)
