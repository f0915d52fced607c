"""Production settings refuse to start half set up, and pass Django's own check."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from oia.servers import REPOSITORY

PRODUCTION = {
    "DATABASE_URL": "postgres://oia_app:x@127.0.0.1:1/oia",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ-_",
    "FIELD_KEYS": "0f" * 32,
    "ALLOWED_HOSTS": "office.example",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    dropped = (*PRODUCTION, "DJANGO_SETTINGS_MODULE", "DEBUG", "OIA_VAR")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=REPOSITORY, env=kept | environment,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("SECRET_KEY", "a long random text that signs sessions and links"),
        ("FIELD_KEYS", "the keys of encrypted columns, the newest first"),
        ("ALLOWED_HOSTS", "the names under which the office is reached, separated by commas"),
        ("REDIS_URL", "the address of Redis or Valkey"),
    ],
)
def test_production_refuses_to_start_without(name: str, reason: str, tmp_path: Path) -> None:
    given = {key: value for key, value in PRODUCTION.items() if key != name}
    done = manage("check", **given, OIA_VAR=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [f"{name} is not set: {reason}."]


def test_production_passes_the_check_of_a_deployment(tmp_path: Path) -> None:
    done = manage(
        "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION, OIA_VAR=str(tmp_path)
    )
    assert (done.returncode, done.stdout) == (
        0,
        "System check identified no issues (0 silenced).\n",
    ), done.stderr


SAID = """
from django.conf import settings as s
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_DOMAIN,
      s.SESSION_COOKIE_PATH, s.CSRF_COOKIE_PATH, s.SESSION_COOKIE_AGE, s.STAFF_SECOND_STEP)
"""


@pytest.mark.parametrize(
    ("more", "second_step"),
    [({}, "True"), ({"STAFF_SECOND_STEP": "0"}, "False"), ({"DEBUG": "1"}, "False")],
)
def test_the_doors_of_production(more: dict[str, str], second_step: str, tmp_path: Path) -> None:
    """Cookies of this host alone, half an hour, and a second step for staff unless switched off."""
    done = subprocess.run(
        [sys.executable, "-c", SAID], cwd=REPOSITORY, capture_output=True, text=True, check=False,
        env=os.environ | PRODUCTION | more
        | {"OIA_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "oia.settings"},
    )  # fmt: skip
    assert done.stdout.split() == [
        "__Host-session", "__Host-csrf", "True", "None", "/", "/", "1800", second_step,
    ], done.stderr  # fmt: skip


@pytest.mark.parametrize("keys", ["short", "0f" * 31, "zz" * 32, ",", f"{'0f' * 32};{'0e' * 32}"])
def test_a_key_that_is_none_is_refused_and_not_quoted(keys: str, tmp_path: Path) -> None:
    done = manage("check", **PRODUCTION | {"FIELD_KEYS": keys}, OIA_VAR=str(tmp_path))
    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        [
            "FIELD_KEYS must be keys of 64 hexadecimal digits, separated by commas;"
            " `openssl rand -hex 32` makes one."
        ],
    )


def test_a_local_check_starts_no_server_and_makes_keys_for_its_owner(tmp_path: Path) -> None:
    code = "from django.conf import settings; settings.SECRET_KEY"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False,
        env=os.environ | {"OIA_VAR": str(tmp_path), "OIA_NO_SERVERS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    made = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert made == {"secret_key": 0o600, "field_key": 0o600}
