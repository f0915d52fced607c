"""Trips and visits that are not over yet go with the desk."""

from delegations.choices import TripStatus, VisitStatus
from oia.office.handover import Pile, register

OVER = (TripStatus.CLOSED, TripStatus.CANCELLED)
RECEIVED = (VisitStatus.RECEIVED, VisitStatus.CANCELLED)

register(Pile("trip", lambda rows: rows.exclude(status__in=OVER), due="last_day"))
register(Pile("visit", lambda rows: rows.exclude(status__in=RECEIVED), due="last_day"))
