"""Hostile files at every door: refused with a sentence, or harmless when they are fetched."""

import io
import mimetypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from oia.office import reading, uploads
from oia.office.models import Document, ImportRun, Office, Photo
from tests import factories as make
from tests.soak import hostile
from tests.soak.trial import FULL, Trial

# A file of the same bytes that came in for an import before is kept as no kind in particular.
HARMLESS = {kind for kind, _start in uploads.ALLOWED.values()} | {"application/octet-stream"}
MARKS = (b"<script", b"onload=", b"Spy", b"onerror")
Door = Callable[[SimpleUploadedFile], Any]


@pytest.fixture
def doors(office: Any, settings: Any, tmp_path: Path) -> dict[str, Door]:
    settings.MEDIA_ROOT = tmp_path
    record = make.make_event()
    speaker = make.make_representative()
    # Written down by the office, so that the desk, which looks at the files here, sees it too.
    draft = make.make_application(
        club=speaker.club, status="draft", entered_by=make.make_user("officer")
    )
    head, club = Client(raise_request_exception=False), Client(raise_request_exception=False)
    head.force_login(make.make_user("head"))
    club.force_login(speaker.user)
    colours = {"accent_light": "", "accent_dark": "", "ribbon": ""}

    def paper(file: SimpleUploadedFile) -> Any:
        wanted = make.make_paper(application=draft)
        data = {"paper": wanted.pk, "file": file}
        return club.post(reverse("portal_papers", args=[draft.pk]), data)

    def post(name: str, *args: Any, **fields: Any) -> Door:
        address = reverse(name, args=args)
        field = fields.pop("field", "file")
        return lambda file: head.post(address, fields | {field: file})

    return {
        "documents": post("document_add", record.pk, kind="", language=""),
        "photos": post("photo_add", record.pk, title="Photo"),
        "papers": paper,
        "arms": post("settings_look", field="arms", **colours),
        "imports": post("import_start", kind="trips"),
    }


def test_no_hostile_file_comes_to_life(trial: Trial, doors: Any, monkeypatch: Any) -> None:
    trial.promise = (
        "hostile uploads at five doors: refused with a sentence, or stored and served as "
        "attachment, nosniff and sandboxed, pictures encoded anew"
    )
    trial.control = "kinds told by the name alone"
    files = list(hostile.files())
    assert len(files) >= 60
    for name, data in files if FULL else files[::9]:
        for door in doors.values():
            trial.saw(held=is_harmless(door, name, data))
    monkeypatch.setattr(uploads, "media_type", lambda name, data: mimetypes.guess_type(name)[0])
    for name, data in files:
        if name.startswith("plain."):
            new = data + name.encode()  # bytes that no door has kept before
            trial.control_saw(broke=not is_harmless(doors["documents"], name, new))


def is_harmless(door: Door, name: str, data: bytes) -> bool:
    before = {model: _keys(model) for model in (Document, Photo, ImportRun)}
    answer = door(SimpleUploadedFile(name, data))
    if answer.status_code >= 500:
        print(f"{name[:60]!r}: {answer.status_code}")
        return False
    new = {model: _keys(model) - keys for model, keys in before.items()}
    found = [reverse("document_file", args=[key]) for key in new[Document]]
    pictures = [
        reverse(route, args=[key])
        for key in new[Photo]
        for route in ("photo_file", "photo_thumbnail")
    ]
    arms = Office.objects.values_list("arms__digest", flat=True).first()
    held = all(_saved_only(address) for address in found)
    held = held and all(_drawn_anew(address) for address in pictures)
    held = held and (not arms or _arms_drawn_anew())
    held = held and all(_refused_or_asked(key, name, data) for key in new[ImportRun])
    if not held:
        print(f"{name[:60]!r}: {answer.status_code}")
    return held


def _keys(model: Any) -> set[int]:
    return set(model.objects.values_list("pk", flat=True))


def _officer() -> Client:
    client = Client()
    client.force_login(make.make_user("officer"))
    return client


def _saved_only(address: str) -> bool:
    answer = _officer().get(address)
    answer.getvalue()  # read to its end, which closes the file
    return (
        answer.headers["Content-Disposition"].startswith("attachment")
        and answer.headers["X-Content-Type-Options"] == "nosniff"
        and "sandbox" in answer.headers["Content-Security-Policy"]
        and answer.headers["Content-Type"] in HARMLESS
        and "\n" not in answer.headers["Content-Disposition"]
    )


def _drawn_anew(address: str) -> bool:
    answer = _officer().get(address)
    data = answer.getvalue()
    with Image.open(io.BytesIO(data)) as picture:
        clean = not picture.getexif()
    same = answer.headers["X-Content-Type-Options"] == "nosniff"
    return clean and same and not any(mark in data for mark in MARKS)


def _arms_drawn_anew() -> bool:
    office = Office.current()
    assert office is not None
    return _drawn_anew(office.headline().arms_url)


def _refused_or_asked(key: int, name: str, data: bytes) -> bool:
    """A file to import is never served; the worker that reads it ends with a sentence at worst."""
    try:
        reading.read(data, name)
    except (reading.Unreadable, ValidationError):
        pass
    except Exception as error:
        print(f"{name[:60]!r}, read as a spreadsheet: {error!r}")
        return False
    return True
