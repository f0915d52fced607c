"""The programme as a PDF, kept among the documents of its record."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from oia.core.audit import deed
from oia.core.jobs import Progress, job
from oia.core.models import Job
from oia.office.actions.documents import add_document
from oia.office.choices import Audience
from oia.office.models import Record
from oia.office.programme import paper


@job("programme_paper", gettext_lazy("Programme on paper"))
def programme_paper(
    progress: Progress, *, job: Job, record: int, audience: str, language: str
) -> Any:
    """Printed again, it is the next version of the same document."""
    row = Record.objects.get(pk=record)
    data = paper.pdf(row, audience, language)
    progress(80, _("Keeping the paper"))

    def store() -> dict[str, Any]:
        with override(language), deed(by=job.by, why=_("Programme printed")):
            name = _("Programme for staff.pdf")
            if audience == Audience.GUESTS:
                name = _("Programme for guests (%s).pdf") % language
            document = add_document(
                record=row, name=name, data=data, kind=_("programme"), language=language, by=job.by
            )
        return {"url": reverse("document", args=[document.pk])}

    return store
