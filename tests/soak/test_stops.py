"""The database is stopped hard under writers: what was acknowledged is there, and only once."""

import subprocess
import sys
import time

from oia.servers import REPOSITORY
from tests.ground.place import eventually
from tests.operation.own import Own
from tests.soak.trial import Trial

# Writes mails of numbered events and says each once it is sure; after any error it asks again for
# the same event, as somebody does who saw no answer.
WRITER = """
import sys, time, django
django.setup()
from django.db import Error, connection, transaction
from oia.core import outbox
name, careless, number = sys.argv[1], sys.argv[2] == "careless", 0
while True:
    try:
        with transaction.atomic():
            if careless:
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL synchronous_commit = off")
            outbox.post(event=f"{name} {number}", recipient="a@example.org", template="t",
                        subject="s", body="b")
    except Error:
        connection.close()
        time.sleep(0.02)
        continue
    print(number, flush=True)
    number += 1
"""
WRITERS = 3


def test_what_was_acknowledged_is_kept(trial: Trial, own: Own) -> None:
    trial.promise = "database stopped hard under writers: no acknowledged write lost, no twin"
    trial.control = "commits that do not wait for the log"
    for number in range(trial.size(sample=2, full=20)):
        lost, twins = stop_under(own, f"trial {number}", "careful")
        trial.saw(held=(lost, twins) == (0, 0))
    for number in range(trial.size(sample=2, full=5)):
        lost, _twins = stop_under(own, f"control {number}", "careless")
        trial.control_saw(broke=lost > 0)


def stop_under(own: Own, name: str, manner: str) -> tuple[int, int]:
    """Acknowledged events that are not there, and events that are there more than once."""
    writers = [writer(own, f"{name} {n}", manner) for n in range(WRITERS)]
    try:
        for process in writers:
            assert process.stdout
            process.stdout.readline()
        time.sleep(0.7)
        own.stop_database()
        own.start_servers()
        assert eventually(lambda: rows(own, name) > 0)
        time.sleep(0.5)
    finally:
        for process in writers:
            process.kill()
    acknowledged = set()
    for n, process in enumerate(writers):
        told, _nothing = process.communicate()
        acknowledged |= {f"{name} {n} {number}" for number in ["0", *told.split()]}
    kept = events(own, name)
    return len(acknowledged - set(kept)), len(kept) - len(set(kept))


def writer(own: Own, name: str, manner: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, name, manner], cwd=REPOSITORY, text=True,
        env=own.environment | {"DJANGO_SETTINGS_MODULE": "oia.settings"},
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def events(own: Own, name: str) -> list[str]:
    connection = own.connect(as_owner=True)
    cursor = connection.cursor()
    cursor.execute("SELECT event FROM core_outboxmail WHERE event LIKE %s", [f"{name} %"])
    found = [event for (event,) in cursor.fetchall()]
    connection.close()
    return found


def rows(own: Own, name: str) -> int:
    return len(events(own, name))
