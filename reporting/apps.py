"""Reporting: the annual report to the city council."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        # Registers the work a report is, whom it waits for, what it needs of the files, and what a
        # restored one must fulfil.
        from reporting import due, overview, pictures, proof, tasks  # noqa: F401
