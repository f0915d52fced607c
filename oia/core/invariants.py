"""What must hold of the whole office, whoever wrote it: checked when a backup is verified.

An app above registers its own in `ready()`. A check answers a line for the operator, or raises
`Broken` with one sentence.
"""

from collections.abc import Callable

from django.db import connections

from oia.core.archive import Archive
from oia.core.models import StoredFile

Check = Callable[[str, Archive], str]
_checks: list[Check] = []


class Broken(Exception):
    """The restored office is not what it should be; one sentence says where."""


def invariant(check: Check) -> Check:
    """Register `check(alias, archive)`: the database to look at, and the backup it came from."""
    _checks.append(check)
    return check


def hold(alias: str, archive: Archive) -> list[str]:
    return [check(alias, archive) for check in _checks]


@invariant
def constraints_are_valid(alias: str, archive: Archive) -> str:
    """PostgreSQL checked each constraint while it was restored; one left unchecked is named."""
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE NOT convalidated) FROM pg_constraint "
            "WHERE connamespace = 'public'::regnamespace"
        )
        number, unchecked = cursor.fetchone()
    if unchecked:
        raise Broken(f"{unchecked} constraints are not validated.")
    return f"{number} constraints hold"


@invariant
def every_file_is_there(alias: str, archive: Archive) -> str:
    """Each row of a file has its bytes, of the size it names; their hashes were checked before."""
    kept = archive.manifest["files"]
    for digest, size in StoredFile.objects.using(alias).values_list("digest", "size"):
        if kept.get(digest) != size:
            raise Broken(f"The file {digest[:12]}… is not in the backup.")
    return f"{len(kept)} files with their hashes"
