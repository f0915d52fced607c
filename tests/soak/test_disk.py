"""The disk fills while a document is stored: it is refused, without half a file or a row."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from oia.core import files
from oia.core.models import StoredFile
from oia.office.actions import add_document
from oia.office.models import Document
from tests.factories import make_event, make_user
from tests.soak.trial import Trial

SIZE = 1024 * 1024
PAPER = b"%PDF-1.4\n" + b"paper " * 60_000 + b"\n%%EOF\n"


@pytest.fixture
def disk(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A file system of one megabyte, where we may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("a small file system cannot be mounted here")
    settings.MEDIA_ROOT = str(folder / "files")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def leave(disk: Path, room: int) -> None:
    """Fill the disk until only about `room` bytes are free."""
    ballast = disk / "ballast"
    ballast.unlink(missing_ok=True)
    found = os.statvfs(disk)
    ballast.write_bytes(b"\0" * max(0, found.f_bavail * found.f_frsize - room))


def remains(disk: Path) -> list[int]:
    return [path.stat().st_size for path in (disk / "files").rglob("*") if path.is_file()]


def test_a_full_disk_refuses_cleanly(trial: Trial, committed: None, disk: Path) -> None:
    trial.promise = "disk full at 10 points of storing: refused, no row, no file; then it works"
    trial.control = "written straight under its name"
    user, event = make_user("head"), make_event()
    for number in range(10):
        (disk / "files").mkdir(exist_ok=True)
        leave(disk, len(PAPER) * number // 10)
        try:
            add_document(record=event, name="paper.pdf", data=PAPER, kind="", by=user)
            refused = False
        except ValidationError:
            refused = True
        rows = StoredFile.objects.count() + Document.objects.count()
        trial.saw(held=(refused, rows, remains(disk)) == (True, 0, []))
        trial.control_saw(broke=_carelessly(disk))
    leave(disk, SIZE)
    add_document(record=event, name="paper.pdf", data=PAPER, kind="", by=user)
    assert (files.read(StoredFile.objects.get()), remains(disk)) == (PAPER, [len(PAPER)])


def _carelessly(disk: Path) -> bool:
    target = disk / "files" / "straight"
    try:
        target.write_bytes(PAPER)
    except OSError:
        return target.exists()
    finally:
        target.unlink(missing_ok=True)
    return False
