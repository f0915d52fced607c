"""`make report`: the annual report from a folder of spreadsheets, in a database of its own."""

import argparse
import json
import os
import re
import unicodedata
from pathlib import Path
from typing import Any

from oia import servers
from oia.stand.office import (
    Refused,
    embedded,
    manage,
    manage_output,
    migrate,
    office,
    worker_command,
)  # fmt: skip

# Later kinds point to rows of earlier ones.
KINDS = (
    "partnerships", "clubs", "agreements", "people", "events", "memberships", "offices_held",
    "calls", "bids", "consular_posts", "consular_officers", "budget", "trips", "visits",
    "spending", "work_shares",
)  # fmt: skip
ENDINGS = (".csv", ".xlsx", ".json")
SHOWN_QUESTIONS = 10


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
    with office() as children:
        servers.drop_database(database)
        servers.create_database(database)
        if not embedded():
            _point_at(database)
        migrate()
        _set_up(options)
        imported = {path: _import(kind, path) for kind, path in files}
        children.start("worker", worker_command(), output / "worker.log")
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
    manage(
        "office_setup", "--city", options.city, "--fiscal-start-month", str(options.fiscal_start),
        "--language", options.language,
        *(("--country", options.country) if options.country else ("--guess",)),
    )  # fmt: skip


def _import(kind: str, path: Path) -> dict[str, Any]:
    """The numbers, questions and refusals of one file."""
    print(f"Importing {path.name} …", flush=True)
    status, text = manage_output("import_data", kind, str(path), "--as-printed", "--json")
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
    manage(
        "annual_report", str(options.year), "--language", options.language,
        "--pdf", str(paths[0]), "--figures", str(paths[1]), "--annex", str(paths[2]),
        quiet=True,  # where they lie is said at the end
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
        print(f"{path.name}: {_numbers(result)}")
    known = {path for _kind, path in files}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in ENDINGS and path not in known:
            print(f"{path.name}: not imported, its name is no kind of data known here")
    _tell_questions(imported, output)


def _numbers(result: dict[str, Any]) -> str:
    """What came of a file; of one that was refused nothing was saved, so nothing is new."""
    if result.get("refused"):
        rows = {entry["row"] for entry in result["refused"]}
        return f"nothing saved, {len(rows)} rows refused"
    numbers = ", ".join(f"{result.get(n, 0)} {n}" for n in ("created", "updated", "unchanged"))
    return f"{numbers}, {len(result.get('asked', []))} open questions"


def _tell_questions(imported: dict[Path, dict[str, Any]], output: Path) -> None:
    everything = {
        path.name: {key: result.get(key, []) for key in ("asked", "refused", "warnings")}
        for path, result in imported.items()
    }
    target = output / "left-open.json"
    target.write_text(json.dumps(everything, ensure_ascii=False, indent=2) + "\n")
    for name, found in everything.items():
        # Of a file that was refused nothing was saved, so nothing is new.
        for warning in [] if found["refused"] else found["warnings"]:
            print(f"{name}: {warning}")
    if not any(found["asked"] for found in everything.values()):
        print("Nothing was left open.")
        return
    print(f"Left open for a person to answer (all in {target}):")
    for name, found in everything.items():
        for entry in found["asked"][:SHOWN_QUESTIONS]:
            print(f"  {name}: {entry['sentence']}")
        if len(found["asked"]) > SHOWN_QUESTIONS:
            print(f"  {name}: and {len(found['asked']) - SHOWN_QUESTIONS} more")


def _refuse_if_refused(imported: dict[Path, dict[str, Any]]) -> None:
    refusals = [
        f"{path.name}: {entry['sentence']}"
        for path, result in imported.items()
        for entry in result.get("refused", [])
    ]
    if refusals:
        raise Refused("Refused, so nothing of these files was saved:\n" + "\n".join(refusals))
