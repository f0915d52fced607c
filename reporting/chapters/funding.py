"""Money from the EU and others: bids, success, money won, running projects."""

from collections import Counter
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from eufunding.choices import UNSENT, BidStatus
from eufunding.models import Bid
from eufunding.tables import BidTable
from oia.core.dates import Period
from oia.ui import words
from reporting import blocks
from reporting.blocks import Block
from reporting.chapters import Chapter, Context, wording

RUNNING = (BidStatus.AWARDED, BidStatus.RUNNING, BidStatus.REPORTING)
YEARLY, SO_FAR = "eu_money_awarded", "eu_money_awarded_cumulative"


def build(context: Context) -> list[Block]:
    bids = Bid.objects.exclude(status__in=UNSENT)
    if not bids.exists():
        return []
    return [
        blocks.paragraph(_told(context)),
        *_success(context),
        *_statuses(context),
        *_course(context),
        *_running(context),
    ]


def _told(context: Context) -> str:
    own = context.office.currency
    submitted, awarded = context.value("bids_submitted"), context.value("bids_awarded")
    first = ngettext(
        "%(count)s bid was handed in during %(year)s (%(before)s the year before).",
        "%(count)s bids were handed in during %(year)s (%(before)s the year before).",
        submitted,
    ) % {
        "count": words.number(submitted),
        "year": context.period.label,
        "before": words.number(context.previous("bids_submitted")),
    }
    if not awarded:
        return f"{first} {_('None was decided for the city.')}"
    second = ngettext(
        "%(count)s was decided for the city, worth %(money)s.",
        "%(count)s were decided for the city, worth %(money)s.",
        awarded,
    ) % {"count": words.number(awarded), "money": wording.money(context.value(YEARLY), own) or "–"}
    return f"{first} {second}"


def _success(context: Context) -> list[Block]:
    """Of the bids decided in the period; those on a reserve list are not decided yet."""
    period = context.period
    decided = Bid.objects.filter(decided__gte=period.first, decided__lte=period.last)
    lost = decided.filter(status=BidStatus.REJECTED).count()
    won = context.value("bids_awarded")
    if not lost and not won:
        return []
    text = _("Success: %(won)s of %(decided)s decided bids (%(share)s).")
    return [
        blocks.paragraph(
            text
            % {
                "won": words.number(won),
                "decided": words.number(won + lost),
                "share": wording.percent(100 * won / (won + lost)),
            }
        )
    ]


def _statuses(context: Context) -> list[Block]:
    """What became of the bids handed in during the period, as of today."""
    submitted = Bid.objects.submitted_in(context.period)
    counted = Counter(submitted.order_by().values_list("status", flat=True))
    if len(counted) < 2:
        return []
    pairs = [(str(BidStatus(s).label), counted[s]) for s in BidStatus.values if s in counted]
    title = _("What became of the bids of %(year)s, as of today") % {"year": context.period.label}
    return [blocks.bars(title, pairs, told=True)]


# Money -------------------------------------------------------------------------------------


def _course(context: Context) -> list[Block]:
    """Money won in each of five years and so far; each currency by itself."""
    yearly, so_far = wording.course(context, YEARLY), wording.course(context, SO_FAR)
    own = context.office.currency
    codes = sorted({code for _label, sums in (*yearly, *so_far) for code in sums})
    if not codes:
        return []
    parts: list[Block] = [blocks.heading(_("Money won"), "funding-money")]
    for code in codes:
        points = [(label, sums.get(code, Decimal(0))) for label, sums in yearly]
        whole = [sums.get(code, Decimal(0)) for _label, sums in so_far]
        parts += _currency(points, whole, code or own)
    return parts


def _currency(points: list[tuple[str, Decimal]], whole: list[Decimal], code: str) -> list[Block]:
    start = next((at for at, amount in enumerate(whole) if amount), 0)
    points, whole = points[start:], whole[start:]
    labels = [label for label, _amount in points]
    rows = [
        [label, words.money(amount, code), words.money(together, code)]
        for (label, amount), together in zip(points, whole, strict=True)
    ]
    caption = _("Money awarded by year of the decision, and all so far, in %(currency)s")
    head = [_("Year"), _("Awarded"), _("So far")]
    table = blocks.table(caption % {"currency": code}, head, rows, numeric=(1, 2))
    if len(points) < 3:
        return [table]
    title = _("Money awarded, in %(currency)s") % {"currency": code}
    series: list[tuple[str, list[Any]]] = [
        (_("in the year"), [int(amount) for _label, amount in points]),
        (_("so far"), [int(amount) for amount in whole]),
    ]
    return [blocks.lines(title, labels, series, told=True), table]


def _running(context: Context) -> list[Block]:
    period: Period = context.period
    decided = Q(decided=None) | Q(decided__lte=period.last)
    running = wording.named(Bid.objects.filter(decided, status__in=RUNNING))
    count = running.count()
    if not count:
        return []
    columns = ("title", "programme", "role", "department", "awarded", "decided")
    caption = _("Projects that were won and are not closed, as of today")
    table = blocks.rows(caption, BidTable, running, columns, sort="-decided")
    return [blocks.heading(_("Running projects"), "projects"), table]


CHAPTERS = (Chapter("funding", gettext_lazy("EU funding"), build),)
