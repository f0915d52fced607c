"""manage.py preflight: may this version be put over the database, now?"""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from oia.core import health, marks

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
        self.stdout.write(f"Ready: {_pending()} steps of migration to take.")


def _pending() -> int:
    return health.pending_migrations()


def _version_path() -> Iterator[str]:
    """The database must not be newer than the program, and its past must be known to it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        taken = set(cursor.fetchall())
    loader = MigrationLoader(None)
    ours = {app for app, _name in loader.disk_migrations}
    unknown = sorted(
        f"{app}.{name}" for app, name in taken - set(loader.disk_migrations) if app in ours
    )
    if unknown:
        yield f"The database is newer than this program: it has {unknown[0]}."


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
