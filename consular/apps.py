"""Consular corps: posts, officers, precedence."""

from django.apps import AppConfig


class ConsularConfig(AppConfig):
    name = "consular"

    def ready(self) -> None:
        from consular import kinds  # noqa: F401  registers the sheets
