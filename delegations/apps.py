"""Delegations: trips out, guests in."""

from django.apps import AppConfig


class DelegationsConfig(AppConfig):
    name = "delegations"

    def ready(self) -> None:
        # Fills the registries of the apps below.
        from delegations import (  # noqa: F401
            calendar,
            due,
            handover,
            indicators,
            kinds,
            overview,
            panels,
            proof,
        )
        from delegations.applications import past, tasks, withheld  # noqa: F401
        from delegations.payments import tasks as daily  # noqa: F401
        from delegations.replies import tasks as minutely  # noqa: F401
