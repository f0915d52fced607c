"""Schemes in the database and in the browser: days, files, steps, editor, trying, comparing."""

import datetime as dt
import html
import json
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from delegations.support import reading
from delegations.support.models import Scheme, SchemeVersion, SupportCase
from delegations.support.workflows import SCHEME_VERSION
from oia.core.workflow import Refused, perform
from tests.delegations.support.cases import NAMES, case
from tests.factories import make_user

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 1, 1)


def draft(name: str = "wuerzburg", **values: Any) -> SchemeVersion:
    version = reading.import_version(reading.example(name), by=make_user("head"))
    for field, value in values.items():
        setattr(version, field, value)
    version.save()
    return version


def in_force(**values: Any) -> SchemeVersion:
    version = draft(**{"valid_from": DAY, **values})
    done: SchemeVersion = perform(SCHEME_VERSION, version, "put_in_force", by=make_user("head"))
    return done


@pytest.fixture
def head(office: Any, client: Client, people: dict[str, Any]) -> Client:
    client.force_login(people["head"])
    return client


# Days ------------------------------------------------------------------------------------------


def test_a_new_version_ends_the_open_one_the_day_before() -> None:
    first = in_force()
    second = reading.new_version(first.scheme, by=make_user("head"))
    second.valid_from = dt.date(2026, 7, 1)
    second.save()
    perform(SCHEME_VERSION, second, "put_in_force", by=make_user("head"))
    first.refresh_from_db()
    assert first.valid_to == dt.date(2026, 6, 30)
    days = (dt.date(2025, 12, 31), DAY, dt.date(2026, 6, 30), dt.date(2026, 7, 1))
    found = [first.scheme.version_on(day) for day in days]
    assert found == [None, first, first, second]


@pytest.mark.parametrize(
    ("begin", "end"),
    [("2026-06-30", None), ("2025-01-01", None), ("2025-01-01", "2026-01-01")],
)
def test_a_version_valid_on_a_day_of_another_is_refused(begin: str, end: str | None) -> None:
    first = in_force(valid_to=dt.date(2026, 6, 30))
    second = reading.new_version(first.scheme, by=make_user("head"))
    second.valid_from = dt.date.fromisoformat(begin)
    second.valid_to = dt.date.fromisoformat(end) if end else None
    second.save()
    with override("de"), pytest.raises(Refused, match="Fassung 1"):
        perform(SCHEME_VERSION, second, "put_in_force", by=make_user("head"))


def test_the_database_itself_refuses_two_versions_on_one_day() -> None:
    """The negative control of the guard: written past it, the constraint still holds."""
    first = in_force()
    other = reading.new_version(first.scheme, by=make_user("head"))
    with pytest.raises(IntegrityError), transaction.atomic():
        SchemeVersion.objects.filter(pk=other.pk).update(status="in_force", valid_from=DAY)
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    later = SchemeVersion.objects.filter(pk=other.pk)
    first_days = SchemeVersion.objects.filter(pk=first.pk)
    first_days.update(valid_to=dt.date(2026, 1, 31))
    later.update(status="in_force", valid_from=dt.date(2026, 2, 1))
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_rules_of_a_version_in_force_are_not_rewritten() -> None:
    version = in_force()
    version.rules["zone"] = "Europe/Paris"
    with pytest.raises(DatabaseError), transaction.atomic():
        version.save()


@pytest.mark.parametrize("name", ["frankfurt", "mannheim", "friedrichshafen", "lingen"])
def test_what_nobody_published_keeps_a_version_out_of_force(name: str) -> None:
    with pytest.raises(Refused):
        perform(SCHEME_VERSION, draft(name, valid_from=DAY), "put_in_force", by=make_user("head"))


def test_without_its_first_day_a_version_is_not_put_in_force() -> None:
    with pytest.raises(Refused):
        perform(SCHEME_VERSION, draft(), "put_in_force", by=make_user("head"))


def test_an_ended_version_still_tells_what_counted() -> None:
    version = in_force()
    done = perform(SCHEME_VERSION, version, "end", by=make_user("head"), reason="new council")
    assert (done.status, done.scheme.version_on(DAY)) == ("ended", done)


def test_an_assessment_names_the_version_it_was_found_by() -> None:
    found = in_force().assess(case(people=12, partner="Caen", continent="EU", days=3))
    assert (found["scheme"], found["version"], found["total_cents"]) == ("wuerzburg", 1, 60000)


# Files -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_version_written_and_read_again_has_the_same_rules(name: str) -> None:
    version = draft(name)
    again = reading.import_version(reading.written(version).encode(), by=make_user("head"))
    assert (again.number, again.rules, again.sources) == (2, version.rules, version.sources)
    assert (again.valid_from, again.note_de) == (version.valid_from, version.note_de)


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff", b"[]", b"{}", b'{"format": 2}', b"[" * 90000, b'{"format": 1, "rules": 7}'],
)
def test_what_is_no_scheme_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(ValidationError):
        reading.read(data)


@pytest.mark.parametrize("sign", ["\\u0000", "\\ud800"])
def test_a_sign_the_database_cannot_keep_is_refused(sign: str) -> None:
    data = reading.example("lingen").decode().replace("Bedingung", sign)
    with pytest.raises(ValidationError):
        reading.read(data.encode())


def test_a_file_becomes_a_draft_in_the_browser(head: Client) -> None:
    file = SimpleUploadedFile("w.json", reading.example("wuerzburg"))
    answer = head.post(reverse("scheme_import"), {"file": file})
    version = SchemeVersion.objects.get()
    assert (answer.status_code, version.status) == (302, "draft")
    written = head.get(reverse("scheme_version_file", args=[version.pk])).content
    assert json.loads(written)["rules"] == version.rules


