"""The letters of decision: what stands in them, and what never gets onto the paper."""

import io
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from pypdf import PdfReader

from delegations.applications import actions, letters
from delegations.models import Application, LetterTemplate
from oia.core import files, jobs
from oia.core.models import Job
from tests.factories import make_application, make_club, make_representative, make_user

pytestmark = pytest.mark.django_db


def decided(title: str = "Choir", granted: int = 240, **said: Any) -> Application:
    row = make_application(title=title, club=make_club(title="Choir <b>& Sons</b>"),
        status="submitted", file_number="Z 2025/7")  # fmt: skip
    row = actions.recommend(
        application=row, proposal="grant", amount=Decimal(240), text="x", by=make_user("officer")
    )
    given = {"reasons": [], "text": "", "conditions": ""} | said
    return actions.decide(application=row, granted=Decimal(granted), by=make_user("head"), **given)


def text_of(data: bytes) -> str:
    return " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(data)).pages).split())


@pytest.fixture
def english(office: Any) -> Any:
    office.language = "en"
    office.save()
    return office


def test_a_grant_names_what_whom_and_how_much(english: Any) -> None:
    row = decided(conditions="Name the city.")
    text = text_of(letters.decision_letter(row, english))
    for part in ("Choir <b>& Sons</b>", "240.00", "Z 2025/7", "Name the city.", "Legal remedy"):
        assert part in text


def test_a_refusal_gives_its_reasons(english: Any) -> None:
    row = decided(granted=0, reasons=["budget"], text="All was granted by May.")
    text = text_of(letters.decision_letter(row, english))
    for part in ("Refusal", "The money of this year is used up.", "All was granted by May."):
        assert part in text


def test_the_job_keeps_the_letter_with_the_application(english: Any) -> None:
    row = decided()
    job = Job.objects.get(task="support_letter")
    jobs.run(job.pk)
    row.refresh_from_db()
    assert row.letter is not None
    assert files.read(row.letter.file)[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{nothing}", "no placeholder"),
        ("{club.password}", "brace"),
        ("{0}", "brace"),
        ("{", "brace"),
        ("{{club}}", "brace"),
        ("{club!r}", "brace"),
        ("{__class__}", "no placeholder"),
    ],
)
def test_only_known_placeholders_are_taken(text: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        letters.check_template(text)


def test_what_people_wrote_never_becomes_a_placeholder_or_markup(english: Any) -> None:
    row = decided(title="{officer} <img src=x>")
    text = text_of(letters.decision_letter(row, english))
    assert "“{officer} <img src=x>”" in text


def test_a_rewritten_letter_is_a_new_version(english: Any, client: Client) -> None:
    client.force_login(make_user("head"))
    here = "/delegations/applications/letters/grant/en/"
    said = {"subject": "Good news", "text": "You get {amount}.", "remedy": "Object within a month."}
    assert client.post(here, said).status_code == 302
    assert client.post(here, said).status_code == 302
    assert list(LetterTemplate.objects.values_list("version", flat=True)) == [2, 1]
    assert "You get" in text_of(letters.decision_letter(decided(), english))
    with pytest.raises(DatabaseError, match="annot update"), transaction.atomic():
        LetterTemplate.objects.update(text="other")


def test_a_club_downloads_its_own_letter_only(english: Any, client: Client) -> None:
    row = decided()
    jobs.run(Job.objects.get(task="support_letter").pk)
    mine = make_representative(club=row.club).user
    client.force_login(mine)
    answer = client.get(f"/apply/{row.pk}/letter/")
    assert b"".join(answer)[:5] == b"%PDF-"
    client.force_login(make_representative().user)
    assert client.get(f"/apply/{row.pk}/letter/").status_code == 404
