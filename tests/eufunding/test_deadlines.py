"""Deadlines keep hour and day, by the clock of Brussels, on their way out and in again."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from eufunding.models import Call, Deadline
from eufunding.portal import as_written, brussels_deadline, brussels_instant
from oia.core.audit import history_of
from oia.office import importing, sheets
from oia.office.cells import Refusal
from oia.office.importing import Outcome
from tests.factories import make_call, make_deadline

NIGHT = dt.datetime(2027, 1, 14, 23, 30, tzinfo=dt.UTC)  # 15 January, 00:30 in Brussels
NOON = dt.datetime(2027, 7, 1, 10, 0, tzinfo=dt.UTC)
USUAL = dt.datetime(2027, 3, 1, 16, 0, tzinfo=dt.UTC)


def take(text: str) -> Outcome:
    sheet = sheets.sheet("calls")
    assert sheet is not None
    return importing.run(sheet, text.encode(), "calls.csv")


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (NIGHT, "2027-01-15T00:30:00+01:00"),
        (NOON, "2027-07-01T12:00:00+02:00"),
        (USUAL, "2027-03-01"),
    ],
)
def test_only_17_o_clock_in_brussels_is_written_as_a_day(at: dt.datetime, written: str) -> None:
    assert as_written(at) == written
    read = brussels_instant(written) if "T" in written else brussels_deadline(USUAL.date())
    assert read == at


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_deadlines_at_any_hour_come_in_again_unchanged(
    office: Any, tmp_path: Path, ending: str
) -> None:
    call = make_call()
    for at in (NIGHT, NOON, USUAL):
        make_deadline(call=call, at=at)
    file = tmp_path / f"calls.{ending}"
    call_command("export_data", "calls", file, stdout=io.StringIO())
    sheet = sheets.sheet("calls")
    assert sheet is not None
    outcome = importing.run(sheet, file.read_bytes(), file.name)
    assert (outcome.updated, outcome.unchanged, outcome.refused) == (0, 1, [])
    assert list(call.deadlines.values_list("at", flat=True)) == [NIGHT, USUAL, NOON]


def test_an_hour_without_an_offset_is_that_of_brussels() -> None:
    assert brussels_instant("2027-07-01 12:00") == NOON
    assert brussels_instant(dt.datetime(2027, 7, 1, 12)) == NOON


@pytest.mark.parametrize("text", ["2027-03-28T02:30", "2027-02-30T12:00", "noon: 12", "1:2:3"])
def test_an_hour_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        brussels_instant(text)


def test_a_date_that_stands_twice_is_one_deadline(office: Any) -> None:
    text = "identifier,title,deadline\nX-1,Pilot,2027-03-01; 2027-03-01\n"
    assert (take(text).created, take(text).unchanged) == (1, 1)
    assert Deadline.objects.count() == 1


def test_a_moved_deadline_is_kept_in_the_history(office: Any) -> None:
    deadline = make_deadline(call=make_call(), at=USUAL)
    deadline.at = NOON
    deadline.save()
    told = [[field.name for field in change.fields] for change in history_of(deadline)]
    assert told == [["at"], []]


def test_a_call_without_a_deadline_in_the_file_keeps_its_own(office: Any) -> None:
    call = make_call(identifier="X-2", title="Pilot")
    make_deadline(call=call, at=NOON)
    assert take("identifier,title\nX-2,Pilot\n").unchanged == 1
    assert [d.at for d in Call.objects.get().deadlines.all()] == [NOON]
