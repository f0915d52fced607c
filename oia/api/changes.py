"""`/api/v1/changes/`: what was created, changed or deleted, so that nobody need poll each list.

Numbers out of a sequence become visible in another order than they were given. Here a change
counts once no transaction that began before it is still running, in the order of transactions: a
cursor never passes a change that comes to light later.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.response import Response

from oia.api.nouns import Noun, nouns
from oia.api.problems import Problem
from oia.api.views import ApiView
from oia.core.permissions import may

LIMIT, MOST = 200, 1000
NOW = "now"
# `was_open`: the change that closed the row to others is told to them as its end.
PAGE = """
    SELECT change.transaction, change.id, model, object_id, what, at, closed,
        closed AND (
            SELECT NOT before.closed FROM api_change AS before
            WHERE before.model = change.model AND before.object_id = change.object_id
                AND before.id < change.id ORDER BY before.id DESC LIMIT 1
        ) AS was_open
    FROM api_change AS change
    WHERE (change.transaction, change.id) > (%s, %s) AND {complete}
    ORDER BY change.transaction, change.id LIMIT %s
"""
# Below the oldest transaction still running, other databases of the server left aside: they write
# nothing here. Which those are is told by the lock each transaction holds on itself.
COMPLETE = """change.transaction < (
    SELECT coalesce(min(running::text::bigint), max(pg_snapshot_xmax(now)::text::bigint))
    FROM pg_current_snapshot() AS now LEFT JOIN LATERAL (
        SELECT running FROM pg_snapshot_xip(now) AS running WHERE NOT EXISTS (
            SELECT FROM pg_locks AS own JOIN pg_stat_activity AS session USING (pid)
            WHERE own.locktype = 'transactionid' AND own.mode = 'ExclusiveLock'
                AND own.transactionid = running::xid AND session.datname <> current_database()
        )
    ) AS still ON true
)"""
WORDS = {"insert": "created", "update": "changed", "delete": "deleted"}
WEIGHT = ["update", "insert", "delete"]


@dataclass(frozen=True)
class Cursor:
    """A place in the order; `era` is the database it belongs to: a restored one begins anew."""

    era: str
    transaction: int = 0
    row: int = 0

    def __str__(self) -> str:
        return f"{self.era}-{self.transaction}-{self.row}"

    @staticmethod
    def read(text: str) -> Cursor:
        era, *numbers = text.split("-")
        if len(numbers) != 2 or not all(
            n.isascii() and n.isdigit() and len(n) < 19 for n in numbers
        ):
            sentence = _("This is no place in the feed. Begin without “after”.")
            raise Problem(400, sentence, {"after": [sentence]})
        if era != this_era():
            raise Problem(410, _("The database was restored since. Read everything anew."))
        return Cursor(era, *map(int, numbers))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


@cache
def this_era() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_hex(system_identifier), oid FROM pg_control_system(), pg_database"
            " WHERE datname = current_database()"
        )
        return "".join(map(str, cursor.fetchone()))


@dataclass
class Told:
    """A change as the feed tells it: several rows of one transaction are one change."""

    noun: Noun
    key: int
    what: str
    at: Any
    closed: bool
    was_open: bool

    def add(self, what: str, was_open: bool) -> None:
        self.what = max(self.what, what, key=WEIGHT.index)
        self.was_open = self.was_open or was_open


def page_after(start: Cursor, limit: int) -> tuple[list[Told], Cursor, bool]:
    """The changes behind a place, the place behind them, and whether there are more."""
    with connection.cursor() as cursor:
        statement = PAGE.format(complete=COMPLETE)
        cursor.execute(statement, [start.transaction, start.row, limit])
        rows = cursor.fetchall()
    known = {str(noun.model._meta.model_name): noun for noun in nouns().values()}
    found: dict[tuple[Any, ...], Told] = {}
    for transaction, row, model, key, what, at, closed, was_open in rows:
        start = Cursor(start.era, transaction, row)
        told = found.get((transaction, model, key))
        if told:
            told.add(what, bool(was_open))
        elif noun := known.get(model):
            found[transaction, model, key] = Told(noun, key, what, at, closed, bool(was_open))
    return list(found.values()), start, len(rows) == limit


def newest(era: str) -> Cursor:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT transaction, id FROM api_change AS change WHERE {COMPLETE}"  # noqa: S608 – our own words
            " ORDER BY transaction DESC, id DESC LIMIT 1"
        )
        return Cursor(era, *(cursor.fetchone() or (0, 0)))


def for_reader(changes: list[Told], user: Any) -> list[dict[str, Any]]:
    """What of it concerns rows the person may see, one query per noun."""
    secrets = may(user, "confidential.read")
    open_ = {one.noun.name: one.noun for one in changes if may(user, one.noun.read)}
    seen = {}
    for name, noun in open_.items():
        keys = {one.key for one in changes if one.noun is noun}
        rows = noun.model.objects.visible_to(user).filter(pk__in=keys)
        seen[name] = set(rows.values_list("pk", flat=True))
    found = []
    for one in changes:
        if one.noun.name not in open_:
            continue
        told = WORDS[one.what]
        if one.key not in seen[one.noun.name] and one.what != "delete":
            told = "deleted" if one.was_open and not secrets else ""
        elif one.what == "delete" and one.closed and not secrets:
            told = "deleted" if one.was_open else ""
        if told:
            found.append(_written(one, told))
    return found


def _written(one: Told, told: str) -> dict[str, Any]:
    address = reverse(f"api_{one.noun.name}_one", args=[one.key])
    return {"noun": one.noun.name, "id": one.key, "what": told, "at": one.at, "url": address}


class Changes(ApiView):
    """`after` is the `next` of the last answer; `after=now` begins with what comes from now on."""

    capability = "signed-in"

    def get(self, request: Any) -> Response:
        given = request.query_params
        if unknown := set(given) - {"after", "limit"}:
            raise Problem(
                400,
                _("There is no such filter. Known are: %s.") % "after, limit",
                {name[:80]: [_("There is no such filter.")] for name in unknown},
            )
        limit, after = self._limit(given.get("limit", "")), given.get("after", "")
        if after == NOW:
            place = newest(this_era())
            return self._answer([], place, more=False)
        start = Cursor.read(after) if after else Cursor(this_era())
        changes, place, more = page_after(start, limit)
        if place == start and request.headers.get("If-None-Match") == f'"{place}"':
            return Response(status=304, headers={"ETag": f'"{place}"'})
        return self._answer(for_reader(changes, request.user), place, more=more)

    def _answer(self, results: list[Any], place: Cursor, *, more: bool) -> Response:
        found = {"results": results, "next": str(place), "more": more}
        return Response(found, headers={"ETag": f'"{place}"'})

    def _limit(self, text: str) -> int:
        if not text:
            return LIMIT
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST):
            sentence = _("Write a whole number up to %d.") % MOST
            raise Problem(400, sentence, {"limit": [sentence]})
        return int(text)
