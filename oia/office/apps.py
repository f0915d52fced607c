"""Office: the record and the words all apps share."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "oia.office"
    label = "office"

    def ready(self) -> None:
        from oia.office import kinds  # noqa: F401  registers the sheets
