"""The application that holds pages, tables, filters and exports; it has no models."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "oia.ui"
    label = "ui"
    verbose_name = "Interface"
