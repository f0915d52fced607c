from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "oia.api"
    label = "api"
