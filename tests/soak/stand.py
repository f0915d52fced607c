"""What the trials of long work ask of a running office: reports to build, and their ends."""

import os
import signal
import subprocess
from pathlib import Path

from tests.journeys.stand import Stand, until

BUILD = """
from oia.core.models import User
from reporting.actions import begin_report, build_report
by = User.objects.filter(role="officer").first()
for year in %r:
    print(build_report(report=begin_report(year=year, language="en", by=by), by=by).pk)
"""
STORED = """
SELECT count(DISTINCT h.built) FROM reporting_reporthistory h, core_job j
WHERE j.id = %s AND h.pgh_obj_id = (j.arguments->>'report')::bigint AND h.built IS NOT NULL
"""


def ask_for_reports(stand: Stand, years: range) -> list[str]:
    """The jobs of new reports of those years; one year serves once in a stand."""
    code = BUILD % list(years)
    command = ("manage.py", "shell", "--verbosity", "0", "-c", code)
    return stand.python(*command, stdout=subprocess.PIPE).stdout.decode().split()


def state(stand: Stand, job: str) -> str:
    return str(stand.one("SELECT state FROM core_job WHERE id = %s", job))


def ended(stand: Stand, job: str) -> float:
    """Seconds since 1970."""
    return float(stand.one("SELECT extract(epoch FROM finished) FROM core_job WHERE id = %s", job))


def stored_once(stand: Stand, job: str) -> bool:
    """Done, and its report was stored exactly once, by the history."""
    return state(stand, job) == "done" and stand.one(STORED, job) == 1


def all_ended(stand: Stand, jobs: list[str], seconds: float) -> bool:
    return until(lambda: {state(stand, job) for job in jobs} <= {"done", "failed"}, seconds)


def cut_off(stand: Stand, job: str, *, whole: bool, attempt: int = 1) -> None:
    """Kill the child that works on the job, or its worker with all that belongs to it."""
    query = "SELECT state, attempt FROM core_job WHERE id = %s AND lease > now()"
    assert until(lambda: stand.sql(query, job) == [("running", attempt)])
    if whole:
        stand.kill("worker")
        stand.start("worker")
    else:
        for child in _children(stand.processes["worker"].pid):
            os.kill(child, signal.SIGKILL)
    assert state(stand, job) == "running"  # the signal was quicker than the report


def _children(parent: int) -> list[int]:
    text = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [int(word) for word in text.split()]
