"""`demo_data`: a city that does not exist with some years of data, the same every time."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from oia.demo import logins, words
from oia.demo.actions import Occupied, is_there, make_demo
from oia.demo.plan import Plan
from oia.demo.publication import publish_report


class Command(BaseCommand):
    help = "Makes the demonstration city; does nothing when it is there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--years", type=int, default=5, help="fiscal years, the last included")
        parser.add_argument("--scale", type=float, default=1, help="multiplies every count")
        parser.add_argument("--until", type=int, help="the last year; this year when left out")
        parser.add_argument("--logins", action="store_true", help="only print who can sign in")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["logins"]:
            with translation.override("de"):
                self.stdout.write("\n".join(logins.lines()))
            return
        today = timezone.localdate()
        until = options["until"] or today.year
        if not 0 < options["years"] <= 50 or options["scale"] <= 0 or until > today.year + 1:
            raise CommandError("Use 1 to 50 years, a scale above 0, and no year beyond the next.")
        try:
            if is_there():
                self.stdout.write(f"{words.CITY} is already there; nothing was changed.")
                return
        except Occupied as occupied:
            raise CommandError(str(occupied)) from occupied
        plan = Plan.ending(until, today=today, years=options["years"], scale=options["scale"])
        world = make_demo(plan)
        published = publish_report(plan)
        self.stdout.write(
            f"{words.CITY}: {len(world.ties)} partnerships, {len(world.trips)} trips, "
            f"{len(world.visits)} visits, {len(world.bids)} bids in {plan.years} years."
        )
        if published:
            self.stdout.write(f"Published for the council: the report of {published.year}.")
