"""Networks: memberships, pooled fees, offices held."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "networks"
