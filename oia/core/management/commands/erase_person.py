"""`erase_person NUMBER --reason TEXT [--apply]`: erases a contact, history included."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser

from oia.core import personal
from oia.core.models import User


class Command(BaseCommand):
    help = "Shows what is held about a person; with --apply erases it and writes the ledger."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, help="the number in the address of their page")
        parser.add_argument("--reason", required=True)
        parser.add_argument("--by", default="", help="e-mail of whoever decided")
        parser.add_argument("--apply", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        person = apps.get_model(personal.SUBJECT)._default_manager.filter(pk=options["number"])
        subject = person.first()
        if subject is None:
            raise CommandError(f"There is no person {options['number']}.")
        by = User.objects.filter(email=options["by"].lower()).first() if options["by"] else None
        if options["by"] and by is None:
            raise CommandError(f"Nobody has the address {options['by']}.")
        name = str(subject)
        for held in personal.held_about(subject):
            self.stdout.write(f"{held.table}: {held.count}")
        if not options["apply"]:
            self.stdout.write("Nothing was erased; add --apply.")
            return
        try:
            done = personal.erase(subject, reason=options["reason"], by=by)
        except personal.Refused as refused:
            raise CommandError(str(refused)) from refused
        for label, count in sorted(done.items()):
            self.stdout.write(f"{label}: {count} erased")
        left = personal.mentions(name)
        if left:
            self.stdout.write(f"The name still stands in {len(left)} texts; look at them:")
            for place in left:
                self.stdout.write(f"  {place}")
