"""The interface for other systems: the nouns of the pages as JSON, and a feed of what changed."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _watch(sender: Any, using: str, **kwargs: Any) -> None:
    from oia.api.watch import watch

    watch(using)


class ApiConfig(AppConfig):
    name = "oia.api"
    label = "api"

    def ready(self) -> None:
        from oia.api import schema  # noqa: F401  tells drf-spectacular how a token is sent
        from oia.api.tokens import revoke_all
        from oia.core.keys import ends_with_account

        ends_with_account("tokens", revoke_all)
        post_migrate.connect(_watch, sender=self)
