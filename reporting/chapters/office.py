"""The office itself: desks with their load, shares of work, budget planned and spent."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.models import Trip, Visit
from networks.models import Network
from oia.office.choices import Payer
from oia.office.models import Allotment, Desk, Spending, WorkShare
from oia.ui import words
from partners.models import Partnership
from reporting import blocks
from reporting.blocks import Block
from reporting.chapters import Chapter, Context, wording

Amounts = dict[str, Decimal]
FULL = Decimal(100)


def build(context: Context) -> list[Block]:
    return [*_desks(context), *_work(context), *_budget(context)]


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
    return [
        blocks.heading(_("Desks"), "desks"),
        blocks.table(caption, head, rows, numeric=(1, 3, 4, 5)),
        *_nobody(context),
    ]


def _desk_rows(context: Context) -> list[list[str]]:
    """A row per desk: what it looks after today, and the journeys of the period it answers for."""
    period = context.period
    ties = Partnership.objects.counted().exclude(desk=None).select_related("place")
    partners: dict[int, list[str]] = defaultdict(list)
    cared: dict[int, int] = defaultdict(int)
    for tie in sorted(ties, key=lambda tie: tie.place.label()):
        cared[tie.desk_id] += 1
        partners[tie.desk_id].append(tie.place.label())
    for desk, title in Network.objects.exclude(desk=None).order_by("title").values_list("desk", "title"):
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
    shares = list(WorkShare.objects.filter(year=context.period.year).order_by("-to_percent", "field"))
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


# Money -------------------------------------------------------------------------------------


def _budget(context: Context) -> list[Block]:
    planned = Allotment.objects.filter(year=context.period.year).exclude(planned=None)
    lines = list(planned.select_related("line").order_by("group", "line__name"))
    spent = _spent(context)
    if not lines and not spent:
        return []
    return [
        blocks.heading(_("Budget"), "budget"),
        *_plan_and_actual(context, lines, spent),
        _budget_table(context, lines, spent),
        *_payers(context),
    ]


def _spent(context: Context) -> dict[tuple[str, str], Decimal]:
    """(budget line, currency) → sum of the period's postings."""
    period, own = context.period, context.office.currency
    posted = Spending.objects.filter(day__gte=period.first, day__lte=period.last)
    sums = posted.order_by().values_list("line__name", "currency").annotate(sum=Sum("amount"))
    found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for line, currency, amount in sums:
        found[line, currency or own] += amount
    return found


def _plan_and_actual(
    context: Context, lines: list[Allotment], spent: dict[tuple[str, str], Decimal]
) -> list[Block]:
    """Bars of the office's own currency: by group, or by line where there are no groups."""
    own = context.office.currency
    grouped = len({line.group for line in lines}) > 1
    plan: dict[str, Decimal] = defaultdict(Decimal)
    actual: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        if (line.currency or own) == own:
            label = (line.group or _("without a group")) if grouped else line.line.name
            plan[label] += line.planned or 0
            actual[label] += max(spent.get((line.line.name, own), Decimal(0)), Decimal(0))
    plan = {label: amount for label, amount in plan.items() if amount}
    if len(plan) < 2:
        return []
    order = sorted(plan, key=lambda label: -plan[label])
    if not any(actual.values()):
        title = _("Budget planned, in %(currency)s") % {"currency": own}
        return [blocks.bars(title, [(label, _round(plan[label])) for label in order], told=True)]
    title = _("Budget planned and spent, in %(currency)s") % {"currency": own}
    series = [_("spent as planned"), _("planned, not spent"), _("spent beyond the plan")]
    parts = [
        (
            label,
            (
                _round(min(actual[label], plan[label])),
                _round(max(plan[label] - actual[label], Decimal(0))),
                _round(max(actual[label] - plan[label], Decimal(0))),
            ),
        )
        for label in order
    ]
    beyond = any(values[2] for _label, values in parts)
    if not beyond:
        series, parts = series[:2], [(label, values[:2]) for label, values in parts]  # type: ignore[misc]
    return [blocks.stacked(title, series, parts, told=True)]


def _round(amount: Decimal) -> int:
    return int(amount.to_integral_value())


def _budget_table(
    context: Context, lines: list[Allotment], spent: dict[tuple[str, str], Decimal]
) -> Block:
    own, year = context.office.currency, context.period.label
    rows, left = [], dict(spent)
    for line in lines:
        currency = line.currency or own
        actual = left.pop((line.line.name, currency), Decimal(0))
        rows.append(_budget_row(line.line.name, line.group, line.planned, actual, currency))
    for (name, currency), actual in sorted(left.items()):
        rows.append(_budget_row(name, "", None, actual, currency))
    head = [_("Budget line"), _("Group"), _("Planned"), _("Spent"), _("Share")]
    caption = _("Budget lines, %(year)s") % {"year": year}
    planned, actually = context.value("budget_planned"), context.value("budget_spent")
    total = [_("Together"), "", wording.money(planned, own), wording.money(actually, own), ""]
    total[4] = _share(planned or {}, actually or {})
    if not any(line.group for line in lines):
        return blocks.table(
            caption,
            [head[0], *head[2:]],
            [[row[0], *row[2:]] for row in rows],
            numeric=(1, 2, 3),
            total=[total[0], *total[2:]],
        )
    return blocks.table(caption, head, rows, numeric=(2, 3, 4), total=total)


def _budget_row(
    name: str, group: str, planned: Decimal | None, actual: Decimal, currency: str
) -> list[str]:
    share = wording.percent(float(100 * actual / planned)) if planned else "–"
    return [name, group, words.money(planned, currency) or "–", words.money(actual, currency), share]


def _share(planned: Amounts, actual: Amounts) -> str:
    """Spent of planned, where both are in one and the same currency."""
    if len({*planned, *actual}) != 1 or not all(planned.values()):
        return ""
    (code,) = planned or {"": None}
    return wording.percent(float(100 * actual.get(code, Decimal(0)) / planned[code])) if code else ""


def _payers(context: Context) -> list[Block]:
    """Who paid, where somebody besides the city did."""
    period, own = context.period, context.office.currency
    posted = Spending.objects.filter(Q(day__gte=period.first), Q(day__lte=period.last))
    sums = posted.order_by().values_list("payer", "currency").annotate(sum=Sum("amount"))
    paid: dict[str, Amounts] = defaultdict(dict)
    for payer, currency, amount in sums:
        paid[payer][currency or own] = paid[payer].get(currency or own, Decimal(0)) + amount
    if len(paid) < 2:
        return []
    labels = dict(Payer.choices)
    order = sorted(paid, key=lambda payer: -max(paid[payer].values()))
    rows = [[labels.get(payer, payer), wording.money(paid[payer], own)] for payer in order]
    caption = _("Who paid, %(year)s") % {"year": period.label}
    return [blocks.table(caption, [_("Payer"), _("Amount")], rows, numeric=(1,))]


CHAPTERS = (Chapter("office", gettext_lazy("The office"), build),)
