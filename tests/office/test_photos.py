"""Photos: encoded anew, cleared or marked, shown by the rights of their record."""

import datetime as dt
import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from oia.core import files
from oia.office import pictures
from oia.office.actions.photos import add_photo
from oia.office.models import Photo
from tests import factories as make

pytestmark = pytest.mark.django_db
COMPLETE = {"credit": "City of Musterhausen", "licence": "CC BY 4.0", "consent": True}


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


def picture(kind: str = "JPEG", size: tuple[int, int] = (900, 600), **extra: Any) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "teal").save(written, kind, **extra)
    return written.getvalue()


def test_a_picture_loses_its_place_and_camera() -> None:
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[1] = "N"
    data = picture(exif=exif)
    assert b"A camera" in data
    large, small = pictures.encoded("a.jpg", data)
    for made in (large, small):
        with Image.open(io.BytesIO(made)) as found:
            assert (dict(found.getexif()), found.format) == ({}, "JPEG")
    with Image.open(io.BytesIO(small)) as found:
        assert found.size == (480, 320)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40),
        ("a.jpg", picture()[:300]),
        ("a.svg", b"<svg/>"),
    ],
)
def test_what_is_no_picture_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(ValidationError):
        pictures.encoded(name, data)


def test_a_wall_of_pixels_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(ValidationError, match="50"):
        pictures.encoded("a.png", picture("PNG", (10_000, 5_001)))


def test_only_what_is_complete_and_not_expired_is_cleared() -> None:
    today = timezone.localdate()
    yesterday = today - dt.timedelta(days=1)
    rows = {
        "complete": make.make_photo(**COMPLETE),
        "until today": make.make_photo(**COMPLETE, expires=today),
        "expired": make.make_photo(**COMPLETE, expires=yesterday),
        "no consent": make.make_photo(**COMPLETE | {"consent": False}),
        "no credit": make.make_photo(**COMPLETE | {"credit": ""}),
        "no licence": make.make_photo(**COMPLETE | {"licence": ""}),
    }
    cleared = set(Photo.objects.cleared().values_list("pk", flat=True))
    states = dict(Photo.objects.with_state().values_list("pk", "state"))
    assert {name for name, row in rows.items() if row.pk in cleared} == {"complete", "until today"}
    assert {name: states[row.pk] for name, row in rows.items()} == {
        "complete": "cleared",
        "until today": "cleared",
        "expired": "expired",
        "no consent": "open",
        "no credit": "open",
        "no licence": "open",
    }


def test_a_photo_is_added_and_shown_without_leaving_the_rules(office: Any, client: Client) -> None:
    client.force_login(make.make_user("officer"))
    event = make.make_event()
    upload = SimpleUploadedFile("square.png", picture("PNG"))
    data = {"file": upload, "title": "The square", "credit": "Anna", "expires": "1.3.2099"}
    assert client.post(reverse("photo_add", args=[event.pk]), data).status_code == 302
    photo = Photo.objects.get()
    page = client.get(reverse("event", args=[event.pk])).content.decode()
    address = reverse("photo_thumbnail", args=[photo.pk])
    assert f'<img src="{address}" alt="The square" loading="lazy">' in page
    answer = client.get(address)
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.content == files.read(photo.thumbnail)


def test_no_picture_is_shown_to_whom_does_not_see_the_record(office: Any, client: Client) -> None:
    secret = make.make_trip(confidentiality="confidential")
    photo = add_photo(
        record=secret, name="a.jpg", data=picture(), by=make.make_user(), title="Secret"
    )
    found = {}
    for role in ("liaison", "officer", "council"):
        client.force_login(make.make_user(role))
        addresses = (reverse("photo_thumbnail", args=[photo.pk]), reverse("photo", args=[photo.pk]))
        found[role] = [client.get(address).status_code for address in addresses]
    assert found == {"liaison": [404, 404], "officer": [200, 200], "council": [403, 403]}
