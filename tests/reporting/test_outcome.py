"""What came of journeys and pictures of them: only what was cleared goes to the council."""

import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from oia.core.models import StoredFile
from oia.office.actions.photos import add_photo
from oia.office.actions.results import write_result
from oia.office.models import Photo
from reporting import paper, pictures
from reporting.models import Report, ReportVersion
from reporting.snapshot import digest
from reporting.workflows import is_built
from tests import factories as make
from tests.reporting.city import chapter, report, said


@pytest.fixture
def tie(office: Any) -> Any:
    place = make.make_place("Lyon", "FR", name_de="Lyon", latitude=45.76, longitude=4.84)
    return make.make_partnership(place=place, signed="1976-05-12")


def png(colour: str = "teal") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(written, "PNG")
    return written.getvalue()


def hang(record: Any, title: str, colour: str = "teal", **rights: Any) -> Photo:
    cleared: dict[str, Any] = {"credit": "City", "licence": "CC BY 4.0", "consent": True}
    return add_photo(
        record=record, name="a.png", data=png(colour), by=None, title=title, **cleared | rights
    )


def shown(built: dict[str, Any]) -> list[str]:
    return sorted(pictures.of(built).values())


def test_what_came_of_a_journey_stands_with_its_partner_or_with_the_others(tie: Any) -> None:
    partner = make.make_trip(title="To the partner", destination=tie.place, travellers=3)
    write_result(record=partner, text="A school exchange.", publishable=True, by=None)
    other = make.make_trip(title="To a fair", travellers=2)
    write_result(record=other, text="Two  new\ncontacts.", publishable=True, by=None)
    held = make.make_trip(title="Held back", travellers=2)
    write_result(record=held, text="Nobody may read this.", publishable=False, by=None)
    secret = make.make_trip(title="Secret", confidentiality="confidential")
    write_result(record=secret, text="Nor this.", publishable=True, by=None)

    built = report(tie_office())
    partners, travel = said(chapter(built, "partners")), said(chapter(built, "travel"))

    assert "Result: A school exchange." in partners
    assert "Two new contacts." not in partners
    assert "To a fair" in travel
    assert ": Two new contacts." in travel
    assert "A school exchange." not in travel
    assert (
        "For 4 of 4 there are reports on what came of them; 3 of them may be published." in travel
    )
    everything = str(built)
    assert "Nobody may read this." not in everything
    assert "Nor this." not in everything


def tie_office() -> Any:
    from oia.office.models import Office

    return Office.objects.get(pk=1)


def test_a_long_result_is_told_in_short(office: Any) -> None:
    trip = make.make_trip(title="Long", travellers=2)
    write_result(record=trip, text="word " * 500, publishable=True, by=None)
    line = next(t for t in said(chapter(report(office), "travel")).splitlines() if "Long" in t)
    assert line.endswith("word …")
    assert line.count("word") == 60


def test_only_cleared_photos_of_open_records_of_the_period_are_shown(tie: Any) -> None:
    visit = make.make_visit(title="Choir", from_place=tie.place, visitors=40)
    hang(visit, "Choir on the square")
    other = make.make_visit(title="Engineers", visitors=3)
    hang(other, "No consent", "red", consent=False)
    hang(other, "No licence", "blue", licence="")
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    hang(other, "Expired", "green", expires=yesterday)
    hang(other, "Of another year", "pink", taken=dt.date(2019, 5, 1))
    secret = make.make_visit(title="Secret", visitors=9, confidentiality="internal")
    hang(secret, "Behind doors", "navy")
    event = make.make_event(title="Festival", attended=300)
    hang(event, "The square", "olive")

    built = report(tie_office())

    assert shown(built) == ["Choir on the square", "The square"]
    block = next(b for b in chapter(built, "partners") if b["kind"] == "picture")
    assert block["rights"] == "Photo: City, CC BY 4.0"


def test_pictures_are_in_the_paper_with_their_words(tie: Any) -> None:
    visit = make.make_visit(title="Choir", from_place=tie.place, visitors=40)
    hang(visit, "Choir on the square")
    built = report(tie_office())
    with_picture = paper.pdf(built, draft=True)
    assert b"/Subtype /Image" in with_picture or b"/Subtype/Image" in with_picture
    html = paper.html(built, draft=True)
    assert 'alt="Choir on the square"' in html
    assert "Photo: City, CC BY 4.0" in html


def test_a_right_that_ended_since_the_build_keeps_the_report_from_going_out(tie: Any) -> None:
    visit = make.make_visit(title="Choir", from_place=tie.place, visitors=40)
    photo = hang(visit, "Choir on the square")
    built = report(tie_office())
    file = StoredFile.objects.get(pk=photo.file_id)
    row = Report(year=2025, snapshot=built, pdf=file, **_days())
    row.save()
    assert is_built(row, None) is None

    photo.consent = False
    photo.save()
    assert "Choir on the square" in is_built(row, None)


def test_a_frozen_picture_opens_for_readers_of_the_report_and_no_other_file_does(tie: Any) -> None:
    visit = make.make_visit(title="Choir", from_place=tie.place, visitors=40)
    photo = hang(visit, "Choir on the square")
    built = report(tie_office())
    file = StoredFile.objects.get(pk=photo.thumbnail_id)
    row = Report.objects.create(year=2025, status="published", snapshot=built, **_days())
    ReportVersion.objects.create(
        report=row, number=1, snapshot=built, snapshot_digest=digest(built), pdf=file
    )
    photo.delete()

    member = Client()
    member.force_login(make.make_user("council"))
    frozen = reverse("version_picture", args=[row.pk, 1, file.digest])
    answer = member.get(frozen)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert frozen in member.get(reverse("report_version", args=[row.pk, 1])).content.decode()
    other = StoredFile.objects.get(pk=photo.file_id)
    assert member.get(frozen.replace(file.digest, other.digest)).status_code == 404
    assert member.get(reverse("report_picture", args=[row.pk, file.digest])).status_code == 403

    officer = Client()
    officer.force_login(make.make_user("officer"))
    assert officer.get(reverse("report_picture", args=[row.pk, file.digest])).status_code == 200


def _days() -> dict[str, Any]:
    return {"first_day": dt.date(2025, 1, 1), "last_day": dt.date(2025, 12, 31), "language": "en"}
