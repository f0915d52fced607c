"""Verbs of reporting: begin, build, write, print, freeze."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from oia.core import files
from oia.core.audit import deed
from oia.core.jobs import enqueue
from oia.core.models import Job
from oia.core.workflow import Refused
from oia.office.models import Office
from reporting import snapshot
from reporting.choices import ReportStatus
from reporting.models import Narrative, Report, ReportVersion

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def begin_report(*, year: int, language: str, by: Any) -> Report:
    """The report of a year in a language; the one that is there already, if any."""
    office = Office.objects.get(pk=1)
    period = office.period(year)
    with transaction.atomic(), deed(by=by):
        report, _created = Report.objects.get_or_create(
            year=year,
            language=language,
            defaults={"first_day": period.first, "last_day": period.last},
        )
    return report


def build_report(*, report: Report, by: Any) -> Job:
    """Ask a worker to build the draft; one build at a time."""
    with transaction.atomic(), deed(by=by):
        row = Report.objects.select_for_update(of=("self",)).select_related("job").get(pk=report.pk)
        if row.status != ReportStatus.DRAFT:
            raise Refused(_("Only a draft can be built. Put the report back to draft first."))
        # A print that was on its way when the report came back to draft stores nothing any more.
        if row.job and row.job.open and row.job.task == "annual_report":
            return row.job
        row.job = enqueue("annual_report", by=by, report=row.pk)
        row.save(update_fields=["job"])
        return row.job


def write_narrative(*, report: Report, section: str, text: str, version: int, by: Any) -> Narrative:
    """Keep what the office writes to a chapter; Refused when somebody else wrote meanwhile."""
    with transaction.atomic(), deed(by=by):
        Report.objects.select_for_update().get(pk=report.pk, status=ReportStatus.DRAFT)
        row, _created = Narrative.objects.get_or_create(report=report, section=section)
        if row.version != version:
            raise Refused(_("Somebody else has changed this text meanwhile."))
        row.text, row.version = text, version + 1
        row.save()
    return row


def store_build(report: Report, built: dict[str, Any], pdf: bytes, annex: bytes) -> None:
    """Keep what the worker built as the report's draft."""
    report.snapshot = built
    report.pdf = files.store(pdf, media_type=PDF)
    report.annex = files.store(annex, media_type=XLSX)
    report.built = parse_datetime(built["as_of"])
    report.save(update_fields=["snapshot", "pdf", "annex", "built"])


def print_report(report: Report, *, by: Any) -> Job:
    """Ask a worker for the paper as it will be published: setting its pages takes too long for
    whoever waits for an answer, and the second person shall read what goes out."""
    report.printed = None
    report.job = enqueue("print_report", by=by, report=report.pk)
    report.save(update_fields=["printed", "job"])
    return report.job


def next_number(report: Report) -> int:
    """The number of the version that would be published now."""
    return int(report.versions.aggregate(number=Max("number"))["number"] or 0) + 1


def store_print(report: Report, pdf: bytes) -> None:
    """Keep what the worker printed, unless the report went back to draft meanwhile."""
    if report.status == ReportStatus.REVIEW:
        report.printed = files.store(pdf, media_type=PDF)
        report.save(update_fields=["printed"])


def freeze(report: Report, *, by: Any) -> ReportVersion:
    """The build and its print as a version that nobody changes any more."""
    assert report.printed is not None
    assert report.snapshot is not None
    return ReportVersion.objects.create(
        report=report,
        number=next_number(report),
        snapshot=report.snapshot,
        snapshot_digest=snapshot.digest(report.snapshot),
        pdf=report.printed,
        annex=report.annex,
        reason=report.correction,
        published_by=by,
    )
