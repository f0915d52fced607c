"""Facts of many records: what a person sees, finds, and what counts in a period."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Greatest

from oia.core.dates import Period
from oia.core.permissions import grant, may
from oia.core.words import fold
from oia.office.choices import Confidentiality

# What has been over for longer is no longer asked for.
OWED = dt.timedelta(days=365)


class SearchableQuerySet(models.QuerySet[Any]):
    """Rows with a folded `search_text` under a trigram index."""

    area = ""

    def search(self, text: str) -> Self:
        """Rows that contain every word, whatever the accents and capitals."""
        found = self
        for word in fold(text.replace("\x00", " ")).split():
            found = found.filter(search_text__contains=word)
        return found

    def visible_to(self, user: Any) -> Self:
        cell = grant(user, self.area or self.model.area)
        if not (cell and cell.read):
            return self.none()
        seen = self.unrestricted() if not may(user, "subjects.write") else self
        whole = getattr(self.model, "part_of", "")
        if not whole or may(user, "confidential.read"):
            return seen
        return seen.exclude(**{f"{whole}__confidentiality": Confidentiality.CONFIDENTIAL})

    def unrestricted(self) -> Self:
        """Without people whose data are restricted (Art. 18 GDPR); `restricted_by` is the path."""
        path = getattr(self.model, "restricted_by", "")
        return self.filter(**{f"{path}__isnull": True}) if path else self

    def own_of(self, user: Any) -> Self:
        """What lies with a department of the person or, for a record, on one of their desks."""
        from oia.office.ownership import acting_for, departments_of

        path = getattr(self.model, "own_department", "")
        if not path:
            return self.none()
        own = Q(**{f"{path}__in": departments_of(user).values("pk")})
        if path == "department":
            own |= Q(desk__holder__in=acting_for(user))
        return self.filter(own)


class RegisterQuerySet(models.QuerySet[Any]):
    """Short lists the office keeps of itself: departments, desks, budget lines."""

    def visible_to(self, user: Any) -> Self:
        """To who keeps the list, and to who reads what is filed under its rows: `area`."""
        areas = (self.model.kept_by, self.model.area)
        return self if any(may(user, f"{area}.read") for area in areas) else self.none()

    def search(self, text: str) -> Self:
        """All are read, and compared by their folded names: an office has a few dozen."""
        parts = fold(text.replace("\x00", " ")).split()
        names = self.values_list("pk", "name")
        return self.filter(
            pk__in=[pk for pk, name in names if all(part in fold(name) for part in parts)]
        )

    def in_use(self) -> Self:
        """What is offered for new entries; old ones keep what was put away since."""
        return self.filter(archived=None)


class RecordQuerySet(SearchableQuerySet):
    def visible_to(self, user: Any) -> Self:
        # Naming the kind lets the list use the record's index (kind, first day).
        seen = super().visible_to(user).filter(kind=self.model._meta.model_name)
        if may(user, "confidential.read"):
            return seen
        return seen.exclude(confidentiality=Confidentiality.CONFIDENTIAL)

    def in_period(self, period: Period) -> Self:
        """What began in the period: a trip or visit belongs to its first day."""
        return self.filter(first_day__gte=period.first, first_day__lte=period.last)

    def running_in(self, period: Period) -> Self:
        """What touches the period at all."""
        return self.filter(
            Q(first_day__isnull=True) | Q(first_day__lte=period.last),
            Q(last_day__isnull=True) | Q(last_day__gte=period.first),
        )

    def looked_after_by(self, user: Any) -> Self:
        """What lies on a desk of the person; without a desk, what is their department's."""
        from oia.office.models import Desk

        held = Desk.objects.filter(holder=user).exclude(department=None)
        return self.filter(
            Q(desk__holder=user) | Q(desk=None, department__in=held.values("department"))
        )

    def owing_result(self, today: dt.date) -> Self:
        """Over since yesterday or longer, at most a year, and nobody has written its result."""
        since = today - OWED
        return self.counted().filter(
            result=None, archived=None, last_day__lt=today, last_day__gte=since
        )

    def counted(self) -> Self:
        """What counts in figures; nouns with drafts and cancellations narrow it."""
        return self


# Numbers of records that nobody at the desk sees though their area is open: each app's own.
WITHHELD: list[Callable[[], models.QuerySet[Any]]] = []


class AllRecords(RecordQuerySet):
    """Records of every kind: each kind's own area decides."""

    def visible_to(self, user: Any) -> Self:
        from oia.office.models import Record

        kinds = [
            kind
            for kind, area in Record.areas().items()
            if (cell := grant(user, area)) and cell.read
        ]
        seen = self.filter(kind__in=kinds)
        for not_yet_ours in WITHHELD:
            seen = seen.exclude(pk__in=not_yet_ours())
        if may(user, "confidential.read"):
            return seen
        return seen.exclude(confidentiality=Confidentiality.CONFIDENTIAL)


class AllotmentQuerySet(SearchableQuerySet):
    def visible_to(self, user: Any) -> Self:
        return super().visible_to(user).with_left()

    def with_left(self) -> Self:
        """Each with `ceiling_now`, `open` (promised, not yet paid), `spent` and `left`.

        `spent` are the postings of the line within the fiscal period, in the line's own currency.
        What is recorded as paid is expected among the postings: the larger of the two is gone, so
        that neither a payment on its way nor a posting without a promise is promised again.
        """
        nothing = models.Value(Decimal(0))
        spent = self._spent().values("line").annotate(sum=models.Sum("amount")).values("sum")
        promised = self._promised().values("allotment").annotate(sum=models.Sum("amount"))
        rows = self.annotate(
            ceiling_now=Coalesce("planned", nothing) + models.F("raised"),
            open=Coalesce(models.Subquery(promised.values("sum")), nothing),
            spent=Coalesce(models.Subquery(spent), nothing),
        )
        gone = Greatest(models.F("spent"), models.F("committed") - models.F("open"))
        return rows.annotate(left=models.F("ceiling_now") - models.F("open") - gone)

    @staticmethod
    def _promised() -> Any:
        from oia.office.models import Commitment

        return Commitment.objects.filter(allotment=models.OuterRef("pk"), status="open").order_by()

    @staticmethod
    def _spent() -> Any:
        from oia.office.models import Office, Spending

        month = Office.objects.filter(pk=1).values("fiscal_start_month")
        first, after = (
            models.Func(
                models.OuterRef("year") + more,
                Coalesce(models.Subquery(month), 1),
                models.Value(1),
                function="make_date",
                output_field=models.DateField(),
            )
            for more in (0, 1)
        )
        same = {"line": models.OuterRef("line"), "currency": models.OuterRef("currency")}
        return Spending.objects.filter(day__gte=first, day__lt=after, **same).order_by()
