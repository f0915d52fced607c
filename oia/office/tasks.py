"""What beat asks of the office from time to time."""

from celery import shared_task

from oia.office import monday, words


@shared_task(name="oia.office.tasks.renew_words")
def renew_words() -> None:
    """Every ten minutes: the words the search proposes for typing errors."""
    words.renew()


@shared_task(name="oia.office.tasks.monday_mail")
def monday_mail() -> None:
    """On Monday at six, in the office's time: to each what waits for them."""
    monday.send_all()
