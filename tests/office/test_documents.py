"""Documents: several at once, versions that stay to be read, rights by the record."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from oia.core.models import KeptFile
from oia.office.actions.documents import add_document
from oia.office.models import Document, EarlierVersion
from tests import factories as make

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 "


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def officer(office: Any, client: Client) -> Client:
    client.force_login(make.make_user("officer"))
    return client


def paper(name: str, data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def versions() -> list[tuple[str, int]]:
    return list(Document.objects.order_by("name").values_list("name", "version"))


def test_several_files_are_added_at_once(officer: Client) -> None:
    address = reverse("document_add", args=[make.make_event().pk])
    answer = officer.post(address, {"file": [paper("a.pdf"), paper("b.pdf", PDF + b"b")]})
    assert (answer.status_code, versions()) == (302, [("a.pdf", 1), ("b.pdf", 1)])


def test_of_several_files_the_good_ones_are_kept_while_one_is_mended(officer: Client) -> None:
    address = reverse("document_add", args=[make.make_event().pk])
    files = [paper("a.pdf"), paper("b.exe"), paper("c.pdf", PDF + b"c")]
    answer = officer.post(address, {"file": files})
    form = answer.context["form"]
    assert (answer.context["kept_names"], list(form.errors), versions()) == (
        "a.pdf, c.pdf",
        ["file"],
        [],
    )
    kept = officer.post(address, {"kept": form.data["kept"]})
    assert (kept.status_code, versions(), KeptFile.objects.count()) == (
        302,
        [("a.pdf", 1), ("c.pdf", 1)],
        0,
    )


def test_a_file_of_the_same_name_is_the_next_version(officer: Client) -> None:
    event, other = make.make_event(), make.make_event()
    user = make.make_user()
    for record, data in ((event, b"1"), (event, b"2"), (event, b"2"), (other, b"3")):
        add_document(record=record, name="Programme.pdf", data=PDF + data, by=user)
    document = Document.objects.get(record=event)
    assert (document.version, Document.objects.count()) == (2, 2)
    old = EarlierVersion.objects.get()
    newest = officer.get(reverse("document_file", args=[document.pk]))
    earlier = officer.get(reverse("document_version", args=[old.pk]))
    assert [b"".join(answer.streaming_content) for answer in (newest, earlier)] == [
        PDF + b"2",
        PDF + b"1",
    ]


def test_a_new_version_may_be_called_otherwise(officer: Client) -> None:
    event, user = make.make_event(), make.make_user()
    document = add_document(record=event, name="Programme.pdf", data=PDF, by=user)
    address = reverse("document_renew", args=[document.pk])
    officer.post(address, {"file": paper("Programme final.pdf", PDF + b"!")})
    assert versions() == [("Programme.pdf", 2)]


def test_no_version_is_seen_by_whom_does_not_see_the_record(office: Any, client: Client) -> None:
    secret = make.make_trip(confidentiality="confidential")
    for data in (b"1", b"2"):
        row = add_document(record=secret, name="a.pdf", data=PDF + data, by=make.make_user())
    old = EarlierVersion.objects.get()
    addresses = [
        reverse("document", args=[row.pk]),
        reverse("document_file", args=[row.pk]),
        reverse("document_version", args=[old.pk]),
    ]
    found = {}
    for role in ("liaison", "officer", "council"):
        client.force_login(make.make_user(role))
        answers = [client.get(address) for address in addresses]
        found[role] = [answer.status_code for answer in answers]
        for answer in answers:
            list(answer)  # reads the file to its end, which closes it
    assert found == {
        "liaison": [404, 404, 404],
        "officer": [200, 200, 200],
        "council": [403, 403, 403],
    }


def test_a_document_goes_with_its_versions(officer: Client) -> None:
    event, user = make.make_event(), make.make_user()
    for data in (b"1", b"2"):
        row = add_document(record=event, name="a.pdf", data=PDF + data, by=user)
    address = reverse("document_delete", args=[row.pk])
    assert officer.post(address, {"act": "delete", "why": "wrong one"}).status_code == 302
    assert (Document.objects.count(), EarlierVersion.objects.count()) == (0, 0)
