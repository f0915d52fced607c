"""The broker loses everything it holds; every queued report is built all the same, once."""

import time

from tests.journeys.stand import Stand
from tests.soak.stand import all_ended, ask_for_reports, state, stored_once
from tests.soak.trial import Trial


def test_queued_work_outlives_the_broker(trial: Trial, stand: Stand) -> None:
    trial.promise = "broker wiped with work queued: all of it done, each once"
    trial.control = "no sweep rings again"
    stand.stop("beat")
    stand.stop("worker")
    jobs = ask_for_reports(stand, range(2030, 2030 + trial.size(sample=3, full=20)))
    stand.forget_bells()
    stand.start("worker")
    time.sleep(8)
    for job in jobs:
        trial.control_saw(broke=state(stand, job) == "queued")
    stand.start("beat")
    all_ended(stand, jobs, 60 + 10 * len(jobs))
    time.sleep(3)  # a second delivery would come now
    for job in jobs:
        trial.saw(held=stored_once(stand, job))
