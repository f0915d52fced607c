"""What beat asks of the office from time to time."""

from celery import shared_task

from oia.office import words


@shared_task(name="oia.office.tasks.renew_words")
def renew_words() -> None:
    """Every ten minutes: the words the search proposes for typing errors."""
    words.renew()
