"""Lights tell the truth about what was measured, to whom they may, and give nothing away."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db.migrations.migration import Migration
from django.test import Client
from django.utils import timezone

from oia.core import health, marks, migrated, outbox
from oia.core.jobs import enqueue
from oia.core.models import Job, Mark, OutboxMail
from oia.core.tasks import sweep
from tests.factories import make_user

TOKEN = "a token of the monitor"
AWAY = "redis://127.0.0.1:1/0"


@pytest.fixture
def monitor(office: Any, settings: Any) -> Client:
    settings.STATUS_TOKEN = TOKEN
    return Client(headers={"Authorization": f"Bearer {TOKEN}"})


def aged(name: str, **passed: float) -> None:
    Mark.objects.update_or_create(
        name=name, defaults={"at": timezone.now() - dt.timedelta(**passed)}
    )


def states() -> dict[str, str]:
    return {light.name: light.state for light in health.lights()}


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], f"{TOKEN} "])
def test_without_the_token_the_address_does_not_exist(monitor: Client, token: str) -> None:
    headers = {"X-Status-Token": token} if token else {}
    assert Client().get("/statusz", headers=headers).status_code == 404


def test_where_no_token_is_set_nobody_knows_it(office: Any, settings: Any) -> None:
    settings.STATUS_TOKEN = ""
    for headers in ({}, {"Authorization": "Bearer "}, {"X-Status-Token": ""}):
        assert Client().get("/statusz", headers=headers).status_code == 404


def test_both_headers_are_heard(monitor: Client) -> None:
    assert Client().get("/statusz", headers={"X-Status-Token": TOKEN}).status_code in (200, 503)
    assert monitor.get("/statusz").status_code in (200, 503)


def test_the_answer_names_every_light_and_is_red_without_a_verified_backup(monitor: Client) -> None:
    for name in (marks.WORKER, marks.BEAT):
        aged(name, seconds=1)
    answer = monitor.get("/statusz")
    body = answer.json()
    red = {name for name, check in body["checks"].items() if check["state"] == "red"}
    assert (answer.status_code, body["state"], red) == (503, "red", {"verified_backup"})
    assert set(body["checks"]) == {
        "database", "storage", "broker", "disk_free", "migrations", "worker", "beat", "oldest_job",
        "oldest_lease", "oldest_mail", "mail_paused", "undecided_mail", "failed_jobs",
        "verified_backup",
    }  # fmt: skip
    aged(marks.VERIFIED, days=7)
    assert monitor.get("/statusz").status_code == 200


@pytest.mark.parametrize(
    ("name", "young", "old"),
    [
        (marks.WORKER, {"seconds": 80}, {"seconds": 100}),
        (marks.BEAT, {"seconds": 110}, {"seconds": 130}),
        (marks.VERIFIED, {"days": 7, "hours": 23}, {"days": 8, "seconds": 1}),
    ],
)
def test_a_sign_turns_red_with_age(db: None, name: str, young: Any, old: Any) -> None:
    found = [states()[name]]
    for passed in (young, old):
        aged(name, **passed)
        found.append(states()[name])
    assert found == ["red", "green", "red"]


def test_work_and_mail_that_wait_too_long_turn_red(db: None) -> None:
    job = enqueue("annual_report", report=1)
    mail = outbox.post(event="e", recipient="a@example.org", template="t", subject="s", body="b")
    names = ("oldest_job", "oldest_mail", "oldest_lease")
    assert [states()[name] for name in names] == ["green"] * 3
    past = timezone.now() - dt.timedelta(hours=2)
    Job.objects.filter(pk=job.pk).update(created=past)
    OutboxMail.objects.filter(pk=mail.pk).update(created=past)
    assert [states()[name] for name in names] == ["red", "red", "green"]
    Job.objects.update(state="running", lease=past, token=job.pk)
    assert [states()[name] for name in names] == ["green", "red", "red"]


def test_the_sweep_is_the_sign_of_beat(db: None) -> None:
    sweep()
    assert states()["beat"] == "green"


def test_the_answer_holds_no_secret_and_no_text_of_an_error(monitor: Client, settings: Any) -> None:
    settings.CELERY_BROKER_URL = "redis://:hush@127.0.0.1:1/0"
    text = monitor.get("/statusz").content.decode()
    assert [w for w in ("hush", "127.0.0.1", "oia_app", "Error", "refused", "/") if w in text] == []


def test_without_a_broker_it_is_ready_and_says_degraded(office: Any, settings: Any) -> None:
    assert Client().get("/readyz").json() == {"ready": True, "degraded": False}
    settings.CELERY_BROKER_URL = AWAY
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "degraded": True})


def test_a_folder_that_cannot_be_written_is_not_ready(office: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = "/proc/nowhere"
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"ready": False})


def test_a_step_of_migration_not_taken_is_not_ready(office: Any, monkeypatch: Any) -> None:
    known = migrated._ours() | {("core", "0999_to_come"): Migration("0999_to_come", "core")}
    monkeypatch.setattr(migrated, "_ours", lambda: known)
    assert Client().get("/readyz").status_code == 503
    assert states()["migrations"] == "red"


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_says_every_light_in_words(office: Any, client: Client, language: str) -> None:
    marks.set_mark(marks.MAIL_PAUSED)
    client.force_login(make_user("admin", language=language))
    text = client.get("/operation/").content.decode()
    assert len(re.findall(r'<th scope="row"', text)) == len(health.lights())
    assert 'action="/operation/mail/"' in text
    client.post("/operation/mail/")
    assert not marks.is_set(marks.MAIL_PAUSED)
    assert 'action="/operation/mail/"' not in client.get("/operation/").content.decode()


def test_the_auditor_reads_it_and_changes_nothing(office: Any, client: Client) -> None:
    marks.set_mark(marks.MAIL_PAUSED)
    client.force_login(make_user("auditor"))
    assert client.get("/operation/").status_code == 200
    assert client.post("/operation/mail/").status_code == 403
    assert marks.is_set(marks.MAIL_PAUSED)
