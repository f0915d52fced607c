"""Capability labels: every view carries one, and this module enforces it.

A label is `public`, `signed-in` or `<area>.<read|write>`; areas and roles stand in `oia/roles.py`.
"""

from collections.abc import Callable
from functools import cache, wraps
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from oia.core import reads

PUBLIC = "public"
SIGNED_IN = "signed-in"

View = Callable[..., HttpResponseBase]


@cache
def _roles() -> Any:
    """The page of roles belongs to the project, above this app: it is named in the settings."""
    return import_module(settings.ROLES_MODULE)


def roles() -> dict[str, Any]:
    """Code → role, as on the page of roles."""
    return _roles().ROLES


def areas() -> list[tuple[str, Any]]:
    """Code and sentence of each area, as on the page of roles."""
    return list(_roles().AREAS.items())


def watched_areas() -> list[tuple[str, Any]]:
    return [(area, label) for area, label in areas() if is_watched(area)]


def is_watched(area: str) -> bool:
    """Whether anybody's reads of the area are logged."""
    return any(cell.logged for cell in _roles().GRANTS[area].values())


def grant(user: Any, area: str) -> Any | None:
    """The cell of the table for this person and area; None for somebody without a role."""
    role = getattr(user, "role", "")
    if not getattr(user, "is_active", False) or not role:
        return None
    return _roles().GRANTS[area].get(role)


def may(user: Any, label: str) -> bool:
    """Whether the label's door is open for the person at all (rows are `.visible_to()`)."""
    if label == PUBLIC:
        return True
    if label == SIGNED_IN:
        return bool(getattr(user, "is_authenticated", False))
    area, _, verb = label.partition(".")
    cell = grant(user, area)
    return bool(cell and (cell.write if verb == "write" else cell.read))


def own_only(user: Any, area: str) -> bool:
    """Whether the person writes only what is their own or their department's."""
    cell = grant(user, area)
    return bool(cell and cell.own)


def masked(user: Any, area: str) -> bool:
    """Whether personal data of the area are hidden from the person."""
    cell = grant(user, area)
    return cell is None or cell.masked


def refuse_or_continue(request: HttpRequest, label: str) -> HttpResponse | None:
    if may(request.user, label):
        reads.note(request.user, label, request.get_full_path())
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise PermissionDenied


def person(request: HttpRequest) -> Any:
    """Who asks, on a page that a label lets nobody open without an account."""
    return request.user


def requires(label: str) -> Callable[[View], View]:
    """Label and guard a function view."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return refuse_or_continue(request, label) or view(request, *args, **kwargs)

        guarded.capability = label  # type: ignore[attr-defined]
        return guarded

    return decorate


class Labelled:
    """Label and guard a class-based view: `capability = "activities.read"`."""

    capability: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return refuse_or_continue(request, self.capability) or super().dispatch(  # type: ignore[misc]
            request, *args, **kwargs
        )


def before_second_step(view: View) -> View:
    """Mark a page that stays open for whoever must have a second step and has none yet."""
    view.before_second_step = True  # type: ignore[attr-defined]
    return view


def waits_for_second_step(callback: Any) -> bool:
    """Whether the page stays shut for them; what everybody may see does not."""
    view = getattr(callback, "view_class", None) or callback
    return label_of(callback) != PUBLIC and not getattr(view, "before_second_step", False)


def label_of(callback: Any) -> str | None:
    """The label of a resolved URL callback; None means a route nobody thought about."""
    view_class = getattr(callback, "view_class", None)
    return getattr(view_class or callback, "capability", None)
