"""The one address that suggests while somebody types into a lookup."""

from django.http import Http404, HttpRequest, JsonResponse

from oia.core.permissions import SIGNED_IN, requires
from oia.office.writing.lookups import Lookup

ROOM = 200


@requires(SIGNED_IN)
def lookup(request: HttpRequest, kind: str) -> JsonResponse:
    """At most ten options and the way to enter a new one, of what the person may see."""
    found = Lookup.named(kind)
    if found is None:
        raise Http404
    text = request.GET.get("q", "").replace("\x00", "").strip()[:ROOM]
    options = found.suggest(text, request.user) if text else []
    new = found.creatable(text, request.user) if text else None
    shown = [option.as_json() for option in [*options, *([new] if new else [])]]
    return JsonResponse({"options": shown})
