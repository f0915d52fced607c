"""Which trips and visits count, and which overlap."""

import datetime as dt
from typing import Any, Self

from django.db.models import F, FloatField, Q, Value
from django.db.models.functions import ACos, Cos, Greatest, Least, Radians, Sin

from delegations.choices import UNCOUNTED, UNCOUNTED_VISITS, TripStatus
from oia.office.models.office import Office
from oia.office.querysets import RecordQuerySet
from partners.models import Partnership

EARTH_KM = 6371.0


def distance_km(latitude: float, longitude: float) -> Any:
    """Expression: great-circle kilometres from a point to the destination."""
    here, there = Radians(Value(latitude)), Radians(F("destination__latitude"))
    turn = Radians(F("destination__longitude")) - Radians(Value(longitude))
    cosine = Sin(here) * Sin(there) + Cos(here) * Cos(there) * Cos(turn)
    # Rounding may push the cosine past one, where acos is undefined.
    bounded = Least(Value(1.0), Greatest(Value(-1.0), cosine))
    return Value(EARTH_KM, output_field=FloatField()) * ACos(bounded)


class JourneyQuerySet(RecordQuerySet):
    far_end = ""  # the column of the place at the other end

    def of_tie(self, tie: Any) -> Self:
        """Journeys to or from the place of a tie (or its key) and the parts of that place.

        A part that has an active tie of its own counts there and nowhere else, as in the report.
        """
        place = Partnership.objects.filter(pk=getattr(tie, "pk", tie)).values("place")
        own = Partnership.objects.counted().values("place")
        there = Q(**{f"{self.far_end}__in": place})
        part = Q(**{f"{self.far_end}__part_of__in": place}) & ~Q(**{f"{self.far_end}__in": own})
        return self.filter(there | part)


class TripQuerySet(JourneyQuerySet):
    far_end = "destination"

    def counted(self) -> Self:
        return self.exclude(status__in=UNCOUNTED)

    def owing_result(self, today: dt.date) -> Self:
        """A closed trip owes nothing any more."""
        return super().owing_result(today).exclude(status=TripStatus.CLOSED)

    def overlapping(self, trip: Any) -> Self:
        """Other trips that are near the same place at about the same time."""
        if trip.first_day is None or trip.last_day is None:
            return self.none()
        office = Office.current()
        slack = dt.timedelta(days=office.overlap_days if office else 3)
        others = self.exclude(pk=trip.pk).exclude(status="cancelled")
        close = others.filter(
            first_day__lte=trip.last_day + slack, last_day__gte=trip.first_day - slack
        )
        same = Q(destination=trip.destination)
        place = trip.destination
        if place.latitude is None or place.longitude is None:
            return close.filter(same)
        near = close.annotate(km=distance_km(place.latitude, place.longitude))
        return near.filter(same | Q(km__lte=office.overlap_km if office else 100))


class VisitQuerySet(JourneyQuerySet):
    far_end = "from_place"

    def counted(self) -> Self:
        return self.exclude(status__in=UNCOUNTED_VISITS)
