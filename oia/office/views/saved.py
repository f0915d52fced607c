"""Saved views of lists: keep search, filters, order and columns under a name."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oia.core.models import SavedView
from oia.core.permissions import may, person, requires
from oia.ui.links import write_label
from oia.ui.pages import ListPage

LEFT_OUT = ("page", "export")


def _list_page(name: str) -> tuple[str, type[ListPage]]:
    """Address and class of the list with that route; 404 for anything else."""
    try:
        address = reverse(name)
    except NoReverseMatch:
        raise Http404 from None
    view = getattr(resolve(address).func, "view_class", None)
    if view is None or not issubclass(view, ListPage):
        raise Http404
    return address, view


def may_share(user: Any, page: type[ListPage]) -> bool:
    """A shared view stands on everybody's list: who keeps the register may put it there."""
    return may(user, page.write_capability or write_label(page.capability))


@requires("signed-in")
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the list as it is under a name; the same name again replaces the own view."""
    route = request.POST.get("page", "")
    address, page = _list_page(route)
    if not may(request.user, page.capability):
        raise Http404
    given = parse_qsl(request.POST.get("query", "").lstrip("?").replace("\x00", ""))
    query = urlencode([(key, value) for key, value in given if key not in LEFT_OUT])
    name = " ".join(request.POST.get("name", "").replace("\x00", "").split())
    back = f"{address}?{query}"
    if not 0 < len(name) <= 60 or len(query) > 2000:
        messages.error(request, _("Give the view a name of up to 60 characters."))
        return redirect(back)
    shared = bool(request.POST.get("shared")) and may_share(request.user, page)
    SavedView.objects.update_or_create(
        owner=person(request), page=route, name=name, defaults={"query": query, "shared": shared}
    )
    messages.success(request, _("The view “%(name)s” is saved.") % {"name": name})
    return redirect(back)


@requires("signed-in")
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an own view; the list stays as it is, so saving it again is the undo."""
    view = get_object_or_404(SavedView.objects.filter(owner=person(request)), pk=pk)
    address, _page = _list_page(view.page)
    view.delete()
    messages.success(
        request,
        _("The view “%(name)s” is removed. Save it again if you still need it.")
        % {"name": view.name},
    )
    return redirect(f"{address}?{view.query}")
