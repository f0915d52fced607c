"""`backup_identity FILE`: a new key pair for encrypted backups; FILE belongs to another machine."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from oia.core.wrapping import new_identity


class Command(BaseCommand):
    help = "Writes a new identity to FILE and prints the recipient for BACKUP_RECIPIENTS."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            recipient = new_identity(options["file"])
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from None
        self.stdout.write(f"BACKUP_RECIPIENTS={recipient}")
        self.stderr.write(f"Keep {options['file']} on another machine; without it nothing opens.")
