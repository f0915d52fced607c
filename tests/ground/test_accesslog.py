"""No secret of an address stands in the access log."""

import subprocess
import sys
from pathlib import Path

import pytest

from oia.accesslog import masked
from oia.servers import REPOSITORY

TOKEN = "Zx9_-" * 8


@pytest.mark.parametrize(
    ("line", "written"),
    [
        (f"GET /calendar/{TOKEN}.ics HTTP/1.1", "GET /calendar/….ics HTTP/1.1"),
        (f"GET /sign-in/{TOKEN}/ HTTP/1.1", "GET /sign-in/…/ HTTP/1.1"),
        (f"http://office/invitations/1:{TOKEN}/", "http://office/invitations/…/"),
        ("GET /calendar/who-is-where/ HTTP/1.1", "GET /calendar/who-is-where/ HTTP/1.1"),
        (f"GET /apply/register/.{TOKEN}:{TOKEN}/ HTTP/1.1", "GET /apply/register/…/ HTTP/1.1"),
        ("GET /people/?q=Anna+Nowak&page=2 HTTP/1.1", "GET /people/?… HTTP/1.1"),
        ("http://office/search/?q=Anna", "http://office/search/?…"),
        ("GET /partners/ HTTP/1.1", "GET /partners/ HTTP/1.1"),
    ],
)
def test_secrets_are_left_out(line: str, written: str) -> None:
    assert masked(line) == written


def test_the_container_writes_its_log_so() -> None:
    assert '"oia.accesslog.Masked"' in Path(REPOSITORY, "Dockerfile").read_text()


def test_gunicorn_takes_the_logger() -> None:
    command = [sys.executable, "-m", "gunicorn", "--check-config", "--logger-class"]
    done = subprocess.run(
        [*command, "oia.accesslog.Masked", "oia.wsgi"], cwd=REPOSITORY, check=False, timeout=60
    )
    assert done.returncode == 0
