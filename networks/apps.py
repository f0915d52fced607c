"""Networks: memberships, pooled fees, offices held."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "networks"

    def ready(self) -> None:
        from networks import kinds  # noqa: F401  registers the sheets
