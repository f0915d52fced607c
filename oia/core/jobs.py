"""Long work: rows with lease, attempt, progress and result; the broker is only rung.

`enqueue()` writes the row in the caller's transaction. A worker `claim()`s it, keeps the lease by a
heartbeat, and stores its result and the end of the job in one transaction under its own token, so
that nobody writes twice.
"""

import datetime as dt
import logging
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from oia.core.choices import JobState
from oia.core.models import Job

LEASE = dt.timedelta(seconds=45)
HEARTBEAT = 15.0
ATTEMPTS = 3
RING_AGAIN = dt.timedelta(seconds=25)

log = logging.getLogger(__name__)
Store = Callable[[], Any]
Work = Callable[..., Store]
_registry: dict[str, Work] = {}
_labels: dict[str, Any] = {}


class Cancelled(Exception):
    """The person asked to stop; raised at the next report of progress."""


class LeaseLost(Exception):
    """Another worker owns the job by now; this one must not write any more."""


def job(name: str, label: Any = "") -> Callable[[Work], Work]:
    """Register `work(progress, *, job, **arguments)` under a name; `label` is for people.

    The work reads and computes outside a transaction, so that its progress is seen; it returns a
    function that writes what was computed and answers the JSON result. That function runs in one
    transaction with the end of the job.
    """

    def register(work: Work) -> Work:
        _registry[name] = work
        _labels[name] = label
        return work

    return register


def label_of(task: str) -> str:
    return str(_labels.get(task) or task)


class Progress:
    """Handed to the work: reports a step and extends the lease."""

    def __init__(self, job_id: uuid.UUID, token: uuid.UUID) -> None:
        self.job_id = job_id
        self.token = token

    def __call__(self, percent: int, step: str = "") -> None:
        row = Job.objects.filter(pk=self.job_id, token=self.token, state=JobState.RUNNING)
        if not row.update(percent=percent, step=step[:200], lease=timezone.now() + LEASE):
            raise LeaseLost
        if row.filter(cancel_asked=True).exists():
            raise Cancelled

    def aside(self, percent: int, step: str = "") -> None:
        """The same from within a transaction, which would keep it from being seen: over a
        connection of its own."""
        with ThreadPoolExecutor(1) as pool:
            pool.submit(self._and_close, percent, step).result()

    def _and_close(self, percent: int, step: str) -> None:
        try:
            self(percent, step)
        finally:
            connection.close()


def enqueue(task: str, *, by: Any = None, **arguments: Any) -> Job:
    """A new job; runs once the caller's transaction is committed."""
    row = Job.objects.create(task=task, by=by, arguments=arguments)
    transaction.on_commit(lambda: ring(row.pk))
    return row


def ring(job_id: uuid.UUID) -> bool:
    """Tell a worker that there is something to do. False when the broker is away: no harm done."""
    from oia.core.tasks import run_job

    Job.objects.filter(pk=job_id).update(rung=timezone.now())
    try:
        run_job.apply_async(args=[str(job_id)], retry=False)
    except Exception as error:  # whatever the broker's client raises, the sweeper rings again
        log.warning("broker not reached: %s", type(error).__name__)
        return False
    return True


def claim(job_id: uuid.UUID) -> Job | None:
    """Take the job if nobody holds it; a lease that ran out counts as nobody."""
    now = timezone.now()
    with transaction.atomic():
        row = Job.objects.select_for_update(skip_locked=True).filter(pk=job_id).first()
        if row is None or not row.open or (row.lease and row.lease > now):
            return None
        if row.cancel_asked:
            _close(row, JobState.CANCELLED)
            return None
        if row.attempt >= ATTEMPTS:
            _close(row, JobState.FAILED, exhausted(row))
            return None
        row.state, row.attempt = JobState.RUNNING, row.attempt + 1
        row.token, row.lease = uuid.uuid4(), now + LEASE
        row.started = row.started or now
        row.save()
        return row


def _close(row: Job, state: str, error: str = "") -> None:
    row.state, row.error, row.finished = state, error, timezone.now()
    row.lease = row.token = None
    row.save()


def finish(row: Job, state: str, **values: Any) -> bool:
    """Write the end under the worker's token; False when the lease was lost."""
    mine = Job.objects.filter(pk=row.pk, token=row.token, state=JobState.RUNNING)
    done = mine.update(state=state, finished=timezone.now(), lease=None, **values)
    return bool(done)


def run(job_id: uuid.UUID) -> None:
    """Claim and do the job; every outcome ends in the row."""
    row = claim(job_id)
    if row is None or row.token is None:
        return
    progress = Progress(row.pk, row.token)
    try:
        with heartbeat(row):
            store = _registry[row.task](progress, job=row, **row.arguments)
            # What the work writes and the end of the job stand or fall together.
            with transaction.atomic():
                if not finish(row, JobState.DONE, percent=100, step="", result=store()):
                    raise LeaseLost
    except Cancelled:
        finish(row, JobState.CANCELLED)
    except LeaseLost:
        log.warning("lease of %s lost", row.pk)
    except Exception as error:
        log.exception("job %s failed", row.pk)
        finish(row, JobState.FAILED, error=_reason(row, error))


@contextmanager
def heartbeat(row: Job) -> Iterator[None]:
    """Extend the lease while the work computes and writes, however long one step takes."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(HEARTBEAT):
            try:
                Job.objects.filter(pk=row.pk, token=row.token).update(lease=timezone.now() + LEASE)
            except DatabaseError as error:
                # One beat is lost, the next one comes on a new connection.
                log.warning("no heartbeat for %s: %s", row.pk, type(error).__name__)
                connection.close()
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _language_of(row: Job) -> str:
    """Whoever asked for the work reads why it failed."""
    return row.by.language if row.by else settings.LANGUAGE_CODE


def _reason(row: Job, error: Exception) -> str:
    """A sentence for people; the trace goes to the log."""
    with override(_language_of(row)):
        text = _("It stopped with an error (%(kind)s). The administrator finds more in the log.")
        return text % {"kind": type(error).__name__}


def exhausted(row: Job) -> str:
    with override(_language_of(row)):
        return _(
            "Given up: three times the worker stopped in the middle, perhaps for want of memory. "
            "Try again later, with less at once; the administrator finds more in the log."
        )


def cancel(row: Job) -> None:
    """Ask to stop: at once when it waits, at the next step when it runs."""
    waiting = Job.objects.filter(pk=row.pk, state=JobState.QUEUED)
    if not waiting.update(state=JobState.CANCELLED, finished=timezone.now()):
        Job.objects.filter(pk=row.pk, state=JobState.RUNNING).update(cancel_asked=True)


def retry(row: Job) -> None:
    """A person tries a failed job again."""
    Job.objects.filter(pk=row.pk, state=JobState.FAILED).update(
        state=JobState.QUEUED,
        attempt=0,
        error="",
        percent=0,
        step="",
        rung=None,
        finished=None,
        cancel_asked=False,
        token=None,
        result=None,
    )
    transaction.on_commit(lambda: ring(row.pk))


def sweep() -> int:
    """Ring again for jobs that nobody heard or whose worker died. Returns how many."""
    now = timezone.now()
    unheard = Job.objects.filter(state=JobState.QUEUED).exclude(rung__gt=now - RING_AGAIN)
    orphaned = Job.objects.filter(state=JobState.RUNNING, lease__lt=now)
    ids = [*unheard.values_list("pk", flat=True), *orphaned.values_list("pk", flat=True)]
    for job_id in ids:
        ring(job_id)
    return len(ids)
