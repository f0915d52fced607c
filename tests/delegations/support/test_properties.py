"""What holds for every case: boundaries, caps, order, deadlines, and what is refused."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegations.support.amounts import rounded
from delegations.support.check import empty_rules
from delegations.support.conditions import share_holds
from delegations.support.deadlines import end_of, months_earlier
from delegations.support.facts import share_of
from delegations.support.rules import assess
from tests.delegations.support.cases import NAMES, case, rules_of

people = st.integers(1, 400)
cents = st.integers(0, 5_000_000)


@pytest.mark.parametrize("share", ["3/4", "1/3", "1/2", "2/3", "1/10", "1"])
def test_the_boundary_of_a_share_is_inside_for_every_number_up_to_200(share: str) -> None:
    above, below = share_of(share).as_integer_ratio()
    for n in range(1, 201):
        smallest = -(-above * n // below)
        held = [s for s in range(n + 1) if share_holds(s, n, share)]
        assert held == list(range(smallest, n + 1)), (share, n)


def facts_of(draw: Any, name: str) -> dict[str, Any]:
    """A case with everything a scheme asks for."""
    rules = rules_of(name)
    count = draw(people)
    values = {
        "count": st.integers(0, count),
        "number": st.integers(0, 10),
        "cost": cents,
        "yes_no": st.booleans(),
    }
    answers = {q["code"]: draw(values[q["kind"]]) for q in rules["questions"]}
    partners = ["Suhl", "Halle", "Nancy", "Nottingham", "Temeswar", "Krasnodar", "Caen"]
    return case(
        draw(st.sampled_from(["outgoing", "incoming"])),
        people=count,
        days=draw(st.integers(1, 14)),
        km=draw(st.integers(0, 9000)),
        requested=draw(cents),
        paid_this_year=draw(st.integers(0, 600_000)),
        applicant=draw(st.sampled_from(["club", "school", "group"])),
        partner=draw(st.sampled_from(partners)),
        continent=draw(st.sampled_from(["EU", "AS"])),
        means=draw(st.sampled_from(["bus", "rail", "car", "flight"])),
        **answers,
    )


@given(st.data())
def test_no_amount_is_above_any_cap_that_speaks_about_it(data: Any) -> None:
    name = data.draw(st.sampled_from(NAMES))
    found = assess(rules_of(name), facts_of(data.draw, name))
    whole = [c for c in found["caps"] if c["part"] is None and c["limit_cents"] is not None]
    assert all(found["calculated_cents"] <= cap["limit_cents"] for cap in whole)
    assert all(c["after_cents"] <= c["limit_cents"] for c in found["caps"] if c["limit_cents"])
    assert 0 <= found["total_cents"] <= found["calculated_cents"]


@given(st.data(), st.integers(1, 50))
def test_more_people_never_get_less(data: Any, more: int) -> None:
    """Frankfurt asks for a share of the young: with the same share, never less."""
    name = data.draw(st.sampled_from(["wuerzburg", "karlsruhe_2013", "karlsruhe_2010", "mannheim"]))
    facts = facts_of(data.draw, name)
    fewer = assess(rules_of(name), facts)["total_cents"]
    greater = assess(rules_of(name), facts | {"people": facts["people"] + more})["total_cents"]
    assert greater >= fewer


@given(st.data(), st.integers(1, 20))
def test_more_days_never_get_less_where_no_rule_limits_them(data: Any, more: int) -> None:
    name = data.draw(st.sampled_from(["wuerzburg", "karlsruhe_2013", "karlsruhe_2010"]))
    facts = facts_of(data.draw, name)
    fewer = assess(rules_of(name), facts)["total_cents"]
    assert assess(rules_of(name), facts | {"days": facts["days"] + more})["total_cents"] >= fewer


@pytest.mark.parametrize("name", NAMES)
def test_nobody_travels_is_refused(name: str) -> None:
    found = assess(rules_of(name), case(people=0))
    assert (found["verdict"], found["total_cents"], [p["field"] for p in found["problems"]]) == (
        "impossible", 0, ["people"],
    )  # fmt: skip


@given(people, st.integers(1, 100))
def test_more_young_people_than_people_are_refused(count: int, more: int) -> None:
    found = assess(rules_of("frankfurt"), case(people=count, under_18=count + more))
    assert [p["field"] for p in found["problems"]] == ["under_18"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"people": -1}, "people"),
        ({"people": 2.5}, "people"),
        ({"people": True}, "people"),
        ({"days": 0}, "days"),
        ({"travel_cost": -1}, "travel_cost"),
        ({"pupils": "perhaps"}, "pupils"),
        ({"means": "balloon"}, "means"),
        ({"first_day": "2026-05-02", "last_day": "2026-05-01"}, "last_day"),
        ({"first_day": "tomorrow"}, "first_day"),
        ({"first_day": "0001-01-01"}, "first_day"),
        ({"submitted": "0001-01-01T00:00:00+02:00"}, "submitted"),
        ({"means": ["bus"]}, "means"),
        ({"submitted": "2026-05-02T12:00:00"}, "submitted"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(facts: dict[str, Any], field: str) -> None:
    found = assess(rules_of("frankfurt"), case(**facts))
    assert [problem["field"] for problem in found["problems"]] == [field]


def with_deadline(**row: Any) -> dict[str, Any]:
    rules = empty_rules()
    rules["conditions"] = [{"kind": "deadline_before", **row}]
    return rules


@pytest.mark.parametrize(
    ("first_day", "last_minute", "too_late"),
    [
        # Summer and winter.
        ("2026-07-29", "2026-07-01T23:59:59+02:00", "2026-07-02T00:00:00+02:00"),
        ("2026-01-29", "2026-01-01T23:59:59+01:00", "2026-01-02T00:00:00+01:00"),
        # The last day is the one of 23 hours: the clock goes on at 2 o'clock.
        ("2026-04-26", "2026-03-29T23:59:59+02:00", "2026-03-30T00:00:00+02:00"),
        # And the one of 25 hours.
        ("2026-11-22", "2026-10-25T23:59:59+01:00", "2026-10-26T00:00:00+01:00"),
        # Sent from elsewhere: the city's midnight counts.
        ("2026-07-29", "2026-07-01T21:59:59+00:00", "2026-07-01T22:00:00+00:00"),
    ],
)
def test_a_deadline_ends_with_the_day_in_the_city(
    first_day: str, last_minute: str, too_late: str
) -> None:
    rules = with_deadline(days=28)
    states = [
        assess(rules, case(people=5, first_day=first_day, submitted=moment))["conditions"][0][
            "state"
        ]
        for moment in (last_minute, too_late)
    ]
    assert states == ["met", "not_met"]
    found = assess(rules, case(people=5, first_day=first_day))["deadline"]
    assert datetime.fromisoformat(found) == datetime.fromisoformat(too_late)


def test_the_day_of_the_change_has_23_and_25_hours() -> None:
    hours = [
        (end_of(day, "Europe/Berlin").timestamp() - end_of(before, "Europe/Berlin").timestamp())
        / 3600
        for before, day in (
            (date(2026, 3, 28), date(2026, 3, 29)),
            (date(2026, 10, 24), date(2026, 10, 25)),
        )
    ]
    assert hours == [23, 25]


def test_months_before_end_with_the_shorter_month() -> None:
    found = [months_earlier(date(2026, 4, 30), n) for n in (1, 2, 4, 16)]
    assert found == [
        date(2026, 3, 30), date(2026, 2, 28), date(2025, 12, 30), date(2024, 12, 30),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("how", "cents_of"),
    [
        ("half_up", [1, 1, 2, 3]),
        ("half_even", [1, 1, 2, 2]),
        ("down", [1, 1, 1, 2]),
        ("up", [1, 2, 2, 3]),
    ],
)
def test_rounding_is_the_one_the_scheme_names(how: str, cents_of: list[int]) -> None:
    shares = [share_of(text) for text in ("1", "4/3", "3/2", "5/2")]
    assert [rounded(share, {"how": how, "to_cents": 1}) for share in shares] == cents_of


def test_whole_euros_are_rounded_as_named() -> None:
    assert rounded(share_of("14950"), {"how": "half_up", "to_cents": 100}) == 15000
    assert rounded(share_of("14950"), {"how": "down", "to_cents": 100}) == 14900
