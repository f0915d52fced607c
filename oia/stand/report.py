"""`make report`: the annual report from a folder of spreadsheets, in a database of its own."""

import argparse
import json
import os
import re
import unicodedata
from pathlib import Path
from typing import Any

from oia import servers
from oia.stand import empty
from oia.stand.office import (
    Refused,
    embedded,
    manage,
    manage_output,
    migrate,
    office,
    worker_command,
)  # fmt: skip

ENDINGS = (".csv", ".xlsx", ".json")
SHOWN_QUESTIONS = 10
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def report(options: argparse.Namespace) -> None:
    """Sets up an office of its own from a folder of files and writes its annual report."""
    folder = Path(options.data)
    if not folder.is_dir():
        raise Refused(f"DATA={options.data} is not a folder.")
    if not any(path.suffix.lower() in ENDINGS for path in folder.iterdir()):
        raise Refused(f"{folder} holds no file that could be imported, such as partnerships.csv.")
    slug = _slug(options.city)
    output = servers.var_folder() / "reports" / slug
    output.mkdir(parents=True, exist_ok=True)
    os.environ["OIA_DATABASE"] = database = f"oia_report_{slug}"[:63]
    with office() as children:
        print("Preparing the database …", flush=True)
        _fresh_database(database)
        _set_up(options)
        taken = _take(folder)
        children.start("worker", worker_command(), output / "worker.log")
        paths = _write_report(options, output)
    _tell(taken, paths, output)
    _refuse_if_refused(taken["files"])
    if taken["strangers"]:
        raise Refused("Some files have names that are no kind of data, so they were not looked at.")


def _slug(city: str) -> str:
    german = unicodedata.normalize("NFC", city.casefold()).translate(GERMAN)
    plain = unicodedata.normalize("NFKD", german).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    if not slug:
        raise Refused("CITY needs at least one letter.")
    return slug


def _fresh_database(name: str) -> None:
    if embedded():
        empty.renew(name, migrate)
        return
    servers.renew_database(name)
    _point_at(name)
    migrate()


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


def _take(folder: Path) -> dict[str, Any]:
    """`files`: name → what came of it; `strangers`: names that are no kind of data."""
    status, text = manage_output("import_folder", str(folder), "--as-printed", "--json")
    try:
        taken: dict[str, Any] = json.loads(text)
    except ValueError:
        raise Refused(f"{folder} could not be imported (status {status}).") from None
    if not taken["files"]:
        raise Refused(
            f"No file of {folder} is named for a kind of data, such as partnerships.csv or "
            "trips.xlsx; docs/columns.md has them all."
        )
    return taken


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


def _tell(taken: dict[str, Any], paths: list[Path], output: Path) -> None:
    for label, path in zip(("Report", "Figures", "Annex"), paths, strict=True):
        print(f"{label}: {path}")
    for name, result in taken["files"].items():
        print(f"{name}: {_in_short(result)}")
    for name in taken["strangers"]:
        print(f"{name}: NOT in the report, its name is no kind of data; see docs/columns.md")
    _tell_questions(taken["files"], output)


def _in_short(result: dict[str, Any]) -> str:
    if not result["saved"]:
        return "NOT in the report, see below"
    numbers = ", ".join(f"{result[name]} {name}" for name in ("created", "updated", "unchanged"))
    return f"{numbers}, {len(result['asked'])} open questions"


def _tell_questions(files: dict[str, Any], output: Path) -> None:
    everything = {
        name: {key: result.get(key, []) for key in ("asked", "refused", "warnings")}
        for name, result in files.items()
    }
    target = output / "left-open.json"
    target.write_text(json.dumps(everything, ensure_ascii=False, indent=2) + "\n")
    saved = {name: found for name, found in everything.items() if files[name].get("saved")}
    for name, found in saved.items():
        for warning in found["warnings"]:
            print(f"{name}: {warning}")
    if not any(found["asked"] for found in saved.values()):
        print("Nothing was left open.")
        return
    print(f"Left open for a person to answer (all in {target}):")
    for name, found in saved.items():
        for entry in found["asked"][:SHOWN_QUESTIONS]:
            print(f"  {name}: {entry['sentence']}")
        if len(found["asked"]) > SHOWN_QUESTIONS:
            print(f"  {name}: and {len(found['asked']) - SHOWN_QUESTIONS} more")


def _refuse_if_refused(files: dict[str, Any]) -> None:
    refusals = [
        *(f"{name}: {one['unreadable']}" for name, one in files.items() if "unreadable" in one),
        *(
            f"{name}: {entry['sentence']}"
            for name, one in files.items()
            for entry in one.get("refused", [])
        ),
    ]
    if refusals:
        told = "\n".join(refusals)
        raise Refused(f"Refused, so nothing of these files is in the report:\n{told}")
