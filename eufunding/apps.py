"""EU funding: calls, bids, money won."""

from django.apps import AppConfig


class EufundingConfig(AppConfig):
    name = "eufunding"

    def ready(self) -> None:
        # Fills the registries of the apps below.
        from eufunding import calendar, handover, indicators, kinds, overview, panels  # noqa: F401
