"""Money promised on the lines of the running year, moved, raised, and carried over."""

import datetime as dt
from decimal import Decimal
from typing import Any

from delegations.choices import VisitStatus
from delegations.models import Application
from oia.core.models import User
from oia.demo.accounts import FEE_LINE, GRANTS, GUEST_LINE
from oia.demo.plan import chance
from oia.demo.world import World, keep
from oia.office.actions import money
from oia.office.models import Allotment

SOON = dt.timedelta(days=90)
MOST = 6


def make_promises(world: World) -> None:
    head = User.objects.filter(role="head").order_by("pk")[0]
    _next_year(world)
    _grants(world, head)
    _receptions(world, head)
    _changes(world, head)


def _line(name: str, year: int) -> Any:
    return Allotment.objects.with_left().filter(line__name=name, year=year).first()


def _next_year(world: World) -> None:
    """Journeys of next year are decided on in autumn: their line is there already."""
    this = _line(GRANTS, world.plan.today.year)
    if this is not None:
        keep(
            Allotment(
                year=this.year + 1, line=this.line, planned=this.planned, currency=this.currency,
                mode=this.mode, owner=this.owner, purpose=this.purpose, group=this.group,
            )
        )  # fmt: skip


def _grants(world: World, head: User) -> None:
    """Of each decision that granted something; what was paid of it comes with the payments."""
    for row in Application.objects.filter(granted__gt=0, scheme__line__name=GRANTS):
        line = _line(GRANTS, row.first_day.year if row.first_day else world.plan.today.year)
        if line is None or row.granted is None or row.granted > line.left:
            continue
        text = row.file_number
        money.commit(allotment=line, amount=row.granted, text=text, record=row, held=True, by=head)


def _receptions(world: World, head: User) -> None:
    """For the next guests of the city."""
    line = _line(GUEST_LINE, world.plan.today.year)
    if line is None:
        return
    today, expected = world.plan.today, (VisitStatus.ANNOUNCED, VisitStatus.CONFIRMED)
    ahead: list[Any] = [
        row
        for row, _draft in world.visits
        if row.status in expected and row.first_day and today <= row.first_day <= today + SOON
    ]
    for number, visit in enumerate(ahead[:MOST]):
        amount = Decimal(chance("reception", number).randrange(200, 1500, 50))
        if amount <= line.left:
            money.commit(
                allotment=line, amount=amount, text=f"Empfang: {visit.title}"[:300],
                record=visit, by=head,
            )  # fmt: skip
            line = _line(GUEST_LINE, world.plan.today.year)


def _changes(world: World, head: User) -> None:
    year = world.plan.today.year
    guests, fees = _line(GUEST_LINE, year), _line(FEE_LINE, year)
    last = _line(GRANTS, year - 1)
    if guests is None or fees is None:
        return
    reason = "Festakt zum Jubiläum, mit der Kämmerei abgestimmt"
    money.raise_ceiling(allotment=guests, amount=Decimal(12_000), reason=reason, by=head)
    reason = "Beitrag entfällt, kurzfristige Gäste"
    money.move(source=fees, target=guests, amount=Decimal(1_500), reason=reason, by=head)
    if last is not None and last.left > 2_000:
        money.carry_over(rows=[(last, Decimal(2_000))], by=head)
