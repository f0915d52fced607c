"""An office on embedded servers of its own, which a trial may stop without disturbing anybody."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg2

from oia import servers
from oia.stand import empty
from tests.ground.place import Place, eventually

HOST = "127.0.0.1"
PASSWORD = "bridges over quiet rivers"
ADDRESSES = """
import json
found = servers.ensure()
print(json.dumps([found.database_url, found.owner_url, found.redis_url]))
"""
PEOPLE = """
from oia.core.models import User
from oia.office.actions import set_up_office
set_up_office(city="Musterhausen", country="DE")
user = User.objects.create_user("officer@example.org", role="officer", language="en")
user.set_password(%r)
user.save()
"""


class Own(Place):
    """Servers, a migrated database and, when asked for, a web server."""

    def __init__(self, var: Path) -> None:
        super().__init__(var)
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            self.port = probe.getsockname()[1]
        self.environment |= {"OIA_SERVERS_GRACE": "600"}
        self.start_servers()
        template = empty.PREFIX + empty.shape()
        if os.environ.get("DATABASE_URL") or template not in servers.databases():
            self.manage("migrate", "--database", "owner", "--verbosity", "0")
        else:
            self._copy_tables(template)

    def _copy_tables(self, template: str) -> None:
        """From the tests' own template, which is quicker by a minute than migrating again."""
        origin = servers.ensure().owner_url.rpartition("/")[0]
        dump, names = self.var / "tables.dump", self.var / "tables.list"
        ours = str(servers.program("pg_dump")), str(servers.program("pg_restore"))
        subprocess.run(
            [ours[0], "-Fc", "--no-owner", "--schema=public", "-f", dump, f"{origin}/{template}"],
            check=True,
        )
        listed = subprocess.run([ours[1], "-l", dump], check=True, capture_output=True, text=True)
        # The schema and its extensions are the superuser's, and are there.
        names.write_text(
            "\n".join(x for x in listed.stdout.splitlines() if "SCHEMA - public " not in x)
        )
        subprocess.run(
            [ours[1], "--single-transaction", "--exit-on-error", "--no-owner", "-L", names,
             "-d", self.owner_url, dump],
            check=True,
        )  # fmt: skip

    def start_servers(self) -> None:
        """Starts what does not run; addresses stay the same."""
        self.database_url, self.owner_url, self.redis_url = json.loads(self.tell(ADDRESSES))

    def manage(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [self.python, "manage.py", *arguments], cwd=servers.REPOSITORY, check=True,
            env=self.environment, **options,
        )  # fmt: skip

    @property
    def data(self) -> Path:
        return (self.var / "servers-test").resolve()

    def stop_broker(self) -> None:
        os.kill(int((self.data / "valkey" / "valkey.pid").read_text()), signal.SIGKILL)

    def stop_database(self) -> None:
        """At once, as when the machine goes down: sessions are cut, nothing is written out."""
        pid = int((self.data / "pg" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGQUIT)
        assert eventually(lambda: not Path(f"/proc/{pid}").exists() or _is_zombie(pid))

    @contextlib.contextmanager
    def web(self) -> Iterator[None]:
        self.manage("shell", "--verbosity", "0", "-c", PEOPLE % PASSWORD)
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "oia.wsgi", "--bind", f"{HOST}:{self.port}",
             "--workers", "1", "--log-level", "critical"],
            cwd=servers.REPOSITORY, env=self.environment, start_new_session=True,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            assert eventually(lambda: self.get("/livez")[0] == 200, 60)
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)

    def get(self, path: str) -> tuple[int, dict[str, str], str]:
        """Status, headers and body; 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://{HOST}:{self.port}{path}", timeout=30) as answer:
                return answer.status, dict(answer.headers), answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read().decode()
        except OSError:
            return 0, {}, ""

    def connect(self, *, as_owner: bool = False) -> Any:
        connection = psycopg2.connect(self.owner_url if as_owner else self.database_url)
        connection.autocommit = True
        return connection


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] == "Z"
    except OSError:
        return True
