"""The nouns of the API, found in what the pages declare: list, detail page and `Writing`.

A noun has no second description for the API. Its list page gives queryset, filters, search and
order, its detail page the facts, the capability and the workflow, its `Writing` the form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import URLPattern

from oia.api.values import Value, values_of
from oia.core.permissions import may, own_only
from oia.office.sheets import sheets
from oia.office.writing.entry import Writing
from oia.office.writing.pages import EditPage
from oia.ui.detail import DetailPage
from oia.ui.pages import ListPage
from oia.ui.tables import may_see_personal


@dataclass(frozen=True)
class Noun:
    """A noun under its name in addresses: its KIND where it has one, else its own plural."""

    name: str
    list: type[ListPage]
    page: type[DetailPage]
    writing: Writing | None

    @property
    def model(self) -> Any:
        return self.page.model

    @property
    def code(self) -> str:
        """The noun as routes of pages call it."""
        return str(self.model.detail_url_name)

    @property
    def title(self) -> Any:
        return self.list.title

    @property
    def read(self) -> str:
        return self.page.capability

    @property
    def write(self) -> str:
        """The capability of writing; empty where the pages write nothing either."""
        return self.writing.capability if self.writing else ""

    @cached_property
    def values(self) -> tuple[Value, ...]:
        return values_of(self.list.table, self.page, self.writing)

    def may_list(self, user: Any) -> bool:
        return may(user, self.read) and may(user, self.list.capability)

    def may_write(self, user: Any) -> bool:
        return bool(self.write) and may(user, self.write)

    def shown(self, user: Any, *, own: bool | None = None) -> tuple[Value, ...]:
        """What the person reads of a row. Fields that stand only in the form are for who may open
        it: of anybody's row, or, writing only what is theirs, of their `own`."""
        writes = self.may_write(user)
        if own is None:
            own = not own_only(user, self.model.area) if hasattr(self.model, "area") else True
        return tuple(
            value.for_reader(user)
            for value in self.values
            if (value.on_page or (writes and own))
            and all(may_see_personal(user, right) for right in value.rights)
        )


def _walk(patterns: Any) -> Iterator[Any]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield getattr(pattern.callback, "view_class", None)
        else:
            yield from _walk(pattern.url_patterns)


@cache
def nouns() -> dict[str, Noun]:
    """Name → noun, in the order of the addresses of the pages."""
    lists: dict[Any, Any] = {}
    pages: dict[Any, Any] = {}
    writings: dict[Any, Writing] = {}
    for view in _walk(import_module(settings.PAGES_MODULE).urlpatterns):
        if not isinstance(view, type):
            continue
        if issubclass(view, ListPage):
            lists.setdefault(view.table.model, view)
        elif issubclass(view, DetailPage):
            pages[view.model] = view
        elif issubclass(view, EditPage):
            writings[view.writing.model] = view.writing
    kinds = {sheet.model: sheet.kind for sheet in sheets()}
    found: dict[str, Noun] = {}
    for model, page in pages.items():
        if model in lists and page.in_api:
            name = _plural(model, kinds)
            found[name] = Noun(name, lists[model], page, writings.get(model))
    return found


def _plural(model: type[models.Model], kinds: dict[Any, str]) -> str:
    return kinds.get(model) or f"{model.detail_url_name}s"  # type: ignore[attr-defined]


def noun_of(model: type[models.Model]) -> Noun | None:
    return next((noun for noun in nouns().values() if noun.model is model), None)
