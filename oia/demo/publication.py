"""The report of a year that is over: written, read by a second person and published."""

from django.utils import translation

from oia.core import jobs
from oia.core.models import Job
from oia.core.workflow import perform
from oia.demo.logins import make_users
from oia.demo.plan import Plan
from reporting.actions import begin_report, build_report, write_narrative
from reporting.models import Report
from reporting.workflows import REPORT

LANGUAGE = "de"
# What the office wrote to a chapter.
TEXTS = {
    "summary": (
        "Schwerpunkt unserer Arbeit war die Jugend: Wir haben Schulen und Vereine beraten, die "
        "eine Begegnung planten, und ihnen Ansprechpartner in den Partnerstädten vermittelt.\n\n"
        "Wir danken den Partnerschaftsvereinen. Ohne Gastfamilien und ehrenamtliche Begleitung "
        "wären diese Begegnungen nicht zustande gekommen."
    ),
    "travel": (
        "Dienstreisen wurden vor der Anmeldung mit den anderen Ämtern abgeglichen. Wo zwei Ämter "
        "dasselbe Ziel hatten, steht es unten; künftig soll daraus öfter eine gemeinsame Reise "
        "werden."
    ),
}


def publish_report(plan: Plan) -> Report | None:
    """Of the year before last, so that the council has something to read while the office still
    writes on last year's; None where the story is too short for that."""
    year = plan.until - 2
    if year not in plan.all_years:
        return None
    users = make_users()
    officer, head = users["officer"], users["head"]
    report = begin_report(year=year, language=LANGUAGE, by=officer)
    for section, text in TEXTS.items():
        write_narrative(report=report, section=section, text=text, version=0, by=officer)
    _do(build_report(report=report, by=officer))
    report = perform(REPORT, Report.objects.get(pk=report.pk), "submit", by=officer)
    assert report.job is not None
    _do(report.job)
    with translation.override(LANGUAGE):
        return perform(REPORT, Report.objects.get(pk=report.pk), "publish", by=head)


def _do(job: Job) -> None:
    """Here and now: no worker may be running yet."""
    jobs.run(job.pk)
