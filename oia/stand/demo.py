"""`make demo`: the office of a demonstration city, open until Ctrl-C."""

import contextlib
import datetime
import os
import socket
import sys
import threading
import time
from pathlib import Path

import psycopg2

from oia import servers
from oia.stand.office import (
    CELERY,
    Children,
    Refused,
    embedded,
    manage,
    manage_output,
    migrate,
    office,
    worker_command,
)  # fmt: skip


def demo() -> None:
    """Sets up what is missing, runs everything and stays until Ctrl-C."""
    # Whatever the database: nobody needs a telephone to look at the demonstration.
    os.environ.setdefault("STAFF_SECOND_STEP", "0")
    port = _port()
    # Where links in mails lead: to the address that is printed at the end.
    os.environ.setdefault("OIA_URL", f"http://localhost:{port}")
    with office() as children:
        address = _owner_address()
        year = datetime.date.today().year - 1
        report = servers.var_folder() / "demo" / f"annual-report-{year}.pdf"
        if os.environ.get("DEMO_RESET") == "1":
            _start_afresh(report)
        print("Preparing the database …", flush=True)
        migrate()
        if _is_empty(address):
            report.unlink(missing_ok=True)
            print("Making a demonstration city with five years of data …", flush=True)
            manage("demo_data", keeping=True)
        _start_all(children, port)
        _write_demo_report(report, year)
        _wait_for(port)
        _greet(port, report)
        _watch(children)


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Refused(f"PORT must be a number from 1 to 65535, not “{text}”.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((servers.HOST, int(text)))
        except OSError:
            raise Refused(
                f"Port {text} is in use; choose another: `make demo PORT={int(text) + 1}`."
            ) from None
    return int(text)


def _owner_address() -> str:
    if embedded():
        return servers.ensure().owner_url
    return os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]


def _start_afresh(report: Path) -> None:
    report.unlink(missing_ok=True)
    servers.renew_database(servers.database_name())


def _is_empty(address: str) -> bool:
    with contextlib.closing(psycopg2.connect(address)) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT NOT EXISTS (SELECT 1 FROM office_record)")
        return bool(cursor.fetchone()[0])


def _start_all(children: Children, port: int) -> None:
    schedule = str(servers.var_folder() / "beat-schedule")
    children.start("worker", worker_command())
    children.start("beat", [*CELERY, "beat", "--loglevel", "WARNING", "--schedule", schedule])
    children.start(
        "web",
        [sys.executable, "-m", "gunicorn", "oia.wsgi", "--workers", "2", "--worker-class", "sync",
         "--bind", f"{servers.HOST}:{port}", "--timeout", "60", "--log-level", "warning"],
    )  # fmt: skip


def _write_demo_report(report: Path, year: int) -> None:
    if report.exists():
        return
    print(f"Writing the annual report of {year} …", flush=True)
    report.parent.mkdir(parents=True, exist_ok=True)
    manage("annual_report", str(year), "--pdf", str(report))


def _wait_for(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with (
            contextlib.suppress(OSError),
            socket.create_connection((servers.HOST, port), timeout=1),
        ):
            return
        time.sleep(0.2)
    raise Refused("The web server did not start within a minute.")


def _greet(port: int, report: Path) -> None:
    _status, logins = manage_output("demo_data", "--logins")
    print(f"\nThe office is open: http://localhost:{port}/")
    print(f"Demonstration logins:\n{logins.rstrip()}")
    print(f"Annual report: {report}")
    print("Ctrl-C stops everything; the data stay for the next time.", flush=True)


def _watch(children: Children) -> None:
    """Brings back what dies, a server too, until somebody says stop."""
    while True:
        threading.Event().wait(2)
        if embedded():
            try:
                servers.ensure()
            except servers.ServersUnavailable as error:
                print(error, file=sys.stderr)
        children.revive()
