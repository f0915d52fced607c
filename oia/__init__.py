"""The composition root; it loads the Celery application so that shared tasks find it."""

from oia.celery import app as celery_app

__version__ = "0.1.0"
__all__ = ["celery_app"]
