"""Programmes: local times come back as entered, papers say to guests what is for guests."""

import datetime as dt
import io
from typing import Any
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from icalendar import Calendar

from oia.core import clocks, files
from oia.core.jobs import enqueue, run
from oia.office.calendar import Asked, Span
from oia.office.forms import ProgrammeItemForm
from oia.office.models import Document, Event, Office, ProgrammeItem
from oia.office.models.programme import zone_of
from tests import factories as make

BERLIN, SKIPPED, DOUBLE = "Europe/Berlin", dt.date(2027, 3, 28), dt.date(2027, 10, 31)
HALF_PAST_TWO = dt.time(2, 30)


def form(record: Any, **given: Any) -> ProgrammeItemForm:
    typed = {"record": record.pk, "title": "Reception", "day": "2027-03-28", "start": "10:00"}
    with override("en"):
        found = ProgrammeItemForm(typed | given)
        found.is_valid()
    return found


def test_a_time_that_clocks_skip_is_refused_with_a_sentence(office: Any) -> None:
    found = form(make.make_trip(), start="02:30", zone=BERLIN)
    with override("en"):
        said = [str(error) for error in found.errors["start"]]
    assert said == [
        "This time does not exist there: the clocks are put forward over it on that day."
    ]


def test_a_time_that_exists_twice_is_asked(office: Any) -> None:
    trip = make.make_trip()
    typed = {"day": "2027-10-31", "start": "02:30", "zone": BERLIN}
    assert set(form(trip, **typed).errors) == {"start_which"}
    starts = [form(trip, **typed, start_which=which).save().starts for which in (0, 1)]
    assert [f"{start:%H:%M}" for start in starts] == ["00:30", "01:30"]


def test_which_of_two_is_asked_only_where_there_are_two(office: Any, client: Client) -> None:
    client.force_login(make.make_user("officer"))
    trip = make.make_trip()
    url = reverse("programme_item_new")
    asks = 'name="start_which"'
    assert asks not in client.get(url, {"record": trip.pk}).content.decode()
    typed = {
        "record": trip.title, "record_choice": trip.pk, "record_for": trip.title, "title": "Walk",
        "day": "2027-10-31", "start": "02:30", "zone": BERLIN,
    }  # fmt: skip
    page = client.post(url, typed).content.decode()
    assert (asks in page, 'name="end_which"' in page) == (True, False)
    assert client.post(url, typed | {"start_which": "0"}).status_code == 302
    item = ProgrammeItem.objects.get()
    assert item.start_which == 0
    assert asks in client.get(reverse("programme_item_edit", args=[item.pk])).content.decode()


def test_which_of_two_is_forgotten_where_there_is_but_one(office: Any) -> None:
    assert form(make.make_trip(), zone=BERLIN, start_which=1).save().start_which is None


def test_the_end_is_after_the_start_and_may_be_the_next_day(office: Any) -> None:
    trip = make.make_trip()
    late = {"start": "23:00", "end": "01:00", "zone": BERLIN}
    assert set(form(trip, **late).errors) == {"end"}
    item = form(trip, **late, end_day="2027-03-29").save()
    assert item.ends - item.starts == dt.timedelta(hours=2)
    assert set(form(trip, end_day="2027-03-29").errors) == {"end"}


def test_the_zone_is_that_of_where_the_record_takes_place(office: Any) -> None:
    tokyo = make.make_place("Tokyo", "JP", latitude=35.7, longitude=139.7)
    denver = make.make_place("Denver", "US", latitude=39.7, longitude=-105.0)
    assert form(make.make_trip(destination=tokyo)).save().zone == "Asia/Tokyo"
    assert zone_of(make.make_trip(destination=denver)) == "America/Denver"
    assert zone_of(make.make_visit(from_place=tokyo)) == BERLIN
    assert zone_of(make.make_event(place=None)) == BERLIN
    assert clocks.zone_at("XX") == ""


def test_an_unknown_zone_is_refused(office: Any) -> None:
    assert "zone" in form(make.make_trip(), zone="Mars/Olympus").errors


