"""Travel support for clubs: what came in, what was decided, and to whom it went."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegations import indicators
from delegations.applications.choices import ApplicationStatus
from delegations.models import Application
from oia.office.choices import Confidentiality
from oia.ui import words
from reporting import blocks
from reporting.blocks import Block
from reporting.chapters import Context


def build(context: Context) -> list[Block]:
    period, office = context.period, context.office
    came = indicators.support_applications(period, office).count()
    granted = indicators.support_grants(period, office)
    if not came and not granted.exists():
        return []
    told = ngettext(
        "%(count)s application for travel support came in.",
        "%(count)s applications for travel support came in.",
        came,
    ) % {"count": words.number(came)}
    return [
        blocks.heading(_("Travel support"), "travel-support"),
        blocks.paragraph(f"{told} {_decided(context, granted)}"),
        _by_club(context),
    ]


def _decided(context: Context, granted: Any) -> str:
    """By the decisions of the period, whenever the application came."""
    sums = granted.aggregate(number=Count("pk"), sum=Sum("granted"))
    days = (context.period.first, context.period.last)
    refused = Application.objects.filter(
        status=ApplicationStatus.REFUSED, decided__date__range=days
    ).count()
    if not sums["number"] and not refused:
        return _("None was decided yet.")
    return _("Granted: %(granted)s, %(sum)s together; refused: %(refused)s.") % {
        "granted": words.number(sums["number"]),
        "sum": words.money(sums["sum"] or Decimal(0), context.office.currency),
        "refused": words.number(refused),
    }


def _by_club(context: Context) -> Block:
    days, currency = (context.period.first, context.period.last), context.office.currency
    came = Q(submitted__date__range=days)
    decided = Q(decided__date__range=days, granted__gt=0)
    rows = (
        Application.objects.counted()
        .filter(came | decided)
        .order_by()
        .values("club__title", "club__confidentiality")
        .annotate(
            came=Count("pk", filter=came),
            grants=Count("pk", filter=decided),
            sum=Sum("granted", filter=decided, default=Decimal(0)),
        )
        .order_by("-sum", "club__title")
    )
    lines = [_line(_named(row), [row], currency) for row in rows]
    head = [_("Club"), _("Applications"), _("Granted"), _("Amount")]
    caption = _("Travel support by club, %(year)s") % {"year": context.period.label}
    total = _line(_("Together"), list(rows), currency)
    return blocks.table(caption, head, lines, numeric=(1, 2, 3), total=total)


def _named(row: dict[str, Any]) -> str:
    """A club that is not open is counted and not named."""
    is_open = row["club__confidentiality"] == Confidentiality.OPEN
    return str(row["club__title"]) if is_open else _("not named here")


def _line(name: str, rows: list[Any], currency: str) -> list[str]:
    """A club, or all of them together."""
    came, grants = (sum(row[key] for row in rows) for key in ("came", "grants"))
    amount = sum((row["sum"] for row in rows), Decimal(0))
    return [name, words.number(came), words.number(grants), words.money(amount, currency)]
