"""What every page shows around its content: the office, the navigation, the languages, a banner.

Apps above provide what this one must not know: the office registers itself in its `ready()` with
`provide("office", lambda request: Office.current())`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from oia.ui.navigation import html_for, manual_of

Provider = Callable[[HttpRequest], Any]
_providers: dict[str, Provider] = {}


def provide(name: str, function: Provider) -> None:
    """Put `function(request)` into every page as `name`; asked only when the page uses it."""
    _providers[name] = function


@cache
def _url(name: str) -> str:
    """The address, or nothing where the project has no such page; the same for every request."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _lazy(function: Provider, request: HttpRequest) -> Any:
    return SimpleLazyObject(lambda: function(request))


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context processor of all pages."""
    user = getattr(request, "user", None)
    provided = {name: _lazy(function, request) for name, function in _providers.items()}
    return {
        "office": None,
        "banner": "",
        "can_search": False,
        **provided,
        "nav": SimpleLazyObject(lambda: html_for(user, request.path)),
        "languages": settings.LANGUAGES,
        "search_url": _url("search"),
        "suggestions_url": _url("search_suggestions"),
        "home_url": _url("home") or "/",
        "logout_url": _url("logout"),
        "account_url": _url("account"),
        "monday_url": _url("monday_mail"),
        "help_url": SimpleLazyObject(lambda: _url(manual_of(user))),
        "keys_url": _url("keys"),
        "set_language_url": _url("set_language"),
    }
