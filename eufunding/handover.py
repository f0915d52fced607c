"""Bids that are not settled and calls with a deadline ahead go with the desk."""

from typing import Any

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from eufunding.choices import UNSENT, BidStatus, CallStatus
from oia.office.handover import Pile, register

SETTLED = (BidStatus.REJECTED, BidStatus.CLOSED)


def open_bids(rows: QuerySet[Any]) -> QuerySet[Any]:
    """A bid that is not sent yet is due with the first deadline of its call."""
    due = Min("call__deadlines__at", filter=Q(status__in=UNSENT))
    return rows.exclude(status__in=SETTLED).annotate(due=due)


def open_calls(rows: QuerySet[Any]) -> QuerySet[Any]:
    ahead = Min("deadlines__at", filter=Q(deadlines__at__gte=timezone.now()))
    return rows.exclude(status=CallStatus.CLOSED).annotate(due=ahead)


register(Pile("bid", open_bids, due="due"))
register(Pile("call", open_calls, due="due"))
