"""The composition root; it loads the Celery application so that shared tasks find it."""

from oia.celery import app as celery_app

__all__ = ["celery_app"]
