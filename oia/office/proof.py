"""Proof that the sums kept beside budget lines are those of their rows, in a backup too."""

from decimal import Decimal

from django.db.models import F, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from oia.core.archive import Archive
from oia.core.invariants import Broken, invariant
from oia.office.models import Allotment, BudgetEntry, Commitment


@invariant
def budgets_add_up(alias: str, archive: Archive) -> str:
    """What is raised and committed on each line is the sum of its entries and promises."""
    nothing = Value(Decimal(0))
    entries = BudgetEntry.objects.filter(allotment=OuterRef("pk")).order_by().values("allotment")
    promises = (
        Commitment.objects.filter(allotment=OuterRef("pk"))
        .exclude(status="released")
        .order_by()
        .values("allotment")
    )
    rows = Allotment.objects.using(alias).annotate(
        entered=Coalesce(Subquery(entries.annotate(s=Sum("amount")).values("s")), nothing),
        promised=Coalesce(Subquery(promises.annotate(s=Sum("amount")).values("s")), nothing),
    )
    wrong = rows.exclude(raised=F("entered"), committed=F("promised")).select_related("line")
    first = wrong.first()
    if first is not None:
        raise Broken(f"The sums of the budget line {first} are not those of its rows.")
    return f"{rows.count()} budget lines add up"
