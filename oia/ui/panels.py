"""What upper apps show on the pages of lower ones: panels of rows, entries of a timeline, links.

The upper app registers them in its `AppConfig.ready()`; a parent model's panels appear on the
pages of all models that inherit from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from oia.core.permissions import may
from oia.ui.links import PageAction
from oia.ui.tables import Head, Table

ROOM = 8  # rows a panel shows


@dataclass(frozen=True)
class Panel:
    """Rows about an object; `rows(obj)` gives the queryset, `.visible_to()` is applied to it.

    `list_url` (name of a route) with `list_filter` (its parameter) leads to all of them.
    """

    key: str
    title: Any
    table: type[Table]
    rows: Callable[[Any], QuerySet[Any]]
    columns: tuple[str, ...] = ()
    list_url: str = ""
    list_filter: str = ""
    capability: str = "signed-in"
    order: int = 100
    empty: Any = ""
    sort: str = ""


@dataclass(frozen=True)
class PanelView:
    """A panel as the template shows it."""

    title: Any
    count_text: str
    head: list[Head]
    rows: SafeString
    more_url: str
    empty: Any
    key: str


@dataclass(frozen=True)
class Entry:
    """A line of the timeline; `day` None sorts last."""

    day: date | None
    label: Any
    title: str
    url: str = ""
    # How the day is written where it is known to the month or year only.
    day_text: str = ""


Provider = Callable[[Any, Any], Iterable[Entry]]
_panels: dict[type[Model], list[Panel]] = defaultdict(list)
_timelines: dict[type[Model], list[Provider]] = defaultdict(list)
_links: dict[type[Model], dict[str, PageAction]] = defaultdict(dict)


def register(model: type[Model], panel: Panel) -> None:
    """Show `panel` on the pages of `model`; the same key again replaces it."""
    kept = [known for known in _panels[model] if known.key != panel.key]
    _panels[model] = sorted([*kept, panel], key=lambda known: known.order)


def register_timeline(model: type[Model], provider: Provider) -> None:
    """`provider(obj, user)` answers the entries of an object that the person may see."""
    if provider not in _timelines[model]:
        _timelines[model].append(provider)


def register_link(model: type[Model], link: PageAction) -> None:
    """Show `link` among the actions of the pages of `model`."""
    _links[model][link.url_name] = link


def links_of(model: type[Model]) -> list[PageAction]:
    return list(_links.get(model, {}).values())


def panels_of(model: type[Model], user: Any) -> list[Panel]:
    """The panels of the model and its parents that are open to the person, in order."""
    found = [panel for parent in model.__mro__ for panel in _panels.get(parent, ())]
    allowed = [panel for panel in found if may(user, panel.capability)]
    return sorted(allowed, key=lambda panel: panel.order)


def view_of(panel: Panel, obj: Any, user: Any) -> PanelView:
    """The panel's first rows, in one query: one row more than shown tells whether more exist."""
    queryset = panel.rows(obj)
    if hasattr(queryset, "visible_to"):
        queryset = queryset.visible_to(user)
    table = panel.table.for_user(queryset, user, columns=panel.columns, sort=panel.sort)
    rows = table.fetch(0, ROOM + 1)
    return PanelView(
        title=panel.title,
        count_text=_count_text(rows),
        head=table.head(),
        rows=table.render(rows[:ROOM]),
        more_url=_more_url(panel, obj),
        empty=panel.empty or _("Nothing yet."),
        key=panel.key,
    )


def _count_text(rows: Sequence[Any]) -> str:
    return _("more than %(count)s") % {"count": ROOM} if len(rows) > ROOM else str(len(rows))


def _more_url(panel: Panel, obj: Any) -> str:
    if not panel.list_url:
        return ""
    query = f"?{panel.list_filter}={obj.pk}" if panel.list_filter else ""
    return reverse(panel.list_url) + query


def _newest_first(entry: Entry) -> tuple[bool, date]:
    day = entry.day
    return day is not None, day.date() if isinstance(day, datetime) else day or date.min


def timeline_of(obj: Any, user: Any, limit: int = 20) -> list[Entry]:
    """The newest entries first."""
    providers = [p for parent in type(obj).__mro__ for p in _timelines.get(parent, ())]
    entries = [entry for provider in providers for entry in provider(obj, user)]
    return sorted(entries, key=_newest_first, reverse=True)[:limit]
