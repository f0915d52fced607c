"""What pages link to: buttons, chips, page numbers, and the list's own address with one change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.urls import reverse

from oia.core.permissions import SIGNED_IN


@dataclass(frozen=True)
class Action:
    """A button of a page; `kind` is KERN's: primary, secondary or tertiary.

    `key` presses it from the keyboard; its form then opens above the page.
    """

    label: Any
    url: str
    icon: str = ""
    kind: str = "secondary"
    key: str = ""


@dataclass(frozen=True)
class PageAction:
    """A declared button: shown to whom `capability` allows, its address takes the object's key."""

    label: Any
    url_name: str
    capability: str = SIGNED_IN
    icon: str = ""
    kind: str = "secondary"
    key: str = ""

    def bound(self, *arguments: Any) -> Action:
        address = reverse(self.url_name, args=arguments)
        return Action(self.label, address, self.icon, self.kind, self.key)


@dataclass(frozen=True)
class Chip:
    label: str
    remove_url: str


@dataclass(frozen=True)
class PageLink:
    """A link to a page or a page size; the gap between distant pages has no address."""

    label: str
    url: str
    current: bool


def write_label(capability: str) -> str:
    """`activities.read` → `activities.write`"""
    area, dot, _verb = capability.partition(".")
    return f"{area}.write" if dot else capability


class QueryString:
    """The parameters a list knows, as it links to itself with one of them changed."""

    def __init__(self, items: Iterable[tuple[str, str]]) -> None:
        self.items = [(name, value) for name, value in items if value]
        self._bases: dict[str, str] = {}

    def url(self, name: str, value: Any = "") -> str:
        """The address with `name` set to `value` (removed where empty), on the first page."""
        base = self._bases.get(name)
        if base is None:
            base = self._bases[name] = urlencode(self.without(name))
        if value == "":
            return f"?{base}"
        return f"?{base}{'&' if base else ''}{name}={quote(str(value))}"

    def without(self, *names: str) -> list[tuple[str, str]]:
        return [item for item in self.items if item[0] not in names]


def page_numbers(current: int, last: int) -> list[int]:
    """First, last and the pages around the current one; 0 stands for a gap."""
    near = {1, last, *range(max(1, current - 2), min(last, current + 2) + 1)}
    numbers: list[int] = []
    for number in sorted(near):
        if numbers and number - numbers[-1] > 1:
            numbers.append(0)
        numbers.append(number)
    return numbers
