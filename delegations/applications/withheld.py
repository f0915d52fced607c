"""What the office's own tables of records and documents must know of applications."""

from typing import Any

from django.db.models import Q, QuerySet

from delegations.applications.choices import ApplicationStatus
from delegations.applications.models import Application, Paper
from delegations.payments.models import Reclaim, Revocation
from oia.office import querysets
from oia.office.actions import documents
from oia.office.models import Document


def drafts_of_clubs() -> QuerySet[Any]:
    """Numbers of what a club has not sent yet: its own business, files and all."""
    rows = Application.objects.filter(status=ApplicationStatus.DRAFT, entered_by=None)
    return rows.values("pk")


def is_letter(document: Document) -> bool:
    """Whether the office wrote it to a club: decision, receipt, request, reclaim, revocation."""
    return (
        Application.objects.filter(Q(letter=document) | Q(receipt=document)).exists()
        or Paper.objects.filter(letter=document).exists()
        or Reclaim.objects.filter(letter=document).exists()
        or Revocation.objects.filter(letter=document).exists()
    )


querysets.WITHHELD.append(drafts_of_clubs)
documents.LETTERS.append(is_letter)
