"""Reporting: the annual report to the city council."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
