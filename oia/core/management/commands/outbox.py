"""manage.py outbox [--resume]: what lies in the outbox, and letting it go after a restore."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Count

from oia.core import marks, outbox
from oia.core.models import OutboxMail


class Command(BaseCommand):
    help = "Counts the mails by state; --resume lets mail go out again after a restore."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--resume", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["resume"]:
            outbox.resume()
        paused = marks.is_set(marks.MAIL_PAUSED)
        self.stdout.write("Mail is held back." if paused else "Mail goes out.")
        counted = OutboxMail.objects.values_list("state").annotate(number=Count("pk"))
        for state, number in counted.order_by("state"):
            self.stdout.write(f"{state}: {number}")