def test_the_database_keeps_local_time_and_instant_together(db: None) -> None:
    item = make.make_programme_item(end=dt.time(11))
    rows = ProgrammeItem.objects.filter(pk=item.pk)
    day = dt.timedelta(days=1)
    for change in (
        {"starts": item.starts - day},
        {"day": SKIPPED},
        {"end": None},
        {"ends": item.starts},
        {"ends": item.ends + day},
        {"start_which": 2},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


def test_what_clocks_skip_is_saved_by_nobody(db: None) -> None:
    for day, error in ((SKIPPED, clocks.NotThere), (DOUBLE, clocks.Twice)):
        with pytest.raises(error):
            make.make_programme_item(day=day, start=HALF_PAST_TWO)


def test_the_calendar_shows_the_hour_of_the_place(office: Any) -> None:
    item = make.make_programme_item(
        day=dt.date(2027, 3, 1), start=dt.time(1), zone="Asia/Tokyo", title="Early"
    )
    asked = Asked(
        make.make_user("head"), Span(dt.date(2027, 2, 1), dt.date(2027, 3, 31)), keys=["programme"]
    )
    (entry,) = asked.entries()
    assert (entry.first, f"{entry.at:%H:%M}", entry.url) == (
        dt.date(2027, 3, 1), "01:00", reverse("programme", args=[item.record_id]),
    )  # fmt: skip


@pytest.fixture
def furnished(office: Any, client: Client) -> Any:
    client.force_login(make.make_user("officer"))
    trip = make.make_trip(title="Journey to Lyon")
    make.make_programme_item(
        record=trip, title="Empfang", guest_title="Réception", note="Secret note", end=dt.time(11),
        people="Frau Berg", zone="Europe/Paris", public_text="Please bring a coat.",
    )  # fmt: skip
    return trip


def test_guests_read_their_words_and_no_notes(furnished: Any, client: Client) -> None:
    page = reverse("programme", args=[furnished.pk])
    guests = client.get(page, {"for": "guests", "language": "en"}).content.decode()
    staff = client.get(page, {"for": "staff", "language": "de"}).content.decode()
    assert ("Réception" in guests, "Secret note" in guests) == (True, False)
    assert ("Empfang" in staff, "Secret note" in staff, "10:00–11:00" in staff) == (True,) * 3


def test_the_paper_is_kept_with_the_record(
    furnished: Any, client: Client, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    job = enqueue(
        "programme_paper", by=make.make_user("officer"), record=furnished.pk, audience="guests",
        language="en",
    )  # fmt: skip
    run(job.pk)
    paper = Document.objects.get(record=furnished.pk)
    assert (paper.name, paper.file.media_type) == (
        "Programme for guests (en).pdf", "application/pdf",
    )  # fmt: skip
    with pikepdf.open(io.BytesIO(files.read(paper.file))) as opened:
        info = {key: str(value) for key, value in opened.docinfo.items()}
    assert info == {
        "/Title": f"Programme: {furnished.title}", "/Author": Office.objects.get().name,
    }  # fmt: skip


def test_the_calendar_file_has_the_rules_of_its_zones(furnished: Any, client: Client) -> None:
    make.make_programme_item(
        record=furnished, day=DOUBLE, start=HALF_PAST_TWO, start_which=1, zone=BERLIN, title="Night"
    )
    answer = client.get(reverse("programme_file", args=[furnished.pk]))
    found = Calendar.from_ical(answer.content)
    first, second = found.walk("VEVENT")
    assert first["DTSTART"].dt == dt.datetime(2025, 5, 9, 10, tzinfo=ZoneInfo("Europe/Paris"))
    assert second["DTSTART"].dt == dt.datetime(2027, 10, 31, 1, 30, tzinfo=dt.UTC)
    assert "Europe/Paris" in [str(zone["TZID"]) for zone in found.walk("VTIMEZONE")]
    assert b"Berg" not in answer.content
    assert b"Secret" not in answer.content


def test_a_title_of_two_lines_is_no_second_line_of_the_file(furnished: Any, client: Client) -> None:
    type(furnished).objects.filter(pk=furnished.pk).update(title="One\nX-EVIL:1")
    answer = client.get(reverse("programme_file", args=[furnished.pk]))
    assert (answer.status_code, b"\nX-EVIL" in answer.content) == (200, False)


def test_a_confidential_record_keeps_its_programme(furnished: Any, client: Client) -> None:
    type(furnished).objects.filter(pk=furnished.pk).update(confidentiality="confidential")
    client.force_login(make.make_user("liaison"))
    item = furnished.programme_items.get()
    for name, key in (
        ("programme", furnished.pk), ("programme_file", furnished.pk), ("programme_item", item.pk),
    ):  # fmt: skip
        assert client.get(reverse(name, args=[key])).status_code == 404


def test_only_what_has_a_programme_has_a_page_of_it(office: Any, client: Client) -> None:
    client.force_login(make.make_user("officer"))
    tie = make.make_partnership("Lyon")
    assert client.get(reverse("programme", args=[tie.pk])).status_code == 404
    event: Event = make.make_event()
    assert client.get(reverse("programme", args=[event.pk])).status_code == 200
