"""Errors as problem details (RFC 9457): a sentence for people, one per field where fields err."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.parsers import JSONParser
from rest_framework.response import Response

LARGEST = 1_000_000  # bytes of a body
DEEPEST = 20


class Problem(exceptions.APIException):
    """What the caller is told: a status, a sentence, and sentences by field."""

    def __init__(self, status: int, detail: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(detail)
        self.status_code = status
        self.errors = errors or {}


def as_problem(error: Exception, context: Any) -> Response | None:
    """Every error of the API in one shape; what nobody foresaw stays the server's error.

    Nothing is rolled back here: what writes does so in a transaction of its own.
    """
    if isinstance(error, PermissionDenied):
        error = Problem(403, str(error) or _("You may not do this."))
    elif isinstance(error, Http404):
        error = Problem(404, _("There is no such entry, or you may not see it."))
    if not isinstance(error, exceptions.APIException):
        return None
    told = {"type": "about:blank", "status": error.status_code, "detail": str(error.detail)}
    if errors := getattr(error, "errors", None):
        told["errors"] = errors
    answer = Response(told, status=error.status_code, content_type="application/problem+json")
    if challenge := getattr(error, "auth_header", ""):
        answer["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        answer["Retry-After"] = str(int(wait))
    return answer


class ObjectParser(JSONParser):
    """A JSON object of bounded size and depth, of characters that PostgreSQL can keep."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        body = stream.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise Problem(413, _("The body is longer than a megabyte."))
        try:
            found = json.loads(body.decode("utf-8"), parse_constant=_refuse)
        except (ValueError, RecursionError) as error:
            raise exceptions.ParseError(_("The body is no JSON in UTF-8.")) from error
        if not isinstance(found, dict):
            raise exceptions.ParseError(_("The body must be a JSON object: {…}."))
        _check(found, DEEPEST)
        return found


def _refuse(word: str) -> Any:
    raise ValueError(word)


def _check(value: Any, depth: int) -> None:
    if depth == 0:
        raise exceptions.ParseError(_("The body is nested too deeply."))
    if isinstance(value, dict):
        for name, part in value.items():
            _check(name, depth)
            _check(part, depth - 1)
    elif isinstance(value, list):
        for part in value:
            _check(part, depth - 1)
    elif isinstance(value, str) and ("\x00" in value or _half(value)):
        raise exceptions.ParseError(_("The body holds signs that are no text."))


def _half(text: str) -> bool:
    """Half of a pair of surrogates, which JSON can write and no text holds."""
    return any("\ud800" <= sign <= "\udfff" for sign in text)
