"""EU funding: calls, bids, money won."""

from django.apps import AppConfig


class EufundingConfig(AppConfig):
    name = "eufunding"

    def ready(self) -> None:
        from eufunding import kinds  # noqa: F401  registers the sheets
