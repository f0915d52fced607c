"""Long work survives the death of its worker and the absence of the broker, and is done once."""

import datetime as dt
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Desk
from tests.journeys.stand import Stand, until
from tests.journeys.test_report_journey import begin

YEAR = dt.date.today().year - 3


@pytest.fixture
def report(stand: Stand, desk: Desk) -> Iterator[Page]:
    """A draft on the screen of its officer; afterwards everything runs again."""
    page = desk("officer")
    yield page
    for name in ("worker", "beat"):
        if name not in stand.processes:
            stand.start(name)


def press(page: Page) -> None:
    page.get_by_role("button", name="Build the report").click()
    page.wait_for_load_state()


def last_job(stand: Stand) -> tuple[str, int]:
    return stand.sql("SELECT state, attempt FROM core_job ORDER BY created DESC LIMIT 1")[0]


def builds(stand: Stand, year: int) -> int:
    """How often a build was stored for the report, by its history."""
    return int(
        stand.one(
            "SELECT count(DISTINCT built) FROM reporting_reporthistory "
            "WHERE year = %s AND built IS NOT NULL",
            year,
        )
    )


def test_a_new_worker_finishes_what_a_killed_one_began(stand: Stand, report: Page) -> None:
    begin(report, YEAR, "en")
    press(report)
    assert until(lambda: last_job(stand)[0] == "running")
    stand.kill("worker")
    assert (last_job(stand), builds(stand, YEAR)) == (("running", 1), 0)
    stand.start("worker")
    assert until(lambda: last_job(stand)[0] == "done", 120)
    assert (last_job(stand), builds(stand, YEAR)) == (("done", 2), 1)
    time.sleep(3)  # a second delivery would come now
    assert (last_job(stand), builds(stand, YEAR)) == (("done", 2), 1)
    report.reload()
    report.get_by_role("button", name="Build again").wait_for()


def test_a_lost_bell_is_rung_again_by_the_sweep_and_by_nothing_else(
    stand: Stand, report: Page
) -> None:
    """The negative control comes first: without beat the job stays where it is."""
    stand.stop("beat")
    stand.stop("worker")
    begin(report, YEAR - 1, "en")
    press(report)
    stand.forget_bells()
    stand.start("worker")
    assert not until(lambda: last_job(stand)[0] != "queued", 6)
    stand.start("beat")
    assert until(lambda: last_job(stand)[0] == "done", 90)
    assert (last_job(stand), builds(stand, YEAR - 1)) == (("done", 1), 1)


def test_a_waiting_job_is_cancelled_from_its_page(stand: Stand, report: Page) -> None:
    stand.stop("beat")
    stand.stop("worker")
    begin(report, YEAR - 2, "en")
    press(report)
    report.get_by_role("button", name="Cancel the work").click()
    report.wait_for_load_state()
    assert last_job(stand) == ("cancelled", 0)
    stand.start("worker")
    stand.start("beat")
    time.sleep(4)
    assert (last_job(stand), builds(stand, YEAR - 2)) == (("cancelled", 0), 0)
