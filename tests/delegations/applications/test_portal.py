"""The portal in the browser's words: strangers, clubs, other clubs, the office."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from delegations.models import Application, Representative
from oia.core.models import OutboxMail, User
from partners.models import Club
from tests.factories import (
    make_application,
    make_club,
    make_message,
    make_open_scheme,
    make_paper,
    make_partnership,
    make_place,
    make_representative,
    make_user,
)
from tests.pages.routes import routes

pytestmark = pytest.mark.django_db
LATER = dt.date.today() + dt.timedelta(days=60)


@pytest.fixture
def speaker(office: Any) -> Representative:
    make_partnership(place=make_place("Lyon", "FR"))
    make_open_scheme()
    return make_representative()


@pytest.fixture
def club(client: Client, speaker: Representative) -> Client:
    client.force_login(speaker.user)
    return client


def test_a_club_applies_from_the_first_page_to_the_receipt(
    club: Client, speaker: Representative
) -> None:
    page = club.get("/apply/new/").content.decode()
    key = re.search(r'name="key" value="(\w+)"', page)
    scheme = re.search(r'<option value="(\d+)"[^>]*>Scheme', page)
    assert key
    assert scheme
    data = {"club": speaker.club.pk, "scheme": scheme[1], "title": "Choir", "key": key[1]}
    assert club.post("/apply/new/", data).status_code == 302
    row = Application.objects.get()
    here = f"/apply/{row.pk}/"
    journey = {
        "title": "Choir in Lyon", "direction": "outgoing", "partner": "Lyon",
        "first_day": LATER, "last_day": LATER, "purpose": "We sing.",
    }  # fmt: skip
    assert club.post(f"{here}journey/", journey).headers["Location"] == f"{here}people/"
    people = {"applicant": "club", "people": "12", "q_young": "3"}
    assert club.post(f"{here}people/", people).headers["Location"] == f"{here}costs/"
    assert club.post(f"{here}costs/", {"means": "bus"}).headers["Location"] == f"{here}papers/"
    row.refresh_from_db()
    assert (row.facts["continent"], str(row.partnership), row.facts["answers"]) == (
        "EU",
        "Lyon",
        {"young": 3},
    )
    paper = row.papers.get()
    file = SimpleUploadedFile("p.pdf", b"%PDF-1.7\n")
    assert club.post(f"{here}papers/", {"paper": paper.pk, "file": file}).status_code == 302
    answer = club.get(f"/apply/papers/{paper.pk}/")
    assert (b"".join(answer), answer.headers["Content-Disposition"][:10]) == (
        b"%PDF-1.7\n",
        "attachment",
    )
    assert "240.00" in club.get(f"{here}send/").content.decode()
    assert club.post(f"{here}send/").headers["Location"] == here
    row.refresh_from_db()
    assert (row.status, row.assessment["total_cents"]) == ("submitted", 24000)
    assert "You will hear from us by" in club.get(here).content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"people": "0"}, "At least one person travels."),
        ({"people": "12", "q_young": "13"}, "These are more than all 12 participants."),
        ({"people": "-3"}, "greater than or equal to 0"),
        ({"people": "zwölf"}, "Enter a whole number."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    club: Client, speaker: Representative, data: dict[str, str], sentence: str
) -> None:
    row = make_application(club=speaker.club, status="draft", facts={})
    answer = club.post(f"/apply/{row.pk}/people/", {"applicant": "school", **data})
    page = answer.content.decode()
    assert (answer.status_code, sentence in page, 'value="school" selected' in page) == (
        200,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", b"<html><script>alert(1)</script>"),
        ("plan.html", b"<html>"),
        ("plan.docx", b"PK\x03\x04 no archive"),
        ("plan.svg", b"<svg/>"),
    ],
)
def test_a_paper_that_is_something_else_is_refused_with_a_sentence(
    club: Client, speaker: Representative, name: str, content: bytes
) -> None:
    row = make_application(club=speaker.club, status="draft")
    paper = make_paper(application=row)
    data = {"paper": paper.pk, "file": SimpleUploadedFile(name, content)}
    answer = club.post(f"/apply/{row.pk}/papers/", data)
    paper.refresh_from_db()
    assert (answer.status_code, "Not received" in answer.content.decode(), paper.document) == (
        200,
        True,
        None,
    )


def of_the_application(route: Any) -> bool:
    return route.name.startswith("portal_") and "pk" in route.arguments


@pytest.mark.parametrize(
    "route", [r for r in routes() if of_the_application(r)], ids=lambda r: r.name
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_club_meets_404_at_everything_of_another(club: Client, route: Any, method: str) -> None:
    theirs = make_representative()
    row = make_application(club=theirs.club, status="submitted")
    paper, _message = make_paper(application=row), make_message(application=row)
    key = {"portal_paper": paper.pk, "portal_club": theirs.club.pk}.get(route.name, row.pk)
    named = {"name": "people"} if "name" in route.arguments else {}
    answer = getattr(club, method)(route.address(pk=key, **named), {"step": "withdraw"})
    assert answer.status_code == (
        405 if method == "get" and route.name in ("portal_message", "portal_do") else 404
    )


def test_a_club_sees_nothing_of_the_desk(club: Client, speaker: Representative) -> None:
    row = make_application(club=speaker.club, status="submitted")
    for name in ("application", "application_history", "application_edit"):
        assert club.get(reverse(name, args=[row.pk])).status_code == 403
    assert club.get(reverse("application_list")).status_code == 403
    assert club.get("/documents/").status_code == 403


def test_registering_makes_nothing_before_the_address_is_confirmed(
    office: Any, client: Client
) -> None:
    data = {"club": "Choir", "name": "Anna", "email": "Anna@Example.org"}
    assert client.post("/apply/register/", data).status_code == 200
    assert (User.objects.count(), Club.objects.count()) == (0, 0)
    link = re.search(r"http\S+", OutboxMail.objects.get().body)
    assert link
    path = link[0].removeprefix("http://testserver")
    assert client.get(path).status_code == 200
    assert User.objects.count() == 0  # a mail scanner has looked, nobody has pressed
    secret = {"new_password1": "a-long-secret-1", "new_password2": "a-long-secret-1"}
    assert client.post(path, secret).headers["Location"] == "/apply/"
    row = Representative.objects.get()
    assert (row.user.email, row.club.title, row.task) == ("anna@example.org", "Choir", "chair")
    again = Client(headers={"accept-language": "en"}).get(path).content.decode()
    assert "This link no longer works" in again


def test_known_and_unknown_addresses_get_the_same_answer(office: Any, client: Client) -> None:
    make_user("club", email="known@example.org")
    pages = []
    for email in ("known@example.org", "other@example.org"):
        data = {"club": "Choir", "name": "Anna", "email": email}
        pages.append(client.post("/apply/register/", data).content)
    strip = [re.sub(rb'csrfmiddlewaretoken" value="\w+"', b"", page) for page in pages]
    assert strip[0] == strip[1]
    mails = dict(OutboxMail.objects.values_list("recipient", "subject"))
    assert set(mails) == {"known@example.org", "other@example.org"}
    assert mails["known@example.org"] != mails["other@example.org"]


def test_a_forged_link_registers_nobody(office: Any, client: Client) -> None:
    data = {"new_password1": "a-long-secret-1", "new_password2": "a-long-secret-1"}
    assert client.post("/apply/register/forged:token:x/", data).status_code == 200
    assert User.objects.count() == 0


def test_the_chair_invites_and_hands_over(club: Client, speaker: Representative) -> None:
    here = f"/apply/club/{speaker.club.pk}/"
    club.post(here, {"email": "second@example.org", "name": "Second"})
    second = Representative.objects.get(user__email="second@example.org")
    assert second.task == "member"
    club.post(here, {"do": f"chair:{second.pk}"})
    assert dict(Representative.objects.values_list("user__email", "task")) == {
        "second@example.org": "chair",
        speaker.user.email: "member",
    }
    assert club.post(here, {"do": f"remove:{second.pk}"}).status_code == 404  # no longer chair


def test_the_office_invites_the_first_person_of_a_club(office: Any, client: Client) -> None:
    client.force_login(make_user("officer"))
    row = make_club()
    here = f"/delegations/applications/clubs/{row.pk}/people/"
    client.post(here, {"email": "first@example.org", "name": "First"})
    found = Representative.objects.get(club=row)
    assert (found.task, found.user.role) == ("chair", "club")
    assert OutboxMail.objects.filter(recipient="first@example.org").exists()


def test_nobody_of_the_city_becomes_a_representative(office: Any, client: Client) -> None:
    officer = make_user("officer")
    client.force_login(officer)
    here = f"/delegations/applications/clubs/{make_club().pk}/people/"
    answer = client.post(here, {"email": officer.email, "name": "Me"})
    assert "belongs to somebody of the city" in answer.content.decode()
    assert Representative.objects.count() == 0


def test_the_check_answers_strangers_and_keeps_nothing(office: Any, client: Client) -> None:
    make_partnership(place=make_place("Lyon", "FR"))
    make_open_scheme()
    data = {
        "direction": "outgoing", "partner": "Lyon", "people": "12", "first_day": LATER,
        "last_day": LATER,
    }  # fmt: skip
    client.cookies["django_language"] = "en"
    page = client.get("/apply/check/", data).content.decode()
    assert ("240.00" in page, "eligible" in page) == (True, True)
    assert Application.objects.count() == 0
