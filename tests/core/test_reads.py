"""Reads of personal data by whose cell says so are written down, and nobody rewrites that."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils.translation import override

from oia.core.models import ReadLog
from oia.office.columns import page_name
from oia.roles import GRANTS, ROLES
from tests import factories as make


def entered(role: str) -> Client:
    client = Client()
    client.force_login(make.make_user(role, name=f"The {role}"))
    return client


def log() -> list[tuple[str, str]]:
    return list(ReadLog.objects.order_by("pk").values_list("area", "what"))


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_logged_where_its_cell_says_so(office: Any, role: str) -> None:
    person = make.make_person(name="Ada Lindqvist")
    answer = entered(role).get(f"/people/{person.pk}/")
    cell = GRANTS["contacts"][role]
    assert answer.status_code == (200 if cell.read else 403)
    expected = [("contacts", f"/people/{person.pk}/")] if cell.logged else []
    assert log() == expected


def test_what_was_not_there_was_not_read(office: Any) -> None:
    assert entered("auditor").get("/people/4711/").status_code == 404
    assert log() == []


def test_lists_panels_and_search_are_reads_too(office: Any) -> None:
    person = make.make_person(name="Ada Lindqvist")
    organisation = make.make_organisation(name="Hanse Verein")
    make.make_position(person=person, organisation=organisation)
    auditor = entered("auditor")
    auditor.get("/people/?sort=name")
    auditor.get("/search/?q=Lindqvist")
    auditor.get("/search/?q=nothing-of-the-kind")
    assert log() == [("contacts", "/people/?sort=name"), ("contacts", "/search/?q=Lindqvist")]


def test_an_export_of_contacts_is_logged_for_everybody_who_may(office: Any) -> None:
    make.make_person(name="Ada Lindqvist")
    for role in ("head", "officer"):
        assert entered(role).get("/people/?export=csv").status_code == 200
    assert log() == [("export_contacts", "/people/?export=csv")] * 2


def test_the_api_is_logged_like_the_pages(office: Any) -> None:
    make.make_person(name="Ada Lindqvist")
    assert entered("head").get("/api/v1/people/").status_code == 200
    assert ("export_contacts", "/api/v1/people/") in log()


@pytest.mark.parametrize("role", ROLES)
def test_the_log_opens_for_whom_the_table_says(office: Any, role: str) -> None:
    make.make_read(title="Somebody Curious", what="/people/77/")
    answer = entered(role).get("/reads/?q=/people/77/")
    assert answer.status_code == (200 if GRANTS["reads"][role].read else 403)
    if answer.status_code == 200:
        assert "Somebody Curious" in answer.content.decode()


def test_the_page_of_a_person_leads_the_head_to_who_saw_it(office: Any) -> None:
    person = make.make_person(name="Ada Lindqvist")
    link = f'href="/reads/?q=%2Fpeople%2F{person.pk}%2F"'
    found = {
        role: link in entered(role).get(f"/people/{person.pk}/").content.decode()
        for role in ("head", "officer", "auditor")
    }
    assert found == {"head": True, "officer": False, "auditor": True}


@pytest.mark.parametrize("deed", ["update", "delete"])
def test_the_application_cannot_rewrite_the_log(db: None, deed: str) -> None:
    make.make_read()
    rows = ReadLog.objects.all()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        rows.update(what="/") if deed == "update" else rows.delete()


def test_the_log_names_pages_and_tells_their_addresses_besides(office: Any) -> None:
    person = make.make_person()
    entered("auditor").get(f"/people/{person.pk}/")
    page = entered("head").get("/reads/").content.decode()
    assert f'<span title="/people/{person.pk}/">Person, no. {person.pk}</span>' in page
    with override("en"):
        assert page_name("/people/?sort=name") == "People"
        assert page_name("/search/?q=x") == "Search"
        assert page_name("/people/12/edit/") == "Person, no. 12"
        assert page_name("/people/12/held/ – a reason") == "Person, no. 12"
        assert page_name("/gone/for/good/") == "/gone/for/good/"
