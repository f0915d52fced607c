"""What may be hung on a record: PDF, pictures and office documents, by content and by name."""

import io
import lzma
import zipfile
import zlib
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LARGEST = 20 * 1024 * 1024
UNPACKED = 200 * 1024 * 1024
# Text packs well; a document that grows more than this is a bomb. Small ones may grow as they like.
RATIO, SMALL = 200, 10 * 1024 * 1024
ENTRIES = 10_000
RELATIONS = 1024 * 1024  # bytes of a list of what a document refers to
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Ending → media type and what the content must begin with.
ALLOWED = {
    ".pdf": ("application/pdf", b"%PDF-"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    ".docx": (DOCX, b"PK\x03\x04"),
    ".xlsx": (XLSX, b"PK\x03\x04"),
}
# The part that makes an archive a document of its kind.
HEART = {DOCX: "word/document.xml", XLSX: "xl/workbook.xml"}


def media_type(name: str, data: bytes) -> str:
    """The media type of an allowed file. Raises ValidationError with a sentence for any other."""
    ending = next((e for e in ALLOWED if name.lower().endswith(e)), "")
    if not ending:
        raise ValidationError(_("Only PDF, JPEG, PNG, DOCX and XLSX files can be added."))
    if len(data) > LARGEST:
        most = LARGEST // 2**20
        raise ValidationError(_("The file is larger than %d MB.") % most)
    kind, start = ALLOWED[ending]
    if not data.startswith(start) or _looks_active(data):
        message = _("The content of the file is not what its name %(ending)s says.")
        raise ValidationError(message, params={"ending": ending})
    if kind in HEART:
        _check_archive(data, HEART[kind])
    return kind


def _looks_active(data: bytes) -> bool:
    """A second life as HTML or SVG in the first kilobyte (polyglots)."""
    head = data[:1024].lower()
    return any(mark in head for mark in (b"<html", b"<script", b"<svg", b"<!doctype"))


def _check_archive(data: bytes, heart: str) -> None:
    damaged = ValidationError(_("The document is damaged or protected."))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries: list[Any] = archive.infolist()
            relations = [_relations(archive, e) for e in entries if e.filename.endswith(".rels")]
    except (
        zipfile.BadZipFile,
        lzma.LZMAError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
        EOFError,
    ) as error:
        raise damaged from error
    except zlib.error as error:
        raise damaged from error
    names = {entry.filename for entry in entries}
    if heart not in names:
        raise damaged
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ValidationError(_("The document holds macros. Save it without them."))
    if any(entry.flag_bits & 1 for entry in entries):
        raise damaged
    unpacked = sum(entry.file_size for entry in entries)
    grows = unpacked > SMALL and unpacked > RATIO * len(data)
    if unpacked > UNPACKED or grows or len(entries) > ENTRIES:
        raise ValidationError(_("The document unpacks to more than is allowed."))
    if any(_fetches(text) for text in relations):
        raise ValidationError(
            _("The document fetches parts of itself from elsewhere. Save it without its template.")
        )


def _relations(archive: zipfile.ZipFile, entry: Any) -> bytes:
    if entry.file_size > RELATIONS:
        raise zipfile.BadZipFile
    with archive.open(entry) as part:
        return part.read(RELATIONS)


def _fetches(relations: bytes) -> bool:
    """A template or an object from outside, which Word opens without asking; links are no harm."""
    text = relations.lower().replace(b"'", b'"')
    for relation in text.split(b"<relationship ")[1:]:
        outside = b'targetmode="external"' in relation
        if outside and any(
            kind in relation for kind in (b"attachedtemplate", b"oleobject", b"frame")
        ):
            return True
    return False
