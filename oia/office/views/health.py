"""What probes ask, and the page that is shown while the database is away."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.transaction import non_atomic_requests
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from oia.core import health
from oia.core.permissions import requires

RETRY_AFTER = "30"  # seconds


@requires("public")
@require_GET
@non_atomic_requests
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


@requires("public")
@require_GET
@never_cache
@non_atomic_requests
def readyz(request: HttpRequest) -> HttpResponse:
    """Pages can be served; degraded: reports and mails wait for the broker. No details."""
    if not health.is_ready():
        return JsonResponse({"ready": False}, status=503)
    return JsonResponse({"ready": True, "degraded": not health.ask_broker()})


@requires("public")
@require_GET
@never_cache
@non_atomic_requests
def statusz(request: HttpRequest) -> HttpResponse:
    """All lights for a monitor that knows the token; 503 while one is red."""
    if not _knows_token(request):
        raise Http404
    found = health.lights()
    state = health.worst(found)
    body = {
        "state": state,
        "at": timezone.now().isoformat(timespec="seconds"),
        "checks": {light.name: {"state": light.state, "value": light.value} for light in found},
    }
    return JsonResponse(body, status=503 if state == health.RED else 200)


def _knows_token(request: HttpRequest) -> bool:
    """`Authorization: Bearer …` or `X-Status-Token: …`; where no token is set, nobody knows it."""
    given = request.headers.get("X-Status-Token", "")
    kind, _blank, bearer = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer":
        given = bearer.strip()
    return bool(settings.STATUS_TOKEN) and constant_time_compare(given, settings.STATUS_TOKEN)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django calls this while it handles the error: a database that is away is said plainly, with
    the time after which asking again makes sense; anything else is a plain error."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponseServerError(render_to_string("500.html"))
    page = HttpResponse(render_to_string("503.html"), status=503)
    page["Retry-After"] = RETRY_AFTER
    page["Cache-Control"] = "no-store"
    return page
