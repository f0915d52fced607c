"""`reset_second_step EMAIL --reason TEXT`: when nobody is left in the office who could do it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from oia.core.models import User
from oia.office.accounts.keeping import reset_second_step


class Command(BaseCommand):
    help = "Removes a person's app, passkeys and codes, ends their sessions and mails them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--reason", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        user = User.objects.filter(email=email).first()
        if user is None:
            raise CommandError(f"Nobody has the address {email}.")
        try:
            reset_second_step(user=user, by=None, reason=options["reason"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{email} signs in by the first step and sets up a new second one.")
