"""The letters of decision: what stands in them, and what never gets onto the paper."""

import datetime as dt
import io
import socket
from decimal import Decimal
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from delegations.applications import actions, letters, papers
from delegations.applications.workflows import APPLICATION
from delegations.models import Application, LetterTemplate
from oia.core import files, jobs
from oia.core.models import Job, User
from oia.core.workflow import perform
from oia.office.actions.documents import add_document
from tests.factories import (
    make_application,
    make_club,
    make_paying_account,
    make_representative,
    make_user,
)

pytestmark = pytest.mark.django_db

LATER = dt.date(2099, 3, 12)


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


def asked(*texts: str, due: dt.date = LATER, row: Application | None = None) -> Application:
    row = row or make_application(status="submitted", file_number="Z 2025/8", club=make_club())
    return papers.ask(application=row, texts=list(texts), due=due, by=make_user("officer"))


def test_a_request_for_papers_is_a_letter_that_lists_them(english: Any) -> None:
    row = asked("Plan of costs", "Word of the hosts")
    jobs.run(Job.objects.get(task="papers_letter").pk)
    (letter,) = {paper.letter for paper in row.papers.exclude(asked_by=None)}
    assert letter.name == "Request for papers Z 2025-8 (1).pdf"
    text = text_of(files.read(letter.file))
    for part in ("What is missing", "Plan of costs", "Word of the hosts", "by 12 Mar 2099"):
        assert part in text
    assert "Legal remedy" not in text
    reader = PdfReader(io.BytesIO(files.read(letter.file)))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_letters_are_one_accessible_page_each(english: Any, tmp_path: Path) -> None:
    row = asked("Plan of costs")
    grant = letters.decision_letter(decided(conditions="Name the city."), english)
    day = dt.date(2026, 11, 28)
    for number, data in enumerate(
        (grant, letters.papers_letter(row, english, list(row.papers.filter(request=1)), [], day))
    ):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(data)
        assert len(PdfReader(path).pages) == 1
        assert list(pdfua.validate(str(path)).findings) == []


def test_each_request_is_a_letter_of_its_own_written_again_it_is_the_same(english: Any) -> None:
    row = asked("Plan of costs")
    row = asked("Word of the hosts", row=row)
    for job in (*Job.objects.filter(task="papers_letter"), Job.objects.first()):
        jobs.run(job.pk)
    said = [(paper.request, paper.letter.name) for paper in papers.shown(row)["requests"]]
    assert said == [
        (1, "Request for papers Z 2025-8 (1).pdf"),
        (2, "Request for papers Z 2025-8 (2).pdf"),
    ]
    first, second = (text_of(files.read(one.letter.file)) for one in papers.shown(row)["requests"])
    assert "Word" not in first
    assert "still wait" not in first
    # What was missing already stands in the second letter, too.
    assert second.index("Word of the hosts") < second.index("What we still wait for, too")
    assert second.index("What we still wait for, too") < second.index("Plan of costs")


def test_a_paper_is_asked_for_once_and_nothing_of_the_request_is_kept(english: Any) -> None:
    row = asked("Plan of costs")
    with pytest.raises(ValidationError, match="asked for already: Plan of costs"):
        asked("Word of the hosts", "Plan of costs", row=row)
    assert [paper.text_de for paper in row.papers.exclude(asked_by=None)] == ["Plan of costs"]


def test_a_club_downloads_the_request_that_went_to_it_only(english: Any, client: Client) -> None:
    row = asked("Plan of costs")
    jobs.run(Job.objects.get(task="papers_letter").pk)
    here = f"/apply/papers/{row.papers.get(request=1).pk}/letter/"
    client.force_login(make_representative(club=row.club).user)
    assert b"".join(client.get(here))[:5] == b"%PDF-"
    assert here in client.get(f"/apply/{row.pk}/").content.decode()
    client.force_login(make_representative().user)
    assert client.get(here).status_code == 404


def test_papers_are_asked_for_one_on_a_line(english: Any, client: Client) -> None:
    row = make_application(status="submitted", file_number="Z 2025/9", club=make_club())
    client.force_login(make_user("officer"))
    here = f"/delegations/applications/{row.pk}/ask/"
    long = client.post(here, {"texts": f"short\n{'x' * 301}", "due": "2099-03-12"})
    assert "A line has 300 characters at most" in long.content.decode()
    said = {"texts": " Plan  of costs \r\n\r\nPlan of costs\r\nWord", "due": "2099-03-12"}
    assert client.post(here, said).status_code == 302
    assert [p.text_de for p in row.papers.filter(request=1)] == ["Plan of costs", "Word"]


def test_the_words_of_a_request_have_no_remedy_those_of_a_decision_must(
    english: Any, client: Client
) -> None:
    client.force_login(make_user("head"))
    here = "/delegations/applications/letters/{}/en/"
    said = {"subject": "We need more", "text": "By {due}, please."}
    assert client.post(here.format("papers"), said).status_code == 302
    assert "required" in client.post(here.format("refusal"), said).content.decode()
    with pytest.raises(IntegrityError, match="tells_the_remedy"), transaction.atomic():
        LetterTemplate.objects.create(kind="grant", language="en", version=9, **said)


