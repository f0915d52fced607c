"""Networks: memberships, pooled fees, offices held."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "networks"

    def ready(self) -> None:
        # Fills the registries of the apps below.
        from networks import calendar, handover, indicators, kinds, panels  # noqa: F401
