"""Every route of the site with its view, as the resolver knows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver, reverse

from oia.core.permissions import label_of


@dataclass(frozen=True)
class Route:
    """A named route; `arguments` are the names of what its address needs."""

    name: str
    callback: Any
    arguments: tuple[str, ...]

    @property
    def label(self) -> str | None:
        return label_of(self.callback)

    @property
    def view_class(self) -> Any:
        return getattr(self.callback, "view_class", None)

    def address(self, **arguments: Any) -> str:
        return reverse(self.name, kwargs=arguments)


def _walk(patterns: Any) -> Iterator[Route]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            arguments = tuple(pattern.pattern.converters)
            yield Route(pattern.name, pattern.callback, arguments)
        else:
            yield from _walk(pattern.url_patterns)


def all_routes() -> list[Route]:
    return list(_walk(get_resolver().url_patterns))


def routes() -> list[Route]:
    """The pages; `tests/api` walks the addresses of the API."""
    return [route for route in all_routes() if not route.name.startswith("api_")]


def api_routes() -> list[Route]:
    return [route for route in all_routes() if route.name.startswith("api_")]
