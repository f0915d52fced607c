"""The Celery application; its settings are the CELERY_ names of `oia.settings`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oia.settings")

app = Celery("oia")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
