"""The steps of migration: which the database has taken, which this program knows.

A step that stands for several earlier ones (`replaces`) knows them only where all of them were
taken; from halfway Django could not go on.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.core.checks import Error
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.migrations.recorder import MigrationRecorder

Step = tuple[str, str]
"""App label and name of a migration."""


@cache
def _ours() -> dict[Step, Migration]:
    return MigrationLoader(None).disk_migrations


def taken(alias: str = DEFAULT_DB_ALIAS) -> set[Step]:
    """What the database has gone through; nothing where it is new. Raises DatabaseError."""
    return set(MigrationRecorder(connections[alias]).applied_migrations())


def pending() -> int:
    """Steps this program knows and the database has not taken. Raises DatabaseError."""
    return len(_ours().keys() - taken())


def halfway(steps: set[Step]) -> list[str]:
    """Those of `steps` that are part of one step by now, of which others are missing."""
    folded = [set(migration.replaces) for migration in _ours().values()]
    return _names(set().union(*(earlier & steps for earlier in folded if not earlier <= steps)))


def unknown(steps: set[Step]) -> list[str]:
    """Those of `steps` this program cannot go on from, as “app.name”, in their order."""
    folded = [set(migration.replaces) for migration in _ours().values()]
    known = set(_ours()).union(*(earlier for earlier in folded if earlier <= steps))
    return _names(steps - known)


def of_our_apps(steps: set[Step]) -> set[Step]:
    """Without those of apps that are no longer, or not yet, part of the program."""
    apps = {app for app, _name in _ours()}
    return {step for step in steps if step[0] in apps}


def _names(steps: set[Step]) -> list[str]:
    return sorted(f"{app}.{name}" for app, name in steps)


def check_halfway(databases: Iterable[str] | None = None, **kwargs: Any) -> list[Error]:
    """Django itself would find nothing to do, and leave the tables as they are."""
    found = []
    for alias in databases or ():
        if names := halfway(taken(alias)):
            found.append(Error(
                f"This database stopped halfway, at {names[-1]}, in what is one step by now.",
                hint="Bring it up to date with the version that made it, then start this one. "
                "A demonstration starts afresh with `DEMO_RESET=1 make demo`.",
                id="core.E010",
            ))  # fmt: skip
    return found
