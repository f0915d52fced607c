"""Which posting of the finance system pays which promise.

A promise and the posting that pays it are one expense: matched, the promise is settled with what
was posted, and the rest of it is free again unless more will follow.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from oia.core.audit import deed
from oia.core.dates import Period
from oia.core.locks import locked
from oia.core.workflow import Refused
from oia.office.actions import money
from oia.office.choices import CommitmentStatus
from oia.office.models import Commitment, Office, Spending

MOST = 200  # postings proposed at once


def candidates(posting: Spending) -> Any:
    """Promises of the posting's line, currency and fiscal year that no posting has paid yet: open
    ones, and those recorded as paid before the posting came. Decisions settle theirs by payment."""
    office = Office.current()
    year = office.year_of(posting.day) if office else posting.day.year
    rows = Commitment.objects.filter(
        allotment__line=posting.line_id,
        allotment__year=year,
        allotment__currency=posting.currency,
        posting=None,
    )
    return rows.filter(
        Q(status=CommitmentStatus.OPEN, held=False) | Q(status=CommitmentStatus.PAID)
    ).select_related("allotment__line", "record")


def likeliness(posting: Spending, promise: Commitment) -> tuple[bool, bool, Decimal]:
    """Smaller is likelier: the same amount, then the same entry, then the nearest amount."""
    apart = abs(posting.amount - promise.amount)
    other = posting.record_id is None or posting.record_id != promise.record_id
    return apart != 0, other, apart


def proposals(postings: Iterable[Spending]) -> list[tuple[Spending, Commitment]]:
    """Postings that exactly one promise fits to the cent, and that promise no other posting."""
    fitting = []
    for posting in postings:
        found = list(candidates(posting).filter(amount=posting.amount)[:2])
        if len(found) == 1:
            fitting.append((posting, found[0]))
    asked = [promise.pk for _posting, promise in fitting]
    return [pair for pair in fitting if asked.count(pair[1].pk) == 1]


def unmatched(period: Period) -> Any:
    """Payments of a period of which nobody has said what they pay."""
    within = (period.first, period.last)
    rows = Spending.objects.filter(commitment=None, amount__gt=0, day__range=within)
    return rows.select_related("line", "record").order_by("day", "pk")


def match(*, posting: Spending, promise: Commitment, by: Any, more_follows: bool = False) -> None:
    """The posting pays the promise. `more_follows`: what is left of it stays promised.

    Refused where the two do not belong together, or one of them is matched already.
    """
    with transaction.atomic(), deed(by=by, why=_("Matched with what was promised")):
        row: Spending = locked(Spending.objects.all()).get(pk=posting.pk)
        if row.commitment_id:
            raise Refused(_("“%(posting)s” is matched already.") % {"posting": row})
        if row.amount <= 0:
            raise Refused(_("A correction pays no promise."))
        # Locked before it is looked at: another posting may be matched with it this moment.
        list(Commitment.objects.select_for_update(of=("self",)).filter(pk=promise.pk))
        found = candidates(row).filter(pk=promise.pk).first()
        if found is None:
            raise Refused(
                _("Choose a promise of the same line, year and currency that no posting pays yet.")
            )
        row.commitment = _paid(found, row.amount, more_follows, by)
        row.save()


def _paid(promise: Commitment, amount: Decimal, more_follows: bool, by: Any) -> Commitment:
    if promise.status == CommitmentStatus.PAID:
        return promise
    if more_follows and amount < promise.amount:
        return money.pay_some(commitment=promise, amount=amount, by=by)
    # What was posted beyond the promise counts as spent, as any posting does.
    return money.settle(commitment=promise, amount=min(amount, promise.amount), by=by)


def take_back(*, posting: Spending, by: Any) -> None:
    """The posting paid something else: what it seemed to pay is promised again."""
    with transaction.atomic(), deed(by=by, why=_("Match taken back")):
        row: Spending = locked(Spending.objects.all()).get(pk=posting.pk)
        promise = row.commitment
        if promise is None:
            return
        row.commitment = None
        row.save()
        if not promise.held:
            money.pay_again(commitment=promise, by=by)
