"""What somebody has opened lately, kept in the session.

The session ends with the sign-out: nothing stays on a shared computer, and no table tells which
colleague looked at what.
"""

from typing import Any

from django.http import HttpRequest

KEPT = 15
NAME = "recent"


def remember(request: HttpRequest, obj: Any) -> None:
    """Put the object first; opened again at once, nothing is written."""
    key = [str(obj._meta.model_name), obj.pk]
    known = request.session.get(NAME, [])
    if known[:1] != [key]:
        request.session[NAME] = [key, *(one for one in known if one != key)][:KEPT]


def opened(request: HttpRequest) -> list[tuple[str, int]]:
    """(kind, key), the latest first."""
    return [(kind, pk) for kind, pk in request.session.get(NAME, [])]
