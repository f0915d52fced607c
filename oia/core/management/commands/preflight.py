"""manage.py preflight: may this version be put over the database, now?"""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from oia.core import health, marks, migrated

BACKUP_FRESH = dt.timedelta(hours=1)


class Command(BaseCommand):
    help = "Checks version path, free disk and backup before an update; changes nothing."
    requires_migrations_checks = False

    def handle(self, *args: Any, **options: Any) -> None:
        if not health.database_answers():
            raise CommandError("The database does not answer.")
        problems = [*_version_path(), *_disk(), *_backup()]
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write(f"Ready: {migrated.pending()} steps of migration to take.")


def _version_path() -> Iterator[str]:
    """The database must not be newer than the program, nor halfway through what it has folded."""
    unknown = migrated.unknown(migrated.of_our_apps(migrated.taken()))
    if unknown:
        yield f"Another version of the program made this database: it has {unknown[0]}."


def _disk() -> Iterator[str]:
    """Room for the backup and for tables that a migration writes anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        size = int(cursor.fetchone()[0])
    folder = Path(settings.BACKUP_DIR or settings.MEDIA_ROOT)
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < 2 * size:
        yield f"Only {free // 2**20} MB are free in {folder}; the update wants {size // 2**19} MB."


def _backup() -> Iterator[str]:
    try:
        age = marks.age(marks.BACKUP)
    except DatabaseError:  # a database from before backups were noted
        age = None
    if age is None or age > BACKUP_FRESH:
        yield "The last backup is older than an hour: run `manage.py backup` first."
