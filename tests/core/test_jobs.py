"""Long work is done once: claimed by lease, taken back when its worker dies, rung when unheard."""

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from oia.celery import app
from oia.core import jobs
from oia.core.jobs import ATTEMPTS, LEASE, LeaseLost, Progress, cancel, claim, enqueue, finish, run
from oia.core.models import Job, User
from tests.factories import make_user

pytestmark = pytest.mark.usefixtures("committed")
AWAY = "redis://127.0.0.1:1/0"
made: list[str] = []


@jobs.job("test_note")
def note(progress: Progress, *, job: Job, text: str, fail: bool = False) -> Any:
    progress(40, "half way")
    if fail:
        raise RuntimeError("a secret of the server")

    def store() -> dict[str, str]:
        made.append(text)
        make_user(name=text)
        return {"text": text}

    return store


@pytest.fixture(autouse=True)
def _broker_away(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Nobody hears the bell in these tests; the row alone is the truth."""
    made.clear()
    monkeypatch.setattr(app.conf, "broker_url", AWAY)
    app.pool.force_close_all()
    yield
    app.pool.force_close_all()


def later(**passed: float) -> Any:
    return time_machine.travel(timezone.now() + dt.timedelta(**passed), tick=False)


def state(job: Job) -> tuple[str, int, int]:
    job.refresh_from_db()
    return job.state, job.attempt, job.percent


def test_a_job_is_done_and_its_result_stays() -> None:
    job = enqueue("test_note", text="done")
    run(job.pk)
    assert state(job) == ("done", 1, 100)
    assert (job.result, job.lease, job.error) == ({"text": "done"}, None, "")
    run(job.pk)
    assert made == ["done"]


def test_a_job_of_a_deed_that_failed_is_not_there() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue("test_note", text="never")
        raise RuntimeError
    assert Job.objects.count() == 0


def test_a_second_claim_is_impossible_while_the_lease_runs() -> None:
    job = enqueue("test_note", text="once")
    first = claim(job.pk)
    assert first is not None
    assert claim(job.pk) is None
    with later(seconds=LEASE.total_seconds() - 1):
        assert claim(job.pk) is None
    assert state(job) == ("running", 1, 0)


def test_of_many_that_claim_at_once_one_gets_the_job() -> None:
    job = enqueue("test_note", text="once")

    def attempt(_number: int) -> bool:
        try:
            return claim(job.pk) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        assert sum(pool.map(attempt, range(36))) == 1


def test_a_lease_that_ran_out_is_taken_back_and_the_first_worker_can_no_longer_write() -> None:
    job = enqueue("test_note", text="once")
    slow = claim(job.pk)
    assert slow is not None
    with later(seconds=LEASE.total_seconds() + 1):
        assert jobs.sweep() == 1
        second = claim(job.pk)
        assert second is not None
        assert second.token != slow.token
        with pytest.raises(LeaseLost):
            Progress(job.pk, slow.token)(50)
        assert finish(slow, "done", result={}) is False
        assert finish(second, "done", result={}) is True
    assert state(job) == ("done", 2, 0)


def test_what_a_worker_wrote_without_its_lease_is_rolled_back() -> None:
    """The end of the job and what it writes stand or fall together."""

    @jobs.job("test_slow")
    def slow(progress: Progress, *, job: Job) -> Any:
        def store() -> dict[str, str]:
            make_user(name="twice")
            return {}

        Job.objects.filter(pk=job.pk).update(lease=timezone.now() - dt.timedelta(seconds=1))
        assert claim(job.pk) is not None
        return store

    job = enqueue("test_slow")
    run(job.pk)
    assert state(job) == ("running", 2, 0)
    assert User.objects.filter(name="twice").count() == 0


def test_after_three_attempts_a_job_is_given_up() -> None:
    job = enqueue("test_note", text="never")
    for _time in range(ATTEMPTS):
        assert claim(job.pk) is not None
        Job.objects.filter(pk=job.pk).update(lease=timezone.now() - dt.timedelta(seconds=1))
    run(job.pk)
    assert state(job) == ("failed", ATTEMPTS, 0)
    assert job.error != ""
    jobs.retry(job)
    run(job.pk)
    assert state(job) == ("done", 1, 100)


def test_a_failure_tells_people_no_secret() -> None:
    job = enqueue("test_note", text="never", fail=True)
    run(job.pk)
    assert state(job) == ("failed", 1, 40)
    assert "secret" not in job.error
    assert made == []


def test_a_job_that_failed_while_it_was_being_cancelled_can_be_tried_again() -> None:
    job = enqueue("test_note", text="after all")
    Job.objects.filter(pk=job.pk).update(state="failed", cancel_asked=True)
    jobs.retry(job)
    run(job.pk)
    assert (state(job), made) == (("done", 1, 100), ["after all"])


def test_the_lease_is_extended_while_the_work_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `store()` writes may take longer than a lease; another worker must not begin anew."""
    monkeypatch.setattr(jobs, "HEARTBEAT", 0.01)

    @jobs.job("test_long_store")
    def work(progress: Progress, *, job: Job) -> Any:
        def store() -> dict[str, bool]:
            past = timezone.now() - dt.timedelta(seconds=1)
            # Outside of this transaction, as the clock of another machine would see it.
            Job.objects.using("owner").filter(pk=job.pk).update(lease=past)
            end = time.monotonic() + 10
            while time.monotonic() < end:
                if Job.objects.get(pk=job.pk).lease > timezone.now():
                    return {"held": claim(job.pk) is None}
            return {"held": False}

        return store

    job = enqueue("test_long_store")
    run(job.pk)
    assert (state(job), job.result) == (("done", 1, 100), {"held": True})


def test_a_waiting_job_is_cancelled_at_once() -> None:
    job = enqueue("test_note", text="never")
    cancel(job)
    run(job.pk)
    assert (state(job), made) == (("cancelled", 0, 0), [])


def test_a_running_job_is_cancelled_at_its_next_step() -> None:
    @jobs.job("test_cancelled")
    def work(progress: Progress, *, job: Job) -> Any:
        progress(10, "first")
        cancel(job)
        progress(20, "second")
        raise AssertionError("it should have stopped")

    job = enqueue("test_cancelled")
    run(job.pk)
    assert state(job) == ("cancelled", 1, 20)


def test_progress_shows_and_extends_the_lease() -> None:
    job = enqueue("test_note", text="x")
    row = claim(job.pk)
    assert row is not None
    with later(seconds=30):
        Progress(row.pk, row.token)(60, "setting the pages")
        now = timezone.now()
    job.refresh_from_db()
    assert (job.percent, job.step, job.lease) == (60, "setting the pages", now + LEASE)


def test_without_a_broker_the_job_is_kept_and_the_sweep_rings_again() -> None:
    job = enqueue("test_note", text="kept")
    assert state(job) == ("queued", 0, 0)
    assert jobs.ring(job.pk) is False
    assert jobs.sweep() == 0  # rung a moment ago
    with later(seconds=30):
        assert jobs.sweep() == 1
    run(job.pk)
    assert state(job) == ("done", 1, 100)


def test_the_sweep_leaves_alone_what_is_done_or_in_good_hands() -> None:
    done, held = enqueue("test_note", text="done"), enqueue("test_note", text="held")
    run(done.pk)
    claim(held.pk)
    with later(seconds=30):
        assert jobs.sweep() == 0
    with later(seconds=60):
        assert jobs.sweep() == 1


def test_each_sees_their_own_work_and_the_administrator_all() -> None:
    officer, other, admin = make_user("officer"), make_user("officer"), make_user("admin")
    enqueue("test_note", by=officer, text="x")
    seen = {u.pk: Job.objects.visible_to(u).count() for u in (officer, other, admin)}
    assert seen == {officer.pk: 1, other.pk: 0, admin.pk: 1}
