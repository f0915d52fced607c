"""Delegations: trips out, guests in."""

from django.apps import AppConfig


class DelegationsConfig(AppConfig):
    name = "delegations"

    def ready(self) -> None:
        from delegations import kinds  # noqa: F401  registers the sheets
