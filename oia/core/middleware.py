"""Keeps the doors, names the actor of every change, and gives each person their language."""

from collections.abc import Callable
from typing import Any

import pghistory
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from oia.core import factors, places
from oia.core.permissions import waits_for_second_step

SAFE = ("GET", "HEAD", "OPTIONS")


class DoorMiddleware:
    """After authentication: old sessions end, and whoever must have a second step sets it up first.

    It stands before every view, so that no page or API can forget to ask. A token of the API and
    the address of a calendar feed are not sessions: they were made behind this door.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            places.watch(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _arguments: Any, _named: Any
    ) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated or not factors.must_have(user):
            return None
        if request.session.get(places.PROVEN) or not waits_for_second_step(view):
            return None
        return redirect(settings.SECOND_STEP_URL)


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
