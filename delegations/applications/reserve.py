"""The share of a line that is kept for return visits: journeys out never use it up."""

from decimal import Decimal
from fractions import Fraction

from django.db.models import Sum

from delegations.applications.models import Application, euros
from delegations.support.facts import share_of
from oia.office.choices import CommitmentStatus
from oia.office.models import Allotment, Commitment

RETURN = "incoming"


def share_kept(application: Application) -> Fraction:
    """What the rules keep from this application: nothing from a return visit."""
    version = application.version_used
    said = version.rules.get("reserve") if version else None
    if not said or application.facts.get("direction") == RETURN:
        return Fraction(0)
    return share_of(said)


def kept(allotment: Allotment, share: Fraction) -> Decimal:
    """Of the line's year so much is still kept: the share of its ceiling, to the cent above, less
    what return visits were promised or paid. Never below zero."""
    if not share:
        return Decimal(0)
    whole = int(allotment.ceiling * 100) * share
    cents = -(-whole.numerator // whole.denominator)
    used = Commitment.objects.filter(
        allotment=allotment,
        held=True,
        status__in=(CommitmentStatus.OPEN, CommitmentStatus.PAID),
        record__as_application__facts__direction=RETURN,
    ).aggregate(sum=Sum("amount", default=Decimal(0)))["sum"]
    return max(Decimal(0), euros(cents) - Decimal(used))
