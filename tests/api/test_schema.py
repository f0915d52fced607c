"""The description of the API says what the API does, without a warning."""

from typing import Any

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from oia.api.nouns import nouns
from oia.core.models import User
from oia.core.permissions import may
from tests import factories as make
from tests.api.caller import NOUNS, Caller, make_row


@pytest.fixture(scope="module")
def schema() -> Any:
    with GENERATOR_STATS.silence():
        GENERATOR_STATS.reset()
        found = SchemaGenerator().get_schema(request=None, public=True)
    assert (dict(GENERATOR_STATS._warn_cache), dict(GENERATOR_STATS._error_cache)) == ({}, {})
    return found


def test_it_is_valid_openapi(schema: Any) -> None:
    validate_schema(schema)


def test_every_noun_is_described(schema: Any) -> None:
    paths = schema["paths"]
    assert {f"/api/v1/{name}/" for name in NOUNS} <= set(paths)
    assert "/api/v1/changes/" in paths
    named = [one["operationId"] for path in paths.values() for one in path.values()]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("name", NOUNS)
def test_a_row_has_the_members_that_are_described(schema: Any, office: Any, name: str) -> None:
    noun = nouns()[name]
    row = make_row(noun)
    # Fields that no page shows are given to whoever may write them.
    role = "head" if may(User(role="head"), noun.write or noun.read) else "officer"
    found = Caller(make.make_user(role)).get(f"/{name}/{row.pk}/").json()
    described = schema["components"]["schemas"][noun.model.__name__]["properties"]
    assert set(found) == set(described)


def test_it_is_served_to_whoever_is_signed_in(office: Any) -> None:
    caller = Caller(make.make_user("mayor"))
    answer = caller.get("/schema/")
    assert (answer.status_code, answer.json()["openapi"][:2]) == (200, "3.")
