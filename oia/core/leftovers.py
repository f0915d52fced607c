"""What a form leaves behind for a while: the keys of sent forms, files kept through an error."""

import datetime as dt
from typing import Any

from django.utils import timezone

from oia.core import files
from oia.core.models import KeptFile, SentForm

KEPT = dt.timedelta(hours=24)
REMEMBERED = dt.timedelta(days=7)


def keep(data: bytes, name: str, *, media_type: str, by: Any) -> KeptFile:
    """Keep an upload that passed its checks until the form around it is mended."""
    stored = files.store(data, media_type=media_type)
    return KeptFile.objects.create(user=by, file=stored, name=name[:200])


def kept(token: str, *, by: Any) -> KeptFile | None:
    """The person's own kept file; nobody else's, and none that expired."""
    if "\x00" in token:  # PostgreSQL keeps no such text
        return None
    alive = KeptFile.objects.filter(created__gt=timezone.now() - KEPT, user=by)
    return alive.select_related("file").filter(token=token[:64]).first()


def sweep() -> None:
    """By beat: what nobody came back for goes. Bytes stay under their digest, as all files do."""
    now = timezone.now()
    KeptFile.objects.filter(created__lt=now - KEPT).delete()
    SentForm.objects.filter(created__lt=now - REMEMBERED).delete()
