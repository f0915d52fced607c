"""A damaged file is imported whole or not at all."""

import random
from typing import Any

import pytest
from django.db import DatabaseError

from oia.core.workflow import Refused
from oia.office import importing, sheets
from oia.office.actions import set_up_office
from oia.office.models import ImportRun
from oia.office.reading import Unreadable
from partners.models import Partnership
from tests.soak.trial import Trial

HEAD = "place;country;signed;note\n"
NAMES = ["Lyon", "Lille", "Nantes", "Bordeaux", "Toulouse", "Rennes", "Nice", "Grenoble"]
WHOLE = HEAD + "".join(f"{n};France;{1950 + i};a note\n" for i, n in enumerate(NAMES))
DAMAGES: list[Any] = [
    lambda data, dice: data[: dice.randrange(len(data))],
    lambda data, dice: _put(data, dice, bytes([dice.randrange(256)])),
    lambda data, dice: _put(data, dice, b"\x00"),
    lambda data, dice: _put(data, dice, b'"'),
    lambda data, dice: _put(data, dice, b";;;;"),
    lambda data, dice: data.replace(b"19", bytes([dice.randrange(32, 127)]) * 2, 1),
    lambda data, dice: data.decode().encode("utf-16"),
    lambda data, dice: data + data,
    lambda data, dice: data.replace(b"France", b"Nowhere", dice.randrange(1, 8)),
    lambda data, dice: data.replace(b"\n", b"\r", dice.randrange(1, 8)),
]


def _put(data: bytes, dice: random.Random, text: bytes) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + text + data[at + 1 :]


def take(data: bytes) -> bool:
    """Whether it said that it saved."""
    sheet = sheets.sheet("partnerships")
    assert sheet is not None
    try:
        return importing.run(sheet, data, "partnerships.csv").saved
    except (Unreadable, Refused):
        return False


def empty() -> None:
    Partnership.objects.all().delete()


def test_a_damaged_file_is_never_half_imported(
    trial: Trial, committed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial.promise = "200 damaged files: all rows of a file are saved, or none"
    trial.control = "rows saved one by one, without their transaction"
    set_up_office(city="Musterhausen", country="DE")
    dice = random.Random(5)
    files = [DAMAGES[n % len(DAMAGES)](WHOLE.encode(), dice) for n in range(1000)]
    for data in files[: trial.size(sample=20, full=200)]:
        empty()
        runs = ImportRun.objects.count()
        saved = take(data)
        kept, noted = Partnership.objects.count(), ImportRun.objects.count() - runs
        trial.saw(held=(kept > 0 or not data) == saved if saved else (kept, noted) == (0, 0))
    monkeypatch.setattr(importing.transaction, "atomic", Without)
    for data in files[: trial.size(sample=10, full=40)]:
        with_rows(trial, data)


class Without:
    """What a transaction would be if it did not hold."""

    def __init__(self, *_args: object, **_options: object) -> None: ...

    def __enter__(self) -> "Without":
        return self

    def __exit__(self, *_args: object) -> None: ...


def with_rows(trial: Trial, data: bytes) -> None:
    empty()
    try:
        saved = take(data)
    except DatabaseError:
        saved = False
    trial.control_saw(broke=not saved and Partnership.objects.exists())
