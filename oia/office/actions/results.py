"""Verbs of results and comments."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from oia.core.audit import deed
from oia.office.models import Comment, Record, Result


def write_result(*, record: Record, text: str, publishable: bool, by: Any) -> Result:
    """The result of a journey; written again, it takes the place of the one before."""
    with transaction.atomic(), deed(by=by, why=_("Result")):
        result, _new = Result.objects.update_or_create(
            record=record,
            defaults={
                "text": text, "publishable": publishable, "by": by, "written": timezone.now(),
            },
        )  # fmt: skip
    return result


def comment(*, record: Record, text: str, by: Any) -> Comment:
    with transaction.atomic(), deed(by=by, why=_("Comment")):
        return Comment.objects.create(record=record, text=text, by=by)


def take_back_comment(*, comment: Comment, by: Any) -> bool:
    """One's own, within the hour; False when it is too late."""
    with transaction.atomic(), deed(by=by, why=_("Comment taken back")):
        gone, _kinds = Comment.objects.removable_by(by).filter(pk=comment.pk).delete()
    return bool(gone)
