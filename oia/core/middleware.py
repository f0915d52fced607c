"""Names the actor of every change a request makes, and gives each person their language."""

from collections.abc import Callable
from typing import Any

import pghistory
from django.http import HttpRequest, HttpResponse
from django.utils import translation

SAFE = ("GET", "HEAD", "OPTIONS")


class ActorMiddleware:
    """After authentication: history rows written in this request carry who is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated:
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
        if request.method in SAFE:
            return _kept_private(self.get_response(request), user)
        with pghistory.context(user=user.pk, name=str(user) if user.pk else ""):
            return _kept_private(self.get_response(request), user)


def _kept_private(response: HttpResponse, user: Any) -> HttpResponse:
    """What a person saw stays in no cache, neither on the way nor on a shared computer; pages that
    may be kept say so themselves."""
    if user.is_authenticated:
        response.headers.setdefault("Cache-Control", "private, no-store")
    return response
