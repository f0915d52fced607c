"""`import_data KIND FILE`: a spreadsheet in, all rows or none."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from oia.office import intake, sheets
from oia.office.models import Office
from oia.office.outcome import Outcome, sentence
from oia.office.reading import Unreadable
from oia.office.sheets import Sheet


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
        with translation.override(office.language):
            outcome = self._import(sheet, options)
            if options["json"]:
                self.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False, indent=1))
            else:
                self._print(outcome)
            if outcome.refused or (outcome.asked and not options["as_printed"]):
                self._explain(outcome)
                if options["json"]:
                    self.stderr.write(_("Nothing was saved."))
                sys.exit(1)

    def _import(self, sheet: Sheet, options: dict[str, Any]) -> Outcome:
        try:
            return intake.take(
                sheet,
                options["file"],
                save=not options["dry_run"],
                as_printed=options["as_printed"],
            )
        except Unreadable as error:
            raise CommandError(str(error)) from error

    def _print(self, outcome: Outcome) -> None:
        self.stdout.write(outcome.in_one_line())
        for warning in outcome.warnings:
            self.stdout.write(f"! {warning}")
        if outcome.saved:
            for item in outcome.asked:
                self.stdout.write(f"? {sentence(item)}")

    def _explain(self, outcome: Outcome) -> None:
        for item in outcome.refused:
            self.stderr.write(_("Refused: %(text)s") % {"text": sentence(item)})
        for item in outcome.asked:
            self.stderr.write(_("Asked: %(text)s") % {"text": sentence(item)})
