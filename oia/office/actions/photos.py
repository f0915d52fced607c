"""The verb of photos."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from oia.core import files
from oia.core.audit import deed
from oia.office import pictures
from oia.office.models import Photo, Record


def add_photo(*, record: Record, name: str, data: bytes, by: Any, **about: Any) -> Photo:
    """Hang a photo on a record; `about` are its words, rights and days.

    Raises ValidationError for what is no picture.
    """
    large, small = pictures.encoded(name, data)
    try:
        stored = files.store(large, media_type=pictures.JPEG)
        thumbnail = files.store(small, media_type=pictures.JPEG)
    except OSError:
        raise ValidationError(
            _("The file could not be kept: there is no room for it. Tell the administrator.")
        ) from None
    with transaction.atomic(), deed(by=by, why=_("Photo added")):
        return Photo.objects.create(record=record, file=stored, thumbnail=thumbnail, by=by, **about)
