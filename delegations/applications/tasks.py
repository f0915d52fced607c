"""Work that follows a decision: its letter, kept with the application and told to the club."""

from typing import Any

from django.urls import reverse
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
    row = Application.objects.select_related("club", "scheme", "version_used", "officer").get(
        pk=application
    )
    office = Office.objects.get(pk=1)
    data = letters.decision_letter(row, office)
    progress(80, _("Keeping the letter"))

    def store() -> dict[str, Any]:
        with override(office.language), deed(by=job.by, why=_("Letter of the decision")):
            document = _filed(row, _("Decision %s.pdf"), _("decision"), data, office, job)
            Application.objects.filter(pk=row.pk).update(letter=document)
        return {"url": reverse("application", args=[row.pk])}

    return store


@job("reclaim_letter", gettext_lazy("Letter of a reclaim"))
def reclaim_letter(progress: Progress, *, job: Job, application: int) -> Any:
    """Write the reclaim as PDF; written again, it is the same letter."""
    row = Application.objects.select_related(
        "club", "scheme", "version_used", "officer", "proof", "reclaim"
    ).get(pk=application)
    office = Office.objects.get(pk=1)
    data = letters.reclaim_letter(row, office)
    progress(80, _("Keeping the letter"))

    def store() -> dict[str, Any]:
        with override(office.language), deed(by=job.by, why=_("Letter of the reclaim")):
            document = _filed(row, _("Reclaim %s.pdf"), _("reclaim"), data, office, job)
            Reclaim.objects.filter(application=row.pk).update(letter=document)
        return {"url": reverse("application", args=[row.pk])}

    return store


@job("revocation_letter", gettext_lazy("Letter of a revocation"))
def revocation_letter(progress: Progress, *, job: Job, application: int) -> Any:
    """Write the revocation as PDF; written again, it is the same letter."""
    row = Application.objects.select_related(
        "club", "scheme", "version_used", "officer", "revocation"
    ).get(pk=application)
    office = Office.objects.get(pk=1)
    data = letters.revocation_letter(row, office)
    progress(80, _("Keeping the letter"))

    def store() -> dict[str, Any]:
        with override(office.language), deed(by=job.by, why=_("Letter of the revocation")):
            document = _filed(row, _("Revocation %s.pdf"), _("revocation"), data, office, job)
            Revocation.objects.filter(application=row.pk).update(letter=document)
        return {"url": reverse("application", args=[row.pk])}

    return store


def _filed(row: Application, name: str, kind: str, data: bytes, office: Office, job: Job) -> Any:
    """The paper as a document of the application, under its file number."""
    return add_document(
        record=row, name=name % row.file_number.replace("/", "-"), data=data, kind=kind,
        language=office.language, by=job.by,
    )  # fmt: skip
