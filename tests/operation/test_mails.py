"""The page of mails: who sees which, and what a person decides about one."""

from typing import Any

import pytest
from django.test import Client

from oia.core import outbox
from oia.core.models import OutboxMail
from tests.factories import make_user


def mail(state: str, **values: Any) -> OutboxMail:
    number = OutboxMail.objects.count()
    return OutboxMail.objects.create(
        **{"event": f"event {number}", "recipient": "a@example.org", "template": "approved",
           "subject": "Lyon in May", "body": "", "state": state} | values
    )  # fmt: skip


def test_an_officer_sees_the_own_mails_and_the_administrator_all(office: Any) -> None:
    officer, other, admin = (make_user(role) for role in ("officer", "officer", "admin"))
    mail("sent", by=officer)
    mail("sent", recipient=officer.email)
    mail("sent", by=other)
    seen = {u: OutboxMail.objects.visible_to(u).count() for u in (officer, other, admin)}
    assert seen == {officer: 2, other: 1, admin: 3}
    assert OutboxMail.objects.visible_to(make_user("council")).count() == 0


def test_what_a_mail_is_about_is_for_those_it_concerns(office: Any, client: Client) -> None:
    officer = make_user("officer")
    mail("unknown", by=officer)
    shown = {}
    for user in (officer, make_user("admin")):
        client.force_login(user)
        shown[user.role] = "Lyon in May" in client.get("/mails/").content.decode()
    assert shown == {"officer": True, "admin": False}


@pytest.mark.parametrize(
    ("state", "verb", "after"),
    [
        ("unknown", "again", "waiting"),
        ("unknown", "as_sent", "sent"),
        ("unknown", "give_up", "given_up"),
        ("paused", "again", "waiting"),
        ("failed", "again", "waiting"),
        ("failed", "as_sent", "failed"),
        ("waiting", "give_up", "given_up"),
        ("given_up", "again", "waiting"),
        ("sending", "again", "sending"),
        ("sent", "again", "sent"),
        ("unknown", "", "unknown"),
        ("unknown", "delete", "unknown"),
    ],
)
def test_a_decision_moves_a_mail_only_as_the_table_says(
    office: Any, client: Client, state: str, verb: str, after: str
) -> None:
    client.force_login(make_user("admin"))
    row = mail(state, error="interrupted")
    assert client.post(f"/mails/{row.pk}/decide/", {"verb": verb}).status_code == 302
    row.refresh_from_db()
    assert row.state == after


def test_a_foreign_mail_is_not_there(office: Any, client: Client) -> None:
    row = mail("unknown")
    client.force_login(make_user("officer"))
    assert client.post(f"/mails/{row.pk}/decide/", {"verb": "again"}).status_code == 404
    client.force_login(make_user("auditor"))
    assert client.post(f"/mails/{row.pk}/decide/", {"verb": "again"}).status_code == 403


def test_every_error_has_words(office: Any) -> None:
    assert outbox.reason("") == ""
    assert outbox.reason("SMTPDataError").endswith("(SMTPDataError).")
    assert "SMTP" not in outbox.reason("SMTPRecipientsRefused")


def test_failed_work_is_tried_again_from_the_list(office: Any, client: Client) -> None:
    from oia.core.jobs import enqueue
    from oia.core.models import Job

    job = enqueue("annual_report", report=1)
    Job.objects.filter(pk=job.pk).update(state="failed", attempt=3, error="Given up.")
    client.force_login(make_user("admin"))
    assert f'action="/jobs/{job.pk}/retry/"' in client.get("/jobs/").content.decode()
    client.post(f"/jobs/{job.pk}/retry/")
    job.refresh_from_db()
    assert (job.state, job.attempt) == ("queued", 0)
