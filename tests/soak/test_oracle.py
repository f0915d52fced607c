"""Nobody finds out by filters or by sorting what is not shown: only declared names are heard."""

from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from oia.api.doors import PerToken
from oia.api.nouns import Noun, nouns
from oia.core.sealed import EncryptedField
from tests import factories as make
from tests.api.caller import make_row
from tests.soak.trial import FULL, Trial

LOOKUPS = (
    "", "__exact", "__iexact", "__startswith", "__istartswith", "__contains", "__icontains",
    "__regex", "__gt", "__lt", "__gte", "__isnull", "__in", "__range", "__endswith", "__year",
    "__pk", "__id",
)  # fmt: skip
OWN = {"q", "sort", "page", "limit", "after", "columns", "export", "view", "group", "shape"}


def paths(model: type[models.Model]) -> list[str]:
    """The model's columns and those of what it points to, once."""
    found = []
    for field in model._meta.get_fields():
        if field.is_relation and not field.auto_created and field.related_model:
            related: Any = field.related_model
            found += [f"{field.name}__{one.name}" for one in related._meta.concrete_fields]
        elif field.is_relation and field.auto_created:
            found.append(f"{field.name}__pk")
        found.append(field.name)
    return sorted(set(found))


def declared(noun: Noun) -> set[str]:
    filters = noun.list.filterset_class
    return OWN | set(filters.base_filters if filters else ())


def test_only_declared_names_are_heard(
    office: Any, trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial.promise = (
        "every column of every noun and of what it points to, with every lookup, as a filter, "
        "and as the order of a list: the API says 400, the page shows the rows it shows without"
    )
    trial.control = "lists that filter by whatever the address says"
    # How often somebody asks is another trial's business.
    monkeypatch.setattr(PerToken, "allow_request", lambda *_said: True)
    head, officer = Client(), Client()
    head.force_login(make.make_user("head"))
    officer.force_login(make.make_user("officer"))
    for noun in list(nouns().values()) if FULL else list(nouns().values())[::7]:
        for _row in range(2):
            make_row(noun)
        page = reverse(
            f"{noun.list.url_name}" if hasattr(noun.list, "url_name") else f"{noun.code}_list"
        )
        client = head if head.get(page).status_code == 200 else officer
        usual: Any = client.get(page)
        assert usual.status_code == 200, page
        known = declared(noun)
        for path in paths(noun.model) if FULL else paths(noun.model)[::5]:
            for lookup in LOOKUPS if FULL else LOOKUPS[::4]:
                name = f"{path}{lookup}"
                if name not in known:
                    trial.saw(held=_unheard(client, noun, page, name, usual))
            if path in columns_of(noun):
                continue  # what the list shows, it may be sorted by
            for order in (path, f"-{path}", f"{path}__pk"):
                trial.saw(held=_unsorted(client, noun, page, order, usual))
    # Without the guard
    event = nouns()["events"]
    make.make_event(note="zaunkoenig")
    rows = event.model.objects.all()
    for name in ("note__startswith", "note__contains", "file_number__regex"):
        trial.control_saw(broke=rows.filter(**{name: "z"}).count() != rows.count())


def columns_of(noun: Noun) -> set[str]:
    shown = noun.list.table.columns
    return {column.name for column in shown} | {column.path for column in shown}


def _unheard(client: Client, noun: Noun, page: str, name: str, usual: Any) -> bool:
    api: Any = client.get(f"/api/v1/{noun.name}/", {name: "z"})
    shown: Any = client.get(page, {name: "z"})
    held = api.status_code == 400 and shown.status_code == 200
    held = held and shown.context["count"] == usual.context["count"]
    if not held:
        print(f"{noun.name} {name}: {api.status_code} {shown.status_code}")
    return held


def _unsorted(client: Client, noun: Noun, page: str, order: str, usual: Any) -> bool:
    api: Any = client.get(f"/api/v1/{noun.name}/", {"sort": order})
    other: Any = client.get(f"/api/v1/{noun.name}/", {"ordering": order})
    shown: Any = client.get(page, {"sort": order})
    held = (api.status_code, other.status_code, shown.status_code) == (400, 400, 200)
    held = held and shown.context["count"] == usual.context["count"]
    held = held and shown.context["view_query"] == usual.context["view_query"]
    if not held:
        print(f"{noun.name} sort {order}: {api.status_code} {other.status_code}")
    return held


def test_no_list_is_sorted_by_what_is_sealed() -> None:
    sealed = {
        field.name for noun in nouns().values() for field in noun.model._meta.fields
        if isinstance(field, EncryptedField)
    }  # fmt: skip
    assert all(not sealed & columns_of(noun) for noun in nouns().values())
