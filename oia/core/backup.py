"""Write a backup: the database first, then the files it names, then the manifest, then its name."""

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from oia.core import erasures, files, marks, wrapping
from oia.core.archive import (
    DUMP,
    FILES,
    FORMAT,
    LEDGER,
    MANIFEST,
    PARTIAL,
    PIECE,
    PREFIX,
    PROGRAM,
    Archive,
    Refused,
    canonical,
    digest_of,
    run,
    sync_folder,
)

ALIAS = "owner"


def backup(target: Path) -> Archive:
    """A new backup in the folder `target`. Until it is whole it bears another name."""
    name = f"{PREFIX}{timezone.now():%Y%m%dT%H%M%S%fZ}"
    try:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial = target / f"{PARTIAL}{name}"
        partial.mkdir(mode=0o700)
    except OSError as error:
        raise Refused(f"The folder {target} cannot be written: {error.strerror}.") from None
    try:
        content = _fill(partial)
        _write_manifest(partial, content)
        archive = Archive(target / name, content, _wrapped(partial, target, name))
        if archive.wrapped is None:
            os.rename(partial, target / name)
        sync_folder(target)
    except OSError as error:
        raise Refused(f"The backup was not written: {error.strerror}.") from None
    except wrapping.Shut as shut:
        raise Refused(f"The backup was not written: {shut}") from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    erasures.export(target / LEDGER)
    marks.set_mark(marks.BACKUP, name=archive.name, size=archive.size)
    return archive


def _wrapped(folder: Path, target: Path, name: str) -> Path | None:
    """Encrypted for the recipients, where any are named."""
    recipients = settings.BACKUP_RECIPIENTS
    if not recipients:
        return None
    partial = target / f"{PARTIAL}{name}{wrapping.ENDING}"
    try:
        wrapping.wrap(folder, partial, recipients)
        return partial.rename(target / f"{name}{wrapping.ENDING}")
    finally:
        partial.unlink(missing_ok=True)


def _fill(folder: Path) -> dict[str, Any]:
    """Rows are counted and dumped in one and the same snapshot of the database."""
    with transaction.atomic(using=ALIAS):
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
        content = _facts()
        dump = folder / DUMP
        # Schema and extensions are the superuser's and are there before; rights come from code.
        run(
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--schema=public",
            f"--snapshot={snapshot}", f"--file={dump}", alias=ALIAS,
        )  # fmt: skip
    _sync(dump)
    content["dump"] = {"size": dump.stat().st_size, "sha256": digest_of(dump)}
    for digest in content["files"]:
        _copy(digest, folder / FILES / digest[:2] / digest)
    return content


def _facts() -> dict[str, Any]:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        migrations = [f"{app}.{name}" for app, name in cursor.fetchall()]
        cursor.execute("SELECT digest, size FROM core_storedfile ORDER BY digest")
        kept = dict(cursor.fetchall())
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0]
    return {
        "format": FORMAT,
        "program": PROGRAM,
        "postgresql": server,
        "written": timezone.now().isoformat(),
        "migrations": migrations,
        "tables": rows_of_tables(ALIAS),
        "files": kept,
    }


def rows_of_tables(alias: str) -> dict[str, int]:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        names = [name for (name,) in cursor.fetchall()]
        counted = {}
        for name in names:
            cursor.execute(f"SELECT count(*) FROM {connections[alias].ops.quote_name(name)}")  # noqa: S608 - a table's own name
            counted[name] = int(cursor.fetchone()[0])
    return counted


def _copy(digest: str, target: Path) -> None:
    """Copied and hashed in one reading: a file that rotted is found now, not when it is needed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    found = hashlib.sha256()
    try:
        with files.path_of(digest).open("rb") as source, target.open("wb") as copy:
            while piece := source.read(PIECE):
                found.update(piece)
                copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
    except FileNotFoundError:
        raise Refused(f"The file {digest[:12]}… of the database is missing on disk.") from None
    if found.hexdigest() != digest:
        raise Refused(f"The file {digest[:12]}… on disk is damaged.")


def _write_manifest(folder: Path, content: dict[str, Any]) -> None:
    text = {"sha256": hashlib.sha256(canonical(content)).hexdigest(), "content": content}
    path = folder / MANIFEST
    path.write_text(json.dumps(text, indent=1, sort_keys=True))
    _sync(path)


def _sync(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
