"""Reporting: the annual report to the city council."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        # Registers the work a report is, and what a restored report must fulfil.
        from reporting import proof, tasks  # noqa: F401
