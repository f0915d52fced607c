"""The composed production starts only with secrets and gives each part no more than it needs."""

import re
from typing import Any

import pytest
import yaml

from oia.servers import REPOSITORY

# What an office may leave out: backups stay unencrypted then, staff use a second step.
OPTIONAL = {"TIME_ZONE", "BACKUP_RECIPIENTS", "BACKUP_IDENTITY", "STAFF_SECOND_STEP"}
SERVICES = {"postgres", "redis", "migrate", "web", "worker", "keeper", "beat", "proxy"}
SECRETS = {
    "SECRET_KEY", "FIELD_KEYS", "ALLOWED_HOSTS", "POSTGRES_PASSWORD", "OWNER_PASSWORD",
    "APP_PASSWORD", "REDIS_PASSWORD", "STATUS_TOKEN", "EMAIL_URL", "DEFAULT_FROM_EMAIL", "SITE",
}  # fmt: skip


@pytest.fixture(scope="module")
def text() -> str:
    return (REPOSITORY / "docker-compose.yml").read_text()


@pytest.fixture(scope="module")
def services(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text)["services"]
    return found


def test_all_parts_are_there(services: dict[str, Any]) -> None:
    assert set(services) == SERVICES


def test_every_lasting_part_has_a_health_check(services: dict[str, Any]) -> None:
    assert {name for name in services if "healthcheck" in services[name]} == SERVICES - {"migrate"}


def test_no_secret_has_a_default(text: str) -> None:
    assert set(re.findall(r"\$\{(\w+):\?", text)) == SECRETS
    assert set(re.findall(r"\$\{(\w+):-", text)) == OPTIONAL
    assert re.findall(r"(?<!\$)\$\{\w+\}", text) == []


def test_the_example_names_every_secret_and_gives_none() -> None:
    lines = (REPOSITORY / "deploy" / "env.example").read_text().splitlines()
    assert {line for line in lines if not line.startswith("#")} == {f"{name}=" for name in SECRETS}


def test_only_migration_and_keeper_know_the_owner(services: dict[str, Any]) -> None:
    knows = {n for n in services if "DATABASE_OWNER_URL" in services[n].get("environment", {})}
    assert knows == {"migrate", "keeper"}
    assert "oia_owner" in services["migrate"]["environment"]["DATABASE_OWNER_URL"]
    for name in ("web", "worker", "beat"):
        assert services[name]["environment"]["DATABASE_URL"].startswith("postgres://oia_app:")


def test_only_the_proxy_is_open_to_the_outside(services: dict[str, Any]) -> None:
    assert {name for name in services if "ports" in services[name]} == {"proxy"}
    assert services["postgres"]["networks"] == services["redis"]["networks"] == ["inside"]


def test_no_role_is_made_a_superuser() -> None:
    script = (REPOSITORY / "deploy" / "roles.sh").read_text()
    roles = re.findall(r"CREATE ROLE (\w+) LOGIN NOSUPERUSER \w+ NOCREATEROLE", script)
    assert roles == ["oia_owner", "oia_app"]
    assert len(re.findall(r"CREATE ROLE", script)) == 2


def test_the_image_runs_as_an_ordinary_user() -> None:
    lines = (REPOSITORY / "Dockerfile").read_text().splitlines()
    assert lines.index("USER oia") > max(i for i, line in enumerate(lines) if line[:4] == "RUN ")
