"""What Celery runs: one job by its id, the sweep that rings again, the backup and its drill."""

import logging
import uuid
from pathlib import Path

from celery import shared_task
from django.conf import settings

from oia.core import backup as backups
from oia.core import jobs, leftovers, marks, outbox, places, restore, signin, throttle
from oia.core import pulse as pulse  # the worker, which loads this module, signs

log = logging.getLogger(__name__)


@shared_task(name="oia.core.tasks.run_job")
def run_job(job_id: str) -> None:
    jobs.run(uuid.UUID(job_id))


@shared_task(name="oia.core.tasks.sweep")
def sweep() -> None:
    """Every half minute by beat: unheard jobs, dead workers' jobs, mail that is due, leftovers."""
    doors = (throttle.sweep, signin.sweep, places.sweep)
    for step in (_beat, jobs.sweep, outbox.sweep, leftovers.sweep, *doors):
        try:
            step()
        except Exception:  # what fails in one does not keep the others waiting
            log.exception("sweep: %s.%s failed", step.__module__, step.__name__)


def _beat() -> None:
    marks.set_mark(marks.BEAT)


@shared_task(name="oia.core.tasks.backup")
def backup() -> None:
    """Every day by beat, where BACKUP_DIR is set; needs the owner of the database."""
    backups.backup(Path(settings.BACKUP_DIR))


@shared_task(name="oia.core.tasks.verify_backup")
def verify_backup() -> None:
    """Every week: the newest backup is restored into a scratch database and checked."""
    _archive, checked = restore.verify(Path(settings.BACKUP_DIR))
    log.info("backup verified: %s", "; ".join(checked))
