"""`processing_record > docs/processing.md`: the record of processing, from the register's page."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from oia.core import personal

HEAD = """\
# Record of processing activities

Written by `manage.py processing_record` from `oia/privacy.py` (Art. 30 GDPR). The office adds its
own name, its data protection officer and what its state's act requires.
"""
TAIL = """
Nothing is sent to a third country by the application. Technical and organisational measures:
[operate.md](operate.md). History of changes holds the same columns as its table and follows it.
"""


class Command(BaseCommand):
    help = "Prints the record of processing activities in Markdown."

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            self.stdout.write("\n".join(self._lines()), ending="")

    def _lines(self) -> list[str]:
        page = personal.register()
        lines = [HEAD]
        for code, purpose in page.PURPOSES.items():
            lines += [
                f"## {purpose.label}",
                "",
                f"Legal basis: {purpose.basis}. About: {purpose.subjects}. "
                f"Recipients: {purpose.recipients}.",
                "",
                "| table | columns | kept |",
                "|---|---|---|",
            ]
            lines += [
                f"| {entry.model._meta.verbose_name_plural} (`{entry.model._meta.label_lower}`) "
                f"| {', '.join(entry.columns)} | {page.RULES[entry.rule].label} |"
                for entry in personal.entries()
                if entry.purpose == code
            ]
            lines.append("")
        return [*lines[:-1], TAIL]
