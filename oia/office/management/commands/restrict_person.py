"""`restrict_person NUMBER --until DAY --reason TEXT` or `--lift --reason TEXT`."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from oia.core.models import User
from oia.office import subjects
from oia.office.models import Person


class Command(BaseCommand):
    help = "Restricts a contact instead of erasing it, or lifts that; written to the ledger."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, help="the number in the address of their page")
        parser.add_argument("--until", type=dt.date.fromisoformat, help="the day to decide anew")
        parser.add_argument("--lift", action="store_true")
        parser.add_argument("--reason", required=True)
        parser.add_argument("--by", default="", help="e-mail of whoever decided")

    def handle(self, *args: Any, **options: Any) -> None:
        subject = Person.objects.filter(pk=options["number"]).first()
        if subject is None:
            raise CommandError(f"There is no person {options['number']}.")
        by = User.objects.filter(email=options["by"].lower()).first() if options["by"] else None
        if options["by"] and by is None:
            raise CommandError(f"Nobody has the address {options['by']}.")
        if options["lift"] == bool(options["until"]):
            raise CommandError("Give either --until DAY or --lift.")
        try:
            if options["lift"]:
                subjects.lift(subject=subject, reason=options["reason"], by=by)
            else:
                subjects.restrict(
                    subject=subject, until=options["until"], reason=options["reason"], by=by
                )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        state = f"restricted until {subject.restricted_until}"
        self.stdout.write(state if subject.restricted_until else "no longer restricted")
