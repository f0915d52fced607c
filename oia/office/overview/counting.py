"""Many counts in one query."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def count_all(querysets: Sequence[QuerySet[Any]], *, cap: int = 0) -> list[int]:
    """How many rows each has, in their order; counted no further than `cap`, 0 for no end."""
    return _asked([_part(rows, "count(*)", "pk", cap) for rows in querysets])


def sum_all(wanted: Sequence[tuple[QuerySet[Any], str]]) -> list[int]:
    """For each queryset its rows, or the sum of the column where one is named."""
    return _asked(
        [
            _part(
                rows, "coalesce(sum(counted.value), 0)" if column else "count(*)", column or "pk", 0
            )
            for rows, column in wanted
        ]
    )


def _part(rows: QuerySet[Any], what: str, column: str, cap: int) -> tuple[str, tuple[Any, ...]]:
    narrowed = rows.order_by().values_list(column)
    if cap:
        narrowed = narrowed[:cap]
    try:
        sql, params = narrowed.query.sql_with_params()
    except EmptyResultSet:
        return "0", ()
    # The names of tables and columns come from the models, values stay parameters.
    return f"(SELECT {what} FROM ({sql}) AS counted (value))", tuple(params)  # noqa: S608


def _asked(parts: Sequence[tuple[str, tuple[Any, ...]]]) -> list[int]:
    if not parts:
        return []
    sql = "SELECT " + ", ".join(part for part, _params in parts)
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for _part, params in parts for value in params])
        return [int(number) for number in cursor.fetchone()]
