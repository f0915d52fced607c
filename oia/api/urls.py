"""Addresses of the API, made for each noun that has pages."""

from typing import Any

from django.urls import URLPattern, path

from oia.api import pages, views
from oia.api.changes import Changes
from oia.api.nouns import Noun, nouns


def _view(base: type[views.NounView], noun: Noun) -> Any:
    """A class of its own for each noun: whoever walks the routes reads its capability there."""
    attributes = {"noun": noun, "capability": noun.read, "write_capability": noun.write}
    name = f"{noun.model.__name__}{base.__name__.removeprefix('Noun')}"
    own: Any = type(name, (base,), attributes)
    return own.as_view()


def _addresses(noun: Noun) -> list[URLPattern]:
    root = f"api/v1/{noun.name}/"
    found = [
        path(root, _view(views.NounList, noun), name=f"api_{noun.name}"),
        path(f"{root}<int:pk>/", _view(views.NounOne, noun), name=f"api_{noun.name}_one"),
    ]
    if noun.page.workflow:
        take = _view(views.NounStep, noun)
        name = f"api_{noun.name}_take"
        found.append(path(f"{root}<int:pk>/steps/<slug:step>/", take, name=name))
    return found


urlpatterns = [
    path("account/tokens/", pages.token_list, name="token_list"),
    path("account/tokens/new/", pages.token_add, name="token_add"),
    path("account/tokens/<int:pk>/revoke/", pages.token_revoke, name="token_revoke"),
    path("api/", pages.guide, name="guide"),
    path("api/schema/", pages.Schema.as_view(), name="api_schema_short"),
    path("api/v1/schema/", pages.Schema.as_view(), name="api_schema"),
    path("api/v1/changes/", Changes.as_view(), name="api_changes"),
    *(address for noun in nouns().values() for address in _addresses(noun)),
]
