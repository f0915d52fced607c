"""The folder of both servers' data, owned by the user they run as."""

import contextlib
import hashlib
import os
import pwd
import shutil
import subprocess
import time
from pathlib import Path

from . import postgres, valkey
from .places import ServersUnavailable, is_test_cluster, path_of

ROOT_DATA = Path("/var/lib")
ROOT_USER = "oia-servers"


def data_folder() -> Path:
    """The folder of both servers' data, owned by the user they run as.

    As root it lies outside the repository: PostgreSQL refuses root, and its own user shall not
    need a way through anybody's home.
    """
    pointer = path_of("")
    if os.geteuid() != 0 or (pointer.is_dir() and not pointer.is_symlink()):
        pointer.mkdir(mode=0o700, exist_ok=True)
        return pointer.resolve()
    if pointer.is_symlink() and _is_ours(pointer.resolve(), pointer):
        return pointer.resolve()
    return _new_root_folder(pointer)


def _is_ours(folder: Path, pointer: Path) -> bool:
    """False for the data of the checkout that this one was copied from; a moved one takes over."""
    mark = folder / "belongs_to"
    if not mark.is_file():
        return False
    owner = mark.read_text().strip()
    if owner != str(pointer) and not os.path.lexists(owner):
        mark.write_text(str(pointer))
        return True
    return owner == str(pointer)


def _new_root_folder(pointer: Path) -> Path:
    folder = ROOT_DATA / f"oia-{hashlib.sha256(str(pointer).encode()).hexdigest()[:12]}"
    user = _root_user()
    if (folder / "complete").exists() and not path_of(".json").exists():
        _set_aside(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.chown(folder, user.pw_uid, user.pw_gid)
    (folder / "belongs_to").write_text(str(pointer))
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(folder)
    return folder


def _set_aside(folder: Path) -> None:
    """Moves away the data of a removed checkout that lay here before; their passwords went with it.

    Data of tests are deleted, real ones kept for whoever still needs them.
    """
    if postgres.lives(folder):
        postgres.stop(folder)
    valkey.stop(folder)
    if is_test_cluster():
        shutil.rmtree(folder)
    else:
        folder.rename(folder.with_name(f"{folder.name}-{time.time_ns()}"))


def _root_user() -> pwd.struct_passwd:
    """The system user that runs the servers when we are root; made when missing."""
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(ROOT_USER)
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ROOT_USER]
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        subprocess.run(command, check=True, capture_output=True)
    for name in (ROOT_USER, "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise ServersUnavailable(f"The system user {ROOT_USER} is missing and cannot be made.")
