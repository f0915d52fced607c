"""Names the actor of every change a request makes, and gives each person their language."""

from collections.abc import Callable

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
            return self.get_response(request)
        with pghistory.context(user=user.pk, name=str(user) if user.pk else ""):
            return self.get_response(request)
