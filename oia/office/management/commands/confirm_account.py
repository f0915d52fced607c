"""`confirm_account [NUMBER]`: the operator confirms where nobody else in the office could."""

import os
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from oia.office.accounts import requests
from oia.office.models import AccountRequest


def link_to(token: str) -> str:
    base = os.environ.get("OIA_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
    return base.rstrip("/") + reverse("sign_in_link", args=[token])


class Command(BaseCommand):
    help = "Lists what waits for a second person; with a number confirms it. People are told."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, nargs="?")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = AccountRequest.objects.waiting().select_related("user", "asked_by")
        number = options["number"]
        if number is None:
            for one in rows:
                about = f"{one.user.email}: {requests.words_of(one)}"
                self.stdout.write(f"{one.pk}  {about} (asked by {one.asked_by.email})")
            return
        row = rows.filter(pk=number).first()
        if row is None:
            raise CommandError(f"No request {number} waits.")
        try:
            requests.confirm(row=row, by=None, link_to=link_to)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{row.user.email}: {requests.words_of(row)}: done.")
