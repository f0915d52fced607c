"""Work that kills its worker each time ends as failed, with words a person understands."""

from tests.journeys.stand import Stand, until
from tests.soak.stand import ask_for_reports, cut_off, state
from tests.soak.trial import Trial

WORDS = "Given up: three times the worker stopped in the middle"
AGE_LEASE = "UPDATE core_job SET lease = now() - interval '1 second' WHERE id = %s"


def test_work_that_kills_its_worker_is_given_up(trial: Trial, stand: Stand) -> None:
    trial.promise = "after three killed workers the work is failed, with its reason in words"
    trial.control = "attempts are not counted"
    number = trial.size(sample=1, full=5)
    for year in range(2060, 2060 + number):
        (job,) = ask_for_reports(stand, range(year, year + 1))
        for attempt in range(3):
            cut_off(stand, job, whole=attempt % 2 == 0, attempt=attempt + 1)
            stand.sql(AGE_LEASE, job)  # instead of waiting for 45 seconds
        assert until(lambda job=job: state(stand, job) != "running")
        found = stand.sql("SELECT state, attempt, error FROM core_job WHERE id = %s", job)[0]
        trial.saw(held=found[:2] == ("failed", 3) and str(found[2]).startswith(WORDS))
    (job,) = ask_for_reports(stand, range(2080, 2081))
    for _kill in range(3):
        cut_off(stand, job, whole=True)
        stand.sql(AGE_LEASE, job)
        stand.sql("UPDATE core_job SET attempt = 0 WHERE id = %s", job)
    trial.control_saw(broke=until(lambda: state(stand, job) == "done"))
