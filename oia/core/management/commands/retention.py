"""`retention [--apply]`: what is past its time; with --apply the operator deletes it at once."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from oia.core import personal


class Command(BaseCommand):
    help = "Says how many rows are past their time; with --apply deletes them, history included."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="delete, not only count")
        parser.add_argument("--day", type=dt.date.fromisoformat, help="as on this day (count only)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["apply"]:
            done = personal.delete_due(timezone.localdate())
            for label, count in sorted(done.items()):
                self.stdout.write(f"{label}: {count} deleted")
            if not done:
                self.stdout.write("Nothing was due.")
            return
        day = options["day"] or timezone.localdate()
        rules = personal.register().RULES
        for code, rows in personal.due(day):
            label = rows.model._meta.label_lower
            self.stdout.write(f"{label}: {rows.count()} due ({rules[code].label})")
