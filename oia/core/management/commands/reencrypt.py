"""manage.py reencrypt [--check]: brings encrypted columns under the first key, or counts by key."""

from collections import Counter
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser

from oia.core import sealed
from oia.core.rekeying import Tally, check, renew


class Command(BaseCommand):
    help = "Encrypts anew what an older key wrote; --check only says which keys are in use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        tally = (check if options["check"] else renew)(apps.get_models())
        self._tell(tally)
        if tally.shut:
            raise CommandError(f"{tally.shut} values do not open: is a key missing in FIELD_KEYS?")

    def _tell(self, tally: Tally) -> None:
        used: Counter[str] = tally.keys
        for name in sorted(used):
            first = " (the first of FIELD_KEYS)" if name == sealed.current_key_name() else ""
            self.stdout.write(f"key {name}: {used[name]} values{first}")
        self.stdout.write(f"encrypted anew: {tally.renewed}")
