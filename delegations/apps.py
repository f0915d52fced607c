"""Delegations: trips out, guests in."""

from django.apps import AppConfig


class DelegationsConfig(AppConfig):
    name = "delegations"
