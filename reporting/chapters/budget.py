"""Budget planned and spent by line and group, and who paid: a part of the office's chapter."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from oia.office import figures
from oia.office.choices import Payer
from oia.office.models import Allotment
from oia.ui import words
from reporting import blocks
from reporting.blocks import Block
from reporting.chapters import Context, wording

ZERO = Decimal(0)
Amounts = dict[str, Decimal]
Spent = dict[tuple[str, str], Decimal]


def blocks_of(context: Context) -> list[Block]:
    planned = figures.allotments(context.period, context.office).exclude(planned=None)
    lines = list(planned.select_related("line").order_by("group", "line__name"))
    spent = _spent(context)
    if not lines and not spent:
        return []
    return [
        blocks.heading(_("Budget"), "budget"),
        *_plan_and_actual(context, lines, spent),
        *_payers(context),
        _budget_table(context, lines, spent),
    ]


def _spent(context: Context) -> Spent:
    """(budget line, currency) → sum of the period's postings."""
    period, own = context.period, context.office.currency
    posted = figures.spending(period, context.office)
    sums = posted.order_by().values_list("line__name", "currency").annotate(sum=Sum("amount"))
    found: Spent = defaultdict(Decimal)
    for line, currency, amount in sums:
        found[line, currency or own] += amount
    return found


def _plan_and_actual(context: Context, lines: list[Allotment], spent: Spent) -> list[Block]:
    """Bars of the office's own currency: by group, or by line where there are no groups."""
    own = context.office.currency
    grouped = len({line.group for line in lines}) > 1
    plan: dict[str, Decimal] = defaultdict(Decimal)
    # Line by line: what one line overspends, another that saves does not hide.
    within: dict[str, Decimal] = defaultdict(Decimal)
    unspent: dict[str, Decimal] = defaultdict(Decimal)
    over: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        if (line.currency or own) == own:
            label = (line.group or _("without a group")) if grouped else line.line.name
            planned, actual = line.planned or Decimal(0), spent.get((line.line.name, own), ZERO)
            plan[label] += planned
            within[label] += min(actual, planned)
            unspent[label] += max(planned - actual, ZERO)
            over[label] += max(actual - planned, ZERO)
    plan = {label: amount for label, amount in plan.items() if amount}
    if len(plan) < 2:
        return []
    order = sorted(plan, key=lambda label: -plan[label])
    if not any(within.values()) and not any(over.values()):
        title = _("Budget planned, in %(currency)s") % {"currency": own}
        return [blocks.bars(title, [(label, _round(plan[label])) for label in order], told=True)]
    title = _("Budget planned and spent, in %(currency)s") % {"currency": own}
    series = [_("spent as planned"), _("planned, not spent"), _("spent beyond the plan")]
    parts = [
        (
            label,
            (
                _round(max(within[label], ZERO)),
                _round(unspent[label]),
                _round(over[label]),
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


def _budget_table(context: Context, lines: list[Allotment], spent: Spent) -> Block:
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
    # Neither a column nobody filled, nor nothing spent where no posting came in at all.
    grouped, posted = any(line.group for line in lines), bool(spent)
    shown = [0, *([1] if grouped else []), 2, *([3, 4] if posted else [])]
    return blocks.table(
        caption,
        [head[at] for at in shown],
        [[row[at] for at in shown] for row in rows],
        numeric=[place for place, at in enumerate(shown) if at >= 2],
        total=[total[at] for at in shown],
    )


def _budget_row(
    name: str, group: str, planned: Decimal | None, actual: Decimal, currency: str
) -> list[str]:
    share = wording.percent(float(100 * actual / planned)) if planned else "–"
    return [
        name,
        group,
        words.money(planned, currency) or "–",
        words.money(actual, currency),
        share,
    ]


def _share(planned: Amounts, actual: Amounts) -> str:
    """Spent of planned, where both are in one and the same currency."""
    if len({*planned, *actual}) != 1 or not planned or not all(planned.values()):
        return ""
    (code,) = planned
    return wording.percent(float(100 * actual.get(code, Decimal(0)) / planned[code]))


def _payers(context: Context) -> list[Block]:
    """Who paid, where somebody besides the city did."""
    period, own = context.period, context.office.currency
    posted = figures.spending(period, context.office)
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
