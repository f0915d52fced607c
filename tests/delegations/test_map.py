"""The map of partners and travel says the same as the table beside it."""

import re
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make


def opened(role: str, query: str = "?year=2025") -> str:
    client = Client()
    client.force_login(make.make_user(role))
    return client.get(f"/delegations/map/{query}").content.decode()


def rows(html: str) -> dict[str, tuple[str, ...]]:
    body = html[html.index("<tbody") :] if "<tbody" in html else ""
    found = {}
    for row in body.split("<tr")[1:]:
        cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t", row)]
        found[cells[0]] = tuple(cells[1:])
    return found


def journeys(office: Any) -> None:
    lyon = make.make_place("Lyon", latitude=45.76, longitude=4.83)
    kyoto = make.make_place("Kyoto", "JP", latitude=35.0, longitude=135.7)
    make.make_partnership(place=lyon)
    make.make_trip(destination=lyon, first_day="2025-03-01")
    make.make_trip(destination=lyon, first_day="2025-04-01", status="cancelled")
    make.make_trip(destination=lyon, first_day="2024-03-01")
    make.make_visit(from_place=kyoto, first_day="2025-05-01")
    make.make_trip(destination=make.make_place("Somewhere", "FR"), first_day="2025-06-01")


def test_the_table_counts_what_counts_in_the_year(office: Any) -> None:
    journeys(office)
    html = opened("officer")
    assert rows(html) == {
        "Kyoto": ("Japan", "Travel and guests only", "0", "1"),
        "Lyon": ("France", "Partner", "1", "0"),
        "Somewhere": ("France", "Travel and guests only", "1", "0"),
    }
    assert "map of 2 places" in html
    assert "Not on the map, because their place is not certain: Somewhere" in html


def test_a_place_of_a_partner_leads_to_the_partnership(office: Any) -> None:
    tie = make.make_partnership()
    assert f'href="/partners/{tie.pk}/"' in opened("mayor")


def test_an_empty_year_says_what_belongs_there(office: Any) -> None:
    assert "Nothing to draw yet" in opened("head", "?year=1999")
    assert "Nothing to draw yet" in opened("head", "?year=next")


def test_the_map_costs_the_same_for_many(office: Any) -> None:
    client = Client()
    client.force_login(make.make_user("officer"))
    costs = []
    for _time in range(2):
        for _number in range(6):
            journeys(office)
        with CaptureQueriesContext(connection) as told:
            client.get("/delegations/map/?year=2025")
        costs.append(len(told))
    assert costs[0] == costs[1] <= 10
