"""Fixtures of all tests: the database as the owner makes it and the application sees it."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.signals import user_logged_in
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from oia import servers
from oia.stand import empty

# Two runs at once on one machine need two names, and so do the workers of one run.
_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
TEST_DATABASE = os.environ.get("OIA_TEST_NAME", "test_oia") + (f"_{_worker}" if _worker else "")


def _use(name: str) -> None:
    for alias in ("default", "owner"):
        connection = connections[alias]
        connection.close()
        connection.settings_dict["NAME"] = name


def _migrate() -> None:
    call_command("migrate", database="owner", verbosity=0)
    from oia.office import gazetteer

    gazetteer.load()
    # A database with sessions is no template.
    connections.close_all()


def _just_proven(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """Whoever a test signs in by force has come this minute, as at the real door."""
    from oia.core import places

    request.session.setdefault(places.PROVEN_AT, timezone.now().timestamp())


user_logged_in.connect(_just_proven)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, request: Any) -> Iterator[None]:
    """One database per run: made and migrated by the owner, with the gazetteer; tests then work in
    it as the application's own role, which is no superuser."""
    with django_db_blocker.unblock():
        _use(TEST_DATABASE)
        if os.environ.get("DATABASE_URL"):
            servers.renew_database(TEST_DATABASE)
            _migrate()
        else:
            empty.renew(TEST_DATABASE, _migrate)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        servers.drop_database(TEST_DATABASE)


@pytest.fixture
def office(db: None) -> Any:
    """An office that has been set up."""
    from oia.office.actions import set_up_office

    return set_up_office(city="Musterhausen", country="DE")


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    """One person per role."""
    from oia.core.models import User
    from oia.core.permissions import roles

    return {
        code: User.objects.create_user(f"{code}@example.org", role=code, name=code.title())
        for code in roles()
    }


# For tests that need real commits: several connections, threads, a mail server.
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


@pytest.fixture(scope="session")
def own(tmp_path_factory: Any) -> Iterator[Any]:
    """An office on servers of its own, which a test may stop."""
    from tests.operation.own import Own

    place = Own(tmp_path_factory.mktemp("own") / "var")
    yield place
    place.clear()
