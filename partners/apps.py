"""Partners: ties with other cities, their agreements and clubs."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self) -> None:
        # Fills the registries of the apps below.
        from partners import (  # noqa: F401
            calendar,
            due,
            handover,
            indicators,
            kinds,
            overview,
            panels,
        )
