"""`retention [--apply]`: what is past its time; with --apply what two people released goes now."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from oia.core import personal
from oia.office.actions import retention
from oia.office.choices import DeletionState
from oia.office.models import Deletion


class Command(BaseCommand):
    help = (
        "Says how many rows are past their time. With --apply deletes what one person proposed and "
        "another released on the page, history included; nothing else."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="delete what was released")
        parser.add_argument("--day", type=dt.date.fromisoformat, help="as on this day (count only)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["apply"]:
            self._delete_released()
            return
        day = options["day"] or timezone.localdate()
        rules = personal.register().RULES
        for code, rows in personal.due(day):
            label = rows.model._meta.label_lower
            self.stdout.write(f"{label}: {rows.count()} due ({rules[code].label})")

    def _delete_released(self) -> None:
        """A shell is no second person: without a release nothing goes."""
        released = Deletion.objects.filter(state=DeletionState.RELEASED).values_list(
            "pk", flat=True
        )
        keys = list(released)
        retention.delete_released()
        for row in Deletion.objects.filter(pk__in=keys).order_by("pk"):
            self.stdout.write(f"As of {row.day}, released by {row.released_by}:")
            for label, count in sorted((row.done or {}).items()):
                self.stdout.write(f"  {label}: {count} deleted")
        if not keys:
            self.stdout.write("Nothing was released.")
        if waiting := Deletion.objects.filter(state=DeletionState.PROPOSED).first():
            self.stdout.write(
                f"As of {waiting.day}: proposed, and waits for a second person on the page."
            )
