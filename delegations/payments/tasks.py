"""What beat asks of payments each day."""

from celery import shared_task
from django.utils import timezone

from delegations.payments import proofs


@shared_task(name="delegations.payments.tasks.remind_of_proofs")
def remind_of_proofs() -> int:
    """Clubs that owe a proof of use hear of it; each reminder goes out once."""
    return proofs.remind(timezone.localdate())
