"""Encrypted backups: nobody reads them without the identity, and with it all comes back."""

import io
import tarfile
from pathlib import Path
from typing import Any

import pyrage
import pytest
from django.core.management import CommandError, call_command

from oia.core import erasures, files, wrapping
from oia.core.archive import Refused, newest, opened
from oia.core.backup import backup
from partners.models import Partnership
from tests.factories import make_partnership, make_person
from tests.operation.test_backup import Elsewhere
from tests.operation.test_backup import elsewhere as elsewhere

CANARY = "Fernandesowa"


@pytest.fixture
def identity(settings: Any, tmp_path: Path) -> Path:
    path = tmp_path / "identity.txt"
    out = io.StringIO()
    call_command("backup_identity", str(path), stdout=out, stderr=io.StringIO())
    settings.BACKUP_RECIPIENTS = [out.getvalue().strip().removeprefix("BACKUP_RECIPIENTS=")]
    settings.BACKUP_IDENTITY = str(path)
    return path


def test_the_office_comes_back_from_an_encrypted_backup(
    kept: Path, elsewhere: Elsewhere, identity: Path
) -> None:
    make_partnership("Lyon")
    files.store(CANARY.encode(), media_type="application/pdf")
    person = make_person(name=CANARY)
    archive = backup(kept)
    erasures.note(person, values={"name": "erased"}, reason="asked")
    erasures.export(kept / "erasures.jsonl")
    assert {path.name for path in kept.iterdir()} == {archive.name, "erasures.jsonl"}
    assert archive.name.endswith(".tar.age")
    assert all(CANARY.encode() not in path.read_bytes() for path in kept.iterdir())
    with elsewhere:
        call_command("restore", str(kept), stdout=io.StringIO())
        assert Partnership.objects.get().place.name == "Lyon"
        assert not type(person).objects.filter(name=CANARY).exists()


def test_the_drill_opens_it_too_and_leaves_nothing_open(
    kept: Path, identity: Path, settings: Any
) -> None:
    backup(kept)
    call_command("restore", str(kept), "--verify", stdout=io.StringIO())
    assert list(Path(settings.MEDIA_ROOT).glob(".oia-*")) == []


def test_without_the_identity_it_stays_shut(kept: Path, identity: Path, settings: Any) -> None:
    backup(kept)
    settings.BACKUP_IDENTITY = ""
    with pytest.raises(CommandError, match="BACKUP_IDENTITY names the file"):
        call_command("restore", str(kept), "--verify")
    other = identity.with_name("other.txt")
    wrapping.new_identity(other)
    settings.BACKUP_IDENTITY = str(other)
    with pytest.raises(Refused, match="does not open"), opened(kept):
        pass


@pytest.mark.parametrize("at", [10, -10])
def test_a_changed_byte_is_found(kept: Path, identity: Path, at: int) -> None:
    backup(kept)
    file = newest(kept)
    assert file is not None
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)
    with pytest.raises(Refused, match="does not open"), opened(kept):
        pass


def test_a_recipient_that_is_none_stops_the_backup_and_leaves_nothing(
    kept: Path, settings: Any
) -> None:
    settings.BACKUP_RECIPIENTS = ["age1nonsense"]
    with pytest.raises(Refused, match="BACKUP_RECIPIENTS names no age recipient"):
        backup(kept)
    assert list(kept.iterdir()) == []


def test_what_a_stranger_packed_stays_inside_its_folder(
    kept: Path, identity: Path, settings: Any, tmp_path: Path
) -> None:
    """A recipient is public: whoever knows it can write a file that opens."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        evil = tarfile.TarInfo("../../evil.txt")
        evil.size = 4
        tar.addfile(evil, io.BytesIO(b"evil"))
    recipient = pyrage.x25519.Recipient.from_str(settings.BACKUP_RECIPIENTS[0])
    kept.mkdir(exist_ok=True)
    (kept / "oia-99990101T000000Z.tar.age").write_bytes(
        pyrage.encrypt(packed.getvalue(), [recipient])
    )
    with pytest.raises(Refused), opened(kept):
        pass
    assert not list(tmp_path.rglob("evil.txt"))
    assert not list(Path(settings.MEDIA_ROOT).rglob("evil.txt"))


def test_an_identity_is_never_overwritten(identity: Path) -> None:
    with pytest.raises(CommandError):
        call_command("backup_identity", str(identity))
    assert identity.stat().st_mode & 0o077 == 0
