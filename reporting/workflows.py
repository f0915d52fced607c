"""From draft to published: a second person publishes, and publishing freezes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from oia.core import jobs
from oia.core.workflow import Transition, Workflow
from oia.office.models import Office
from reporting import pictures, snapshot
from reporting.choices import ReportStatus


def is_built(report: Any, by: Any) -> Any:
    """What goes out is exactly what was built and read."""
    if report.job and report.job.open:
        return _("The report is being built. Wait until it is done.")
    if report.snapshot is None or report.pdf is None:
        return _("Build the report first.")
    # The texts themselves are compared: one saved while the worker was counting has no later time.
    texts = dict(report.narratives.exclude(text="").values_list("section", "text"))
    if texts != snapshot.texts_of(report.snapshot):
        return _("A text was changed after the last build. Build the report again.")
    if ended := pictures.no_longer_cleared(report.snapshot):
        text = _("A picture may no longer be used: %(pictures)s. Build the report again.")
        return text % {"pictures": "; ".join(ended)}
    return None


def is_printed(report: Any, by: Any) -> Any:
    """What is published is the paper that the second person could read."""
    if report.job and report.job.open:
        return _("The paper is being printed. Wait until it is done.")
    if report.printed is None:
        return _("The print did not succeed. Put the report back to draft and up for review anew.")
    return is_built(report, by)


def second_person(report: Any, by: Any) -> Any:
    office = Office.current()
    if office and office.second_pair_of_eyes and report.submitted_by_id == by.pk:
        return _("You have put the report up for review; another person publishes it.")
    return is_printed(report, by)


def _submitted(report: Any, *, by: Any, reason: str) -> None:
    from reporting.actions import print_report

    report.submitted_by = by
    report.save(update_fields=["submitted_by"])
    print_report(report, by=by)


def _returned(report: Any, *, by: Any, reason: str) -> None:
    if report.job and report.job.open:
        jobs.cancel(report.job)


def _published(report: Any, *, by: Any, reason: str) -> None:
    from reporting.actions import freeze

    freeze(report, by=by)


def _corrected(report: Any, *, by: Any, reason: str) -> None:
    report.correction = reason
    report.save(update_fields=["correction"])


REPORT = Workflow(
    "report",
    (
        Transition(
            "submit",
            _("Put up for review"),
            (ReportStatus.DRAFT,),
            ReportStatus.REVIEW,
            "drafts.write",
            guard=is_built,
            explanation=_(
                "The texts are closed and the paper is printed; another person reads and publishes."
            ),
            effect=_submitted,
        ),
        Transition(
            "return",
            _("Back to draft"),
            (ReportStatus.REVIEW,),
            ReportStatus.DRAFT,
            "drafts.write",
            needs_reason=True,
            explanation=_("The texts are open again."),
            effect=_returned,
        ),
        Transition(
            "publish",
            _("Publish"),
            (ReportStatus.REVIEW,),
            ReportStatus.PUBLISHED,
            "publish.write",
            guard=second_person,
            explanation=_("Text, figures, rows and PDF are frozen; council members see them."),
            effect=_published,
        ),
        Transition(
            "correct",
            _("Start a correction"),
            (ReportStatus.PUBLISHED,),
            ReportStatus.DRAFT,
            "publish.write",
            needs_reason=True,
            explanation=_("The published version stays; the correction becomes a new one."),
            effect=_corrected,
        ),
    ),
)
