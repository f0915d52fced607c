"""A trip or a visit has both its days: the database keeps what every page relies on."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from delegations.models import Trip
from oia.core.models import User
from oia.office.models import Record
from tests.factories import make_partnership, make_trip, make_user, make_visit


@pytest.mark.parametrize("make", [make_trip, make_visit])
@pytest.mark.parametrize("name", ["first_day", "last_day"])
def test_a_journey_without_a_day_is_refused_by_the_database(db: None, make: Any, name: str) -> None:
    row = make()
    with pytest.raises(IntegrityError), transaction.atomic():
        Record.objects.filter(pk=row.pk).update(**{name: None})


def test_what_is_no_journey_needs_no_day(db: None) -> None:
    assert make_partnership().first_day is None


def test_a_trip_still_without_days_overlaps_with_none(db: None) -> None:
    trip = make_trip()
    assert list(Trip.objects.overlapping(Trip(destination=trip.destination))) == []


def test_what_was_archived_at_night_was_archived_on_the_offices_day(
    office: Any, client: Any
) -> None:
    """Half past midnight in Berlin is still the day before in UTC."""
    trip = make_trip()
    moment = timezone.datetime.fromisoformat("2026-07-02T00:30:00+02:00")
    Trip.objects.filter(pk=trip.pk).update(archived=moment)
    head: User = make_user("head", language="en")
    client.force_login(head)
    page = client.get(f"/delegations/{trip.pk}/").content.decode()
    assert ("Archived on 2 Jul" in page, "Archived on 1 Jul" in page) == (True, False)
