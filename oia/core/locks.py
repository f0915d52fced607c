"""Rows under lock, in one order everywhere, so that two hands never wait for each other."""

from typing import Any

from django.db.models import QuerySet


def locked(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with what they inherit from, for as long as the transaction lasts.

    A noun's row lies in two tables: to lock the noun alone leaves its record open to others, whose
    change the next `save()` would undo. The record comes first, as where whole lists are locked.
    """
    parents = [link.name for link in rows.model._meta.parents.values() if link]
    return rows.select_for_update(of=(*parents, "self"))
