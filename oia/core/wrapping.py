"""Backups wrapped with age (age-encryption.org): written for recipients, opened by an identity.

The machine that writes knows only recipients, which are public. The identity is kept elsewhere: who
steals machine and backups reads neither people nor bank data.
"""

import contextlib
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyrage

ENDING = ".tar.age"


class Shut(Exception):
    """The backup stays shut; the message is one plain sentence."""


def new_identity(path: Path) -> str:
    """Writes a new identity that only its owner may read, and answers the recipient to name."""
    identity = pyrage.x25519.Identity.generate()
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(f"# recipient: {identity.to_public()}\n{identity}\n")
        stream.flush()
        os.fsync(stream.fileno())
    return str(identity.to_public())


def wrap(folder: Path, target: Path, recipients: list[str]) -> None:
    """The folder as one encrypted file; never unencrypted on disk a second time."""
    try:
        named = [pyrage.x25519.Recipient.from_str(text) for text in recipients]
    except pyrage.RecipientError as error:
        raise Shut(f"BACKUP_RECIPIENTS names no age recipient: {error}.") from None
    command = ["tar", "--create", "--file=-", "--directory", str(folder), "."]
    with (
        open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream,
        subprocess.Popen(command, stdout=subprocess.PIPE) as packed,
    ):
        pyrage.encrypt_io(packed.stdout, stream, named)
        stream.flush()
        os.fsync(stream.fileno())
    if packed.returncode:
        raise Shut(f"tar ended with status {packed.returncode}.")


@contextlib.contextmanager
def unwrapped(file: Path, identity: str) -> Iterator[Path]:
    """A folder with what the file holds, for a while."""
    known = _identities(identity)
    with tempfile.TemporaryDirectory(prefix=".oia-", dir=_room()) as name:
        place = Path(name)
        plain = place / "plain.tar"
        try:
            with file.open("rb") as stream, plain.open("wb") as opened:
                pyrage.decrypt_io(stream, opened, known)
        except (pyrage.DecryptError, OSError):
            raise Shut(
                f"The backup {file.name} does not open: another identity, or it is damaged."
            ) from None
        try:
            # Anybody can write for a recipient: only plain files inside the folder come out.
            with tarfile.open(plain) as packed:
                packed.extractall(place / "backup", filter="data")
        except tarfile.TarError as error:
            raise Shut(f"The backup {file.name} holds what no backup holds: {error}.") from None
        plain.unlink()
        yield place / "backup"


def _identities(identity: str) -> list[pyrage.x25519.Identity]:
    if not identity:
        raise Shut("The backup is encrypted: BACKUP_IDENTITY names the file with its identity.")
    try:
        lines = Path(identity).read_text().split("\n")
        texts = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        return [pyrage.x25519.Identity.from_str(text) for text in texts]
    except (OSError, pyrage.IdentityError) as error:
        raise Shut(f"BACKUP_IDENTITY cannot be read: {error}.") from None


def _room() -> str:
    """Where there is room for a backup: beside the office's files, not in memory."""
    from django.conf import settings

    room = Path(settings.MEDIA_ROOT)
    room.mkdir(parents=True, exist_ok=True)
    return str(room)
