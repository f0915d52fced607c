"""Memberships in networks: fees, who pays them, offices the city holds."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from networks import indicators
from networks.models import Membership, OfficeHeld
from oia.core.dates import Period
from oia.ui import words
from reporting import blocks
from reporting.blocks import Block
from reporting.chapters import Chapter, Context, wording

PAYERS = 5  # departments with a colour of their own


def build(context: Context) -> list[Block]:
    found = indicators.memberships(context.period, context.office)
    memberships = list(
        wording.named_by(found, "network")
        .select_related("network", "lead_department")
        .prefetch_related("shares__department")
        .order_by("network__title")
    )
    offices = _offices(context.period)
    if not memberships and not offices:
        return []
    return [*_members(memberships, context), *_payers(memberships, context), *offices]


def _members(memberships: list[Membership], context: Context) -> list[Block]:
    if not memberships:
        return []
    own, year = context.office.currency, context.period.label
    rows = [
        [
            row.network.title,
            str(row.network.get_level_display()) or "–",
            words.imprecise(row.network.since) or "–",
            words.money(row.fee, row.currency or own) or "–",
            _paid_by(row, own),
        ]
        for row in memberships
    ]
    head = [_("Network"), _("Level"), _("Member since"), _("Fee"), _("Paid by")]
    total = [_("Together"), "", "", wording.money(context.value("membership_fees"), own), ""]
    return [
        blocks.paragraph(_told(context)),
        blocks.table(
            _("Memberships, %(year)s") % {"year": year}, head, rows, numeric=(3,), total=total
        ),
    ]


def _paid_by(row: Membership, own: str) -> str:
    """The lead department alone, or each department with its share."""
    shares = row.shares.all()
    if not shares:
        return str(row.lead_department or "–")
    return wording.joined(
        f"{share.department.name} {words.money(share.amount, row.currency or own)}"
        for share in shares
    )


def _told(context: Context) -> str:
    count, own = context.value("memberships"), context.office.currency
    text = ngettext(
        "Membership of %(count)s network for %(year)s; the fee is %(fees)s (the year before: "
        "%(before)s).",
        "Memberships of %(count)s networks for %(year)s; the fees are %(fees)s (the year before: "
        "%(before)s).",
        count,
    )
    return text % {
        "year": context.period.label,
        "count": words.number(count),
        "fees": wording.money(context.value("membership_fees"), own) or "–",
        "before": wording.money(context.previous("membership_fees"), own) or "–",
    }


# Who pays ----------------------------------------------------------------------------------


def _payers(memberships: list[Membership], context: Context) -> list[Block]:
    """Each fee divided by the departments that pay it, and what each of them pays in all."""
    paid = context.value("membership_fees_by_department") or []
    if len({row["department"] for row in paid}) < 2:
        return []
    own = context.office.currency
    rows = [
        [
            row["department"] or _("not recorded"),
            words.money(Decimal(str(row["amount"])), row["currency"] or own),
        ]
        for row in paid
    ]
    caption = _("Who pays the fees, %(year)s") % {"year": context.period.label}
    return [
        blocks.heading(_("Who pays"), "network-payers"),
        *_split(memberships, own),
        blocks.table(caption, [_("Department"), _("Pays")], rows, numeric=(1,)),
    ]


def _split(memberships: list[Membership], own: str) -> list[Block]:
    """Bars of the fees in the office's currency."""
    parts: dict[str, dict[str, Decimal]] = {}
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in memberships:
        if row.fee and (row.currency or own) == own:
            parts[row.network.title] = dict(_shares(row))
            for name, amount in parts[row.network.title].items():
                sums[name] += amount
    payers = sorted(sums, key=lambda name: (-sums[name], name))
    if len(payers) < 2:
        return []
    rest = _("other departments")
    series = payers if len(payers) <= PAYERS + 1 else [*payers[:PAYERS], rest]
    pairs: list[tuple[str, list[Any]]] = []
    for network in sorted(parts, key=lambda title: -sum(parts[title].values())):
        values = [parts[network].get(name, Decimal(0)) for name in series]
        others = sum(
            (amount for name, amount in parts[network].items() if name not in series), Decimal(0)
        )
        values[-1] += others
        pairs.append((network, values))
    title = _("Fees by network and paying department, in %(currency)s") % {"currency": own}
    return [blocks.stacked(title, series, pairs, told=True)]


def _shares(row: Membership) -> Iterable[tuple[str, Decimal]]:
    shares = list(row.shares.all())
    for share in shares:
        yield share.department.name, share.amount
    if not shares:
        yield str(row.lead_department or _("not recorded")), row.fee or Decimal(0)


# Offices -----------------------------------------------------------------------------------


def _offices(period: Period) -> list[Block]:
    """Functions the city held during the period; who holds them stays out of a public paper."""
    held = wording.named_by(OfficeHeld.objects.all(), "network").select_related("network")
    rows = [
        [
            office.network.title,
            office.body,
            office.role,
            words.imprecise(office.start) or "–",
            words.imprecise(office.end) or "–",
        ]
        for office in held.order_by("network__title", "body", "role")
        if _held_in(office, period)
    ]
    if not rows:
        return []
    head = [_("Network"), _("Body"), _("Function"), _("From"), _("Until")]
    caption = _("Functions the city held in networks, %(year)s") % {"year": period.label}
    title = _("Functions in networks")
    return [blocks.heading(title, "offices-held"), blocks.table(caption, head, rows)]


def _held_in(office: OfficeHeld, period: Period) -> bool:
    """Imprecise dates sort as text; an end known to the year only lasts to its last day."""
    started = not office.start or office.start <= period.last.isoformat()
    first = period.first.isoformat()
    return started and (not office.end or office.end >= first[: len(office.end)])


CHAPTERS = (Chapter("networks", gettext_lazy("Networks"), build),)
