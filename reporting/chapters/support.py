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

ZERO = Decimal(0)


def build(context: Context) -> list[Block]:
    period, office = context.period, context.office
    came = indicators.support_applications(period, office).count()
    granted = indicators.support_grants(period, office)
    paid = indicators.support_payments(period, office)
    if not came and not granted.exists() and not paid.exists():
        return []
    told = ngettext(
        "%(count)s application for travel support came in.",
        "%(count)s applications for travel support came in.",
        came,
    ) % {"count": words.number(came)}
    return [
        blocks.heading(_("Travel support"), "travel-support"),
        blocks.paragraph(f"{told} {_decided(context, granted)} {_paid(context, paid)}"),
        _by_club(context, paid),
    ]


def _paid(context: Context, paid: Any) -> str:
    """Of this year's decisions and of earlier ones."""
    sums = paid.aggregate(number=Count("pk"), sum=Sum("amount", default=Decimal(0)))
    if not sums["number"]:
        return _("Nothing was paid out.")
    return _("Paid out: %(sum)s, for grants of earlier years too.") % {
        "sum": words.money(sums["sum"], context.office.currency)
    }


def _decided(context: Context, granted: Any) -> str:
    """By the decisions of the period, whenever the application came."""
    sums = granted.aggregate(number=Count("pk"), sum=Sum("granted"))
    days = (context.period.first, context.period.last)
    refused = Application.objects.filter(
        status=ApplicationStatus.REFUSED, decided__date__range=days
    ).count()
    if not sums["number"] and not refused:
        return _("None was decided yet.")
    told = _("Granted: %(granted)s, %(sum)s together; refused: %(refused)s.") % {
        "granted": words.number(sums["number"]),
        "sum": words.money(sums["sum"] or Decimal(0), context.office.currency),
        "refused": words.number(refused),
    }
    revoked = Application.objects.filter(revocation__decided__date__range=days).count()
    if not revoked:
        return told
    text = ngettext(
        "%(count)s grant was revoked in the year; revoked ones are not counted as granted.",
        "%(count)s grants were revoked in the year; revoked ones are not counted as granted.",
        revoked,
    )
    return f"{told} {text % {'count': words.number(revoked)}}"


def _by_club(context: Context, paid: Any) -> Block:
    days, currency = (context.period.first, context.period.last), context.office.currency
    came = Q(submitted__date__range=days)
    decided = Q(decided__date__range=days, granted__gt=0, revocation__decided=None)
    found = (
        Application.objects.counted()
        .filter(came | decided | Q(payments__in=paid))
        .order_by()
        .values("club", "club__title", "club__confidentiality")
        .annotate(
            came=Count("pk", filter=came, distinct=True),
            grants=Count("pk", filter=decided, distinct=True),
        )
    )
    granted = _sums(Application.objects.counted().filter(decided), "club", "granted")
    went = _sums(paid, "application__club", "amount")
    rows = [
        {**row, "sum": granted.get(row["club"], ZERO), "paid": went.get(row["club"], ZERO)}
        for row in found
    ]
    rows.sort(key=lambda row: (-row["sum"], row["club__title"]))
    lines = [_line(_named(row), [row], currency) for row in rows]
    head = [_("Club"), _("Applications"), _("Granted"), _("Amount"), _("Paid")]
    caption = _("Travel support by club, %(year)s") % {"year": context.period.label}
    total = _line(_("Together"), rows, currency)
    return blocks.table(caption, head, lines, numeric=(1, 2, 3, 4), total=total)


def _sums(rows: Any, club: str, column: str) -> dict[int, Decimal]:
    """Club → sum of a column."""
    return dict(rows.order_by().values_list(club).annotate(sum=Sum(column, default=ZERO)))


def _named(row: dict[str, Any]) -> str:
    """A club that is not open is counted and not named."""
    is_open = row["club__confidentiality"] == Confidentiality.OPEN
    return str(row["club__title"]) if is_open else _("not named here")


def _line(name: str, rows: list[Any], currency: str) -> list[str]:
    """A club, or all of them together."""
    came, grants = (sum(row[key] for row in rows) for key in ("came", "grants"))
    amounts = [words.money(sum((row[k] for row in rows), ZERO), currency) for k in ("sum", "paid")]
    return [name, words.number(came), words.number(grants), *amounts]
