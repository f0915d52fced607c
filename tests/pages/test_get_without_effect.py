"""Opening a page changes nothing: every table reads the same before and after.

Each page of `walk.furnish`, twice, as everybody who may open it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from oia.core.models import User
from oia.core.permissions import may, requires
from oia.roles import ROLES
from tests.factories import make_user
from tests.pages.routes import routes
from tests.pages.walk import CLUBS, STRANGERS, Stop, furnish

# What may change by reading, because it tells of the reading.
TELLS = {
    "core_readlog": "who read what",
    "core_signedin": "where somebody is signed in, last used",
    "core_failedtry": "tries at the doors",
    "django_session": "the session",
}
WRITES = ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "MERGE")


def state() -> dict[str, str]:
    """A hash of each table's rows, whatever their order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        names = sorted({name for (name,) in cursor.fetchall()} - set(TELLS))
        found = {}
        for name in names:
            cursor.execute(
                "SELECT count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)"
                f' FROM "{name}" t'
            )
            found[name] = cursor.fetchone()[0]
    return found


@contextmanager
def writes() -> Iterator[list[str]]:
    """The statements that write to a table which tells of no reading: they name the page."""
    seen: list[str] = []

    def look(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        said = str(sql).lstrip()
        if said.upper().startswith(WRITES) and not any(f'"{table}"' in said for table in TELLS):
            seen.append(said[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield seen


def changed(open_page: Callable[[], Any]) -> set[str]:
    before = state()
    open_page()
    after = state()
    return {name for name in after if after[name] != before.get(name)}


def may_open(role: str, stop: Stop, labels: dict[str, str]) -> bool:
    if stop.name in STRANGERS:
        return role == ""
    if stop.name in CLUBS:
        return role == "club"
    label = labels[stop.name]
    return label == "public" or (role != "" and may(User(role=role), label))


def test_opening_a_page_twice_changes_nothing(office: Any) -> None:
    speaker = make_user("club")
    stops = furnish(office, speaker)
    labels = {route.name: route.label or "" for route in routes()}
    wrote: dict[tuple[str, str], list[str]] = {}
    opened: dict[str, int] = {}
    for role in ("", *ROLES):
        client = Client()
        if role:
            client.force_login(speaker if role == "club" else make_user(role))

        def walk(role: str = role, client: Client = client) -> None:
            for stop in (found for found in stops if may_open(role, found, labels)):
                for _time in range(2):
                    with writes() as seen:
                        answer = client.get(stop.address)
                        if answer.streaming:
                            b"".join(answer)
                    if seen:
                        wrote[role, stop.name] = seen
                    opened[role] = opened.get(role, 0) + (answer.status_code == 200)

        assert changed(walk) == set(), role
    assert wrote == {}
    assert set(opened) == {"", *ROLES}
    assert sum(opened.values()) > 1000


def test_a_page_that_writes_would_be_found(office: Any) -> None:
    """The negative control: by the statement, and by the table."""

    @requires("public")
    def counts(request: HttpRequest) -> HttpResponse:
        User.objects.filter(pk=reader.pk).update(name="Somebody who read")
        return HttpResponse("ok")

    reader = make_user("officer")

    def open_page() -> None:
        request = RequestFactory().get("/")
        request.user = reader
        counts(request)

    with writes() as seen:
        found = changed(open_page)
    assert "core_user" in found
    assert [said.partition(" SET")[0] for said in seen] == ['UPDATE "core_user"']


@pytest.mark.parametrize("table", TELLS)
def test_what_may_change_is_a_table(office: Any, table: str) -> None:
    assert table in connection.introspection.table_names()