def test_a_broken_file_is_answered_with_what_is_wrong(head: Client) -> None:
    content = json.loads(reading.example("wuerzburg"))
    content["rules"]["methods"][0]["cents"] = -1
    file = SimpleUploadedFile("w.json", json.dumps(content).encode())
    page = head.post(reverse("scheme_import"), {"file": file}).content.decode()
    assert "Berechnung, Zeile 1, Betrag: kleiner als null." in page
    assert Scheme.objects.count() == 0


# The editor ------------------------------------------------------------------------------------


def sent(page: str) -> dict[str, Any]:
    """What a browser would send for the form as it stands, without a button."""
    form = page[page.index("desk-editor") :]
    form = form[: form.index("</form>")]
    data: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        found = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if found.get("type") in ("checkbox", "radio") and " checked" not in tag:
            continue
        if "name" in found:
            data.setdefault(found["name"], []).append(unescaped(found.get("value", "")))
    for name, body in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.findall(r'<option value="([^"]*)" selected', body)
        data[name] = chosen[:1] or re.findall(r'<option value="([^"]*)"', body)[:1]
    for name, body in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S):
        data[name] = [unescaped(body).removeprefix("\n")]
    return data


def unescaped(text: str) -> str:
    return html.unescape(text)


@pytest.mark.parametrize("name", NAMES)
def test_the_editor_saves_what_it_shows_unchanged(head: Client, name: str) -> None:
    version = draft(name)
    address = reverse("scheme_version_edit", args=[version.pk])
    data = sent(head.get(address).content.decode())
    answer = head.post(address, data | {"do": "save"})
    assert answer.status_code == 302
    again = SchemeVersion.objects.get(pk=version.pk)
    assert again.rules == version.rules


def test_rows_are_added_moved_and_removed_without_a_script(head: Client) -> None:
    version = draft()
    address = reverse("scheme_version_edit", args=[version.pk])
    data = sent(head.get(address).content.decode())
    for do in ("add:caps", "up:caps:2", "remove:caps:0"):
        page = head.post(address, data | {"do": do, "add-caps": "minimum"}).content.decode()
        data = sent(page)
    # Added at the end, moved up by one, and the first one removed.
    data["caps-0-cents"] = "25,00"
    assert head.post(address, data | {"do": "save"}).status_code == 302
    caps = SchemeVersion.objects.get(pk=version.pk).rules["caps"]
    assert caps == [{"kind": "minimum", "cents": 2500}, version.rules["caps"][1]]


def test_what_cannot_be_read_is_shown_again_with_its_reason(head: Client) -> None:
    version = draft()
    address = reverse("scheme_version_edit", args=[version.pk])
    data = sent(head.get(address).content.decode()) | {"methods-0-cents": "viel", "do": "save"}
    page = head.post(address, data).content.decode()
    assert "Geben Sie einen Betrag in Euro an" in page
    assert sent(page)["methods-0-cents"] == ["viel"]
    assert SchemeVersion.objects.get(pk=version.pk).rules == version.rules


def test_a_version_in_force_is_not_edited(head: Client) -> None:
    version = in_force()
    answer = head.get(reverse("scheme_version_edit", args=[version.pk]))
    assert (answer.status_code, answer.headers["Location"]) == (302, version.get_absolute_url())


# Trying and comparing --------------------------------------------------------------------------


def test_a_case_tried_is_explained_and_can_be_kept(head: Client) -> None:
    version = draft()
    address = reverse("scheme_version_try", args=[version.pk])
    data = {"direction": "outgoing", "people": "20", "partner": "Suhl", "days": "2",
            "applicant": "club", "q_tourist": "no"}  # fmt: skip
    page = head.get(address, data).content.decode()
    assert "400,00 € → 300,00 € (300,00 €)" in page
    assert head.post(address, data | {"title": "Suhl"}).status_code == 302
    assert SupportCase.objects.get().facts == case(
        people=20, partner="Suhl", days=2, applicant="club", tourist=False
    )


def test_a_new_version_shows_who_would_get_more_or_less(head: Client) -> None:
    old = in_force()
    facts = {"partner": "Caen", "continent": "EU", "days": 3, "applicant": "club", "tourist": False}
    for people in (12, 30):
        SupportCase.objects.create(
            scheme=old.scheme, title=f"{people} Personen", facts=case(people=people, **facts)
        )
    new = reading.new_version(old.scheme, by=make_user("head"))
    new.rules["methods"][1]["cents"] = 6000
    new.rules["caps"].append({"kind": "per_application", "cents": 100000})
    new.save()
    page = head.get(reverse("scheme_version_compare", args=[new.pk])).content.decode()
    # 12 × 60 instead of 12 × 50; 30 × 50 = 1,500, now capped at 1,000.
    assert re.findall(r"[+−]\d+,\d\d €", page) == ["−500,00 €", "+120,00 €"]


def test_who_only_reads_keeps_no_case(office: Any, client: Client) -> None:
    version = draft()
    client.force_login(make_user("officer"))
    address = reverse("scheme_version_try", args=[version.pk])
    answer = client.post(address, {"direction": "outgoing", "title": "x"})
    assert (answer.status_code, SupportCase.objects.count()) == (403, 0)


def test_the_list_costs_the_same_for_one_scheme_and_for_ten(
    head: Client, django_assert_max_num_queries: Any
) -> None:
    for name in NAMES:
        draft(name)
    head.get(reverse("scheme_list"))
    with django_assert_max_num_queries(12):
        head.get(reverse("scheme_list"))
