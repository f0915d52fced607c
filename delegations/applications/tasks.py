"""Work that follows a decision: its letter, kept with the application and told to the club."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from delegations.applications import letters
from delegations.applications.models import Application
from delegations.payments.models import Reclaim, Revocation
from oia.core.audit import deed
from oia.core.jobs import Progress, job
from oia.core.models import Job
from oia.office.actions.documents import add_document
from oia.office.models import Office


@job("support_letter", gettext_lazy("Letter of a decision"))
def support_letter(progress: Progress, *, job: Job, application: int) -> Any:
    """Write the decision as PDF; written again, it is the same letter."""
    row, office = _of(application)
    data = letters.decision_letter(row, office)
    names = (
        gettext_lazy("Letter of the decision"),
        gettext_lazy("Decision %s.pdf"),
        gettext_lazy("decision"),
    )
    return _kept(progress, job, row, office, data, names, Application.objects.filter(pk=row.pk))


@job("reclaim_letter", gettext_lazy("Letter of a reclaim"))
def reclaim_letter(progress: Progress, *, job: Job, application: int) -> Any:
    """Write the reclaim as PDF; written again, it is the same letter."""
    row, office = _of(application)
    data = letters.reclaim_letter(row, office)
    names = (
        gettext_lazy("Letter of the reclaim"),
        gettext_lazy("Reclaim %s.pdf"),
        gettext_lazy("reclaim"),
    )
    return _kept(progress, job, row, office, data, names, Reclaim.objects.filter(application=row))


@job("revocation_letter", gettext_lazy("Letter of a revocation"))
def revocation_letter(progress: Progress, *, job: Job, application: int) -> Any:
    """Write the revocation as PDF; written again, it is the same letter."""
    row, office = _of(application)
    data = letters.revocation_letter(row, office)
    names = (
        gettext_lazy("Letter of the revocation"),
        gettext_lazy("Revocation %s.pdf"),
        gettext_lazy("revocation"),
    )
    holders = Revocation.objects.filter(application=row)
    return _kept(progress, job, row, office, data, names, holders)


@job("receipt", gettext_lazy("Receipt of an application"))
def receipt(progress: Progress, *, job: Job, application: int) -> Any:
    """What came in, and when, as PDF; after a change its next version."""
    row, office = _of(application)
    data = letters.receipt(row, office, timezone.now())
    names = (gettext_lazy("Receipt"), gettext_lazy("Receipt %s.pdf"), gettext_lazy("receipt"))
    holders = Application.objects.filter(pk=row.pk)
    return _kept(progress, job, row, office, data, names, holders, field="receipt")


@job("papers_letter", gettext_lazy("Request for papers"))
def papers_letter(
    progress: Progress, *, job: Job, application: int, request: int, day: str,
    also: Sequence[int] = (),
) -> Any:  # fmt: skip
    """Write what is asked for as PDF, and the papers `also` that were missing already; written
    again, it is the same letter."""
    row, office = _of(application)
    holders = row.papers.filter(request=request)
    before = list(row.papers.filter(pk__in=also))
    data = letters.papers_letter(row, office, list(holders), before, dt.date.fromisoformat(day))
    names = (
        gettext_lazy("Request for papers"),
        gettext_lazy("Request for papers %s.pdf"),
        gettext_lazy("request"),
    )
    number = f"{row.file_number} ({request})"
    return _kept(progress, job, row, office, data, names, holders, number)


def _of(application: int) -> tuple[Application, Office]:
    rows = Application.objects.select_related("club", "scheme", "version_used", "officer")
    return rows.get(pk=application), Office.objects.get(pk=1)


def _kept(
    progress: Progress, job: Job, row: Application, office: Office, data: bytes, names: Any,
    holders: QuerySet[Any], number: str = "", field: str = "letter",
) -> Any:  # fmt: skip
    """What stores the letter: a document of the application under its file number, or `number`, to
    which the rows of `holders` point. `names` are the words of the history, the file and its kind,
    in the office's language once they are used. `field` is the column that points."""
    progress(80, _("Keeping the letter"))

    def store() -> dict[str, Any]:
        with override(office.language):
            why, name, kind = map(str, names)
            name %= (number or row.file_number).replace("/", "-")
            with deed(by=job.by, why=why):
                document = add_document(
                    record=row, name=name, data=data, kind=kind, language=office.language,
                    letter=True, by=job.by,
                )  # fmt: skip
                holders.update(**{field: document})
        return {"url": reverse("application", args=[row.pk])}

    return store
