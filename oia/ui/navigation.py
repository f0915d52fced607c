"""What the navigation is made of; which entries there are is declared by the project.

`settings.NAVIGATION_MODULE` names a module with `groups(user) -> list[NavGroup]`,
`front_door(user) -> str` and `manual(user) -> str`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

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


def _best(urls: Sequence[str], path: str) -> str:
    """The address the page belongs to: the longest one its own begins with."""
    return max((url for url in urls if path == url or _inside(url, path)), key=len, default="")


def _inside(url: str, path: str) -> bool:
    return url != "/" and path.startswith(url if url.endswith("/") else f"{url}/")


@cache
def _groups(role: str, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """(title, (label, url) of each link) open to a role: the same on every page."""
    person = SimpleNamespace(role=role, is_active=True, is_authenticated=True)
    found = [
        (
            str(group.title),
            [(str(i.label), reverse(i.url_name)) for i in group.items if may(person, i.capability)],
        )
        for group in import_module(settings.NAVIGATION_MODULE).groups(person)
    ]
    return [(title, links) for title, links in found if links]


@cache
def _labels(language: str) -> dict[str, str]:
    groups = import_module(settings.NAVIGATION_MODULE).groups(None)
    return {reverse(item.url_name): str(item.label) for group in groups for item in group.items}


def label_of(path: str) -> str:
    """The label of the link that leads exactly to the path, whoever may follow it; else empty."""
    return _labels(get_language() or "").get(path, "")


def front_door(user: Any) -> str:
    """The route of the page a person begins at."""
    name: str = import_module(settings.NAVIGATION_MODULE).front_door(user)
    return name


def manual_of(user: Any) -> str:
    """The route of the help meant for the person."""
    name: str = import_module(settings.NAVIGATION_MODULE).manual(user)
    return name


def html_for(user: Any, path: str) -> SafeString:
    """The links as HTML, which the page shows twice: beside the content and in the phone's menu."""
    if not getattr(user, "is_authenticated", False):
        return SafeString("")
    language = get_language() or ""
    links = [url for _title, links in _groups(user.role, language) for _label, url in links]
    return _html(user.role, language, _best(links, path))


@cache
def _html(role: str, language: str, current: str) -> SafeString:
    parts = []
    for title, links in _groups(role, language):
        if title:
            parts.append(f"<h2>{escape(title)}</h2>")
        parts.append("<ul>")
        for label, url in links:
            mark = ' aria-current="page"' if url == current else ""
            parts.append(f'<li><a href="{url}"{mark}>{escape(label)}</a></li>')
        parts.append("</ul>")
    return mark_safe("".join(parts))  # noqa: S308  labels are escaped, addresses are our own
