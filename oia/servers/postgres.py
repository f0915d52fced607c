"""The embedded PostgreSQL: made, started, stopped; its roles are no superusers."""

import contextlib
import shutil
import time
from pathlib import Path
from typing import Any

from .places import HOST, ServersUnavailable, is_test_cluster, path_of, write_state
from .programs import Runner, answers, free_port

SUPERUSER, OWNER, APPLICATION = "postgres", "oia_owner", "oia_app"
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")


def running(folder: Path) -> tuple[int, int] | None:
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
    return (pid, port) if answers(port) else None


def _settings(port: int) -> str:
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


def _initialise(runner: Runner, state: dict[str, Any]) -> None:
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


def start(runner: Runner, state: dict[str, Any]) -> None:
    folder = runner.folder
    found = running(folder)
    if found:
        state["pg_port"] = found[1]
        return
    complete = folder / "complete"
    if not complete.exists():
        _initialise(runner, state)
    elif not path_of(".json").is_file():
        raise ServersUnavailable(
            f"{path_of('.json')} with the passwords is missing; put it back, or remove {folder}."
        )
    _launch_postgres(runner, state)
    if not complete.exists():
        write_state(state)
        _bootstrap(state)
        runner.write(complete, "")


def _launch_postgres(runner: Runner, state: dict[str, Any]) -> None:
    """Starts the server; tries again while the children of a killed one are still leaving."""
    data = runner.folder / "pg"
    for attempt in range(10):
        state["pg_port"] = free_port(state["pg_port"])
        runner.write(data / "oia.conf", _settings(state["pg_port"]))
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
        # Read once: a server on its way out may take the file away at any moment.
        text = path.read_text()
        name = Path(f"/proc/{int(text.splitlines()[0])}/comm").read_text().strip()
    except (OSError, ValueError, IndexError):
        return
    if name != "postgres" or f"{data}\n" not in text:
        path.unlink(missing_ok=True)


def connect(state: dict[str, Any], database: str) -> Any:
    import psycopg2  # loaded only by whoever starts the servers or makes a database

    connection = psycopg2.connect(
        host=HOST, port=state["pg_port"], user=SUPERUSER, password=state["superuser"],
        dbname=database, connect_timeout=10,
    )  # fmt: skip
    connection.autocommit = True
    return connection


def _bootstrap(state: dict[str, Any]) -> None:
    """Roles, extensions and default rights, in template1 so that every new database has them."""
    with contextlib.closing(connect(state, "template1")) as connection:
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


def ensure_database(state: dict[str, Any], name: str) -> None:
    with contextlib.closing(connect(state, "postgres")) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{name}" OWNER {OWNER}')


def lives(folder: Path) -> bool:
    """Also true while it starts or stops."""
    _remove_stale_pid(folder / "pg")
    try:
        pid = int((folder / "pg" / "postmaster.pid").read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return False
    return Path(f"/proc/{pid}").exists()


def stop(folder: Path) -> None:
    """Stops the server of the folder and waits for it; sessions are ended."""
    Runner(folder).run("pg_ctl", "-D", str(folder / "pg"), "-m", "fast", "-w", "stop")
