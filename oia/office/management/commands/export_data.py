"""`export_data KIND FILE`: the columns of the import, so that importing them changes nothing."""

import csv
from pathlib import Path
from typing import Any

import xlsxwriter
from django.core.management.base import BaseCommand, CommandError, CommandParser

from oia.office import sheets
from oia.office.sheets import Sheet
from oia.ui.exports import guard


class Command(BaseCommand):
    help = "Writes all rows of a kind as CSV or XLSX with the import's columns."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=[sheet.kind for sheet in sheets.sheets()])
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        sheet = sheets.sheet(options["kind"])
        assert sheet is not None
        file: Path = options["file"]
        try:
            count = (_xlsx if file.suffix.lower() == ".xlsx" else _csv)(sheet, file)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        self.stdout.write(f"{count} rows: {file}")


def _lines(sheet: Sheet) -> Any:
    assert sheet.rows is not None
    yield [column.name for column in sheet.columns]
    for row in sheet.rows():
        yield [column.write(row) for column in sheet.columns]


def _csv(sheet: Sheet, file: Path) -> int:
    count = -1
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        for line in _lines(sheet):
            # No cell becomes a live formula; the import takes the quote off again.
            writer.writerow([guard(str(cell)) for cell in line])
            count += 1
    return count


def _xlsx(sheet: Sheet, file: Path) -> int:
    count = -1
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        page = book.add_worksheet(sheet.kind[:31])
        for number, line in enumerate(_lines(sheet)):
            for column, value in enumerate(line):
                # As text, never as a live formula.
                page.write_string(number, column, str(value))
            count += 1
    return count
