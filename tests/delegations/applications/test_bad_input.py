"""What people type and hand in that cannot be, by the real pages: a sentence each, nothing lost."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from delegations.models import Application, BankAccount, Representative
from tests import factories as make
from tests.delegations.support.test_schemes import sent
from tests.soak.hostile import HTML
from tests.soak.hostile import office as document

pytestmark = pytest.mark.django_db
# Apply by 31 March, in Berlin: at this moment it is 1 April there, and still March in London.
TOO_LATE = dt.datetime(2026, 3, 31, 22, 1, tzinfo=dt.UTC)
BY_DATE = make.RULES | {
    "papers": [],
    "conditions": [{"kind": "deadline_date", "apply_by": "2026-03-31", "if_not": "refuse"}],
}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def speaker(office: Any) -> Representative:
    return make.make_representative()


@pytest.fixture
def club(client: Client, speaker: Representative) -> Client:
    client.force_login(speaker.user)
    return client


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"people": "0", "q_young": "0"}, "At least one person travels."),
        ({"people": "11", "q_young": "12"}, "These are more than all 11 participants."),
    ],
)
def test_people_that_cannot_be(
    club: Client, speaker: Representative, typed: dict[str, str], sentence: str
) -> None:
    row = make.make_application(club=speaker.club, status="draft", facts={})
    answer = club.post(f"/apply/{row.pk}/people/", {"applicant": "school", **typed})
    page = answer.content.decode()
    assert sentence in page
    for name, value in typed.items():
        assert f'name="{name}" value="{value}"' in page
    assert 'value="school" selected' in page
    row.refresh_from_db()
    assert row.facts == {}


@pytest.mark.parametrize(("minutes", "met"), [(-2, True), (0, False)])
def test_a_deadline_ends_at_midnight_of_the_city(
    club: Client, speaker: Representative, minutes: int, met: bool
) -> None:
    scheme = make.make_open_scheme(rules=BY_DATE)
    day = dt.date(2026, 6, 1)
    row = make.make_application(
        club=speaker.club, scheme=scheme, status="draft", first_day=day, last_day=day,
        version_used=None, submitted=None,
    )  # fmt: skip
    with time_machine.travel(TOO_LATE + dt.timedelta(minutes=minutes), tick=False):
        club.force_login(speaker.user)
        page = club.get(f"/apply/{row.pk}/send/").content.decode()
        assert ("The rules are not met" in page or "not eligible" in page.lower()) is not met
        club.post(f"/apply/{row.pk}/send/")
    row.refresh_from_db()
    # It is taken in all the same: whether an exception is made is for the desk to say.
    assert (row.status, row.assessment["verdict"]) == (
        "submitted",
        "eligible" if met else "not_eligible",
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("programme.pdf", HTML),
        ("programme.docx", document("docx", ("word/media/a.bin", bytes(210 * 2**20)))),
    ],
    ids=["HTML named PDF", "zip bomb"],
)
def test_a_paper_that_is_something_else(
    club: Client, speaker: Representative, name: str, data: bytes
) -> None:
    row = make.make_application(club=speaker.club, status="draft")
    paper = make.make_paper(application=row)
    answer = club.post(
        f"/apply/{row.pk}/papers/", {"paper": paper.pk, "file": SimpleUploadedFile(name, data)}
    )
    assert answer.status_code == 200
    assert "Not received" in answer.content.decode()
    paper.refresh_from_db()
    assert paper.document is None


def test_an_iban_with_a_wrong_check_digit(club: Client, speaker: Representative) -> None:
    typed = {"holder": "Choir e.V.", "iban": "DE88 3704 0044 0532 0130 00"}
    page = club.post(f"/apply/club/{speaker.club.pk}/account/", typed).content.decode()
    assert "kern-error" in page
    for value in typed.values():
        assert value in page
    assert not BankAccount.objects.exists()


def test_a_grant_beyond_the_line(office: Any, client: Client) -> None:
    scheme = make.make_open_scheme()
    scheme.line = make.make_allotment(year=make.DAY.year, planned=79).line
    scheme.save()
    row = make.make_application(
        scheme=scheme, status="recommended", proposal="grant", proposed=Decimal(80),
        recommended_by=make.make_user("officer"), recommendation="good",
    )  # fmt: skip
    client.force_login(make.make_user("head"))
    typed = {
        "granted": "80", "reasons": ["other"], "text": "A warm welcome", "conditions": "Posters",
    }  # fmt: skip
    page = client.post(f"{row.get_absolute_url()}decide/", typed).content.decode()
    assert "Only" in page
    for value in ("80", "A warm welcome", "Posters"):
        assert value in page
    assert Application.objects.get().status == "recommended"


@pytest.mark.parametrize(
    ("second", "sentence"),
    [("200", "overlaps a band."), ("400", "gap from 300 to 400 km.")],
)
def test_bands_that_overlap_or_leave_a_gap(
    office: Any, client: Client, second: str, sentence: str
) -> None:
    bands = [
        {"kind": "band", "over_km": 0, "up_to_km": 300, "cents": 3000},
        {"kind": "band", "over_km": 300, "cents": 5000},
    ]
    version = make.make_scheme_version(rules=make.RULES | {"methods": bands})
    client.force_login(make.make_user("head"))
    address = reverse("scheme_version_edit", args=[version.pk])
    data = sent(client.get(address).content.decode())
    page = client.post(address, data | {"methods-1-over_km": second, "do": "save"}).content.decode()
    assert sentence in page
    assert sent(page)["methods-1-over_km"] == [second]
    version.refresh_from_db()
    assert version.rules["methods"] == bands
