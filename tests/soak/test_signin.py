"""Who has an account is told neither by the answer nor by the work it takes, at any door.

At full size the work is the time of the processor: what a clock on the wall adds comes from whoever
else uses the machine. The sample counts hashes of passwords instead: no clock decides there.
"""

import re
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import get_hasher
from django.test import Client

from oia.core.models import FailedTry
from tests.factories import make_user, number
from tests.soak.trial import FULL, Trial

NEAR = 0.020 if FULL else 1  # seconds, or hashes, between the medians
Door = Callable[[Client, str], Any]


def _password(client: Client, email: str) -> Any:
    return client.post("/sign-in/", {"username": email, "password": "wrong pass phrase"})


def _code(client: Client, email: str) -> Any:
    asked = client.post("/sign-in/code/", {"email": email})
    assert asked.status_code == 302
    return client.post(asked.headers["Location"], {"code": "000000"})


def _forgotten(client: Client, email: str) -> Any:
    return client.post("/sign-in/forgotten/", {"email": email})


DOORS: dict[str, Door] = {"password": _password, "code": _code, "forgotten": _forgotten}
PAIRS = {"password": 500, "code": 100, "forgotten": 200}  # pairs


def test_known_and_unknown_accounts_are_not_told_apart(
    trial: Trial, office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial.promise = (
        "sign-in by password, by code and a forgotten password, for a known and an unknown "
        "address: the same answer, medians of work less than 20 ms apart"
    )
    trial.control = "no hash for an unknown address"
    hashes = _count_hashes(monkeypatch)
    known = make_user(email="known@example.org", password="a long pass phrase").email
    for name, door in DOORS.items():
        size = trial.size(sample=11, full=PAIRS[name])
        pairs = [_pair(door, known, turn, hashes) for turn in range(size)]
        for answers, _seconds in pairs:
            trial.saw(held=answers[0] == answers[1])
        unit = "s" if FULL else "hashes"
        print(f"{name}: medians {_apart(pairs):.4f} {unit} apart in {len(pairs)} pairs")
        trial.saw(held=_apart(pairs) < NEAR)
    monkeypatch.setattr(ModelBackend, "authenticate", _without_hash)
    size = trial.size(sample=7, full=50)
    pairs = [_pair(_password, known, turn, hashes) for turn in range(size)]
    trial.control_saw(broke=_apart(pairs) >= NEAR)


def _count_hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list that grows by one with each hash of a password."""
    hashes: list[str] = []
    kind = type(get_hasher())
    for name in ("encode", "verify"):
        monkeypatch.setattr(kind, name, _counted(getattr(kind, name), name, hashes))
    return hashes


def _counted(function: Any, name: str, hashes: list[str]) -> Any:
    def counted(self: Any, *args: Any, **more: Any) -> Any:
        hashes.append(name)
        return function(self, *args, **more)

    return counted


def _pair(
    door: Door, known: str, turn: int, hashes: list[str]
) -> tuple[list[tuple[int, str]], list[float]]:
    """Answers and work of a known and of a new unknown address, in turns which comes first."""
    unknown = f"nobody{number()}@example.org"
    order = [known, unknown] if turn % 2 else [unknown, known]
    found = {email: _try(door, email, hashes) for email in order}
    pair = [found[known], found[unknown]]
    return [answer for answer, _seconds in pair], [seconds for _answer, seconds in pair]


def _try(door: Door, email: str, hashes: list[str]) -> tuple[tuple[int, str], float]:
    FailedTry.objects.all().delete()
    hashes.clear()
    client = Client()
    began = time.process_time()
    answer = door(client, email)
    seconds = time.process_time() - began
    text = re.sub(r'value="\w{64}"', "", answer.content.decode()).replace(email, "…")
    return (answer.status_code, text), seconds if FULL else float(len(hashes))


def _apart(pairs: list[tuple[Any, list[float]]]) -> float:
    known, unknown = (median(seconds[which] for _a, seconds in pairs) for which in (0, 1))
    return abs(known - unknown)


def _without_hash(
    self: ModelBackend, request: Any, username: str = "", password: str = "", **more: Any
) -> Any:
    """What everybody writes first."""
    user: Any = get_user_model().objects.filter(email=username).first()
    return user if user and user.check_password(password) else None
