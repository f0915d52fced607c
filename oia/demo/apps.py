"""The demonstration city: made-up data through which a new office can look around."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "oia.demo"
    label = "demo"
