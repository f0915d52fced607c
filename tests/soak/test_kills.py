"""Workers are killed in the middle of reports; each report is finished by another, once."""

import time

from tests.journeys.stand import LEASE, Stand
from tests.soak.stand import all_ended, ask_for_reports, cut_off, ended, state, stored_once
from tests.soak.trial import Trial

BATCH = 5
PROMISED = 90.0  # seconds from the kill to the finished report


def test_killed_work_is_finished_once(trial: Trial, stand: Stand) -> None:
    trial.promise = (
        "SIGKILL, half to a worker's child, half to the whole worker: done within 90 s, once"
    )
    trial.control = "no sweep takes the leases back"
    number = trial.size(sample=2, full=50)
    for first in range(0, number, BATCH):
        stand.stop("worker")
        if first == 0:
            stand.stop("beat")
        jobs = ask_for_reports(stand, range(1950 + first, 1950 + min(first + BATCH, number)))
        stand.start("worker")
        killed = {}
        for at, job in enumerate(jobs):
            cut_off(stand, job, whole=(first + at) % 2 == 0)
            killed[job] = time.time()
        if first == 0:
            see_control(trial, stand, jobs)
        assert all_ended(stand, jobs, 3 * PROMISED)
        for job, at_time in killed.items():
            in_time = ended(stand, job) - at_time <= PROMISED
            trial.saw(held=in_time and stored_once(stand, job))


def see_control(trial: Trial, stand: Stand, jobs: list[str]) -> None:
    """Until somebody sweeps, what was killed stays where it was, also after its lease."""
    time.sleep(LEASE + 3)
    for job in jobs:
        trial.control_saw(broke=state(stand, job) == "running")
    stand.start("beat")
