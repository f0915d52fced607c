"""manage.py restore DIR [--verify]: bring a backup back, or prove that it could be."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from oia.core.archive import Refused
from oia.core.restore import restore, verify


class Command(BaseCommand):
    help = "Restores the backup in DIR, or the newest below it, into the empty database."
    # Looks at migrations itself: the database is empty on purpose.
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dir", metavar="DIR", type=Path)
        parser.add_argument(
            "--verify",
            action="store_true",
            help="restore into a scratch database, check it, drop it; the office goes on working",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        place = options["dir"].absolute()
        try:
            if options["verify"]:
                archive, checked = verify(place)
                self.stdout.write(f"{archive.name} is whole:")
                for line in checked:
                    self.stdout.write(f"  {line}")
                return
            archive = restore(place)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{archive.name} is restored. Mail is held back until")
        self.stdout.write("`manage.py outbox --resume` or the page Operation lets it go.")
