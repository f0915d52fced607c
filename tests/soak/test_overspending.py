"""Grants of one line are decided by many at once: never more than the line holds."""

from decimal import Decimal
from typing import Any

from django.db import connections
from django.utils import timezone

from delegations.applications import actions
from delegations.models import Application
from oia.core.models import User
from oia.office.models import Allotment, Commitment
from tests import factories as make
from tests.races import at_once
from tests.soak.trial import Trial

AT_ONCE = 64
GRANT, ENOUGH_FOR = Decimal(100), 20
CHECK = "allotment_never_overcommitted"


def waiting(number: int, officer: User, scheme: Any) -> list[int]:
    """Applications that were recommended and wait for a decision."""
    club = make.make_club()
    rows = [
        make.make_application(
            club=club, scheme=scheme, status="recommended", proposal="grant", proposed=GRANT,
            recommended_by=officer, recommendation="good",
        )
        for _number in range(number)
    ]  # fmt: skip
    return [row.pk for row in rows]


def round_of(number: int, officer: User, head: User, decide: Any) -> Allotment:
    """As many decisions as there are, all at once, on a line that holds some of them."""
    scheme = make.make_open_scheme()
    scheme.line = make.make_line()
    scheme.save()
    row = make.make_allotment(
        line=scheme.line, year=make.DAY.year, planned=GRANT * ENOUGH_FOR, currency="EUR"
    )
    waiting_ = waiting(number, officer, scheme)
    at_once(lambda: decide(Application.objects.get(pk=waiting_.pop()), head), number)
    return row


def grant(application: Application, head: User) -> None:
    actions.decide(
        application=application, granted=GRANT, reasons=[], text="", conditions="", by=head
    )


def grant_unguarded(application: Application, head: User) -> None:
    """What everybody writes first: look at what is left, then promise."""
    row = Allotment.objects.get(line=application.scheme.line)
    promised = sum(Commitment.objects.filter(allotment=row).values_list("amount", flat=True))
    if promised + GRANT <= row.ceiling:
        Commitment.objects.create(allotment=row, amount=GRANT, text="grant", at=timezone.now())


def promised_on(row: Allotment) -> Decimal:
    amounts = Commitment.objects.filter(allotment=row).exclude(status="released")
    return sum(amounts.values_list("amount", flat=True), Decimal(0))


def test_no_line_is_promised_twice(trial: Trial, committed: None) -> None:
    trial.promise = f"{AT_ONCE} decisions on grants at once: exactly what the line holds, no more"
    trial.control = "looked at, then promised, without lock and without the rule in the database"
    from oia.office.actions import set_up_office

    set_up_office(city="Musterhausen", country="DE")
    officer, head = make.make_user("officer"), make.make_user("head")
    number = trial.size(sample=24, full=AT_ONCE)
    for _round in range(trial.size(sample=1, full=50)):
        row = round_of(number, officer, head, grant)
        granted = Application.objects.filter(scheme__line=row.line, status="granted").count()
        trial.saw(held=(promised_on(row), granted) == (GRANT * ENOUGH_FOR, ENOUGH_FOR))
    _without_rule()
    try:
        for _round in range(trial.size(sample=1, full=5)):
            row = round_of(number, officer, head, grant_unguarded)
            trial.control_saw(broke=promised_on(row) > row.ceiling)
    finally:
        _with_rule()


def _without_rule() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"ALTER TABLE office_allotment DROP CONSTRAINT {CHECK}")


def _with_rule() -> None:
    """Put back as the model declares it; the rows of the control are gone by then."""
    Commitment.objects.all().delete()
    rule = next(one for one in Allotment._meta.constraints if one.name == CHECK)
    with connections["owner"].schema_editor() as editor:
        editor.add_constraint(Allotment, rule)
