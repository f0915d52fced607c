"""Anniversaries of the study's 75 ties: 5, 10, 15, 20, 25, 30, 40, 50, then every ten years."""

from typing import Any

import pytest

from oia.office.indicators import indicator
from oia.office.models.office import usual_anniversaries
from partners.models import Partnership
from tests.factories import make_partnership, make_place

# City → its partners with the year the study prints, names corrected.
TIES = {
    "Birmingham": (
        "Guangzhou 2007; Nanjing 2006; Johannesburg 1997; Chicago 1993; Mirpur 1993; Leipzig "
        "1992; Changchun 1983; Milan 1975; Frankfurt 1966; Lyon 1951"
    ),
    "Düsseldorf": (
        "Chongqing 2004; Moscow 1992; Warsaw 1989; Haifa 1988; Chemnitz 1988; Reading 1988"
    ),
    "Frankfurt": (
        "Eskişehir 2013; Yokohama 2011; Dubai 2005; Granada 1991; Kraków 1991; Budapest 1990; "
        "Leipzig 1990; Prague 1990; Toronto 1989; Guangzhou 1988; Tel Aviv-Yafo 1980; Cairo "
        "1979; Milan 1970; Deuil-la-Barre 1967; Birmingham 1966; Lyon 1960"
    ),
    "Hamburg": (
        "Dar es Salaam 2010; Chicago 1994; Prague 1990; León 1989; Osaka 1989; Dresden 1987; "
        "Shanghai 1986; Marseille 1958; Saint Petersburg 1957"
    ),
    "Köln": (
        "Rio de Janeiro 2011; Istanbul 1997; Bethlehem 1996; Katowice 1991; Berlin-Treptow "
        "1990; Indianapolis 1988; Volgograd 1988; Corinto / El Realejo 1988; Cork 1988; "
        "Thessaloniki 1988; Beijing 1987; Barcelona 1984; Tel Aviv-Yafo 1979; Cluj-Napoca "
        "1976; Berlin-Neukölln 1967; Turku 1967; Tunis 1964; Kyoto 1963; Esch-sur-Alzette "
        "1958; Lille 1958; Liège 1958; Rotterdam 1958; Turin 1958; Liverpool 1952"
    ),
    "Stuttgart": (
        "Samara 1992; Łódź 1988; Brno 1987; Cairo 1979; Menzel Bourguiba 1971; Mumbai 1968; "
        "Strasbourg 1962; St. Louis 1960; Cardiff 1955; St Helens 1948"
    ),
}
# Year → city → partner and anniversary; 9, 11, 8, 10 and 19 of them.
HITS = {
    2015: {
        "Birmingham": "Milan 40",
        "Frankfurt": "Budapest 25; Dubai 10; Leipzig 25; Prague 25",
        "Hamburg": "Dar es Salaam 5; Prague 25",
        "Köln": "Berlin-Treptow 25",
        "Stuttgart": "Cardiff 60",
    },
    2016: {
        "Birmingham": "Frankfurt 50; Nanjing 10",
        "Frankfurt": "Birmingham 50; Granada 25; Kraków 25; Yokohama 5",
        "Hamburg": "Shanghai 30",
        "Köln": "Bethlehem 20; Cluj-Napoca 40; Katowice 25; Rio de Janeiro 5",
    },
    2026: {
        "Birmingham": "Frankfurt 60; Nanjing 20",
        "Frankfurt": "Birmingham 60; Yokohama 15",
        "Hamburg": "Shanghai 40",
        "Köln": "Bethlehem 30; Cluj-Napoca 50; Rio de Janeiro 15",
    },
    2027: {
        "Birmingham": "Guangzhou 20; Johannesburg 30",
        "Frankfurt": "Deuil-la-Barre 60",
        "Hamburg": "Dresden 40; Saint Petersburg 70",
        "Köln": "Beijing 40; Berlin-Neukölln 60; Istanbul 30; Turku 60",
        "Stuttgart": "Brno 40",
    },
    2028: {
        "Düsseldorf": "Chemnitz 40; Haifa 40; Reading 40",
        "Frankfurt": "Eskişehir 15; Guangzhou 40",
        "Hamburg": "Marseille 70",
        "Köln": (
            "Corinto / El Realejo 40; Cork 40; Esch-sur-Alzette 70; Indianapolis 40; Lille "
            "70; Liège 70; Rotterdam 70; Thessaloniki 40; Turin 70; Volgograd 40"
        ),
        "Stuttgart": "Mumbai 60; St Helens 80; Łódź 40",
    },
}
COUNTS = {2015: 9, 2016: 11, 2026: 8, 2027: 10, 2028: 19}


def sign(city: str, owner: Any = None) -> None:
    for text in TIES[city].split("; "):
        name, _gap, year = text.rpartition(" ")
        make_partnership(place=make_place(name), owner=owner, signed=year)


def hits(year: int, office: Any) -> list[str]:
    one = indicator("anniversaries")
    assert one is not None
    rows = one.measure(office.period(year), office)
    return sorted(f"{row['partner']} {row['years']}" for row in rows)


def test_the_study_prints_75_ties() -> None:
    assert sum(len(ties.split("; ")) for ties in TIES.values()) == 75


@pytest.mark.parametrize("city", TIES)
def test_each_city_celebrates_its_own(office: Any, city: str) -> None:
    sign(city)
    found = {year: hits(year, office) for year in HITS}
    told = {year: sorted(filter(None, HITS[year].get(city, "").split("; "))) for year in HITS}
    assert found == told


@pytest.mark.parametrize("year", HITS)
def test_the_six_cities_together(office: Any, year: int) -> None:
    for city in TIES:
        sign(city, owner=make_place(city))
    found = Partnership.objects.anniversaries(year, usual_anniversaries())
    assert found.count() == COUNTS[year]
    assert hits(year, office) == []  # ties of other cities enter no figure


@pytest.mark.parametrize(("city", "name", "year"), [
    ("Düsseldorf", "Warsaw 35", 2024),
    ("Hamburg", "Shanghai 45", 2031),
])  # fmt: skip
def test_35_and_45_are_not_celebrated(office: Any, city: str, name: str, year: int) -> None:
    sign(city)
    assert name not in hits(year, office)
    # The negative control: with 35 and 45 in the office's list they are.
    office.anniversary_years = [35, 45]
    assert name in hits(year, office)


@pytest.mark.parametrize(("status", "count"), [
    ("active", 1), ("review", 1), ("dormant", 1), ("suspended", 0), ("ended", 0), ("decided", 0),
])  # fmt: skip
def test_suspended_and_ended_ties_are_not_celebrated(office: Any, status: str, count: int) -> None:
    make_partnership("Sankt Petersburg", signed="1957", status=status)
    assert len(hits(2027, office)) == count


def test_the_base_of_anniversaries_goes_before_the_signature(office: Any) -> None:
    """Brno: printed 1987, but the 25th was celebrated in 2015."""
    make_partnership("Brno", signed="1987", anniversary_base="1990")
    assert (hits(2015, office), hits(2012, office)) == (["Brno 25"], [])


def test_a_tie_without_a_date_has_no_anniversary(office: Any) -> None:
    make_partnership("Lyon", signed="")
    assert hits(2026, office) == []


def test_a_date_of_any_precision_counts_by_its_year(office: Any) -> None:
    for name, signed in (("A", "1966"), ("B", "1966-05"), ("C", "1966-12-31")):
        make_partnership(name, signed=signed)
    assert hits(2016, office) == ["A 50", "B 50", "C 50"]
