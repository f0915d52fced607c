"""Settings of the benchmark: the application's own, with Django's admin beside it as yardstick."""

from oia.settings import *  # noqa: F403
from oia.settings import INSTALLED_APPS, TEMPLATES

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin"]
ROOT_URLCONF = "tests.benchmarks.urls"
ALLOWED_HOSTS = ["*"]
TEMPLATES[0]["OPTIONS"].setdefault("context_processors", [])
SILENCED_SYSTEM_CHECKS = ["admin.E408", "admin.E409", "admin.E410", "fields.W342"]
API_RATE = "1000000/min"
