"""Office: the record and the words all apps share."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "oia.office"
    label = "office"
