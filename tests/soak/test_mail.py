"""Senders are killed between claim and answer; a mail went out once or is shown as unknown."""

import contextlib
import datetime as dt
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from oia.core import outbox
from oia.core.models import OutboxMail
from oia.servers import REPOSITORY
from tests.soak.smtp import POINTS, Postmaster
from tests.soak.trial import Trial

# A process that knows the application forks one sender per mail: starting anew takes seconds.
MOTHER = """
import os, sys, django
django.setup()
from django.conf import settings
from django.db import connections
for alias in connections:
    connections[alias].settings_dict["NAME"] = sys.argv[1]
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(sys.argv[2])
from oia.core import outbox
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        outbox.deliver(int(line))
        os._exit(0)
    print(child, flush=True)
    os.waitpid(child, 0)
    print("over", flush=True)
"""


class Mother:
    """Sends mails in processes that can be killed."""

    def __init__(self, port: int) -> None:
        name = connections["default"].settings_dict["NAME"]
        self.process = subprocess.Popen(
            [sys.executable, "-c", MOTHER, name, str(port)], cwd=REPOSITORY, text=True,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "oia.settings"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self.child = 0
        self.known = threading.Event()
        self.line()

    def line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def send(self, mail: OutboxMail) -> None:
        """One process for the mail; back when it is over, one way or the other."""
        assert self.process.stdin
        self.known.clear()
        self.process.stdin.write(f"{mail.pk}\n")
        self.process.stdin.flush()
        self.child = int(self.line())
        self.known.set()
        assert self.line() == "over"

    def kill(self) -> None:
        assert self.known.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.child, signal.SIGKILL)


@pytest.fixture
def postmaster(settings: Any) -> Iterator[Postmaster]:
    with Postmaster() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server
        server.shutdown()
        thread.join()


def test_a_killed_sender_never_sends_twice_nor_silently_not(
    trial: Trial, committed: None, postmaster: Postmaster
) -> None:
    trial.promise = "sender killed at 4 points before the answer: sent once, or shown as unknown"
    trial.control = "what got stuck is simply sent again"
    mother = Mother(postmaster.server_address[1])
    postmaster.strike = mother.kill
    try:
        for number in range(trial.size(sample=8, full=200)):
            point = POINTS[number % len(POINTS)]
            mail, letters = cut_off(mother, postmaster, point, number)
            outbox.sweep()
            mail.refresh_from_db()
            known = (mail.state, letters) == ("sent", 1) or mail.state == "unknown"
            trial.saw(held=known and letters <= 1 and arrived(postmaster, mail) == letters)
        for number in range(4):
            mail, _letters = cut_off(mother, postmaster, "letter", 1000 + number)
            OutboxMail.objects.filter(pk=mail.pk).update(state="waiting")
            outbox.sweep()
            trial.control_saw(broke=arrived(postmaster, mail) == 2)
    finally:
        mother.process.communicate()  # closes its input, which ends it


def cut_off(
    mother: Mother, postmaster: Postmaster, point: str, number: int
) -> tuple[OutboxMail, int]:
    """A mail whose sender was killed there, six minutes later; and how many letters arrived."""
    mail = outbox.post(
        event=f"event {number}", recipient="a@example.org", template="t", subject="s", body="b"
    )
    postmaster.point = point
    mother.send(mail)
    stuck = OutboxMail.objects.filter(pk=mail.pk, state="sending")
    stuck.update(not_before=timezone.now() - dt.timedelta(minutes=1))
    return mail, arrived(postmaster, mail)


def arrived(postmaster: Postmaster, mail: OutboxMail) -> int:
    return sum(f"<{mail.message_id}>" in letter for letter in postmaster.letters)
