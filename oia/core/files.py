"""Files lie under their SHA-256, are written whole or not at all, and leave only as attachments."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
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


# What besides links of rows still needs a file: (its checksum, the database's alias) → whether.
IN_USE: list[Callable[[str, str], bool]] = []


def links_of(model: type[models.Model]) -> list[str]:
    """Columns of a table that point to stored files."""
    return [
        field.attname
        for field in model._meta.local_concrete_fields
        if field.related_model is StoredFile
    ]


def goes_with(model: type[models.Model]) -> bool:
    """Whether files may go with a row of the table, its own or those of what hangs on it."""
    parts = (one for one in model._meta.related_objects if one.on_delete is models.CASCADE)
    return any(links_of(table) for table in (model, *(one.related_model for one in parts)))


def drop(keys: Iterable[int], *, using: str) -> list[StoredFile]:
    """Deletes files that nothing holds any more, bytes and all, once the transaction is through.
    Answers those that are gone."""
    gone = []
    for row in StoredFile.objects.using(using).filter(pk__in=list(keys)).order_by("pk"):
        if _is_held(row, using):
            continue
        key = row.pk
        row.delete(using=using)
        row.pk = key
        gone.append(row)
    digests = [row.digest for row in gone]
    # Asked again then: somebody may have stored the same bytes meanwhile.
    transaction.on_commit(lambda: forget_bytes(digests, using=using), using=using)
    return gone


def _is_held(row: StoredFile, using: str) -> bool:
    """Histories count too: what they restore needs its file."""
    linked = any(
        model._base_manager.using(using).filter(**{link: row.pk}).exists()
        for model in apps.get_models()
        if model._meta.managed
        for link in links_of(model)
    )
    return linked or any(holds(row.digest, using) for holds in IN_USE)


def forget_bytes(digests: Iterable[str], *, using: str) -> int:
    """Removes bytes that no row names, such as those a backup brought back after an erasure."""
    wanted = set(digests)
    wanted -= set(
        StoredFile.objects.using(using).filter(digest__in=wanted).values_list("digest", flat=True)
    )
    for digest in wanted:
        path_of(digest).unlink(missing_ok=True)
    return len(wanted)


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
