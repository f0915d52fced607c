"""Which journeys belong to a tie: those of its place and of its parts without an own tie."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from delegations.models import Trip, Visit
from tests import factories as make


@pytest.mark.parametrize(
    ("status", "of_the_city", "of_the_district"), [("active", 1, 1), ("ended", 2, 1)]
)
def test_a_district_with_an_active_tie_counts_for_itself_alone(
    office: Any, status: str, of_the_city: int, of_the_district: int
) -> None:
    city = make.make_partnership("Kraków")
    district = make.make_place("Nowa Huta", "PL", part_of=city.place)
    own = make.make_partnership("Nowa Huta", place=district, status=status)
    for place in (city.place, district):
        make.make_trip(destination=place)
        make.make_visit(from_place=place)
    for rows in (Trip.objects, Visit.objects):
        assert rows.of_tie(city).count() == of_the_city
        assert rows.of_tie(own).count() == of_the_district


def test_the_list_of_a_tie_shows_what_its_page_counts(office: Any, client: Client) -> None:
    client.force_login(make.make_user("head"))
    city = make.make_partnership("Kraków")
    district = make.make_place("Nowa Huta", "PL", part_of=city.place)
    make.make_trip(destination=district, title="To the steel works")
    shown = client.get(reverse("trip_list"), {"partnership": city.pk}).content.decode()
    assert "To the steel works" in shown
    make.make_partnership("Nowa Huta", place=district)
    shown = client.get(reverse("trip_list"), {"partnership": city.pk}).content.decode()
    assert "To the steel works" not in shown
