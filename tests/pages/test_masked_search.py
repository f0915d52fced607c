"""Who reads contacts masked finds no row by what is masked, neither in a search nor by sorting."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from consular.models import Post
from oia.api.nouns import Noun, nouns
from oia.core.models import User
from oia.office.models import Record
from oia.office.writing.lookups import LOOKUPS
from oia.ui.filters import ObjectFilter
from oia.ui.tables import may_see_personal
from tests import factories as make
from tests.api.caller import Caller, make_row

CANARY = "zaunkoenig@quellwald.example"
MASKED = ("liaison", "mayor")


@dataclass(frozen=True)
class Hidden:
    """A column of a noun that the role reads without it."""

    noun: Noun
    column: str

    @property
    def name(self) -> str:
        return f"{self.noun.name}.{self.column}"


def api(caller: Caller, hidden: Hidden, **asked: str) -> Any:
    return caller.client.get(f"/api/v1/{hidden.noun.name}/", asked)


def hidden_from(role: str) -> Iterator[Hidden]:
    """Texts of rows the role may list, each behind a right it has not."""
    user = User(role=role)
    for noun in nouns().values():
        if not noun.may_list(user):
            continue
        texts = {f.name for f in noun.model._meta.fields if isinstance(f, models.CharField)}
        texts |= {f.name for f in noun.model._meta.fields if isinstance(f, models.TextField)}
        for value in noun.values:
            shut = not all(may_see_personal(user, right) for right in value.rights)
            if shut and value.column.path in texts:
                yield Hidden(noun, value.column.path)


def furnished(role: str) -> dict[str, tuple[Hidden, int]]:
    """A row for each, with the canary in the one column, saved as the pages save it."""
    found = {}
    for hidden in hidden_from(role):
        row = make_row(hidden.noun)
        row.refresh_from_db()
        setattr(row, hidden.column, CANARY)
        row.save()
        found[hidden.name] = (hidden, row.pk)
    talker = make.make_person(name="Who holds a position")
    make.make_position(person=talker, email=CANARY, phone=CANARY)
    return found


def found_by(role: str, rows: dict[str, tuple[Hidden, int]]) -> set[str]:
    """Where the canary, or a word of it, leads to a row."""
    client, caller = Client(), Caller(make.make_user(role))
    client.force_login(caller.user)
    found = set()
    for text in (CANARY, "quellwald", "zaunkoenig"):
        for hidden, _pk in rows.values():
            page = client.get(reverse(f"{hidden.noun.code}_list"), {"q": text})
            if page.context["count"]:
                found.add(f"list {hidden.noun.name}")
            answer = api(caller, hidden, q=text)
            # A list that only few may export is closed here altogether.
            assert answer.status_code in (200, 403)
            if answer.json().get("results"):
                found.add(f"API {hidden.noun.name}")
        for address in ("search", "search_suggestions"):
            answer = client.get(reverse(address), {"q": text})
            if answer.context["found"].hits:
                found.add(address)
        kinds = [model._meta.model_name for model in LOOKUPS] + ["record", *Record.nouns()]
        for kind in kinds:
            options = client.get(reverse("lookup", args=[kind]), {"q": text}).json()["options"]
            if [one for one in options if one["value"].isdigit()]:
                found.add(f"lookup {kind}")
    return found


@pytest.mark.parametrize("role", MASKED)
def test_no_search_finds_what_is_masked(office: Any, role: str) -> None:
    rows = furnished(role)
    assert {"clubs.email", "clubs.contact", "people.note"} <= set(rows)
    assert found_by(role, rows) == set()


def test_the_control_a_masked_word_that_slips_into_the_search_is_seen(
    office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = Post.search_words
    monkeypatch.setattr(Post, "search_words", lambda post: [*words(post), post.email])
    found = found_by("mayor", furnished("mayor"))
    assert found == {
        "list consular_posts", "search", "search_suggestions",
        "lookup post", "lookup record",
    }  # fmt: skip


@pytest.mark.parametrize("role", MASKED)
def test_no_order_tells_what_is_masked(office: Any, role: str) -> None:
    caller = Caller(make.make_user(role))
    client = Client()
    client.force_login(caller.user)
    for hidden in hidden_from(role):
        address = reverse(f"{hidden.noun.code}_list")
        for sort in (hidden.column, f"-{hidden.column}"):
            table = client.get(address, {"sort": sort, "columns": hidden.column})
            kept = hidden.noun.list.table.for_user(hidden.noun.model.objects.none(), caller.user)
            assert (sort, table.context["view_query"]) == (sort, "")
            assert kept.order == hidden.noun.list.table.sort
            for asked in ({"sort": sort}, {"columns": hidden.column}):
                refused = api(caller, hidden, **asked)
                assert refused.status_code in (400, 403), hidden.name


@pytest.mark.parametrize("role", MASKED)
def test_no_filter_asks_for_what_is_masked(office: Any, role: str) -> None:
    caller = Caller(make.make_user(role))
    for hidden in hidden_from(role):
        kind = hidden.noun.list.filterset_class
        for known in kind.base_filters.values() if kind else ():
            shown = known.text if isinstance(known, ObjectFilter) else ""
            assert hidden.column not in (known.field_name, shown)
        for name in (hidden.column, f"{hidden.column}__startswith"):
            refused = api(caller, hidden, **{name: "z"})
            assert refused.status_code in (400, 403), hidden.name
