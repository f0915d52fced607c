"""Deadlines of calls in the calendar; a call on which a bid is written is marked as such."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from eufunding.choices import UNSENT
from eufunding.models import Bid, Call, Deadline
from oia.office.calendar import Source, register


def deadlines(user: Any) -> QuerySet[Deadline]:
    return Deadline.objects.filter(call__in=Call.objects.visible_to(user))


def deadlines_of_bids(user: Any) -> QuerySet[Bid]:
    """Bids that are not sent yet, once for each deadline of their call."""
    bids = Bid.objects.visible_to(user).filter(status__in=UNSENT)
    return bids.exclude(call__deadlines=None)


register(
    Source(
        key="deadline",
        title=_("Deadlines of calls"),
        capability="eufunding.read",
        url_name="call",
        rows=deadlines,
        first="at",
        last="at",
        label="call__title",
        record="call",
        timed=True,
        said=_("Deadline: %(title)s"),
        order=40,
    )
)
register(
    Source(
        key="bid",
        title=_("Deadlines of our bids"),
        capability="eufunding.read",
        url_name="bid",
        rows=deadlines_of_bids,
        first="call__deadlines__at",
        last="call__deadlines__at",
        timed=True,
        said=_("Our bid is due: %(title)s"),
        order=41,
    )
)
