"""What a backup looks like on disk, and how it is read with distrust.

A backup is a folder `oia-<time>` with `database.dump` (pg_dump -Fc), `files/<ab>/<sha256>` and
`manifest.json`: hashes, sizes, rows of each table, program version, steps of migration. Where
recipients are named, it is one encrypted file `oia-<time>.tar.age` with the same inside.
"""

import contextlib
import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from oia import __version__, servers
from oia.core import wrapping

FORMAT = 1
PROGRAM = __version__
PREFIX = "oia-"
PARTIAL = ".partial-"
DUMP, MANIFEST, FILES = "database.dump", "manifest.json", "files"
LEDGER = "erasures.jsonl"
PIECE = 1024 * 1024


class Refused(Exception):
    """It cannot be done; the message is one plain sentence, and nothing was changed."""


@dataclass(frozen=True)
class Archive:
    folder: Path
    manifest: dict[str, Any]
    # The encrypted file it was taken from.
    wrapped: Path | None = None

    @property
    def place(self) -> Path:
        """Where it lies; the ledger of erasures lies beside."""
        return self.wrapped or self.folder

    @property
    def name(self) -> str:
        return self.place.name

    @property
    def dump(self) -> Path:
        return self.folder / DUMP

    def file(self, digest: str) -> Path:
        return self.folder / FILES / digest[:2] / digest

    @property
    def size(self) -> int:
        files: dict[str, int] = self.manifest["files"]
        return int(self.manifest["dump"]["size"]) + sum(files.values())


def digest_of(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def newest(folder: Path) -> Path | None:
    """The youngest whole backup in a folder of backups; names sort by time."""
    found = [path for path in folder.glob(f"{PREFIX}*") if _is_whole(path)]
    return max(found, key=lambda path: path.name, default=None)


def _is_whole(path: Path) -> bool:
    return _is_wrapped(path) or (path / MANIFEST).is_file()


def _is_wrapped(path: Path) -> bool:
    return path.is_file() and path.name.endswith(wrapping.ENDING)


@contextlib.contextmanager
def opened(place: Path) -> Iterator[Archive]:
    """The backup in this place, or the newest below it, with every hash checked."""
    found = place if _is_whole(place) else newest(place)
    if found is None:
        raise Refused(f"There is no whole backup in {place}.")
    if not _is_wrapped(found):
        yield _checked(found)
        return
    try:
        with wrapping.unwrapped(found, settings.BACKUP_IDENTITY) as folder:
            yield _checked(folder, found)
    except wrapping.Shut as shut:
        raise Refused(str(shut)) from None


def _checked(folder: Path, wrapped: Path | None = None) -> Archive:
    archive = Archive(folder, _manifest(folder, (wrapped or folder).name), wrapped)
    for problem in _damages(archive):
        raise Refused(f"The backup {archive.name} is damaged: {problem}.")
    return archive


def _manifest(folder: Path, name: str) -> dict[str, Any]:
    try:
        text = json.loads((folder / MANIFEST).read_text())
        found: dict[str, Any] = text["content"]
        told = text["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        raise Refused(f"The backup {name} is damaged: its manifest cannot be read.") from None
    if told != hashlib.sha256(canonical(found)).hexdigest():
        raise Refused(f"The backup {name} is damaged: its manifest was changed.")
    if found["format"] != FORMAT:
        raise Refused(
            f"The backup {name} was written in format {found['format']}; "
            f"this program reads format {FORMAT}."
        )
    return found


def canonical(content: dict[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def _damages(archive: Archive) -> Iterator[str]:
    dump = archive.manifest["dump"]
    yield from _damage(archive.dump, DUMP, dump["size"], dump["sha256"])
    for digest, size in archive.manifest["files"].items():
        yield from _damage(archive.file(digest), f"file {digest[:12]}…", size, digest)


def _damage(path: Path, name: str, size: int, digest: str) -> Iterator[str]:
    if not path.is_file():
        yield f"{name} is missing"
    elif path.stat().st_size != size:
        yield f"{name} has {path.stat().st_size} bytes instead of {size}"
    elif digest_of(path) != digest:
        yield f"{name} does not have its hash"


# --- PostgreSQL's own programs ------------------------------------------------------------------


def run(name: str, *arguments: str, alias: str, output: Path | None = None) -> str:
    """Run pg_dump or pg_restore on a database, as its owner; the password is in no command line.

    Raises Refused with the program's last line.
    """
    bundled = servers.program(name) if not os.environ.get("DATABASE_URL") else None
    found = connections[alias].get_connection_params()
    environment = os.environ | {
        "PGHOST": str(found.get("host") or ""),
        "PGPORT": str(found.get("port") or ""),
        "PGUSER": str(found.get("user") or ""),
        "PGPASSWORD": str(found.get("password") or ""),
        "PGDATABASE": str(found["dbname"]),
        "PGOPTIONS": "",
    }
    for option in ("sslmode", "sslrootcert"):
        if option in found:
            environment[f"PG{option.upper()}"] = str(found[option])
    command = [str(bundled or name), *arguments]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    except OSError:
        raise Refused(f"The program {name} of PostgreSQL is not installed.") from None
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"status {done.returncode}"]
        raise Refused(f"{name} failed: {lines[-1]}")
    return done.stdout


def sync_folder(path: Path) -> None:
    """A rename is durable once its folder is."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
