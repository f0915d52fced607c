"""Files as nobody would write them: a reader says its own sentence, soon and in little memory."""

import datetime as dt
import io
import json
import resource
import time
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import xlsxwriter
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as fixed
from hypothesis import strategies as st
from icalendar import Calendar

from eufunding import portal
from oia.core.workflow import Refused
from oia.office import importing, reading, sheets, uploads
from oia.office.actions import set_up_office
from oia.office.models import ImportRun, ProgrammeItem, Record
from oia.office.programme import paper
from partners.models import Partnership
from tests.soak import hostile
from tests.soak.trial import Trial

SECONDS, MEGABYTES = 5.0, 300  # a case may take, at most
SAID = (reading.Unreadable, ValidationError, Refused)
CSV = (
    b"place;country;signed;note\nLyon;France;1957;a note\nLille;France;1960;\"two; words\"\n"
    b"Torun;Polen;5/1966;=1+1\n"
)  # fmt: skip
TOPICS = json.loads(
    (Path(__file__).parents[1] / "eufunding" / "sample_topics.json").read_text(encoding="utf-8")
)
# What breaks readers more often than chance finds it.
PIECES = [
    b"", b"\x00", b'"', b"'", b";", b",", b"\t", b"\r", b"\n", b"\xff\xfe", b"\xef\xbb\xbf",
    b"\x81",
    b"<", b">", b"]]>", b"&#0;", b"<!ENTITY a 'b'>", b"<c r='", b'r="XFD1048576"', b'r="A99999999"',
    b"<f>", b"1e999", b"NaN", b"-1", b"9" * 40, b"null", b"{", b"}", b"[", b"]", b"[" * 2000,
    b'{"a":' * 900, b"\\ud800", b"9999-99-99", b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", b"</sst>",
    b"<mergeCell ref='A1:AV99999'/>", b"\xf0\x9f\x87\xba", "\u202e".encode(), b"31.02.2027",
]  # fmt: skip
Edit = tuple[int, int, int, bytes]
EDITS = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.integers(0, 1_000_000),
        st.integers(1, 64),
        st.sampled_from(PIECES) | st.binary(max_size=12),
    ),
    min_size=1,
    max_size=5,
)


def edited(data: bytes, edits: list[Edit]) -> bytes:
    for kind, place, length, piece in edits:
        at = place % (len(data) + 1)
        if kind == 0:
            data = data[:at] + piece + data[at:]
        elif kind == 1:
            data = data[:at] + piece + data[at + length :]
        elif kind == 2:
            data = data[:at]
        elif kind == 3:
            data = data[:at] + data[at : at + length] * 40 + data[at:]
        else:
            data = data[:at] + bytes(byte ^ 0xFF for byte in data[at : at + 1]) + data[at + 1 :]
    return data


def workbook() -> bytes:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    sheet = book.add_worksheet()
    for row, line in enumerate((("place", "country"), ("Lyon", "France"), ("Lille", 1960.0))):
        sheet.write_row(row, 0, line)
    sheet.merge_range(3, 0, 5, 1, "merged")
    sheet.write_datetime(6, 0, dt.datetime(2027, 3, 1), book.add_format({"num_format": "d.m.yy"}))
    book.close()
    return written.getvalue()


