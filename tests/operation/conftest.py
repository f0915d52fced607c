"""Real commits and a folder of files of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.core.conftest import committed as committed
from tests.operation.own import Own


@pytest.fixture
def kept(committed: None, tmp_path: Path, settings: Any) -> Path:
    """A place for backups; the office's files lie beside it."""
    settings.MEDIA_ROOT = str(tmp_path / "files")
    return tmp_path / "backups"


@pytest.fixture(scope="session")
def own(tmp_path_factory: Any) -> Iterator[Own]:
    """Servers that a trial may stop."""
    place = Own(tmp_path_factory.mktemp("own") / "var")
    yield place
    place.clear()
