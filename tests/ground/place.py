"""A place with embedded servers of its own, driven from outside as other processes would."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from oia.servers import REPOSITORY

HOLD = """
import sys
from oia import servers
print(servers.ensure().owner_url, flush=True)
sys.stdin.read()
"""


class Place:
    """A folder for OIA_VAR and the processes that use the servers below it."""

    def __init__(self, var: Path, *, user: str | None = None, python: str = sys.executable) -> None:
        self.var = var
        self.python = python
        self.switch = {"user": user, "group": "nogroup", "extra_groups": []} if user else {}
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("OIA_", "DATABASE_"))}
        self.environment = kept | {
            "OIA_VAR": str(var),
            "OIA_TEST_SERVERS": "1",
            "OIA_SERVERS_GRACE": "0.2",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def run(self, code: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.python, "-c", f"from oia import servers\n{code}"], text=True,
            cwd=REPOSITORY, env=self.environment | more, capture_output=True, timeout=120,
            check=False, **self.switch,
        )  # fmt: skip

    def tell(self, code: str, **more: str) -> str:
        done = self.run(code, **more)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def user(self) -> subprocess.Popen[str]:
        """A process that holds the servers until its standard input is closed."""
        return subprocess.Popen(
            [self.python, "-c", HOLD], text=True, cwd=REPOSITORY, env=self.environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **self.switch,
        )  # fmt: skip

    def runs(self) -> tuple[bool, bool]:
        """Whether PostgreSQL and Valkey run."""
        code = "s = servers.status(); print(bool(s['postgresql']), bool(s['valkey']))"
        postgres, valkey = self.tell(code).split()
        return postgres == "True", valkey == "True"

    def kill_everything(self) -> None:
        """SIGKILL to both servers with their children, and to the guardian."""
        data = str((self.var / "servers-test").resolve())
        for process in Path("/proc").iterdir():
            if not process.name.isdigit():
                continue
            try:
                command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                surroundings = (process / "environ").read_bytes().decode(errors="replace")
            except OSError:
                continue
            is_guardian = "guardian.guard()" in command and f"OIA_VAR={self.var}" in surroundings
            if is_guardian or f"-D {data}/" in command:
                os.kill(int(process.name), signal.SIGKILL)
        os.kill(int(Path(data, "valkey", "valkey.pid").read_text()), signal.SIGKILL)

    def clear(self) -> None:
        self.tell("servers.remove()")


def leave(*users: subprocess.Popen[str]) -> None:
    for user in users:
        user.communicate(timeout=30)


def eventually(holds: Callable[[], bool], seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False
