"""Runs the office on one machine: the demonstration, and the report from a folder of files."""

import argparse
import contextlib
import ctypes
import datetime
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import psycopg2

from oia import servers

MANAGE = [sys.executable, str(servers.REPOSITORY / "manage.py")]
CELERY = [sys.executable, "-m", "celery", "--quiet", "-A", "oia"]
# Later kinds point to rows of earlier ones.
KINDS = (
    "partnerships", "clubs", "agreements", "people", "events", "memberships", "offices_held",
    "calls", "bids", "consular_posts", "consular_officers", "budget", "trips", "visits",
    "spending", "work_shares",
)  # fmt: skip
ENDINGS = (".csv", ".xlsx", ".json")
SHOWN_QUESTIONS = 10


class Refused(Exception):
    """The work cannot be done; the message is for the person at the terminal."""


# --- Processes ----------------------------------------------------------------------------------


def _die_with_parent() -> None:
    """A killed supervisor leaves no orphans (PR_SET_PDEATHSIG is 1)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Children:
    """The processes of the office; a dead one is started again, all leave together."""

    def __init__(self) -> None:
        self._commands: dict[str, list[str]] = {}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._started: dict[str, float] = {}

    def start(self, name: str, command: list[str]) -> None:
        self._commands[name] = command
        self._started[name] = time.monotonic()
        # A group of its own: Ctrl-C reaches the supervisor alone, which stops them in order.
        self._running[name] = subprocess.Popen(
            command, cwd=servers.REPOSITORY, start_new_session=True, preexec_fn=_die_with_parent
        )

    def revive(self) -> None:
        for name, child in self._running.items():
            status = child.poll()
            if status is not None and time.monotonic() - self._started[name] > 2:
                print(f"{name} ended with status {status}; starting it again.", file=sys.stderr)
                self.start(name, self._commands[name])

    def stop(self) -> None:
        for child in reversed(self._running.values()):
            if child.poll() is None:
                child.terminate()
        end = time.monotonic() + 15
        for child in self._running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=max(0.1, end - time.monotonic()))
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        self._running.clear()


@contextlib.contextmanager
def _office() -> Iterator[Children]:
    """Holds the servers and stops everything at the end, however it comes."""

    def leave(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, leave)
    children = Children()
    try:
        yield children
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C shall not cut this short
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        children.stop()
        if _embedded():
            servers.release()
            servers.stop_if_unused()


def _embedded() -> bool:
    return not os.environ.get("DATABASE_URL")


def _manage(*arguments: str) -> None:
    done = subprocess.run([*MANAGE, *arguments], cwd=servers.REPOSITORY, check=False)
    if done.returncode:
        raise Refused(f"`manage.py {arguments[0]}` ended with status {done.returncode}.")


def _manage_output(*arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [*MANAGE, *arguments], cwd=servers.REPOSITORY, check=False, stdout=subprocess.PIPE
    )
    return done.returncode, done.stdout.decode()


def _migrate() -> None:
    # Looking whether anything is to do is ten times quicker than doing nothing.
    status, _text = _manage_output("migrate", "--database", "owner", "--check")
    if status == 0:
        return
    _manage("migrate", "--database", "owner", "--verbosity", "0")


def _worker_command() -> list[str]:
    # On one machine the only worker makes the backups too.
    return [*CELERY, "worker", "--concurrency", "1", "--pool", "prefork",
            "--queues", "celery,keeper", "--loglevel", "WARNING",
            "--without-gossip", "--without-mingle"]  # fmt: skip


# --- The demonstration --------------------------------------------------------------------------


def demo() -> None:
    """Sets up what is missing, runs everything and stays until Ctrl-C."""
    port = _port()
    with _office() as children:
        address = _owner_address()
        year = datetime.date.today().year - 1
        report = servers.var_folder() / "demo" / f"annual-report-{year}.pdf"
        if os.environ.get("DEMO_RESET") == "1":
            _start_afresh(report)
        print("Preparing the database …", flush=True)
        _migrate()
        if _is_empty(address):
            report.unlink(missing_ok=True)
            print("Making a demonstration city with five years of data …", flush=True)
            _manage("demo_data")
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
    if _embedded():
        return servers.ensure().owner_url
    return os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]


def _start_afresh(report: Path) -> None:
    report.unlink(missing_ok=True)
    servers.drop_database(servers.database_name())
    servers.create_database(servers.database_name())


def _is_empty(address: str) -> bool:
    with contextlib.closing(psycopg2.connect(address)) as connection:
        cursor = connection.cursor()
        cursor.execute("SELECT NOT EXISTS (SELECT 1 FROM office_record)")
        return bool(cursor.fetchone()[0])


def _start_all(children: Children, port: int) -> None:
    schedule = str(servers.var_folder() / "beat-schedule")
    children.start("worker", _worker_command())
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
    _manage("annual_report", str(year), "--pdf", str(report))


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
    _status, logins = _manage_output("demo_data", "--logins")
    print(f"\nThe office is open: http://localhost:{port}/")
    print(f"Demonstration logins:\n{logins.rstrip()}")
    print(f"Annual report: {report}")
    print("Ctrl-C stops everything; the data stay for the next time.", flush=True)


def _watch(children: Children) -> None:
    """Brings back what dies, a server too, until somebody says stop."""
    while True:
        threading.Event().wait(2)
        if _embedded():
            try:
                servers.ensure()
            except servers.ServersUnavailable as error:
                print(error, file=sys.stderr)
        children.revive()


# --- The report from files ----------------------------------------------------------------------


def report(options: argparse.Namespace) -> None:
    """Sets up an office of its own from a folder of files and writes its annual report."""
    folder = Path(options.data)
    if not folder.is_dir():
        raise Refused(f"DATA={options.data} is not a folder.")
    files = _files(folder)
    if not files:
        raise Refused(f"{folder} holds no file that could be imported, such as partnerships.csv.")
    slug = _slug(options.city)
    output = servers.var_folder() / "reports" / slug
    output.mkdir(parents=True, exist_ok=True)
    os.environ["OIA_DATABASE"] = database = f"oia_report_{slug}"[:63]
    with _office() as children:
        servers.drop_database(database)
        servers.create_database(database)
        if not _embedded():
            _point_at(database)
        _migrate()
        _set_up(options)
        imported = {path: _import(kind, path) for kind, path in files}
        children.start("worker", _worker_command())
        paths = _write_report(options, output)
    _tell(folder, files, imported, paths, output)
    _refuse_if_refused(imported)


def _files(folder: Path) -> list[tuple[str, Path]]:
    found = ((kind, folder / f"{kind}{ending}") for kind in KINDS for ending in ENDINGS)
    return [(kind, path) for kind, path in found if path.is_file()]


def _slug(city: str) -> str:
    plain = unicodedata.normalize("NFKD", city.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    if not slug:
        raise Refused("CITY needs at least one letter.")
    return slug


def _point_at(database: str) -> None:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        if os.environ.get(name):
            os.environ[name] = servers.with_database(os.environ[name], database)


def _set_up(options: argparse.Namespace) -> None:
    _manage(
        "office_setup", "--city", options.city, "--fiscal-start-month", str(options.fiscal_start),
        "--language", options.language,
        *(("--country", options.country) if options.country else ("--guess",)),
    )  # fmt: skip


def _import(kind: str, path: Path) -> dict[str, Any]:
    """The numbers, questions and refusals of one file."""
    print(f"Importing {path.name} …", flush=True)
    status, text = _manage_output("import_data", kind, str(path), "--as-printed", "--json")
    try:
        result: dict[str, Any] = json.loads(text)
    except ValueError:
        raise Refused(f"{path.name} could not be imported (status {status}).") from None
    if status and not result.get("refused"):
        raise Refused(f"{path.name} could not be imported (status {status}).")
    return result


def _write_report(options: argparse.Namespace, output: Path) -> list[Path]:
    stem = f"annual-report-{options.year}"
    paths = [output / f"{stem}{ending}" for ending in (".pdf", ".json", ".xlsx")]
    print("Writing the report …", flush=True)
    _manage(
        "annual_report", str(options.year), "--language", options.language,
        "--pdf", str(paths[0]), "--figures", str(paths[1]), "--annex", str(paths[2]),
    )  # fmt: skip
    return paths


def _tell(
    folder: Path,
    files: list[tuple[str, Path]],
    imported: dict[Path, dict[str, Any]],
    paths: list[Path],
    output: Path,
) -> None:
    for label, path in zip(("Report", "Figures", "Annex"), paths, strict=True):
        print(f"{label}: {path}")
    for path, result in imported.items():
        numbers = ", ".join(f"{result.get(n, 0)} {n}" for n in ("created", "updated", "unchanged"))
        print(f"{path.name}: {numbers}, {len(result.get('asked', []))} open questions")
    known = {path for _kind, path in files}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in ENDINGS and path not in known:
            print(f"{path.name}: not imported, its name is no kind of data known here")
    _tell_questions(imported, output)


def _tell_questions(imported: dict[Path, dict[str, Any]], output: Path) -> None:
    everything = {
        path.name: {key: result.get(key, []) for key in ("asked", "refused", "warnings")}
        for path, result in imported.items()
    }
    target = output / "left-open.json"
    target.write_text(json.dumps(everything, ensure_ascii=False, indent=2) + "\n")
    for name, found in everything.items():
        for warning in found["warnings"]:
            print(f"{name}: {warning}")
    if not any(found["asked"] for found in everything.values()):
        print("Nothing was left open.")
        return
    print(f"Left open for a person to answer (all in {target}):")
    for name, found in everything.items():
        for entry in found["asked"][:SHOWN_QUESTIONS]:
            print(f"  {name} {_sentence(entry)}")
        if len(found["asked"]) > SHOWN_QUESTIONS:
            print(f"  {name}: and {len(found['asked']) - SHOWN_QUESTIONS} more")


def _sentence(entry: dict[str, Any]) -> str:
    text = f"row {entry.get('row')}, {entry.get('column')}: {entry.get('reason')}"
    proposal = _proposal(entry)
    return f"{text} (proposal: {proposal})" if proposal else text


def _proposal(entry: dict[str, Any]) -> str:
    """A place as "Volgograd (RU)", any other proposal as it stands."""
    proposal = entry.get("proposal") or ""
    if isinstance(proposal, dict):
        return f"{proposal['name']} ({proposal['country']})"
    return str(proposal)


def _refuse_if_refused(imported: dict[Path, dict[str, Any]]) -> None:
    refusals = [
        f"{path.name} {_sentence(entry)}"
        for path, result in imported.items()
        for entry in result.get("refused", [])
    ]
    if refusals:
        raise Refused("Refused, so nothing of these files was saved:\n" + "\n".join(refusals))


# --- Command line -------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m oia.stand", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("demo", help=demo.__doc__)
    files = commands.add_parser("report", help=report.__doc__)
    files.add_argument("--data", required=True)
    files.add_argument("--city", required=True)
    files.add_argument("--year", required=True, type=int)
    files.add_argument("--fiscal-start", type=int, default=1, choices=range(1, 13))
    files.add_argument("--language", default="de", choices=["de", "en"])
    files.add_argument("--country", default="")
    return parser


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    run: Callable[[], None] = demo if options.command == "demo" else lambda: report(options)
    try:
        run()
    except KeyboardInterrupt:
        print("\nStopped.")
    except (Refused, servers.ServersUnavailable) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
