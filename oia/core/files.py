"""Files lie under their SHA-256, are written whole or not at all, and leave only as attachments."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.utils.text import get_valid_filename

from oia.core.models import StoredFile


def folder() -> Path:
    return Path(settings.MEDIA_ROOT)


def path_of(digest: str) -> Path:
    return folder() / digest[:2] / digest


def store(data: bytes, *, media_type: str) -> StoredFile:
    """Write, flush to disk, rename, then the row; the same bytes are kept once."""
    digest = hashlib.sha256(data).hexdigest()
    target = path_of(digest)
    if not target.exists():
        _write(target, data)
    row, _created = StoredFile.objects.get_or_create(
        digest=digest, defaults={"size": len(data), "media_type": media_type}
    )
    return row


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read(row: StoredFile) -> bytes:
    return path_of(row.digest).read_bytes()


def download(row: StoredFile, name: str) -> FileResponse:
    """The caller has asked `.visible_to()`; the browser is told to save and not to guess."""
    response = FileResponse(
        path_of(row.digest).open("rb"),
        as_attachment=True,
        filename=get_valid_filename(name),
        content_type=row.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def picture(row: StoredFile) -> HttpResponse:
    """A picture we encoded ourselves, shown on a page; the caller has asked `.visible_to()`."""
    response = HttpResponse(read(row), content_type=row.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=300"
    return response
