"""EU funding: calls, bids, money won."""

from django.apps import AppConfig


class EufundingConfig(AppConfig):
    name = "eufunding"
