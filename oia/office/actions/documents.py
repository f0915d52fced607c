"""Verbs of documents: hang one on a record, put a new version in its place."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from oia.core import files
from oia.core.audit import deed
from oia.core.models import StoredFile
from oia.office import uploads
from oia.office.models import Document, EarlierVersion, Record

# Whether a document is a letter of the office, asked of every app that writes some.
LETTERS: list[Callable[[Document], bool]] = []


def add_document(
    *,
    record: Record,
    name: str,
    data: bytes,
    kind: str = "",
    language: str = "",
    letter: bool = False,
    by: Any,
) -> Document:
    """Hang a file on a record; one that bears the name of a document there is its next version.
    Only what the office's own `letter` is written anew as may take the place of a letter.

    Raises ValidationError for what may not be stored.
    """
    stored = _stored(name, data)
    with transaction.atomic(), deed(by=by, why=_("Document added")):
        # The record's row is the lock: two files of one name at once become versions 1 and 2.
        Record.objects.select_for_update().get(pk=record.pk)
        known = Document.objects.filter(record=record, name__iexact=name[:200]).first()
        if known is not None:
            if not letter:
                _no_letter(known)
            return _replaced(known, stored, name)
        return Document.objects.create(
            record=record, file=stored, name=name[:200], kind=kind, language=language
        )


def add_version(*, document: Document, name: str, data: bytes, by: Any) -> Document:
    """The next version of a document, whatever the file is called; the name stays."""
    stored = _stored(name, data)
    with transaction.atomic(), deed(by=by, why=_("New version")):
        Record.objects.select_for_update().get(pk=document.record_id)
        row = Document.objects.get(pk=document.pk)
        _no_letter(row)
        return _replaced(row, stored, row.name)


def _no_letter(document: Document) -> None:
    """What the office wrote to somebody stays what they were sent."""
    if any(is_letter(document) for is_letter in LETTERS):
        raise ValidationError(
            _("“%s” is a letter of the office and is not replaced. Use another name.")
            % document.name
        )


def _stored(name: str, data: bytes) -> StoredFile:
    media_type = uploads.media_type(name, data)
    try:
        return files.store(data, media_type=media_type)
    except OSError:  # the disk is full or gone; nothing was kept
        raise ValidationError(
            _("The file could not be kept: there is no room for it. Tell the administrator.")
        ) from None


def _replaced(row: Document, stored: StoredFile, name: str) -> Document:
    """The same bytes again are no new version."""
    if row.file_id == stored.pk:
        return row
    EarlierVersion.objects.create(
        document=row, number=row.version, file_id=row.file_id, name=row.name
    )
    row.file, row.version, row.name = stored, row.version + 1, name[:200]
    row.save()
    return row
