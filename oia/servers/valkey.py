"""The embedded Valkey: it only carries bells, so nothing of it is written to disk."""

import contextlib
import os
import signal
import socket
from pathlib import Path
from typing import Any

from .places import HOST, ServersUnavailable
from .programs import Runner, free_port, wait

# Each database has a broker of its own.
BROKERS = 256


def answers(folder: Path, state: dict[str, Any]) -> bool:
    """True when the server on the port is ours: it knows the password and names our folder."""
    if not state["redis_port"]:
        return False
    request = f"AUTH {state['redis']}\r\nCONFIG GET dir\r\n".encode()
    answer = b""
    address = (HOST, state["redis_port"])
    with (
        contextlib.suppress(OSError),
        socket.create_connection(address, timeout=2) as connection,
    ):
        connection.sendall(request)
        while answer.count(b"\r\n") < 6 and not answer.startswith(b"-"):
            received = connection.recv(4096)
            if not received:
                break
            answer += received
    return f"\r\n{folder / 'valkey'}\r\n".encode() in answer


def start(runner: Runner, state: dict[str, Any]) -> None:
    folder = runner.folder
    if answers(folder, state):
        return
    runner.make_folder(folder / "valkey")
    for _attempt in range(3):
        state["redis_port"] = free_port(state["redis_port"])
        config = folder / "valkey" / "valkey.conf"
        runner.write(config, _settings(folder, state))
        runner.run("valkey-server", str(config))
        if wait(lambda: answers(folder, state), seconds=10):
            return
        state["redis_port"] = 0
    raise ServersUnavailable(f"Valkey did not start; see {folder / 'valkey' / 'valkey.log'}.")


def stop(folder: Path) -> None:
    """Asks the server whose number lies in the folder to leave; the number may be another's now."""
    with contextlib.suppress(OSError, ValueError):
        pid = int((folder / "valkey" / "valkey.pid").read_text())
        if Path(f"/proc/{pid}/comm").read_text().startswith("valkey"):
            os.kill(pid, signal.SIGTERM)


def _settings(folder: Path, state: dict[str, Any]) -> str:
    # Nothing is written to disk: PostgreSQL holds the truth about jobs and mail.
    lines = (
        f"bind {HOST}", f"port {state['redis_port']}", f"requirepass {state['redis']}",
        f'dir "{folder / "valkey"}"', f'pidfile "{folder / "valkey" / "valkey.pid"}"',
        f'logfile "{folder / "valkey" / "valkey.log"}"',
        "daemonize yes", f"databases {BROKERS}", 'save ""',
        "appendonly no", "maxmemory-policy noeviction",
    )  # fmt: skip
    return "\n".join([*lines, ""])
