"""What the navigation is made of; which entries there are is declared by the project.

`settings.NAVIGATION_MODULE` names a module with `groups(user) -> list[NavGroup]`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from django.conf import settings
from django.urls import reverse

from oia.core.permissions import SIGNED_IN, may


@dataclass(frozen=True)
class NavItem:
    """A link; shown to whom `capability` allows."""

    label: Any
    url_name: str
    capability: str = SIGNED_IN


@dataclass(frozen=True)
class NavGroup:
    """Links under a heading; the heading may be empty."""

    title: Any
    items: Sequence[NavItem] = field(default_factory=tuple)


@dataclass(frozen=True)
class NavLink:
    """An entry as the template shows it."""

    label: Any
    url: str
    current: bool


def _best(urls: Sequence[str], path: str) -> str:
    """The address the page belongs to: the longest one its own begins with."""
    return max((url for url in urls if path == url or _inside(url, path)), key=len, default="")


def _inside(url: str, path: str) -> bool:
    return url != "/" and path.startswith(url if url.endswith("/") else f"{url}/")


def links_for(user: Any, path: str) -> list[tuple[Any, list[NavLink]]]:
    """(title, links) of the groups in which something is open to the person."""
    if not getattr(user, "is_authenticated", False):
        return []
    groups = import_module(settings.NAVIGATION_MODULE).groups(user)
    found = [
        (
            group.title,
            [(i.label, reverse(i.url_name)) for i in group.items if may(user, i.capability)],
        )
        for group in groups
    ]
    current = _best([url for _title, items in found for _label, url in items], path)
    return [
        (title, [NavLink(label, url, url == current) for label, url in items])
        for title, items in found
        if items
    ]
