"""Ten real rule sets: the published tests, and two more of each worked by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from delegations.support.rules import assess
from tests.delegations.support.cases import NAMES, case, rules_of

PUBLISHED = json.loads((Path(__file__).parent / "published_rules.json").read_text())
# What the published tests leave unsaid and the rules ask for.
UNSAID = {
    "frankfurt": {"pupils": False, "under_18": 0, "applicant": "club"},
    "wuerzburg": {"tourist": False},
    "karlsruhe_2010": {"up_to_25": 0},
}
NAMED = {
    "participants": "people",
    "under18": "under_18",
    "mode": "means",
    "travel_cost_eur": "travel_cost",
}


def test_every_published_rule_set_is_shipped() -> None:
    assert sorted(r["id"] for r in PUBLISHED["rule_sets"]) == NAMES


@pytest.mark.parametrize("test", PUBLISHED["tests"], ids=lambda t: f"{t['rule']}: {t['why']}")
def test_the_engine_answers_what_the_published_tests_expect(test: dict[str, Any]) -> None:
    facts = dict(UNSAID[test["rule"]])
    for name, value in test.items():
        if name not in ("rule", "dir", "expect_eur", "why"):
            facts[NAMED.get(name, name)] = value * 100 if name.endswith("_eur") else value
    found = assess(rules_of(test["rule"]), case(test["dir"], **facts))
    assert (found["problems"], found["total_cents"]) == ([], test["expect_eur"] * 100)


def given(name: str, direction: str, cents: int, verdict: str = "eligible", **facts: Any) -> Any:
    return pytest.param(name, case(direction, **facts), cents, verdict, id=f"{name} {cents}")


FRANKFURT = {
    "applicant": "club", "reciprocal": True, "commercial": False, "tourist": False,
    "first_day": "2026-05-30", "last_day": "2026-06-02", "submitted": "2026-05-01T12:00:00+02:00",
}  # fmt: skip
MANNHEIM = {"applicant": "club", "seat_in_city": True, "first_day": "2026-03-02"}
CHEMNITZ = {"applicant": "club", "first_day": "2026-06-30", "submitted": "2026-04-30T09:00:00Z"}
BONN = {"submitted": "2025-04-25T23:59:59+02:00", "last_day": "2026-03-31"}


@pytest.mark.parametrize(
    ("name", "facts", "cents", "verdict"),
    [
        # Pupils: a third of 1,000.00 = 333.333… → 333.33.
        given("frankfurt", "outgoing", 33333, people=12, pupils=True, under_18=12,
              travel_cost=100000, **FRANKFURT),
        # Applied on 3 May for 30 May: 27 days, 28 are needed → nothing.
        given("frankfurt", "outgoing", 0, "not_eligible", people=12, pupils=False, under_18=0,
              travel_cost=100000, **FRANKFURT | {"submitted": "2026-05-03T08:00:00+02:00"}),
        # 31 guests × 10 = 310, cap 300.
        given("wuerzburg", "incoming", 30000, people=31, partner="Caen", continent="EU", days=3,
              tourist=False, applicant="club"),
        # Nine people: fewer than ten, the mayor decides; 9 × 100 = 900 stays only calculated.
        given("wuerzburg", "outgoing", 0, "exception", people=9, partner="Bray", continent="NA",
              days=4, tourist=False, applicant="school"),
        # 40 guests × 25 = 1,000; January to June: by 30 November before.
        given("mannheim", "incoming", 100000, people=40, reception=False,
              submitted="2025-11-30T23:59:00+01:00", **MANNHEIM),
        # A reception instead of money.
        given("mannheim", "incoming", 0, people=40, reception=True,
              submitted="2025-11-30T23:59:00+01:00", **MANNHEIM),
        # 25 % of 2,002.00 = 500.50, and 3 × 20 for those under 25 = 60.
        given("karlsruhe_2013", "outgoing", 56050, people=10, travel_cost=200200, under_25=3,
              applicant="group"),
        # Four days from Krasnodar: 15 × 50 = 750.
        given("karlsruhe_2013", "incoming", 75000, people=15, partner="Krasnodar", days=4,
              applicant="group"),
        # Halle by car: 20 flat, and 2 × 10 for those up to 25.
        given("karlsruhe_2010", "outgoing", 4000, people=4, partner="Halle", means="car",
              up_to_25=2, applicant="individual"),
        # Nottingham by rail: 25 % of 4,000 = 1,000, cap 750; 5 × 10 come on top.
        given("karlsruhe_2010", "outgoing", 80000, people=20, partner="Nottingham", means="rail",
              travel_cost=400000, up_to_25=5, applicant="group"),
        # 3,000 asked for, costs 3,000 less a tenth = 2,700.
        given("chemnitz", "outgoing", 270000, people=8, requested=300000, project_costs=300000,
              paid_this_year=0, **CHEMNITZ),
        # 2,000 asked for, 4,500 of 5,000 granted before: 500 are left.
        given("chemnitz", "incoming", 50000, people=8, requested=200000, project_costs=900000,
              paid_this_year=450000, **CHEMNITZ),
        # Nothing published: eligible, and no amount is invented.
        given("friedrichshafen", "outgoing", 0, people=20, entitled=20, encounters=2,
              round_trip=False, first_day="2026-05-02", submitted="2026-05-01T23:59:00+02:00"),
        # Round trip of 7 days, 3 of them there: 2·3 = 6 < 7.
        given("friedrichshafen", "outgoing", 0, "not_eligible", people=20, entitled=20,
              encounters=1, round_trip=True, partner_days=3, days=7, first_day="2026-05-02",
              submitted="2026-01-01T00:00:00+01:00"),
        # 3 of 6 days are half: inside.
        given("lingen", "outgoing", 0, people=9, days=6, partner_days=3),
        # 3 of 7 days are less than half.
        given("lingen", "outgoing", 0, "not_eligible", people=9, days=7, partner_days=3),
        # Half of 1,111.11 = 555.555 → 555.56.
        given("wittlich", "outgoing", 55556, people=21, days=5, trips_this_year=1, means="rail",
              rail_second_class=111111, residents_or_members=11),
        # 10 of 21: 2·10 = 20 < 21.
        given("wittlich", "outgoing", 0, "not_eligible", people=21, days=5, trips_this_year=1,
              means="rail", rail_second_class=111111, residents_or_members=10),
        # 4,000 asked for, cap 3,500; the last minute of 25 April, ends on 31 March.
        given("bonn_projects", "outgoing", 350000, people=5, requested=400000,
              project_costs=600000, **BONN),
        # Ends a day too late.
        given("bonn_projects", "outgoing", 0, "not_eligible", people=5, requested=400000,
              project_costs=600000, **BONN | {"last_day": "2026-04-01"}),
    ],
)  # fmt: skip
def test_worked_by_hand(name: str, facts: dict[str, Any], cents: int, verdict: str) -> None:
    found = assess(rules_of(name), facts)
    assert (found["problems"], found["verdict"], found["total_cents"]) == ([], verdict, cents)


def test_each_line_names_rule_requirement_and_what_is_given() -> None:
    found = assess(rules_of("wuerzburg"), case(people=9, partner="Suhl", days=2, tourist=False))
    assert found["conditions"][2] == {
        "row": 2,
        "kind": "number",
        "text": {"de": "Mindestens 10 Personen", "en": "At least 10 people"},
        "required": {"de": "mindestens 10", "en": "at least 10"},
        "given": {"de": "9", "en": "9"},
        "state": "not_met",
        "if_not": "exception",
        "exception_by": {"de": "Oberbürgermeister oder Oberbürgermeisterin", "en": "the mayor"},
    }


def test_a_cap_that_cut_the_amount_is_named() -> None:
    found = assess(rules_of("wuerzburg"), case(people=20, partner="Suhl", days=2, tourist=False))
    assert found["caps"] == [
        {
            "row": 0,
            "kind": "per_application",
            "part": None,
            "text": {"de": "Suhl: höchstens 300 €", "en": "Suhl: at most 300 €"},
            "given": {"de": "300,00 €", "en": "300.00 €"},
            "limit_cents": 30000,
            "before_cents": 40000,
            "after_cents": 30000,
            "applied": True,
        }
    ]


def test_an_amount_nobody_published_is_not_zero_but_missing() -> None:
    found = assess(rules_of("lingen"), case(people=9, days=6, partner_days=3))
    assert (found["amounts"][0]["cents"], found["complete"]) == (None, False)
    assert [text["en"] for text in found["unset"]] == [
        "Calculation, row 1, kind: is still to be set."
    ]


@pytest.mark.parametrize("name", NAMES)
def test_an_assessment_is_the_same_json_every_time(name: str) -> None:
    facts = case(people=12, days=3)
    found = assess(rules_of(name), facts)
    assert json.loads(json.dumps(found)) == found == assess(rules_of(name), facts)


def test_chemnitz_asks_for_more_papers_above_600_euros() -> None:
    def papers(cents: int) -> int:
        facts = case(people=5, requested=cents, project_costs=cents * 2, paid_this_year=0)
        return len(assess(rules_of("chemnitz"), facts)["papers"])

    assert (papers(60000), papers(60001)) == (1, 3)
