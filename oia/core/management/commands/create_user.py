"""`create_user EMAIL --role ROLE`: prints a single-use link to sign in."""

import os
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse

from oia.core.models import User
from oia.core.permissions import roles
from oia.core.signin import make_link


class Command(BaseCommand):
    help = "Creates a person (or renews their link) and prints a single-use sign-in link."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", required=True, choices=list(roles()))
        parser.add_argument("--name", default="")
        parser.add_argument("--language", choices=["de", "en"], default="de")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"“{email}” is no e-mail address.") from error
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(
                email, role=options["role"], name=options["name"], language=options["language"]
            )
        elif user.role != options["role"]:
            raise CommandError(f"{email} exists already, with the role {user.role}.")
        base = os.environ.get("OIA_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
        self.stdout.write(base.rstrip("/") + reverse("sign_in_link", args=[make_link(user)]))
