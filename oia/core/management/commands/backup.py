"""manage.py backup DIR: the database and its files as one folder with hashes."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from oia.core.archive import Refused
from oia.core.backup import backup


class Command(BaseCommand):
    help = "Writes a backup of the database and the files into a new folder below DIR."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dir", metavar="DIR", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            archive = backup(options["dir"].absolute())
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(str(archive.place))
