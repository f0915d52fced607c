"""Photos in a report: frozen by the checksum of their bytes, with the words that belong to them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from oia.core import files
from oia.core.models import StoredFile
from oia.office.models import Photo
from reporting.blocks import Block
from reporting.models import Report, ReportVersion

KIND = "picture"
JPEG = "image/jpeg"


def picture(photo: Photo) -> Block:
    """The photo's small twin, what it shows, whose it is and under which licence. It needs its
    `thumbnail`."""
    rights = {"credit": photo.credit, "licence": photo.licence}
    return {
        "kind": KIND,
        "file": photo.thumbnail.digest,
        "title": photo.title,
        "rights": _("Photo: %(credit)s, %(licence)s") % rights,
    }


def within(blocks: Sequence[Block]) -> Iterator[Block]:
    """The pictures among blocks, also those in groups."""
    for block in blocks:
        if block["kind"] == KIND:
            yield block
        elif block["kind"] == "group":
            yield from within(block["blocks"])


def of(snapshot: Mapping[str, Any]) -> dict[str, str]:
    """Checksum of each picture of a snapshot → what it shows."""
    return {
        block["file"]: block["title"]
        for chapter in snapshot["chapters"]
        for block in within(chapter["blocks"])
    }


def assets(snapshot: Mapping[str, Any]) -> dict[str, tuple[bytes, str]]:
    """Id in the paper → bytes and media type."""
    return {
        f"asset:photo/{digest}": (files.path_of(digest).read_bytes(), JPEG)
        for digest in of(snapshot)
    }


def no_longer_cleared(snapshot: Mapping[str, Any]) -> list[str]:
    """What pictures show whose rights have ended or were taken back since the build."""
    shown = of(snapshot)
    cleared = Photo.objects.cleared().filter(thumbnail__digest__in=list(shown))
    left = set(cleared.values_list("thumbnail__digest", flat=True))
    return sorted(title for digest, title in shown.items() if digest not in left)


def stored(snapshot: Mapping[str, Any], digest: str) -> StoredFile | None:
    """The file of a picture of the snapshot; of no other file."""
    return StoredFile.objects.filter(digest=digest).first() if digest in of(snapshot) else None


def needs(digest: str, using: str) -> bool:
    """Whether a build or a published version shows the picture."""
    shown = {"snapshot__icontains": digest}
    return any(
        model.objects.using(using).filter(**shown).exists() for model in (Report, ReportVersion)
    )


files.IN_USE.append(needs)
