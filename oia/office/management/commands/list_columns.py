"""`list_columns`: the columns of every KIND and the words each accepts, as `docs/columns.md`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from oia.office import sheets
from oia.office.sheets import Choice, Sheet

HEAD = """# Columns of the spreadsheets

Written by `manage.py list_columns`. Header names in English or German, in any order; **needed**
columns are bold, columns of the natural key (which tells an update from a new row) are in italics.
"""


def page() -> str:
    parts = [HEAD]
    for sheet in sheets.sheets():
        parts += [f"## {sheet.kind}", "", *_table(sheet), "", *_words(sheet)]
    return "\n".join(parts).rstrip() + "\n"


def _table(sheet: Sheet) -> list[str]:
    lines = ["| column | also called |", "|---|---|"]
    for column in sheet.columns:
        name = f"**{column.name}**" if column.needed else column.name
        name = f"*{name}*" if column.key else name
        lines.append(f"| {name} | {', '.join(column.names) or '–'} |")
    return lines


def _words(sheet: Sheet) -> list[str]:
    lines: list[str] = []
    for column in sheet.columns:
        if isinstance(column, Choice) and column.choices is not None:
            words = [_word(code, label) for code, label in column.choices.choices]
            lines += [f"Words of `{column.name}`: {'; '.join(words)}.", ""]
    return lines


def _word(code: Any, label: Any) -> str:
    labels = []
    for language in ("en", "de"):
        with override(language):
            labels.append(str(label))
    return f"`{code}` ({' / '.join(labels)})"


class Command(BaseCommand):
    help = "Prints the columns and words of all spreadsheets."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(page(), ending="")
