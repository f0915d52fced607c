"""`import_folder FOLDER`: each file named for a kind, one after the other; a bad one stops none."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from oia.office import intake
from oia.office.models import Office
from oia.office.reading import Unreadable
from oia.office.sheets import Sheet


class Command(BaseCommand):
    help = "Imports each file of a folder that is named for a kind, such as trips.csv."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--as-printed", action="store_true", help="save rows in doubt as printed, keep asking"
        )
        parser.add_argument("--json", action="store_true", help="print all outcomes as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        office = Office.current()
        if office is None:
            raise CommandError("Name the office first: manage.py office_setup --city … --country …")
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        found: dict[str, dict[str, Any]] = {}
        with translation.override(office.language):
            for sheet, path in intake.files_of(folder):
                # What happens is told beside the outcome, which may be read by a program.
                self.stderr.write(f"Importing {path.name} …", self.style.NOTICE)
                found[path.name] = self._take(sheet, path, options)
        unknown = intake.strangers_in(folder)
        intake.remember_strangers(unknown)
        strangers = [path.name for path in unknown]
        if options["json"]:
            self.stdout.write(json.dumps({"files": found, "strangers": strangers}))
        else:
            for name in strangers:
                self.stdout.write(
                    f"{name}: not imported; names known here: {', '.join(intake.KINDS)}"
                )
        if strangers or not all(outcome["saved"] for outcome in found.values()):
            sys.exit(1)

    def _take(self, sheet: Sheet, path: Path, options: dict[str, Any]) -> dict[str, Any]:
        try:
            outcome = intake.take(sheet, path, as_printed=options["as_printed"])
        except Unreadable as error:
            line, told = str(error), {"unreadable": str(error), "saved": False}
        else:
            line, told = outcome.in_one_line(), outcome.as_json()
        if not options["json"]:
            self.stdout.write(f"{path.name}: {line}")
        return told