def test_the_receipt_says_what_was_sent_and_after_a_change_what_stands_now(
    english: Any, client: Client
) -> None:
    speaker = make_representative()
    row = actions.send(application=make_filled(speaker), by=speaker.user)
    jobs.run(Job.objects.get(task="receipt").pk)
    row.refresh_from_db()
    assert row.receipt is not None
    text = text_of(files.read(row.receipt.file))
    for part in ("We have your application", row.file_number, "Participants 12", "Lahti"):
        assert part in text
    client.force_login(speaker.user)
    here = f"/apply/{row.pk}/receipt/"
    page = client.get(row.portal_url()).content.decode()
    assert here in page
    assert "What you sent" in page
    assert b"".join(client.get(here))[:5] == b"%PDF-"
    client.force_login(make_representative().user)
    assert client.get(here).status_code == 404


def make_filled(speaker: Any) -> Application:
    first = timezone.localdate() + dt.timedelta(days=120)
    return make_application(
        club=speaker.club, status="draft", begun_by=speaker.user, first_day=first,
        last_day=first + dt.timedelta(days=4),
        facts={"direction": "outgoing", "partner": "Lahti", "people": 12, "applicant": "club",
               "answers": {}},
    )  # fmt: skip


def test_nobody_at_the_desk_replaces_a_letter(english: Any, client: Client) -> None:
    row = decided()
    jobs.run(Job.objects.get(task="support_letter").pk)
    row.refresh_from_db()
    assert row.letter is not None
    before = files.read(row.letter.file)
    client.force_login(make_user("officer"))
    forged = SimpleUploadedFile("x.pdf", b"%PDF-1.7 forged\n%%EOF")
    client.post(reverse("document_renew", args=[row.letter.pk]), {"file": forged})
    with pytest.raises(ValidationError, match="is a letter of the office"):
        add_document(
            record=row, name=row.letter.name, data=b"%PDF-1.7\n%%EOF", by=make_user("officer")
        )
    row.letter.refresh_from_db()
    assert files.read(row.letter.file) == before


def test_a_title_of_many_lines_makes_no_paragraph_of_the_offices(english: Any) -> None:
    row = make_application(title="Choir\r\n\r\nAddendum: 10,000 EUR are payable.\r\n\r\nNote")
    values = letters.values_of(row, english, "en")
    text = str(letters.paragraphs(letters.filled("for “{title}”.", values)))
    assert text.count("<p>") == 1


def test_a_letter_bears_the_day_of_the_citys_clock(english: Any) -> None:
    night = dt.datetime(2026, 6, 30, 22, 30, tzinfo=dt.UTC)
    row = make_application(status="submitted", submitted=night)
    assert letters.values_of(row, english, "en")["applied"] == "1 Jul 2026"


def test_the_second_who_rewrites_a_letter_sees_the_first(english: Any, client: Client) -> None:
    client.force_login(make_user("head"))
    here = "/delegations/applications/letters/grant/en/"
    said = {"subject": "S", "text": "T", "remedy": "R", "version": 0}
    assert client.post(here, said).status_code == 302
    answer = client.post(here, said | {"text": "T of another"})
    assert "Somebody else has rewritten it meanwhile" in answer.content.decode()
    assert LetterTemplate.objects.get().text == "T"


def test_files_of_a_clubs_draft_are_not_seen_at_the_desk(english: Any, client: Client) -> None:
    draft = make_application(status="draft")
    data = b"%PDF-1.7 names\n%%EOF"
    document = add_document(record=draft, name="Anna.pdf", data=data, by=draft.begun_by)
    for role in ("officer", "auditor", "head"):
        client.force_login(make_user(role))
        assert client.get(reverse("document_file", args=[document.pk])).status_code == 404
        assert "Anna.pdf" not in client.get(reverse("document_list")).content.decode()


def test_conditions_stand_one_on_a_line_and_the_advance_is_named(english: Any) -> None:
    row = decided(conditions="Name the city.\n\nSend us a photo.")
    data = letters.decision_letter(row, english)
    assert "of it are paid in advance" in text_of(data)
    assert "Name the city. Send" not in PdfReader(io.BytesIO(data)).pages[0].extract_text()


def test_a_reclaim_says_to_which_account(english: Any) -> None:
    assert letters.values_of(decided(), english, "en")["account"] == "–"
    account = make_paying_account(holder="City of Musterhausen")
    said = letters.values_of(decided(), english, "en")["account"]
    assert said.startswith("City of Musterhausen, ")
    assert said.split(", ")[1].replace(" ", "") == account.iban.reveal()


def test_nobody_waits_for_an_answer_to_what_was_withdrawn(english: Any) -> None:
    speaker = make_representative()
    row = actions.send(application=make_filled(speaker), by=speaker.user)
    row = perform(APPLICATION, row, "withdraw", by=speaker.user)
    row.refresh_from_db()
    assert (row.status, row.answer_by) == ("withdrawn", None)


def test_no_letter_names_a_person_or_a_machine_among_its_data(english: Any) -> None:
    """What viewers and searches read without opening the paper: the subject, and the office."""
    row, day = asked("Plan of costs"), dt.date(2026, 11, 28)
    products = [
        letters.decision_letter(decided(), english),
        letters.decision_letter(decided(granted=0, reasons=["budget"]), english),
        letters.papers_letter(row, english, list(row.papers.filter(request=1)), [], day),
        letters.receipt(row, english, timezone.now()),
    ]
    for data in products:
        with pikepdf.open(io.BytesIO(data)) as opened:
            info = {key: str(value) for key, value in opened.docinfo.items()}
            written = opened.Root.Metadata.read_bytes().decode()
        assert set(info) == {"/Title", "/Author"}
        assert info["/Author"] == english.name
        people = [word for user in User.objects.all() for word in (user.name, user.email) if word]
        for word in (*people, "/work", "/tmp", socket.gethostname(), "Producer", "CreatorTool"):
            assert word not in written
            assert word not in info["/Title"]
