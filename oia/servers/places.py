"""Where the embedded servers' files lie, what they are called, and who holds which lock."""

import contextlib
import fcntl
import json
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}\Z")


class ServersUnavailable(RuntimeError):
    """The embedded servers cannot be used; the message is one sentence for a person."""


def is_test_cluster() -> bool:
    return os.environ.get("OIA_TEST_SERVERS") == "1"


def var_folder() -> Path:
    """The folder of everything the program writes; OIA_VAR moves it."""
    folder = Path(os.environ.get("OIA_VAR") or REPOSITORY / "var").absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ServersUnavailable(f"The folder {folder} cannot be made: {error.strerror}.") from None
    return folder


def path_of(suffix: str) -> Path:
    return var_folder() / (("servers-test" if is_test_cluster() else "servers") + suffix)


def read_state() -> dict[str, Any]:
    """Passwords and ports; made at the first start and readable by the owner alone."""
    path = path_of(".json")
    if path.is_file():
        state: dict[str, Any] = json.loads(path.read_text())
        return state
    names = ("superuser", "owner", "app", "redis")
    return {name: secrets.token_urlsafe(24) for name in names} | {"pg_port": 0, "redis_port": 0}


def write_state(state: dict[str, Any]) -> None:
    path = path_of(".json")
    new = path.with_suffix(".json.new")
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        json.dump(state, stream)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(path)


def database_name() -> str:
    return checked(os.environ.get("OIA_DATABASE") or "oia")


def checked(name: str) -> str:
    if not _NAME.match(name):
        raise ServersUnavailable(
            f"“{name}” is no name for a database: use a–z, 0–9 and _, at most 63 characters."
        )
    return name


@contextlib.contextmanager
def exclusive(path: Path, *, wait: bool = True) -> Iterator[bool]:
    """Holds the exclusive lock on a file; yields False when it is taken and `wait` is off."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)
