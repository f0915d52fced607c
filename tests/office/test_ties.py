"""Who looks after which tie: desks as Köln and Hamburg have them."""

from typing import Any

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from django.test import Client

from oia.office import importing, sheets
from oia.office.indicators import indicator
from oia.office.models import Desk
from partners.models import Partnership
from tests.factories import make_partnership, make_place, make_user

KOELN = {
    "FTE 1": ["Tel Aviv-Yafo", "Bethlehem"],
    "FTE 2": ["Esch-sur-Alzette", "Istanbul", "Klausenburg", "Lüttich", "Rotterdam"],
    "FTE 3": ["Cork", "Kattowitz", "Lille", "Liverpool", "Peking", "Rio de Janeiro", "Volgograd"],
    "FTE 4": ["Barcelona", "Indianapolis", "Kyoto", "Thessaloniki", "Tunis", "Turin", "Turku"],
    "FTE 5": ["Corinto/El Realejo"],
    "": ["Berlin Treptow", "Berlin Neukölln"],
}
HAMBURG = {
    "FTE 3": ["Dar es Salaam"],
    "FTE 4": ["Shanghai", "Osaka"],
    "FTE 5": ["León"],
    "FTE 6": ["Marseille", "Chicago"],
    "FTE 7": ["Prague"],
    "FTE 9": ["St Petersburg"],
    "": ["Dresden"],
}


def staff(desks: dict[str, list[str]]) -> None:
    for name, places in desks.items():
        desk = Desk.objects.create(name=name) if name else None
        for place in places:
            make_partnership(place, desk=desk)


def figure(code: str, office: Any) -> Any:
    one = indicator(code)
    assert one is not None
    return one.measure(office.period(2026), office)


@pytest.mark.parametrize(
    ("desks", "ties", "alone"),
    [(KOELN, 24, {"Berlin Treptow", "Berlin Neukölln"}), (HAMBURG, 9, {"Dresden"})],
    ids=["Köln", "Hamburg"],
)
def test_ties_nobody_looks_after_are_found(
    office: Any, desks: dict[str, list[str]], ties: int, alone: set[str]
) -> None:
    staff(desks)
    assert figure("partnerships_active", office) == ties
    assert figure("partnerships_without_responsible", office) == len(alone)
    unattended = Partnership.objects.counted().unattended()
    assert set(unattended.values_list("title", flat=True)) == alone


def test_the_load_of_each_desk_can_be_counted(office: Any) -> None:
    staff(KOELN)
    desks = Desk.objects.order_by("name")
    assert {d.name: d.record_set.count() for d in desks} == {
        "FTE 1": 2, "FTE 2": 5, "FTE 3": 7, "FTE 4": 7, "FTE 5": 1,
    }  # fmt: skip


def test_the_list_filters_by_desk_and_by_nobody(office: Any, client: Client) -> None:
    staff(HAMBURG)
    client.force_login(make_user("officer"))
    desk = Desk.objects.get(name="FTE 4")
    found = [
        client.get("/partners/", query).context["count"]
        for query in ({"desk": desk.pk}, {"unattended": "yes"}, {"unattended": "no"})
    ]
    assert found == [2, 1, 8]


def test_two_cities_rows_about_each_other_are_two_ties(office: Any) -> None:
    """Birmingham–Frankfurt 1966 stands in both tables: linked, not merged."""
    sheet = sheets.sheet("partnerships")
    assert sheet is not None
    text = "city;place;country;signed\nFrankfurt am Main;Birmingham;United Kingdom;1966\n"
    text += "Birmingham;Frankfurt am Main;Germany;1966\n"
    outcome = importing.run(sheet, text.encode(), "ties.csv")
    assert (outcome.created, outcome.asked, outcome.refused) == (2, [], [])
    one, two = Partnership.objects.order_by("pk")
    assert (one.place, one.owner, one.signed) == (two.owner, two.place, two.signed)
    assert figure("partnerships_active", office) == 0


def test_the_own_citys_name_means_our_tie(office: Any) -> None:
    sheet = sheets.sheet("partnerships")
    assert sheet is not None
    text = "city;place;country\nMUSTERHAUSEN;Lyon;France\n;Lille;France\n"
    importing.run(sheet, text.encode(), "ties.csv")
    assert [tie.owner for tie in Partnership.objects.all()] == [None, None]


def test_a_tie_stands_once_per_owner(db: None) -> None:
    place = make_place("Lyon")
    make_partnership(place=place)
    make_partnership(place=place, owner=make_place("Birmingham"))
    with pytest.raises(IntegrityError), transaction.atomic():
        make_partnership(place=place)


def test_no_city_is_tied_to_itself(db: None) -> None:
    place = make_place("Lyon")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_partnership(place=place, owner=place)
