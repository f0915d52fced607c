"""`import_data KIND FILE`: a spreadsheet in, all rows or none."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from oia.office import importing, sheets
from oia.office.importing import Outcome
from oia.office.models import Office
from oia.office.reading import Unreadable


class Command(BaseCommand):
    help = "Imports a CSV or XLSX file; saves all rows or none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=[sheet.kind for sheet in sheets.sheets()])
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="look, save nothing")
        parser.add_argument(
            "--as-printed", action="store_true", help="save rows in doubt as printed, keep asking"
        )
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        office = Office.current()
        if office is None:
            raise CommandError("Name the office first: manage.py office_setup --city … --country …")
        sheet = sheets.sheet(options["kind"])
        assert sheet is not None
        try:
            with translation.override(office.language):
                outcome = importing.run(
                    sheet,
                    options["file"].read_bytes(),
                    options["file"].name,
                    save=not options["dry_run"],
                    as_printed=options["as_printed"],
                )
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        except Unreadable as error:
            raise CommandError(str(error)) from error
        self._print(outcome, as_json=options["json"])
        if outcome.refused or (outcome.asked and not options["as_printed"]):
            self._explain(outcome)
            sys.exit(1)

    def _print(self, outcome: Outcome, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False, indent=1))
            return
        self.stdout.write(
            f"created {outcome.created}, updated {outcome.updated}, unchanged {outcome.unchanged}, "
            f"asked {len(outcome.asked)}, refused {len(outcome.refused)}"
        )
        for warning in outcome.warnings:
            self.stdout.write(f"! {warning}")

    def _explain(self, outcome: Outcome) -> None:
        for item in outcome.refused:
            place = f"row {item['row']}" + (f", {item['column']}" if item["column"] else "")
            self.stderr.write(f"refused: {place}: {item['reason']}")
        for item in outcome.asked:
            proposal = item["proposal"]
            hint = proposal.get("name") if isinstance(proposal, dict) else proposal
            more = f" Perhaps: {hint}?" if hint else ""
            self.stderr.write(f"asked: row {item['row']}, {item['column']}: {item['reason']}{more}")
        self.stderr.write("Nothing was saved.")
