"""Servers shared by all processes of the machine: started by the first, stopped with the last.

Every process that calls `ensure()` holds a shared lock on `var/servers.lock`; the kernel drops it
even when the process is killed. Starting happens under `var/servers.start.lock`, so two processes
that come at once start one server.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import threading
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import postgres, valkey
from .folder import data_folder
from .places import (
    HOST,
    ServersUnavailable,
    database_name,
    exclusive,
    path_of,
    read_state,
    var_folder,
    write_state,
)
from .programs import Runner, wait

HOUSE = Path(__file__).resolve().parents[1]
_mutex = threading.RLock()
_held: tuple[int, int] | None = None  # (pid, descriptor) of the shared lock of this process


@dataclass(frozen=True)
class Servers:
    """The addresses of the running servers."""

    database_url: str
    owner_url: str
    redis_url: str


def _hold() -> bool:
    """Takes the shared lock of this process; False when it had it. A fork takes one of its own."""
    global _held
    if _held and _held[0] == os.getpid():
        return False
    descriptor = os.open(path_of(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    _held = (os.getpid(), descriptor)
    return True


def release() -> None:
    """Says that this process needs the servers no longer; the guardian stops them with the last."""
    global _held
    with _mutex:
        if _held and _held[0] == os.getpid():
            os.close(_held[1])
            _held = None


def ensure() -> Servers:
    """Starts what does not run, holds it for this process and returns the addresses.

    Cheap when all runs; call it again to bring back a server that was killed. Raises
    ServersUnavailable with one plain sentence.
    """
    with _mutex:
        new = False
        try:
            with exclusive(path_of(".start.lock")):
                new = _hold()
                state = _start()
                _post_guardian()
        except (OSError, ValueError, KeyError, subprocess.SubprocessError) as error:
            _drop(new)
            raise ServersUnavailable(f"The embedded servers did not start: {error}.") from error
        except ServersUnavailable:
            _drop(new)
            raise
        return _addresses(state)


def _drop(new: bool) -> None:
    if new:
        release()


def _start() -> dict[str, Any]:
    state = read_state()
    before = dict(state)
    was_running = postgres.running(data_folder()) is not None
    runner = Runner(data_folder())
    postgres.start(runner, state)
    valkey.start(runner, state)
    if state != before or not path_of(".json").is_file():
        write_state(state)
    name = database_name()
    if not was_running or name != "oia":
        postgres.ensure_database(state, name)
    return state


def _addresses(state: dict[str, Any]) -> Servers:
    name = database_name()
    place = f"{HOST}:{state['pg_port']}/{name}"
    # Each database has a broker of its own: a worker never hears another database's bell.
    broker = 0 if name == "oia" else 1 + zlib.crc32(name.encode()) % (valkey.BROKERS - 1)
    return Servers(
        database_url=f"postgres://{postgres.APPLICATION}:{state['app']}@{place}",
        owner_url=f"postgres://{postgres.OWNER}:{state['owner']}@{place}",
        redis_url=f"redis://:{state['redis']}@{HOST}:{state['redis_port']}/{broker}",
    )


def _post_guardian() -> None:
    with exclusive(path_of(".guard.lock"), wait=False) as missing:
        pass
    if not missing:
        return
    log = str(path_of(".log"))
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    # Not by `-m oia.servers`, which would load the whole application with the package above.
    path = f"import sys; sys.path.insert(0, {str(HOUSE)!r})"
    os.posix_spawn(
        sys.executable,
        [sys.executable, "-P", "-c", f"{path}; from servers import guardian; guardian.guard()"],
        dict(os.environ, OIA_VAR=str(var_folder())),
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, log, flags, 0o600),
            (os.POSIX_SPAWN_OPEN, 2, log, flags, 0o600),
        ],
        setsid=True,
    )


def stop() -> None:
    """Stops both servers, whoever uses them."""
    path_of(".keep").unlink(missing_ok=True)
    with exclusive(path_of(".start.lock")):
        stop_both()


def stop_if_unused() -> bool:
    """Stops both servers at once when no process holds them; True when it did."""
    if path_of(".keep").exists():
        return False
    with exclusive(path_of(".lock"), wait=False) as alone:
        if alone:
            stop_both()
        return alone


def stop_both() -> None:
    """Stops what runs; whoever calls holds the lock that keeps others from starting it."""
    folder, state = data_folder(), read_state()
    if valkey.answers(folder, state):
        valkey.stop(folder)
        wait(lambda: not valkey.answers(folder, state), seconds=10)
    if postgres.lives(folder):
        try:
            postgres.stop(folder)
        except ServersUnavailable:
            # The guardian may have asked first; what counts is that it goes.
            if not wait(lambda: not postgres.lives(folder), seconds=30):
                raise


def remove() -> None:
    """Stops the servers and deletes all their data, passwords included."""
    stop()
    folder, pointer = data_folder(), path_of("")
    # A server on its way out may still write its last file while the folder is emptied.
    if not wait(lambda: _emptied(folder), seconds=10):
        shutil.rmtree(folder)
    if pointer.is_symlink():
        pointer.unlink()
    path_of(".json").unlink(missing_ok=True)


def _emptied(folder: Path) -> bool:
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()


def status() -> dict[str, Any]:
    """What runs: `postgresql` and `valkey` (a port or None), `data` and `users` (whether any)."""
    if not os.path.lexists(path_of("")):
        return {"postgresql": None, "valkey": None, "data": None, "users": False}
    folder, state = data_folder(), read_state()
    running = postgres.running(folder)
    with exclusive(path_of(".lock"), wait=False) as alone:
        pass
    return {
        "postgresql": running[1] if running else None,
        "valkey": state["redis_port"] if valkey.answers(folder, state) else None,
        "data": str(folder),
        "users": not alone,
    }
