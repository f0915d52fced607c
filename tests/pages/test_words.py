"""Words where a code, a bare dash or a rule without its subject stood."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from oia.office.questions import _option
from oia.servers import REPOSITORY
from oia.ui.templatetags.kern import day, moment
from tests import factories as make

HINT = "then this page says which papers are needed"


@pytest.fixture
def head(office: Any, client: Client) -> Client:
    client.force_login(make.make_user("head"))
    return client


def test_a_person_s_language_is_named_and_the_file_keeps_its_code(head: Client) -> None:
    person = make.make_person(language="fi")
    assert "Finnish" in head.get(reverse("person", args=[person.pk])).content.decode()
    assert "Finnish" in head.get(reverse("person_list")).content.decode()
    answer: Any = head.get(reverse("person_list"), {"export": "csv"})
    rows = b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()
    assert ("fi" in rows.splitlines()[1].split(";"), "Finnish" in rows) == (True, False)


def test_an_application_names_its_scheme(head: Client) -> None:
    application = make.make_application()
    scheme = application.scheme
    scheme.name_en, scheme.code = "Travel of clubs", "code-of-the-scheme"
    scheme.save()
    page = head.get(reverse("application", args=[application.pk])).content.decode()
    assert (scheme.name_en in page, scheme.code in page) == (True, False)


def test_what_seldom_applies_to_an_item_of_a_programme_is_not_missed(head: Client) -> None:
    item = make.make_programme_item()
    page = head.get(reverse("programme_item", args=[item.pk])).content.decode()
    assert ("Not recorded:" in page, "which of the two" in page) == (True, False)


def test_each_rule_of_retention_says_what_it_is_for(head: Client) -> None:
    page = head.get(reverse("retention")).content.decode()
    assert "Travellers<br>" in page
    assert "<span><br>" not in page


def test_a_desk_without_a_holder_says_so(head: Client) -> None:
    desk = make.make_desk(holder=None)
    assert "held by nobody" in head.get(reverse("handover", args=[desk.pk])).content.decode()


@pytest.mark.parametrize(
    ("facts", "asked"), [({}, True), ({"partner": "Lyon", "people": 12, "answers": {}}, False)]
)
def test_papers_are_not_denied_before_the_rules_can_tell(
    office: Any, client: Client, facts: dict[str, Any], *, asked: bool
) -> None:
    speaker = make.make_representative()
    draft = make.make_application(
        club=speaker.club, status="draft", facts={"direction": "outgoing"} | facts
    )
    client.force_login(speaker.user)
    page = client.get(reverse("portal_papers", args=[draft.pk])).content.decode()
    assert (HINT in page, "No papers are asked for." in page) == (asked, not asked)


@pytest.mark.parametrize(("lang", "label"), [("de", "Lyon (Frankreich)"), ("en", "Lyon (France)")])
def test_a_proposed_place_names_its_country(lang: str, label: str) -> None:
    with translation.override(lang):
        assert _option({"geonameid": 1, "name": "Lyon", "country": "FR"}, None).label == label


def test_an_empty_guest_list_is_not_called_informed(head: Client) -> None:
    event = make.make_event()
    address = reverse("guests_mail", args=[event.pk])
    assert "Nobody is on the guest list yet." in head.get(address).content.decode()
    make.make_invitation(event=event, email="")
    assert "Nobody is on the guest list yet." not in head.get(address).content.decode()


def test_days_and_moments_are_written_one_way() -> None:
    written = r"\|(date|time)(?!:'Y-m-d')\b"
    folder = REPOSITORY / "templates"
    found = [path.name for path in folder.rglob("*.html") if re.search(written, path.read_text())]
    assert found == []
    at = dt.datetime(2026, 3, 1, 23, 30, tzinfo=dt.UTC)
    with translation.override("en"), timezone.override("Europe/Berlin"):
        assert (day(at), moment(at)) == ("2 Mar 2026", "2 Mar 2026, 00:30")
        assert date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT") == moment(at)
    with translation.override("de"), timezone.override("Europe/Berlin"):
        assert date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT") == moment(at)
