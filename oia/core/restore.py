"""Bring a backup back into an empty database, or prove in a scratch one that it could be."""

import contextlib
import copy
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from django.utils.translation import gettext as _

from oia import servers
from oia.core import erasures, files, invariants, marks, migrated
from oia.core.archive import LEDGER, Archive, Refused, opened, run, sync_folder
from oia.core.backup import ALIAS, rows_of_tables
from oia.core.choices import JobState, MailState
from oia.core.models import Job, MailedCode, OutboxMail, SignedIn, SignInLink

SCRATCH = "scratch"


def restore(place: Path) -> Archive:
    """The office as it was, with mail held back and open work closed. Raises Refused."""
    with opened(place) as archive:
        refuse_foreign(archive)
        if rows_of_tables(ALIAS):
            raise Refused("The database is not empty: restore into a new one, nothing was changed.")
        bring_files(archive)
        fill(archive, ALIAS)
    call_command("migrate", database=ALIAS, verbosity=0)
    settle(ALIAS)
    ledger = archive.place.parent / LEDGER
    erasures.replay(ledger, ALIAS)
    erasures.next_number(ALIAS)
    files.forget_bytes(archive.manifest["files"], using=ALIAS)
    return archive


def refuse_foreign(archive: Archive) -> None:
    """A backup of a newer program has steps this one does not know; an older one is migrated."""
    names = (step.partition(".") for step in archive.manifest["migrations"])
    unknown = migrated.unknown({(app, name) for app, _dot, name in names})
    if unknown:
        raise Refused(
            f"The backup {archive.name} was written by another version of the program "
            f"({archive.manifest['program']}, with {unknown[0]}); restore it with that version."
        )


def bring_files(archive: Archive) -> None:
    """Files have their hash as name: one that is there already is the same."""
    for digest in archive.manifest["files"]:
        target = files.path_of(digest)
        if target.exists():
            continue
        new = target.with_name(f".{digest}.{os.getpid()}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(archive.file(digest), new)
            with new.open("rb") as stream:
                os.fsync(stream.fileno())
            new.replace(target)
            sync_folder(target.parent)
        except OSError as error:
            raise Refused(f"The files were not restored: {error.strerror}.") from None
        finally:
            new.unlink(missing_ok=True)


def fill(archive: Archive, alias: str) -> None:
    """All tables in one transaction; then every row is counted."""
    # The schema and its extensions are there, made by the superuser.
    listed = run("pg_restore", "--list", str(archive.dump), alias=alias).splitlines()
    wanted = [line for line in listed if " SCHEMA - public " not in line]
    names = Path(settings.MEDIA_ROOT) / f".restore-{os.getpid()}"
    names.parent.mkdir(parents=True, exist_ok=True)
    names.write_text("\n".join(wanted))
    try:
        run(
            "pg_restore", "--single-transaction", "--exit-on-error", "--no-owner",
            "--no-privileges", f"--use-list={names}",
            f"--dbname={connections[alias].settings_dict['NAME']}", str(archive.dump), alias=alias,
        )  # fmt: skip
    finally:
        names.unlink(missing_ok=True)
    found = rows_of_tables(alias)
    for table, number in archive.manifest["tables"].items():
        if found.get(table) != number:
            raise Refused(
                f"The table {table} came back with {found.get(table)} rows instead of {number}; "
                "remove this database."
            )


def settle(alias: str) -> None:
    """What was under way when the backup was made may have ended since: nothing goes on by itself.

    Mail is held back, open work is closed, everybody signs in anew.
    """
    with connections[alias].cursor() as cursor:
        cursor.execute("DELETE FROM django_session")
        # The feed of changes counts by transactions of the server it was written on.
        cursor.execute("DELETE FROM api_change")
    OutboxMail.objects.using(alias).filter(state__in=(MailState.WAITING, MailState.SENDING)).update(
        state=MailState.PAUSED, error="restored"
    )
    Job.objects.using(alias).filter(state__in=(JobState.QUEUED, JobState.RUNNING)).update(
        state=JobState.FAILED,
        lease=None,
        token=None,
        finished=timezone.now(),
        error=_(
            "The office was restored from a backup meanwhile. Try again if it is still wanted."
        ),
    )
    SignInLink.objects.using(alias).filter(used=None).delete()
    MailedCode.objects.using(alias).all().delete()
    SignedIn.objects.using(alias).all().delete()
    marks.set_mark(marks.MAIL_PAUSED, using=alias)


# --- The drill ----------------------------------------------------------------------------------


def verify(place: Path) -> tuple[Archive, list[str]]:
    """Restore into a scratch database, check it, drop it. Answers what was found to hold."""
    with opened(place) as archive, scratch() as alias:
        refuse_foreign(archive)
        checked = _drilled(archive, alias)
    marks.set_mark(marks.VERIFIED, name=archive.name, checked=checked)
    return archive, checked


def _drilled(archive: Archive, alias: str) -> list[str]:
    fill(archive, alias)
    rows = sum(archive.manifest["tables"].values())
    checked = [f"{len(archive.manifest['tables'])} tables with {rows} rows"]
    call_command("migrate", database=alias, verbosity=0)
    settle(alias)
    again = erasures.replay(archive.place.parent / LEDGER, alias)
    checked += [f"{again} erasures done again"] if again else []
    try:
        return checked + invariants.hold(alias, archive)
    except invariants.Broken as broken:
        raise Refused(f"The backup {archive.name} is not whole: {broken}") from None


@contextlib.contextmanager
def scratch() -> Iterator[str]:
    """A database beside the office's own, of the same owner, that is gone afterwards."""
    name = f"{connections[ALIAS].settings_dict['NAME'][:40]}_verify_{os.getpid()}"
    servers.renew_database(name)
    settings_of = copy.deepcopy(connections.databases[ALIAS])
    connections.databases[SCRATCH] = settings_of | {"NAME": name, "CONN_MAX_AGE": 0}
    try:
        yield SCRATCH
    finally:
        connections[SCRATCH].close()
        del connections[SCRATCH]
        del connections.databases[SCRATCH]
        servers.drop_database(name)