def repacked(data: bytes, number: int, edits: list[Edit]) -> bytes:
    """One part of the archive is edited and packed anew, so that the damage is inside."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    chosen = number % len(parts)
    return hostile.archive(
        *((name, edited(part, edits) if at == chosen else part)
          for at, (name, part) in enumerate(parts))
    )  # fmt: skip


# The readers -------------------------------------------------------------------------------------

BOOK = workbook()
UPLOADS = [
    ("a.pdf", hostile.PDF), ("a.jpg", hostile.image()), ("a.png", hostile.image("PNG")),
    ("a.docx", hostile.office("docx")), ("a.xlsx", BOOK),
]  # fmt: skip
SHAPES = [
    json.dumps(TOPICS[name]).encode() for name in ("grantsTenders", "topicDetails", "searchApi")
]


def as_csv(number: int, edits: list[Edit]) -> Any:
    return reading.read(edited(CSV, edits), "rows.csv")


def as_workbook(number: int, edits: list[Edit]) -> Any:
    data = repacked(BOOK, number, edits) if number % 4 else edited(BOOK, edits)
    return reading.read(data, "rows.xlsx")


def as_topics(number: int, edits: list[Edit]) -> Any:
    return portal.rows_of_portal_file(edited(SHAPES[number % len(SHAPES)], edits))


def as_upload(number: int, edits: list[Edit]) -> Any:
    name, data = UPLOADS[number % len(UPLOADS)]
    inside = name.endswith(("docx", "xlsx")) and number % 2
    return uploads.media_type(
        name, repacked(data, number, edits) if inside else edited(data, edits)
    )


def as_calendar(number: int, edits: list[Edit]) -> None:
    """What we write ourselves: whatever an item is called, the file has one item of that name."""
    text = edited(b"Reception", edits).decode("utf-8", "replace").replace("\x00", "")[:200]
    hour = dt.datetime(2027, 3, 1, 10, tzinfo=dt.UTC)
    item = ProgrammeItem(
        pk=1, title=text, venue=text, day=hour.date(), start=hour.time(), zone="Europe/Paris",
        starts=hour,
    )  # fmt: skip
    found = Calendar.from_ical(paper.calendar(Record(pk=1, title=text), [item], "city.example"))
    (event,) = found.walk("VEVENT")
    assert set(event) <= {"UID", "DTSTAMP", "SUMMARY", "LOCATION", "DTSTART", "DTEND"}


Reader = Callable[[int, list[Edit]], Any]
READERS: tuple[Reader, ...] = (as_csv, as_workbook, as_topics, as_upload, as_calendar)


def holds(reader: Reader, number: int, edits: list[Edit]) -> bool:
    """Nothing is raised but the reader's own sentence, in time and in little memory."""
    began, memory = time.monotonic(), _peak()
    try:
        reader(number, edits)
    except SAID as error:
        said = bool(str(error).strip())
    except Exception as error:
        print(f"{reader.__name__} {number} {edits!r}: {type(error).__name__}: {error}")
        return False
    else:
        said = True
    took, grown = time.monotonic() - began, _peak() - memory
    if took > SECONDS or grown > MEGABYTES:
        print(f"{reader.__name__} {number} {edits!r}: {took:.1f} s, {grown} MB")
        return False
    return said


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def tried(cases: int, number: int, look: Callable[[int, list[Edit]], None]) -> None:
    usual = settings(
        max_examples=cases, deadline=None, database=None, phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck), print_blob=False,
    )  # fmt: skip

    def case(number: int, edits: list[Edit]) -> None:
        look(number, edits)

    fixed(number)(usual(given(number=st.integers(0, 999), edits=EDITS)(case)))()


def takes_all_or_nothing(number: int, edits: list[Edit]) -> bool:
    """Through the whole import: rows are there only if it says that it saved."""
    Partnership.objects.all().delete()
    runs = ImportRun.objects.count()
    sheet = sheets.sheet("partnerships")
    assert sheet is not None
    try:
        saved = importing.run(sheet, edited(CSV, edits), "rows.csv").saved
    except SAID:
        saved = False
    except Exception as error:
        print(f"import {edits!r}: {type(error).__name__}: {error}")
        return False
    return saved or (Partnership.objects.count(), ImportRun.objects.count() - runs) == (0, 0)


def test_readers_say_their_own_sentence(trial: Trial, committed: None) -> None:
    trial.promise = (
        "damaged and made-up CSV, XLSX, files of the portal, uploads and names in .ics: read, or "
        f"refused with the reader's own sentence, in {SECONDS:.0f} s and {MEGABYTES} MB a case; an "
        "import takes all rows or none"
    )
    trial.control = "files of the portal read without a look at what comes"
    set_up_office(city="Musterhausen", country="DE")
    for turn, reader in enumerate(READERS):
        look = partial(_look, trial, reader)
        tried(trial.size(sample=40, full=4100), turn, look)
    tried(
        trial.size(sample=20, full=600), 9,
        lambda number, edits: trial.saw(held=takes_all_or_nothing(number, edits)),
    )  # fmt: skip
    tried(60, 2, lambda number, edits: trial.control_saw(broke=_breaks(number, edits)))


def _look(trial: Trial, reader: Reader, number: int, edits: list[Edit]) -> None:
    trial.saw(held=holds(reader, number, edits))


def _breaks(number: int, edits: list[Edit]) -> bool:
    """The same files, read as the portal writes them and without a look at what comes."""
    try:
        list(portal._rows(json.loads(edited(SHAPES[number % len(SHAPES)], edits))))
    except Exception:
        return True
    return False
