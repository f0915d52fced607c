"""What is published is what was read: texts, figures and rows of one moment."""

import datetime as dt
from contextlib import nullcontext
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.utils.translation import override
from pypdf import PdfReader

from oia.core import files, jobs
from oia.core.jobs import Cancelled, Progress, cancel, claim, enqueue
from oia.core.models import Job
from oia.core.workflow import Refused, perform
from oia.office.actions import set_up_office
from reporting import actions, snapshot
from reporting.models import Report
from reporting.workflows import REPORT, is_built
from tests.factories import make_trip, make_user
from tests.races import Rival
from tests.reporting.city import fill
from tests.reporting.city import report as report_of

YEAR = 2025
NOON = dt.datetime(2026, 1, 12, 12, tzinfo=dt.UTC)


def begun(office: Any, user: Any) -> Report:
    return actions.begin_report(year=YEAR, language="en", by=user)


def written(report: Report, text: str, user: Any, *, version: int = 0) -> None:
    actions.write_narrative(report=report, section="travel", text=text, version=version, by=user)


def built(report: Report, office: Any, during: Any = lambda: None) -> Report:
    """The report as the worker would leave it; `during` happens while it counts."""
    texts = dict(report.narratives.values_list("section", "text"))
    steps = iter([during])
    found = snapshot.build(
        office, report.period, "en", texts, lambda *_told: next(steps, lambda: None)()
    )
    actions.store_build(report, found, b"%PDF draft", b"annex")
    return Report.objects.get(pk=report.pk)


def test_a_text_saved_while_the_report_is_built_keeps_it_from_review(office: Any) -> None:
    user = make_user("officer")
    report = begun(office, user)
    with time_machine.travel(NOON, tick=False) as clock:

        def a_minute_before_it_is_done() -> None:
            written(report, "We went to Lyon.", user)
            clock.shift(60)

        row = built(report, office, a_minute_before_it_is_done)
    with override("en"), pytest.raises(Refused, match="A text was changed after"):
        perform(REPORT, row, "submit", by=user)


def test_a_built_report_may_be_submitted_until_a_text_changes(office: Any) -> None:
    user = make_user("officer")
    report = begun(office, user)
    written(report, "We went to Lyon.", user)
    row = built(report, office)
    assert is_built(row, user) is None
    written(report, "We went to Lyon twice.", user, version=1)
    assert is_built(row, user) is not None
    # Taken back word for word, the build is again what stands in the texts.
    written(report, "We went to Lyon.", user, version=2)
    assert is_built(row, user) is None


def test_a_text_that_was_emptied_is_a_change(office: Any) -> None:
    user = make_user("officer")
    report = begun(office, user)
    written(report, "We went to Lyon.", user)
    row = built(report, office)
    written(report, "", user, version=1)
    assert is_built(row, user) is not None


# The print ---------------------------------------------------------------------------------


def in_review(office: Any) -> tuple[Report, Any]:
    """A report put up for review, and the head who may publish it."""
    officer = make_user("officer")
    row = built(begun(office, officer), office)
    return perform(REPORT, row, "submit", by=officer), make_user("head")


def test_a_report_is_published_as_the_worker_printed_it(office: Any) -> None:
    row, head = in_review(office)
    with override("en"), pytest.raises(Refused, match="is being printed"):
        perform(REPORT, row, "publish", by=head)
    jobs.run(row.job_id)
    row = perform(REPORT, Report.objects.get(pk=row.pk), "publish", by=head)
    version = row.versions.get()
    assert (version.pdf, version.number) == (row.printed, 1)
    text = "".join(
        page.extract_text() for page in PdfReader(BytesIO(files.read(version.pdf))).pages
    )
    assert ("Version 1" in text, "not published" in text) == (True, False)


def test_a_print_that_failed_keeps_the_report_from_publishing(office: Any) -> None:
    row, head = in_review(office)
    cancel(row.job)
    with override("en"), pytest.raises(Refused, match="did not succeed"):
        perform(REPORT, row, "publish", by=head)


def test_a_print_overtaken_by_the_way_back_to_draft_is_thrown_away(office: Any) -> None:
    row, head = in_review(office)
    perform(REPORT, row, "return", by=head, reason="One more text")
    actions.store_print(Report.objects.get(pk=row.pk), b"%PDF print")
    back = Report.objects.get(pk=row.pk)
    assert (back.printed, back.job.state) == (None, "cancelled")
    assert actions.build_report(report=back, by=head).task == "annual_report"


# One moment --------------------------------------------------------------------------------


def saved_while_counting(moment: Any) -> tuple[int, int]:
    """Trips counted and trips listed, when one is saved between the two."""
    office = set_up_office(city="Musterhausen", country="DE")
    make_trip()

    def tell(percent: int, step: str) -> None:
        if percent == 20:
            rival = Rival(make_trip)
            rival.start_and_wait()
            rival.join()
            assert rival.error is None

    with moment():
        found = snapshot.build(office, office.period(YEAR), "en", {}, tell)
    return found["figures"]["trips"]["value"], len(found["rows"]["trips"]["rows"])


def test_a_figure_equals_its_rows_while_others_write(committed: None) -> None:
    assert saved_while_counting(snapshot.one_moment) == (1, 1)


def test_query_by_query_the_rows_would_be_later_than_the_figure(committed: None) -> None:
    """The negative control."""
    assert saved_while_counting(nullcontext) == (1, 2)


def test_the_work_tells_its_progress_while_it_reads_in_one_moment(committed: None) -> None:
    job = claim(enqueue("annual_report", report=0).pk)
    assert job is not None
    assert job.token is not None
    with snapshot.one_moment():
        Progress(job.pk, job.token).aside(20, "Collecting the rows behind them")
        seen = Rival(lambda: Job.objects.get(percent=20, step__startswith="Collecting"))
        seen.start_and_wait()
        seen.join()
    assert seen.error is None
    cancel(job)
    with pytest.raises(Cancelled), snapshot.one_moment():
        Progress(job.pk, job.token).aside(40, "")


def test_the_figures_file_tells_what_the_snapshot_froze(office: Any) -> None:
    fill()
    found = report_of(office)
    counted = snapshot.measure_all(office.period(YEAR), office)
    make_trip()
    told = snapshot.figures_json(found)
    assert told["trips"] == counted["trips"].as_json(office)
    assert set(told["budget_planned"]) == {"value", "previous", "unit", "groups"}
    assert set(told) == set(counted)
    older = {**found, "figures": {k: v for k, v in found["figures"].items() if k != "support_paid"}}
    assert snapshot.figures_json(older)["support_paid"] is None
