"""Databases on the servers in use: made and dropped by whoever may."""

import contextlib
import os
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from .places import ServersUnavailable, checked, database_name, read_state
from .postgres import OWNER, connect
from .sharing import ensure


def with_database(url: str, name: str) -> str:
    """The same address with another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{checked(name)}"))


def create_database(name: str, template: str | None = None) -> None:
    """Makes a database owned by the owner role, empty or as a copy of `template`."""
    copied = f' TEMPLATE "{checked(template)}"' if template else ""
    with contextlib.closing(_maintenance()) as connection:
        cursor = connection.cursor()
        if not template and name == database_name() and _exists(cursor, name):
            return  # asking for the servers has made the database named by the environment
        cursor.execute(f'CREATE DATABASE "{checked(name)}" OWNER {OWNER}{copied}')


def renew_database(name: str, template: str | None = None) -> None:
    """Makes the database anew, empty or as a copy of `template`; what was in it is gone."""
    copied = f' TEMPLATE "{checked(template)}"' if template else ""
    # In one connection: whoever asks for the servers next finds the database made.
    with contextlib.closing(_maintenance()) as connection:
        cursor = connection.cursor()
        cursor.execute(f'DROP DATABASE IF EXISTS "{checked(name)}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{checked(name)}" OWNER {OWNER}{copied}')


def databases() -> set[str]:
    with contextlib.closing(_maintenance()) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor.fetchall()}


def _exists(cursor: Any, name: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone() is not None


def drop_database(name: str) -> None:
    """Removes a database with its sessions; nothing happens when it is not there."""
    with contextlib.closing(_maintenance()) as connection:
        connection.cursor().execute(f'DROP DATABASE IF EXISTS "{checked(name)}" WITH (FORCE)')


def _maintenance() -> Any:
    """A connection that may make databases: the owner's on servers of one's own, else ours."""
    if not os.environ.get("DATABASE_URL"):
        ensure()
        return connect(read_state(), "postgres")
    import psycopg2

    owner = os.environ.get("DATABASE_OWNER_URL")
    if not owner:
        raise ServersUnavailable("DATABASE_OWNER_URL is needed to make or remove a database.")
    connection = psycopg2.connect(with_database(owner, "postgres"))
    connection.autocommit = True
    return connection
