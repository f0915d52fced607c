"""The study's table of 75 partners comes in as printed, with exactly the doubts a person has."""

import csv
from pathlib import Path
from typing import Any

import pytest

from oia.office import cells, gazetteer, importing, sheets
from oia.office.actions import choose_place, remember_answer
from oia.office.importing import Outcome
from oia.office.models import OpenQuestion
from partners.models import Partnership

SEED = Path(__file__).parents[2] / "examples" / "all" / "partnerships.csv"
DOUBTS = [
    ("Budapest", "Romania"),
    ("Tel Aviv/Jaffo", "Israel"),
    ("Cairo", "Nicaragua"),
    ("Berlin Treptow", "Germany (East)"),
    ("Wolwograd", "Russia"),
    ("Corinto/El Reajo", "Nicaragua"),
    ("Tel Aviv/Jaffo", "Israel"),
    ("Berlin Neuköln", "Germany (East)"),
    ("Esch zur-Alzette", "Luxembourg"),
    ("Brun", "Czech Republic"),
    ("Straousburg", "France"),
]
ANSWERS = {
    ("Budapest", "Romania"): ("Budapest", "HU"),
    ("Tel Aviv/Jaffo", "Israel"): ("Tel Aviv", "IL"),
    ("Cairo", "Nicaragua"): ("Cairo", "EG"),
    ("Berlin Treptow", "Germany (East)"): ("Berlin-Treptow-Köpenick", "DE"),
    ("Berlin Neuköln", "Germany (East)"): ("Berlin-Neukölln", "DE"),
    ("Wolwograd", "Russia"): ("Volgograd", "RU"),
    ("Corinto/El Reajo", "Nicaragua"): ("Corinto / El Realejo", "NI"),
    ("Esch zur-Alzette", "Luxembourg"): ("Esch-sur-Alzette", "LU"),
    ("Brun", "Czech Republic"): ("Brno", "CZ"),
    ("Straousburg", "France"): ("Strasbourg", "FR"),
    ("Granada", "Spain"): ("Granada", "NI"),
}


def take(*, as_printed: bool, save: bool = True) -> Outcome:
    sheet = sheets.sheet("partnerships")
    assert sheet is not None
    return importing.run(sheet, SEED.read_bytes(), SEED.name, save=save, as_printed=as_printed)


def asked(outcome: Outcome) -> list[tuple[str, str]]:
    return [(item["text"], item["country"]) for item in outcome.asked]


def test_as_printed_all_75_rows_load_and_eleven_are_asked(office: Any) -> None:
    outcome = take(as_printed=True)
    assert (outcome.created, outcome.refused, asked(outcome)) == (75, [], DOUBTS)
    assert Partnership.objects.count() == 75
    assert OpenQuestion.objects.count() == 11


def test_without_as_printed_nothing_is_saved(office: Any) -> None:
    outcome = take(as_printed=False)
    assert asked(outcome) == DOUBTS
    assert not outcome.saved
    assert Partnership.objects.count() == 0


def test_a_second_import_changes_nothing_and_keeps_asking(office: Any) -> None:
    take(as_printed=True)
    again = take(as_printed=True)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 75)
    assert asked(again) == DOUBTS
    assert OpenQuestion.objects.count() == 11


def test_answers_given_before_lead_to_67_places(office: Any) -> None:
    for (text, country), (name, code) in ANSWERS.items():
        place = choose_place(name=name, country=code)
        remember_answer(column="place", text=text, country=country, by=None, place=place)
    outcome = take(as_printed=False)
    assert (outcome.asked, outcome.created) == ([], 75)
    assert Partnership.objects.values("place").distinct().count() == 67


def test_an_answer_given_later_mends_what_was_saved_as_printed(office: Any) -> None:
    take(as_printed=True)
    place = choose_place(name="Budapest", country="HU")
    remember_answer(column="place", text="Budapest", country="Romania", by=None, place=place)
    tie = Partnership.objects.get(place=place)
    assert (tie.place.country, tie.place.in_doubt) == ("HU", False)
    again = take(as_printed=True)
    assert (again.created, again.unchanged, len(again.asked)) == (0, 75, 10)


@pytest.mark.parametrize(
    ("name", "country", "meant"),
    [
        ("Luttich", "BE", "Liège"),
        ("Kattowitz", "PL", "Katowice"),
        ("Cluj Napoca", "RO", "Cluj-Napoca"),
        ("Lodz", "PL", "Łódź"),
        ("Krakow", "PL", "Kraków"),
        ("Marseilles", "FR", "Marseille"),
        ("St. Petersburg", "RU", "Saint Petersburg"),
        ("Klausenburg", "RO", "Cluj-Napoca"),
        ("Peking", "CN", "Beijing"),
        ("Brünn", "CZ", "Brno"),
        ("Bombay", "IN", "Mumbai"),
        ("Mirpur", "PK", "New Mirpur City"),
    ],
)
def test_exonyms_match_by_themselves(db: None, name: str, country: str, meant: str) -> None:
    found = gazetteer.match(name, country)
    assert found is not None
    assert found.name == meant


def test_granada_in_spain_is_a_real_place(db: None) -> None:
    found = gazetteer.match("Granada", cells.country("Spain"))
    assert found is not None
    assert (found.name, found.country) == ("Granada", "ES")


def test_nothing_is_silently_corrected(office: Any) -> None:
    take(as_printed=True)
    with SEED.open(encoding="utf-8-sig") as file:
        printed = {row["place"] for row in csv.DictReader(file)}
    in_doubt = {tie.place.name for tie in Partnership.objects.filter(place__in_doubt=True)}
    assert in_doubt <= printed
    assert len(in_doubt) == 10
