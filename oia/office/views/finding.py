"""The search over everything: as a page, and as the list under the box while somebody types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from oia.core import reads
from oia.core.permissions import requires
from oia.office import finding
from oia.ui.recent import opened

SUGGESTED = 8


@requires("signed-in")
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Grouped by noun, best first; without words what was opened lately."""
    found = finding.search(request.GET.get("q", ""), request.user)
    _note(request, found)
    context = {
        "title": _("Search"),
        "crumbs": [(_("Search"), None)],
        "global_query": found.text,
        "found": found,
        "short": len(found.text) < 2,
        "recent": [] if found.text else finding.recent(opened(request), request.user),
    }
    return render(request, "office/search.html", context)


def _note(request: HttpRequest, found: finding.Found) -> None:
    """Hits among what the person reads under log are reads too."""
    nouns = finding.nouns()
    for area in {str(getattr(nouns[group.kind], "area", "")) for group in found.groups}:
        reads.note(request.user, f"{area}.read", request.get_full_path())


@requires("signed-in")
@require_GET
@never_cache
def suggestions(request: HttpRequest) -> HttpResponse:
    """The best of each noun, as options; for an empty box what was opened lately."""
    found = finding.search(request.GET.get("q", ""), request.user)
    _note(request, found)
    if found.text:
        share = max(2, SUGGESTED // max(1, len(found.groups)))
        hits = [hit for group in found.groups for hit in group.hits[:share]][:SUGGESTED]
    else:
        hits = finding.recent(opened(request), request.user)[:SUGGESTED]
    nouns = finding.nouns()
    options = [(hit, nouns[hit.kind]._meta.verbose_name) for hit in hits]
    return render(request, "office/_suggestions.html", {"options": options, "found": found})
