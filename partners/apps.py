"""Partners: ties with other cities, their agreements and clubs."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"
