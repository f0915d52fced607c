"""Consular corps: posts, officers, precedence."""

from django.apps import AppConfig


class ConsularConfig(AppConfig):
    name = "consular"
