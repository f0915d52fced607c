"""Which ties are ours, active, looked after by somebody, or have an anniversary."""

from typing import Self

from django.db.models import F, IntegerField, Value
from django.db.models.functions import Cast, Coalesce, NullIf, Substr

from oia.office.querysets import RecordQuerySet
from partners.choices import TieStatus

# Suspended and ended ties are not celebrated; earlier stages have nothing to celebrate yet.
CELEBRATED = (TieStatus.ACTIVE, TieStatus.REVIEW, TieStatus.DORMANT)


class PartnershipQuerySet(RecordQuerySet):
    def ours(self) -> Self:
        """Ties of the own city; those between other cities enter no figure."""
        return self.filter(owner=None)

    def active(self) -> Self:
        return self.filter(status=TieStatus.ACTIVE)

    def counted(self) -> Self:
        return self.ours().active()

    def unattended(self) -> Self:
        """Nobody looks after it."""
        return self.filter(desk=None)

    def with_base_year(self) -> Self:
        """`base_year`: the year anniversaries count from."""
        base = Coalesce(NullIf("anniversary_base", Value("")), NullIf("signed", Value("")))
        return self.annotate(base_year=Cast(Substr(base, 1, 4), IntegerField()))

    def anniversaries(self, year: int, years: list[int]) -> Self:
        """Ties whose base lies one of the given numbers of years before the year."""
        return (
            self.filter(status__in=CELEBRATED)
            .with_base_year()
            .filter(base_year__in=[year - span for span in years])
            .annotate(turns=Value(year, output_field=IntegerField()) - F("base_year"))
        )
