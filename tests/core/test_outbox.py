"""Mail goes out once per event, or is shown as unknown; never twice."""

import datetime as dt
import socket
import socketserver
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from oia.core import outbox
from oia.core.models import OutboxMail
from oia.core.tasks import sweep

pytestmark = pytest.mark.usefixtures("committed")


class _Talk(socketserver.StreamRequestHandler):
    """A conversation of SMTP (RFC 5321), as far as a sender needs it."""

    def handle(self) -> None:
        server: Any = self.server
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(" ")[0].upper()
            if verb == "DATA":
                self._say("354 go on")
                letter = b"".join(iter(self.rfile.readline, b".\r\n")).decode()
                server.letters.append(letter)
                if server.mood == "silent":
                    return
                self._say("250 taken")
            elif verb == "RCPT" and server.mood == "full":
                self._say("452 no room")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class Postmaster(socketserver.ThreadingTCPServer):
    """A mail server; `mood` is friendly, full (refuses) or silent (takes and hangs up)."""

    daemon_threads = allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.letters: list[str] = []
        self.mood = "friendly"


@pytest.fixture
def postmaster(settings: Any) -> Iterator[Postmaster]:
    with Postmaster() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_TIMEOUT = 5
        yield server
        server.shutdown()
        thread.join()


def post(event: str = "trip 1 approved") -> OutboxMail:
    return outbox.post(
        event=event, recipient="Erika@Example.org", template="approved",
        subject="Your trip\r\nBcc: everybody@example.org", body="It is approved.",
    )  # fmt: skip


def state(mail: OutboxMail) -> tuple[str, int]:
    mail.refresh_from_db()
    return mail.state, mail.attempt


def later(**passed: float) -> Any:
    return time_machine.travel(timezone.now() + dt.timedelta(**passed), tick=False)


def test_an_event_told_twice_is_one_mail(postmaster: Postmaster) -> None:
    first, second = post(), post()
    assert first == second
    assert [outbox.sweep(), outbox.sweep()] == [1, 0]
    assert (state(first), len(postmaster.letters)) == (("sent", 0), 1)
    assert f"<{first.message_id}>" in postmaster.letters[0]


def test_a_mail_that_cannot_be_written_keeps_no_other_waiting(postmaster: Postmaster) -> None:
    broken, whole = post("one"), post("two")
    OutboxMail.objects.filter(pk=broken.pk).update(recipient="a@example.org\nBcc: b@example.org")
    sweep()
    assert (state(broken), state(whole)) == (("failed", 0), ("sent", 0))
    assert len(postmaster.letters) == 1


def test_a_subject_cannot_carry_further_headers(postmaster: Postmaster) -> None:
    post()
    outbox.sweep()
    heads = postmaster.letters[0].split("\r\n\r\n")[0].splitlines()
    assert [line for line in heads if line.startswith("Bcc")] == []


def test_many_sweeps_at_once_send_a_mail_once(postmaster: Postmaster) -> None:
    mails = [post(f"event {number}") for number in range(5)]

    def one(_number: int) -> None:
        outbox.sweep()
        connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(one, range(6)))
    assert ({state(mail) for mail in mails}, len(postmaster.letters)) == ({("sent", 0)}, 5)


def test_a_refused_mail_is_tried_again_later(postmaster: Postmaster) -> None:
    postmaster.mood = "full"
    mail = post()
    outbox.sweep()
    assert state(mail) == ("waiting", 1)
    postmaster.mood = "friendly"
    assert outbox.sweep() == 0  # it waits a little first
    with later(minutes=2):
        assert outbox.sweep() == 1
    assert (state(mail), len(postmaster.letters)) == (("sent", 1), 1)


def test_after_a_day_of_refusals_a_mail_has_failed(postmaster: Postmaster) -> None:
    postmaster.mood = "full"
    mail = post()
    with later(hours=25):
        outbox.sweep()
    assert state(mail) == ("failed", 0)


def test_a_server_that_hangs_up_after_the_letter_leaves_it_unknown(postmaster: Postmaster) -> None:
    postmaster.mood = "silent"
    mail = post()
    outbox.sweep()
    assert (state(mail), len(postmaster.letters)) == (("unknown", 0), 1)
    with later(hours=2):
        assert outbox.sweep() == 0
    assert len(postmaster.letters) == 1


def test_without_a_server_the_mail_waits(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = probe.getsockname()
    mail = post()
    outbox.sweep()
    assert state(mail) == ("waiting", 1)


def test_a_mail_whose_sender_died_becomes_unknown(postmaster: Postmaster) -> None:
    mail = post()
    assert outbox._claim(mail.pk) is not None
    with later(minutes=6):
        outbox.sweep()
    assert (state(mail), postmaster.letters) == (("unknown", 0), [])


def test_a_deed_that_failed_sends_nothing() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        post()
        raise RuntimeError
    assert OutboxMail.objects.count() == 0
