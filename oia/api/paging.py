"""What a list is asked for: filters, search, order, and which stretch of the rows.

In any order the first 1,000 rows are paged through, as on the pages; `after=<id>` walks all rows
in the order of their keys, at the same cost for the first stretch and the last.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from oia.api import reading
from oia.api.nouns import Noun
from oia.api.problems import Problem
from oia.api.values import Value
from oia.ui.filters import Filters
from oia.ui.pages import CAP, QUERY_ROOM

LIMIT, MOST = 50, 200
OWN = ("q", "sort", "page", "limit", "after", "columns")


class Asked:
    def __init__(self, noun: Noun, request: Any) -> None:
        self.noun, self.user = noun, request.user
        self.path, self.given = request.path, request.query_params
        self._refuse_unknown()

    def _refuse_unknown(self) -> None:
        filters = self.noun.list.filterset_class
        known = {*OWN, *(filters.base_filters if filters else ())}
        errors = {
            name[:80]: [_("There is no such filter. Known are: %s.") % ", ".join(sorted(known))]
            for name in self.given
            if name not in known
        }
        errors |= {
            name: [_("Give this once.")] for name in known if len(self.given.getlist(name)) > 1
        }
        if any("\x00" in value for value in self.given.values()):
            errors[""] = [_("The text holds signs that are no text.")]
        if "after" in self.given and ("sort" in self.given or "page" in self.given):
            errors["after"] = [_("“after” walks in the order of the keys: no sort, no page.")]
        if errors:
            raise Problem(400, _("The list cannot be asked for that."), errors)

    # What the address says -------------------------------------------------------------------

    def number(self, name: str, default: int, most: int) -> int:
        text = self.given.get(name, "")
        if not text:
            return default
        if not (text.isascii() and text.isdigit() and len(text) < 19 and int(text) <= most):
            sentence = _("Write a whole number up to %d.") % most
            raise Problem(400, _("The list cannot be asked for that."), {name: [sentence]})
        return int(text)

    @cached_property
    def limit(self) -> int:
        return max(1, self.number("limit", LIMIT, MOST))

    @cached_property
    def values(self) -> list[Value]:
        shown = {value.name: value for value in self.noun.shown(self.user)}
        if "columns" not in self.given:
            return list(shown.values())
        names = self.given["columns"].split(",")
        if unknown := [name for name in names if name not in shown]:
            sentence = _("There is no such column: %s.") % unknown[0][:80]
            raise Problem(400, _("The list cannot be asked for that."), {"columns": [sentence]})
        return [shown[name] for name in dict.fromkeys(names)]

    @cached_property
    def rows(self) -> QuerySet[Any]:
        """Everything that matches search and filters, unordered."""
        found = self.noun.model.objects.visible_to(self.user)
        if filters := self._filters(found):
            found = filters.qs
        search = self.given.get("q", "").strip()
        if len(search) > QUERY_ROOM:
            sentence = _("Search for at most %d characters.") % QUERY_ROOM
            raise Problem(400, _("The list cannot be asked for that."), {"q": [sentence]})
        return found.search(search) if search else found

    def _filters(self, rows: QuerySet[Any]) -> Filters | None:
        kind = self.noun.list.filterset_class
        if kind is None:
            return None
        filters = kind(self.given, rows, request=_AsPage(self.user, self.given))
        if filters.is_bound and not filters.is_valid():
            errors = {name: list(told) for name, told in filters.form.errors.items()}
            raise Problem(400, _("The list cannot be asked for that."), errors)
        return filters

    def ordered(self) -> QuerySet[Any]:
        """In an order that the list page offers too."""
        sort = self.given.get("sort", "")
        table = self.noun.list.table.for_user(self.rows, self.user, sort=sort)
        if sort and table.order != sort:
            names = sorted(column.name for column in table.possible if column.sortable)
            sentence = _("Sort by one of these, or with a minus before it: %s.") % ", ".join(names)
            raise Problem(400, _("The list cannot be asked for that."), {"sort": [sentence]})
        return table.ordered()

    # The answer ------------------------------------------------------------------------------

    def answer(self) -> dict[str, Any]:
        return self._walk() if "after" in self.given else self._page()

    def _page(self) -> dict[str, Any]:
        page = max(1, self.number("page", 1, CAP))
        count = self.rows.order_by().values("pk")[: CAP + 1].count()
        start, stop = (page - 1) * self.limit, min(page * self.limit, CAP)
        rows = self.ordered()[start:stop] if start < CAP else self.rows.none()
        more = stop < min(count, CAP)
        return {
            "count": min(count, CAP),
            "more_than_counted": count > CAP,
            "next": self._address(page=page + 1) if more else None,
            "results": reading.rows_as_json(self.noun, rows, self.values),
        }

    def _walk(self) -> dict[str, Any]:
        after = self.number("after", 0, 10**18)
        rows = self.rows.filter(pk__gt=after).order_by("pk")
        found = reading.rows_as_json(self.noun, rows[: self.limit], self.values)
        return {
            "next": self._address(after=found[-1]["id"]) if found else None,
            "results": found,
        }

    def _address(self, **changed: Any) -> str:
        return f"{self.path}?{urlencode({**self.given.dict(), **changed})}"


class _AsPage:
    """What a filter set asks of a request."""

    def __init__(self, user: Any, given: Any) -> None:
        self.user, self.GET = user, given
