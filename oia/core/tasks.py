"""What Celery runs: one job by its id, and the sweep that rings again."""

import uuid

from celery import shared_task

from oia.core import jobs, leftovers, outbox


@shared_task(name="oia.core.tasks.run_job")
def run_job(job_id: str) -> None:
    jobs.run(uuid.UUID(job_id))


@shared_task(name="oia.core.tasks.sweep")
def sweep() -> None:
    """Every half minute by beat: unheard jobs, dead workers' jobs, mail that is due, leftovers."""
    jobs.sweep()
    outbox.sweep()
    leftovers.sweep()
