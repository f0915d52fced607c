"""Proof that no club was paid more than it was granted, in a backup too."""

from decimal import Decimal

from django.db.models import F, Q, Sum

from delegations.models import Application
from delegations.payments.choices import COUNTED
from oia.core.archive import Archive
from oia.core.invariants import Broken, invariant


@invariant
def payments_are_within_grants(alias: str, archive: Archive | None) -> str:
    """What counts of the payments of each application is at most its grant."""
    counted = Sum("payments__amount", filter=Q(payments__status__in=COUNTED), default=Decimal(0))
    rows = Application.objects.using(alias).filter(granted__gt=0).annotate(going=counted)
    first = rows.filter(going__gt=F("granted")).first()
    if first is not None:
        raise Broken(f"More than was granted is paid for the application {first.file_number}.")
    return f"{rows.count()} grants are not overpaid"
