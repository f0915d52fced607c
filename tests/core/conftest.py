"""For tests that need real commits: several connections, threads, a mail server."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connections

KEPT = {"office_gazetteercity", "office_gazetteername", "django_content_type", "auth_permission"}


def _empty() -> None:
    """The owner empties what a test left: the application's role may not touch history."""
    tables = sorted({model._meta.db_table for model in apps.get_models()} - KEPT)
    connection = connections["owner"]
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        names = ", ".join(f'"{table}"' for table in tables if table in present)
        cursor.execute(f"TRUNCATE {names} CASCADE")


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database without a transaction around the test."""
    with django_db_blocker.unblock():
        try:
            yield
        finally:
            _empty()
            connections.close_all()
