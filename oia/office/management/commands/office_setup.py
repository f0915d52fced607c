"""`office_setup --city NAME --country ISO2`: names the office; no city's name is in the code."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from oia.office import cells
from oia.office.actions import set_up_office


class Command(BaseCommand):
    help = "Names the office, its country, currency, fiscal year and language."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--city", required=True)
        parser.add_argument("--country", required=True)
        parser.add_argument("--currency", default="EUR")
        parser.add_argument("--fiscal-start-month", type=int, default=1)
        parser.add_argument("--language", choices=["de", "en"], default="de")

    def handle(self, *args: Any, **options: Any) -> None:
        country = cells.country(options["country"])
        if not country:
            raise CommandError(f"The country “{options['country']}” is unknown.")
        try:
            office = set_up_office(
                city=options["city"],
                country=country,
                currency=options["currency"].upper(),
                fiscal_start_month=options["fiscal_start_month"],
                language=options["language"],
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{office.city} ({office.country}), {office.currency}")
