"""The API under made-up requests: never an error of its own, never an open door.

Schemathesis makes requests out of the description that the API serves, valid ones and broken ones;
each goes through the whole application in process, as one of the roles or as nobody, and what it
wrote is taken back.
"""

import json
from collections import Counter
from typing import Any

import pytest
import schemathesis
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core import NOT_SET

from oia.api.nouns import nouns
from oia.api.values import Value
from oia.core.models import User
from oia.core.permissions import label_of, may
from oia.roles import ROLES
from tests import factories as make
from tests.api.caller import Caller, make_row
from tests.soak.trial import FULL, Trial

DECLARED = {"application/json", "application/problem+json"}
NOBODY = ("no login", "a token of nobody")
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
READING = {"GET", "HEAD", "OPTIONS"}


class Office:
    """Somebody of each role at the API, and a row of each noun."""

    def __init__(self) -> None:
        self.callers = {role: self._caller(role) for role in ROLES}
        self.callers["no login"] = Client(raise_request_exception=False)
        bearer = {"Authorization": "Bearer oia_" + "x" * 43}
        self.callers["a token of nobody"] = Client(raise_request_exception=False, headers=bearer)
        self.keys = {name: make_row(noun).pk for name, noun in nouns().items()}
        served = Caller(make.make_user("head")).get("/schema/").json()
        self.schema = schemathesis.openapi.from_dict(served)

    def _caller(self, role: str) -> Client:
        user = make.make_user(role)
        if may(user, "tokens.write"):
            client = Caller(user).client
            client.raise_request_exception = False
            return client
        client = Client(raise_request_exception=False)
        client.force_login(user)
        return client

    def operations(self) -> list[Any]:
        return [found.ok() for found in self.schema.get_all_operations()]


def sent(client: Client, case: Any, path: str, headers: dict[str, str]) -> Any:
    """The answer to the case; whatever it wrote is taken back."""
    extra: dict[str, Any] = {}
    if case.body is not NOT_SET:
        body = case.body if isinstance(case.body, bytes) else json.dumps(case.body).encode()
        extra = {"data": body, "content_type": case.media_type or "application/json"}
    given_ = {name: str(value) for name, value in (case.headers or {}).items()}
    own = {"Authorization", "Cookie", "Content-Type", "Content-Length"}
    kept = {name: text for name, text in given_.items() if name.title() not in own}
    with transaction.atomic():
        found = client.generic(
            case.method.upper(), path, headers=kept | headers, query_params=case.query or None,
            **extra,
        )  # fmt: skip
        transaction.set_rollback(True)
    return found


def right(found: Any, role: str, method: str, path: str) -> str:
    """What is wrong with the answer; empty when nothing is."""
    if found.status_code >= 500:
        return "an error of its own"
    kind = found.headers.get("Content-Type", "").partition(";")[0]
    try:
        view = resolve(path).func
    except Resolver404:
        return ""  # no address of the API: the page of the site says so
    if found.content and kind not in DECLARED:
        return f"answers as {kind!r}"
    if role in NOBODY:
        return "" if found.status_code == 401 else "open without a login"
    label = label_of(view) or ""
    if method not in READING:
        label = getattr(view.view_class, "write_capability", "")
    open_ = bool(label) and may(User(role=role), label)
    if not open_ and found.status_code not in (403, 405):
        return "open for a role that has no right"
    if method not in READING and not open_ and found.status_code < 400:
        return "written by a role that has no right"
    return ""


def fuzz(office: Office, operation: Any, mode: Any, number: int, tell: Any) -> None:
    role_of = st.sampled_from([*office.callers, "head", "officer", "liaison"])
    noun = operation.path.removeprefix("/api/v1/").partition("/")[0]
    key = office.keys.get(noun)

    @settings(
        max_examples=number, deadline=None, database=None, derandomize=not FULL,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(operation.as_strategy(generation_mode=mode), role_of, st.booleans(), st.booleans())
    def one(case: Any, role: str, own: bool, marked: bool) -> None:
        if own and key is not None and "id" in (case.path_parameters or {}):
            case.path_parameters = {**case.path_parameters, "id": key}
        path = case.formatted_path
        headers = {"If-Match": "*"} if marked else {}
        found = sent(office.callers[role], case, path, headers)
        tell(right(found, role, case.method.upper(), path), role, case, path, found)

    one()


@pytest.fixture
def api(office: Any, settings: Any) -> Office:
    settings.API_RATE = "1000000/min"
    return Office()


def test_no_request_is_too_odd(trial: Trial, api: Office, monkeypatch: Any) -> None:
    trial.promise = (
        "requests made from the API's own description, valid and broken, as every role and as "
        "nobody: no error of its own, no door open, the kinds of answer it declares"
    )
    trial.control = "a view that fails on a value it reads"
    kinds: Counter[str] = Counter()

    def tell(wrong: str, role: str, case: Any, path: str, found: Any) -> None:
        kinds[str(found.status_code)] += 1
        if wrong:
            print(wrong, role, case.method, path, case.query, case.body, found.status_code)
        trial.saw(held=not wrong)

    operations = api.operations()
    number = -(-20_500 // (2 * len(operations))) if FULL else 5
    for operation in operations if FULL else operations[::9]:
        for mode in MODES:
            fuzz(api, operation, mode, number, tell)
    print(sorted(kinds.items()), len(operations))
    _control(trial, api, operations, monkeypatch)


def _control(trial: Trial, api: Office, operations: list[Any], monkeypatch: Any) -> None:
    def odd(self: Any) -> Any:
        def write(*given: Any) -> Any:
            raise ArithmeticError("an odd value")

        return write

    monkeypatch.setattr(Value, "writer", odd)
    reading = [one for one in operations if one.method == "get" and "{id}" in one.path]
    for operation in reading[:3]:
        fuzz(
            api, operation, MODES[0], 20,
            lambda wrong, *_rest: trial.control_saw(broke=bool(wrong)),
        )  # fmt: skip
