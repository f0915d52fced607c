"""The processes of an office on one machine: they start together and leave together."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from oia import servers

MANAGE = [sys.executable, str(servers.REPOSITORY / "manage.py")]
# What makes millions of objects that all stay spends a third of its time looking for garbage.
KEEPING = [sys.executable, "-c", "import gc; gc.disable(); import manage; manage.main()"]
# Whoever tries the office as root on a machine of their own knows that they are root.
AS_ROOT = "ignore:You're running the worker with superuser privileges"
CELERY = [sys.executable, "-W", AS_ROOT, "-m", "celery", "--quiet", "-A", "oia"]


class Refused(Exception):
    """The work cannot be done; the message is for the person at the terminal."""


def _die_with_parent() -> None:
    """A killed supervisor leaves no orphans (PR_SET_PDEATHSIG is 1)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Children:
    """The processes of the office; a dead one is started again, all leave together."""

    def __init__(self) -> None:
        self._commands: dict[str, list[str]] = {}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._started: dict[str, float] = {}

    def start(self, name: str, command: list[str], log: Path | None = None) -> None:
        """`log` takes what the process says, where nobody sits in front of it."""
        self._commands[name] = command
        self._started[name] = time.monotonic()
        with open(log, "ab") if log else contextlib.nullcontext() as told:
            # A group of its own: Ctrl-C reaches the supervisor alone, which stops them in order.
            self._running[name] = subprocess.Popen(
                command, cwd=servers.REPOSITORY, start_new_session=True,
                preexec_fn=_die_with_parent, stdout=told, stderr=told,
            )  # fmt: skip

    def revive(self) -> None:
        for name, child in self._running.items():
            status = child.poll()
            if status is not None and time.monotonic() - self._started[name] > 2:
                print(f"{name} ended with status {status}; starting it again.", file=sys.stderr)
                self.start(name, self._commands[name])

    def stop(self) -> None:
        for child in reversed(self._running.values()):
            if child.poll() is None:
                child.terminate()
        end = time.monotonic() + 15
        for child in self._running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=max(0.1, end - time.monotonic()))
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        self._running.clear()


@contextlib.contextmanager
def office() -> Iterator[Children]:
    """Holds the servers and stops everything at the end, however it comes."""

    def leave(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, leave)
    children = Children()
    try:
        yield children
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C shall not cut this short
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        children.stop()
        if embedded():
            servers.release()
            servers.stop_if_unused()


def embedded() -> bool:
    return not os.environ.get("DATABASE_URL")


def manage(*arguments: str, quiet: bool = False, keeping: bool = False) -> None:
    """`keeping` for what builds something up and ends: it never looks for garbage."""
    said = subprocess.DEVNULL if quiet else None
    program = KEEPING if keeping else MANAGE
    done = subprocess.run([*program, *arguments], cwd=servers.REPOSITORY, check=False, stdout=said)
    if done.returncode:
        raise Refused(f"`manage.py {arguments[0]}` ended with status {done.returncode}.")


def manage_output(*arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [*MANAGE, *arguments], cwd=servers.REPOSITORY, check=False, stdout=subprocess.PIPE
    )
    return done.returncode, done.stdout.decode()


def migrate() -> None:
    # Looking whether anything is to do is ten times quicker than doing nothing.
    status, _text = manage_output("migrate", "--database", "owner", "--check")
    if status == 0:
        return
    manage("migrate", "--database", "owner", "--verbosity", "0", keeping=True)


def worker_command() -> list[str]:
    # On one machine the only worker makes the backups too.
    return [*CELERY, "worker", "--concurrency", "1", "--pool", "prefork",
            "--queues", "celery,keeper", "--loglevel", "WARNING",
            "--without-gossip", "--without-mingle"]  # fmt: skip
