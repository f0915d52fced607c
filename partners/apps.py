"""Partners: ties with other cities, their agreements and clubs."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self) -> None:
        from partners import kinds  # noqa: F401  registers the sheets
