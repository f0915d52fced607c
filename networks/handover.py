"""Networks go with the desk; due is the notice of a membership that is still to be decided."""

from typing import Any

from django.db.models import Min, Q, QuerySet

from networks.choices import Decision
from oia.office.handover import Pile, register


def with_notice(rows: QuerySet[Any]) -> QuerySet[Any]:
    undecided = Q(memberships__status=Decision.UNDECIDED)
    return rows.annotate(due=Min("memberships__notice", filter=undecided))


register(Pile("network", with_notice, due="due"))
