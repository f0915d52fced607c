"""The addresses of what a noun declares to be written: new, edit, delete, history."""

from typing import Any

from django.urls import URLPattern, path

from oia.office.writing.entry import Writing
from oia.office.writing.history import HistoryPage
from oia.office.writing.pages import CreatePage, EditPage
from oia.office.writing.removal import DeletePage


def written(prefix: str, writing: Writing) -> list[URLPattern]:
    """`<prefix>new/` and `<prefix><key>/edit/ · delete/ · history/`, named `<noun>_new` …"""
    edit, delete = _view(EditPage, writing), _view(DeletePage, writing)
    history = _view(HistoryPage, writing)
    new = [path(f"{prefix}new/", _view(CreatePage, writing), name=f"{writing.noun}_new")]
    return [
        *(new if writing.new else ()),
        path(f"{prefix}<int:pk>/edit/", edit, name=f"{writing.noun}_edit"),
        path(f"{prefix}<int:pk>/delete/", delete, name=f"{writing.noun}_delete"),
        path(f"{prefix}<int:pk>/history/", history, name=f"{writing.noun}_history"),
    ]


def _view(page: Any, writing: Writing) -> Any:
    """A class of its own for each noun: whoever walks the routes reads its capability there."""
    attributes: dict[str, Any] = {"writing": writing}
    if page is not HistoryPage:
        attributes["capability"] = writing.capability
    own: Any = type(f"{writing.model.__name__}{page.__name__}", (page,), attributes)
    return own.as_view()
