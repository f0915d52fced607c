"""A whole office in processes of its own: database, web server, worker, beat."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg2
import redis

from oia import servers

PASSWORD = "bridges over quiet rivers"
HOST = "127.0.0.1"
WHO = """
import json
from oia import servers
found = servers.ensure()
print(json.dumps([found.owner_url, found.redis_url]))
"""
PEOPLE = """
from oia.core.models import User
from oia.office.actions import set_up_office
set_up_office(city="Musterhausen", country="DE")
for role in ("head", "officer", "council", "admin"):
    for language in ("en", "de"):
        name = f"{role.title()} {language}"
        email = f"{role}-{language}@example.org"
        user = User.objects.create_user(email, role=role, name=name, language=language)
        user.set_password(%r)
        user.save()
"""
# A worker as it is, only that it counts as lost after 18 seconds instead of 45: the mechanism is
# the same, and trials at full size keep to the real time.
LEASE = 45 if os.environ.get("OIA_SOAK") == "full" else 18
WORKER = f"""
import datetime as dt, sys, django
django.setup()
from oia.celery import app
from oia.core import jobs
lease = {LEASE}
jobs.LEASE = dt.timedelta(seconds=lease)
jobs.HEARTBEAT = lease / 3
jobs.RING_AGAIN = dt.timedelta(seconds=lease * 5 / 9)
app.worker_main(["worker", *sys.argv[1:]])
"""
# Beat as it is, only impatient: the tests shall not wait half a minute for each sweep.
BEAT = """
import sys
from oia.celery import app
app.conf.beat_schedule["sweep"]["schedule"] = 1.0
app.start(["beat", "--loglevel", "WARNING", "--schedule", sys.argv[1]])
"""


class Stand:
    """The running office; `sql()` looks into its database as the owner."""

    def __init__(self, database: str, folder: Path) -> None:
        self.folder = folder
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "REDIS_"))}
        self.environment = kept | {
            "OIA_DATABASE": database,
            "OIA_TEST_SERVERS": "1",
            "OIA_FILES": str(folder / "files"),
            "DJANGO_SETTINGS_MODULE": "oia.settings",
        }
        self.database = database
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        told = self.python("-c", WHO, stdout=subprocess.PIPE).stdout
        self.owner_url, self.redis_url = json.loads(told)
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            self.port = probe.getsockname()[1]

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    def python(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=servers.REPOSITORY, env=self.environment, check=True, **options
        )

    def set_up(self) -> None:
        self.python("manage.py", "shell", "--verbosity", "0", "-c", PEOPLE % PASSWORD)

    def start(self, name: str, command: list[str] | None = None) -> None:
        """The process of that name; another command stands in its place for a control."""
        commands = {
            "web": ["-m", "gunicorn", "oia.wsgi", "--bind", f"{HOST}:{self.port}", "--workers", "2",
                    "--log-level", "warning"],
            "worker": ["-c", WORKER, "--concurrency", "1", "--pool", "prefork", "--loglevel",
                       "WARNING", "--without-gossip", "--without-mingle"],
            "beat": ["-c", BEAT, str(self.folder / f"beat-{time.monotonic_ns()}")],
        }  # fmt: skip
        self.processes[name] = subprocess.Popen(
            [sys.executable, *(command or commands[name])], cwd=servers.REPOSITORY,
            env=self.environment, start_new_session=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def stop(self, name: str) -> None:
        process = self.processes.pop(name)
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=15)
        self._kill_group(process)

    def kill(self, name: str) -> None:
        """The whole group at once, as when the machine loses power."""
        self._kill_group(self.processes.pop(name))

    def _kill_group(self, process: subprocess.Popen[bytes]) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop_all(self) -> None:
        for name in list(self.processes):
            self.stop(name)

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def forget_bells(self) -> None:
        """What the broker loses when it goes away: every message."""
        with redis.Redis.from_url(self.redis_url) as broker:
            broker.flushdb()

    def sql(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with contextlib.closing(psycopg2.connect(self.owner_url)) as connection:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    def one(self, query: str, *values: Any) -> Any:
        return self.sql(query, *values)[0][0]


def until(holds: Callable[[], Any], seconds: float = 150) -> bool:
    """Whether it came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


@contextlib.contextmanager
def running(database: str, folder: Path) -> Iterator[Stand]:
    stand = Stand(database, folder)
    try:
        stand.set_up()
        for name in ("web", "worker", "beat"):
            stand.start(name)
        assert until(stand.is_ready), "the web server is not ready within a minute"
        yield stand
    finally:
        stand.stop_all()
