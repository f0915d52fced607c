"""`import_data KIND FILE`: a spreadsheet in, all rows or none."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from oia.office import intake, sheets
from oia.office.models import Office


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
        if Office.current() is None:
            raise CommandError("Name the office first: manage.py office_setup --city … --country …")
        sheet = sheets.sheet(options["kind"])
        assert sheet is not None
        outcome = intake.take(
            sheet, options["file"], save=not options["dry_run"], as_printed=options["as_printed"]
        )
        if "unreadable" in outcome:
            raise CommandError(outcome["unreadable"])
        self._print(outcome, as_json=options["json"])
        if outcome["refused"] or (outcome["asked"] and not options["as_printed"]):
            self._explain(outcome)
            sys.exit(1)

    def _print(self, outcome: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(outcome, ensure_ascii=False, indent=1))
            return
        self.stdout.write(
            f"created {outcome['created']}, updated {outcome['updated']}, "
            f"unchanged {outcome['unchanged']}, "
            f"asked {len(outcome['asked'])}, refused {len(outcome['refused'])}"
        )
        for warning in outcome["warnings"]:
            self.stdout.write(f"! {warning}")

    def _explain(self, outcome: dict[str, Any]) -> None:
        for item in outcome["refused"]:
            place = f"row {item['row']}" + (f", {item['column']}" if item["column"] else "")
            self.stderr.write(f"refused: {place}: {item['reason']}")
        for item in outcome["asked"]:
            proposal = item["proposal"]
            hint = proposal.get("name") if isinstance(proposal, dict) else proposal
            more = f" Perhaps: {hint}?" if hint else ""
            self.stderr.write(f"asked: row {item['row']}, {item['column']}: {item['reason']}{more}")
        self.stderr.write("Nothing was saved.")
