"""Files a command takes: a bad one stops none, and what was not taken over is not forgotten."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.translation import override

from oia.office import intake, sheets
from oia.office.models import Event, ImportRun, OpenQuestion
from oia.office.reading import Unreadable
from reporting.chapters import missing as lacking

GOOD = "title,start,end\nHarbour feast,2025-05-01,2025-05-03\n"
BAD = "title,start,end\nHarbour feast,2025-05-03,2025-05-01\n"


def taken(folder: Path) -> Any:
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command(
            "import_folder", str(folder), "--as-printed", "--json",
            stdout=out, stderr=io.StringIO(),
        )  # fmt: skip
    return json.loads(out.getvalue())


def missing() -> list[Any]:
    with override("en"):
        return [str(item) for block in lacking.blocks_of() for item in block.get("items", [])]


def test_every_kind_has_its_turn() -> None:
    assert sorted(intake.KINDS) == sorted(sheet.kind for sheet in sheets.sheets())


def test_a_bad_file_stops_no_other(office: Any, tmp_path: Path) -> None:
    (tmp_path / "clubs.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (tmp_path / "events.csv").write_text(GOOD)
    (tmp_path / "holidays.csv").write_text("hello")
    found = taken(tmp_path)
    assert list(found["files"]) == ["clubs.xlsx", "events.csv"]
    assert found["files"]["events.csv"]["created"] == Event.objects.count() == 1
    assert found["files"]["clubs.xlsx"]["unreadable"]
    assert found["strangers"] == ["holidays.csv"]
    assert missing() == [
        "clubs.xlsx: it could not be read", "holidays.csv: its name is no kind of data",
    ]  # fmt: skip
    with override("en"):
        assert lacking.in_short().startswith("Not taken over, so missing here: clubs.xlsx, holi")


def test_a_refused_file_is_named_until_it_comes_in(office: Any, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(BAD)
    taken(tmp_path)
    assert ImportRun.objects.get().state == "refused"
    assert missing() == ["events.csv: 1 row was refused"]
    file.write_text(GOOD)
    call_command("import_data", "events", str(file), stdout=io.StringIO())
    assert missing() == []


def test_a_mistyped_name_is_not_remembered(office: Any, tmp_path: Path) -> None:
    sheet = sheets.sheet("events")
    assert sheet is not None
    with pytest.raises(Unreadable):
        intake.take(sheet, tmp_path / "evnets.csv")
    assert not ImportRun.objects.exists()


def test_a_file_may_bear_the_name_that_stands_on_screen(office: Any, tmp_path: Path) -> None:
    for name in ("Veranstaltungen.csv", "events.csv", "TRIPS.csv"):
        (tmp_path / name).write_text(GOOD)
    found = [(sheet.kind, path.name) for sheet, path in intake.files_of(tmp_path)]
    assert sorted(found) == [
        ("events", "Veranstaltungen.csv"), ("events", "events.csv"), ("trips", "TRIPS.csv"),
    ]  # fmt: skip


def test_what_waits_for_an_answer_is_counted_and_not_told(office: Any) -> None:
    OpenQuestion.objects.create(
        kind="trips", row=3, column="travellers", text="Anna, 2 children", reason="?"
    )
    with override("en"):
        said = json.dumps(lacking.blocks_of())
        short = lacking.in_short()
    assert "travellers" in said
    assert "Anna" not in said
    assert short.startswith("1 cell of the imported files waits for an answer.")
