"""Real commits and a folder of files of its own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def kept(committed: None, tmp_path: Path, settings: Any) -> Path:
    """A place for backups; the office's files lie beside it."""
    settings.MEDIA_ROOT = str(tmp_path / "files")
    return tmp_path / "backups"
