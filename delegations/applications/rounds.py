"""A round: what waits to be decided under one scheme, beside the money; all of it at once."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from delegations.applications import actions, reserve
from delegations.applications.cases import own_causes
from delegations.applications.choices import ApplicationStatus
from delegations.applications.models import Application
from delegations.support.models import Scheme
from oia.core.audit import deed
from oia.core.locks import locked
from oia.core.permissions import may
from oia.core.workflow import Refused
from oia.office.models import Allotment, Office

MOST = 200  # decisions at once


@dataclass(frozen=True)
class Chosen:
    """What one application shall get; `seen` is the version of the row the person had before
    them, `reasons` and `text` say why it is less than calculated."""

    pk: int
    seen: int
    granted: Decimal
    reasons: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Purse:
    """The money of one year of the scheme's line: what is left, and what of it is kept for return
    visits. `left` is None where nothing limits it."""

    year: int
    label: str
    left: Decimal | None
    kept: Decimal

    @property
    def for_journeys(self) -> Decimal | None:
        return None if self.left is None else max(Decimal(0), self.left - self.kept)


def waiting(scheme: Scheme, first: dt.date | None, last: dt.date | None, user: Any) -> Any:
    """What was recommended under a scheme and came in on these days; by rank, then as it came."""
    rows = Application.objects.visible_to(user).filter(
        scheme=scheme, status=ApplicationStatus.RECOMMENDED, archived=None
    )
    if first:
        rows = rows.filter(submitted__date__gte=first)
    if last:
        rows = rows.filter(submitted__date__lte=last)
    named = rows.select_related("club", "recommended_by", "version_used", "scheme__line")
    return named.order_by(F("rank").asc(nulls_last=True), "submitted", "pk")


def requested(application: Application) -> Decimal | None:
    """What the club asks for, where the scheme asks that; in euros."""
    cents = application.facts.get("requested")
    return Decimal(cents) / 100 if isinstance(cents, int) else None


def locked_for(rows: list[Application], by: Any) -> dict[int, str]:
    """For each why this person cannot decide it, or nothing."""
    causes = own_causes(rows, by)
    own = _("You recommended it yourself: another person decides.")
    return {row.pk: own if row.recommended_by_id == by.pk else causes[row.pk] for row in rows}


def purses(rows: Iterable[Application]) -> dict[int, Purse]:
    """The money for these applications, by fiscal year of their journeys."""
    office = Office.current()
    found: dict[int, Purse] = {}
    if office is None:
        return found
    shares: dict[int, Fraction] = {}
    for row in rows:
        year = actions.year_of(row, office)
        share = reserve.share_kept(row)
        if year in found and share <= shares[year]:
            continue
        shares[year] = share
        line = row.scheme.line
        there = Allotment.objects.with_left().filter(line=line, year=year).first() if line else None
        left = None if line is None else there.left if there else Decimal(0)
        kept = reserve.kept(there, share) if there else Decimal(0)
        found[year] = Purse(year, office.period(year).label, left, kept)
    return dict(sorted(found.items()))


def at_percent(amounts: list[int], percent: int) -> list[int]:
    """Everybody the same share of their cents, rounded to the cent below."""
    return [cents * percent // 100 for cents in amounts]


def fitting(amounts: list[int], available: int) -> list[int]:
    """Everybody the same share, as much as the money allows: each rounded to the cent below, so
    that their sum never passes it. What rounding leaves stays on the line."""
    wanted = sum(amounts)
    if wanted <= max(available, 0):
        return list(amounts)
    return [cents * max(available, 0) // wanted for cents in amounts]


def decide_round(*, chosen: list[Chosen], by: Any) -> list[Application]:
    """All of it or nothing; the sentence of a refusal names the application it is about.

    The rows are locked in the order of their keys before any of them asks for the line, so that
    two rounds, or a round and a single decision, never wait for each other.
    """
    if not may(by, "decisions.write"):
        raise PermissionDenied
    if not 0 < len(chosen) <= MOST or len({one.pk for one in chosen}) != len(chosen):
        raise Refused(_("Tick what shall be decided, at most %d at once.") % MOST)
    with transaction.atomic(), deed(by=by, why=_("Round decided")):
        rows = locked(Application.objects.visible_to(by).order_by("pk"))
        found = {row.pk: row for row in rows.filter(pk__in=[one.pk for one in chosen])}
        if len(found) != len(chosen):
            raise PermissionDenied
        return [_decide(found[one.pk], one, by) for one in chosen]


def _decide(row: Application, one: Chosen, by: Any) -> Application:
    try:
        if row.version != one.seen:
            raise Refused(_("Somebody else has changed it meanwhile. Reload the page."))
        if one.granted < row.calculated and not one.reasons:
            raise Refused(_("Less than calculated: choose at least one reason."))
        return actions.decide(
            application=row, granted=one.granted, reasons=list(one.reasons), text=one.text,
            conditions="", by=by,
        )  # fmt: skip
    except Refused as refusal:
        raise Refused(f"{row.title}: {' '.join(refusal.messages)}") from refusal
