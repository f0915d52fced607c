"""The office itself: desks with their load, shares of work, and its budget."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.models import Trip, Visit
from networks.models import Network
from oia.office.models import Desk, WorkShare
from oia.ui import words
from partners import indicators
from reporting import blocks
from reporting.blocks import Block
from reporting.chapters import Chapter, Context, budget, wording

FULL = Decimal(100)


def build(context: Context) -> list[Block]:
    return [*_desks(context), *_work(context), *budget.blocks_of(context)]


# Desks -------------------------------------------------------------------------------------


def _desks(context: Context) -> list[Block]:
    rows = _desk_rows(context)
    if not rows:
        return []
    caption = _("What each desk looks after, %(year)s") % {"year": context.period.label}
    head = [
        _("Desk"),
        _("Full-time share"),
        _("Looks after"),
        _("Partnerships"),
        _("Trips"),
        _("Groups received"),
    ]
    # No entry of the period names a desk: zeros would read as idleness.
    journeys = any(row[4] != row[5] or row[4] != words.number(0) for row in rows)
    numeric = (1, 3, 4, 5) if journeys else (1, 3)
    if not journeys:
        head, rows = head[:4], [row[:4] for row in rows]
    told = _("Trips and groups are those whose own entry names the desk.")
    return [
        blocks.heading(_("Desks"), "desks"),
        blocks.table(caption, head, rows, numeric=numeric),
        *([blocks.note(told)] if journeys else []),
        *_nobody(context),
    ]


def _desk_rows(context: Context) -> list[list[str]]:
    """A row per desk: what it looks after today, and the journeys of the period it answers for."""
    period = context.period
    ties = indicators.active(period, context.office).exclude(desk=None).select_related("place")
    partners: dict[int, list[str]] = defaultdict(list)
    cared: dict[int, int] = defaultdict(int)
    for tie in sorted(ties, key=lambda tie: tie.place.label()):
        cared[tie.desk_id] += 1
        partners[tie.desk_id].append(tie.place.label())
    for desk, title in (
        Network.objects.exclude(desk=None).order_by("title").values_list("desk", "title")
    ):
        partners[desk].append(title)
    trips = _by_desk(Trip.objects.in_period(period).counted())
    visits = _by_desk(Visit.objects.in_period(period).counted())
    return [
        [
            desk.name,
            words.number(desk.share),
            wording.joined(partners[desk.pk]) or "–",
            words.number(cared[desk.pk]),
            words.number(trips.get(desk.pk, 0)),
            words.number(visits.get(desk.pk, 0)),
        ]
        for desk in Desk.objects.all()
    ]


def _by_desk(rows: Any) -> dict[int, int]:
    counted = rows.exclude(desk=None).order_by().values("desk").annotate(count=Count("pk"))
    return dict(counted.values_list("desk", "count"))


def _nobody(context: Context) -> list[Block]:
    count = context.value("partnerships_without_responsible")
    if not count:
        return []
    text = _("Active partnerships without a desk: %(count)s of %(whole)s.")
    whole = context.value("partnerships_active")
    return [blocks.note(text % {"count": words.number(count), "whole": words.number(whole)})]


# Work --------------------------------------------------------------------------------------


def _work(context: Context) -> list[Block]:
    shares = list(
        WorkShare.objects.filter(year=context.period.year).order_by("-to_percent", "field")
    )
    if not shares:
        return []
    rows = [[share.field, _range(share.from_percent, share.to_percent)] for share in shares]
    low = sum((share.from_percent for share in shares), Decimal(0))
    high = sum((share.to_percent for share in shares), Decimal(0))
    caption = _("How the work divides, %(year)s") % {"year": context.period.label}
    head, total = [_("Field of work"), _("Share of the work")], [_("Together"), _range(low, high)]
    return [
        blocks.heading(_("Work"), "work"),
        blocks.table(caption, head, rows, numeric=(1,), total=total),
        *(blocks.note(text) for text in _doubt(low, high)),
    ]


def _range(low: Decimal, high: Decimal) -> str:
    texts = dict.fromkeys(words.number(_plain(value)) for value in (low, high))
    return f"{'–'.join(texts)}{wording.THIN}%"


def _plain(value: Decimal) -> Decimal | int:
    return int(value) if value == value.to_integral_value() else value


def _doubt(low: Decimal, high: Decimal) -> Iterable[str]:
    """Shares are shown as they were given; what cannot be is said, not mended."""
    if low > FULL:
        yield _("Careful: the shares add up to more than 100 % even at their lowest.")
    elif high > FULL:
        yield _("At their highest the shares add up to more than 100 %.")
    elif high < FULL:
        yield _("The shares leave part of the work unnamed: they add up to less than 100 %.")


CHAPTERS = (Chapter("office", gettext_lazy("The office"), build),)
