"""Consular corps: posts, officers, precedence."""

from django.apps import AppConfig


class ConsularConfig(AppConfig):
    name = "consular"

    def ready(self) -> None:
        # Fills the registries of the apps below.
        from consular import calendar, handover, indicators, kinds, panels  # noqa: F401
