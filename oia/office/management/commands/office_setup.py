"""`office_setup --city NAME --country ISO2`: names the office; no city's name is in the code."""

from typing import Any

from babel.numbers import get_territory_currencies
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from oia.office import cells, gazetteer
from oia.office.actions import set_up_office


class Command(BaseCommand):
    help = "Names the office, its country, currency, fiscal year and language."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--city", required=True)
        country = parser.add_mutually_exclusive_group(required=True)
        country.add_argument("--country")
        country.add_argument(
            "--guess", action="store_true", help="country and currency of the largest such city"
        )
        parser.add_argument("--currency", default="")
        parser.add_argument("--fiscal-start-month", type=int, default=1)
        parser.add_argument("--language", choices=["de", "en"], default="de")

    def handle(self, *args: Any, **options: Any) -> None:
        country = _guess(options) if options["guess"] else cells.country(options["country"])
        if not country:
            what = options["city"] if options["guess"] else options["country"]
            raise CommandError(
                f"The country of “{what}” is unknown. Name it: --country DE, for make COUNTRY=DE."
            )
        try:
            office = set_up_office(
                city=options["city"],
                country=country,
                currency=(options["currency"] or _currency(country, options)).upper(),
                fiscal_start_month=options["fiscal_start_month"],
                language=options["language"],
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{office.city} ({office.country}), {office.currency}")


def _guess(options: dict[str, Any]) -> str:
    """The country of the largest city of that name, where one is clearly the largest."""
    gazetteer.load()
    found = gazetteer.match_anywhere(options["city"])
    return found.country if found else ""


def _currency(country: str, options: dict[str, Any]) -> str:
    """EUR unless the country was guessed: then its own currency."""
    known = get_territory_currencies(country) if options["guess"] else []
    return known[0] if known else "EUR"
