"""The work of a report: snapshot, PDF, annex, print; with steps somebody can watch."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from oia.core.jobs import Progress, job
from oia.core.models import Job
from oia.office.models import Office
from reporting import paper, snapshot
from reporting.actions import next_number, store_build, store_print
from reporting.models import Report


@job("annual_report", gettext_lazy("Annual report"))
def annual_report(progress: Progress, *, job: Job, report: int) -> Any:
    """Build the draft of the report with that key; what it stores replaces the last build."""
    row = Report.objects.get(pk=report)
    office = Office.objects.get(pk=1)
    with override(row.language):
        with snapshot.one_moment():
            texts = dict(row.narratives.values_list("section", "text"))
            built = snapshot.build(office, row.period, row.language, texts, progress.aside)
        progress(60, _("Setting the pages"))
        pdf = paper.pdf(built, draft=True)
        progress(90, _("Writing the annex"))
        annex = paper.annex(built)

    def store() -> dict[str, Any]:
        store_build(Report.objects.select_for_update().get(pk=report), built, pdf, annex)
        return {"url": reverse("report", args=[report]), "report": report}

    return store


@job("print_report", gettext_lazy("Print of an annual report"))
def print_report(progress: Progress, *, job: Job, report: int) -> Any:
    """The paper of the report with that key as it will be published, with the version's number."""
    row = Report.objects.get(pk=report)
    assert row.snapshot is not None
    with override(row.language):
        progress(10, _("Setting the pages"))
        pdf = paper.pdf(
            row.snapshot, draft=False, version=next_number(row), correction=row.correction
        )

    def store() -> dict[str, Any]:
        store_print(Report.objects.select_for_update(of=("self",)).get(pk=report), pdf)
        return {"url": reverse("report", args=[report]), "report": report}

    return store
