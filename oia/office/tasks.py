"""Long work of the office, and what beat asks of it from time to time."""

from typing import Any

from celery import shared_task
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from oia.core import files
from oia.core.jobs import Progress, job
from oia.core.models import Job
from oia.office import importing, monday, rows, sheets, subjects, words
from oia.office.accounts import requests
from oia.office.actions import retention
from oia.office.models import ImportRun
from oia.office.models.imports import RunState
from oia.office.reading import Unreadable


@shared_task(name="oia.office.tasks.renew_words")
def renew_words() -> None:
    """Every ten minutes: the words the search proposes for typing errors."""
    words.renew()


@job("import_look", gettext_lazy("Look at a file"))
def import_look(progress: Progress, *, job: Job, run: int) -> Any:
    """What the import would do; nothing of it is saved but this answer."""
    row = ImportRun.objects.get(pk=run)
    with override(_language(job)):
        progress(10, _("Comparing the rows with what is stored"))
        found = _result(row, job, save=False)

    def store() -> dict[str, Any]:
        ImportRun.objects.filter(pk=run, state=RunState.PREVIEW).update(result=found)
        return {"url": reverse("import_run", args=[run])}

    return store


@job("import_save", gettext_lazy("Save an import"))
def import_save(progress: Progress, *, job: Job, run: int, as_printed: bool) -> Any:
    """All rows or none, together with the end of this work."""
    with override(_language(job)):
        progress(10, _("Saving the rows"))

    def store() -> dict[str, Any]:
        row = ImportRun.objects.get(pk=run)
        with override(_language(job)):
            found = _result(row, job, save=True, as_printed=as_printed)
        ImportRun.objects.filter(pk=run, state=RunState.PREVIEW).update(result=found)
        return {"url": reverse("import_run", args=[run])}

    return store


def _result(row: ImportRun, job: Job, *, save: bool, as_printed: bool = False) -> dict[str, Any]:
    sheet = sheets.sheet(row.kind)
    if sheet is None or row.file is None:
        return {"unreadable": _("The file is no longer there. Choose it again.")}
    try:
        data = files.read(row.file)
        outcome = importing.run(
            sheet, data, row.name, by=job.by, save=save, as_printed=as_printed, keep=row
        )
    except Unreadable as error:
        return {"unreadable": str(error), "likely": rows.likely_kind(data, row.name)}
    except importing.AlreadySaved:
        return {}
    return outcome.in_short()


def _language(job: Job) -> str:
    return job.by.language if job.by else settings.LANGUAGE_CODE


@shared_task(name="oia.office.tasks.monday_mail")
def monday_mail() -> None:
    """On Monday at six, in the office's time: to each what waits for them."""
    monday.send_all()


@shared_task(name="oia.office.tasks.propose_deletion")
def propose_deletion() -> None:
    """On the first of the month: what is past its time, for a second person to release."""
    retention.propose(day=timezone.localdate())


@shared_task(name="oia.office.tasks.delete_released")
def delete_released() -> None:
    """Every hour: what was released. Needs the owner of the database, as backups do."""
    retention.delete_released()
    subjects.erase_released()


@shared_task(name="oia.office.tasks.expire_requests")
def expire_requests() -> None:
    """Every hour: what nobody confirmed within its week."""
    requests.expire()
