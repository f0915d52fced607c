"""`import_folder FOLDER`: each file named for a kind, one after the other; a bad one stops none."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from oia.office import intake
from oia.office.models import Office


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
        if Office.current() is None:
            raise CommandError("Name the office first: manage.py office_setup --city … --country …")
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        found = {}
        for sheet, path in intake.files_of(folder):
            # What happens is told beside the outcome, which may be read by a program.
            self.stderr.write(f"Importing {path.name} …", self.style.NOTICE)
            found[path.name] = intake.take(sheet, path, as_printed=options["as_printed"])
        strangers = [path.name for path in intake.strangers_in(folder)]
        if options["json"]:
            self.stdout.write(json.dumps({"files": found, "strangers": strangers}))
        else:
            for name, outcome in found.items():
                self.stdout.write(f"{name}: {intake.in_words(outcome)}")
            for name in strangers:
                self.stdout.write(f"{name}: not imported, its name is no kind of data known here")
        if any(not outcome.get("saved") for outcome in found.values()):
            sys.exit(1)
