"""What is wrong with a scheme is said in a sentence each."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from delegations.support.check import empty_rules, problems, unset
from delegations.support.conditions import asks_for
from delegations.support.fields import EurosField
from delegations.support.rules import assess
from tests import factories as make
from tests.delegations.support.cases import NAMES, rules_of


def told(**sections: Any) -> list[str]:
    return [problem.text["en"] for problem in problems(empty_rules() | sections)]


def band(over: int, up_to: int | None) -> dict[str, Any]:
    ends = {} if up_to is None else {"up_to_km": up_to}
    return {"kind": "band", "over_km": over, "cents": 3000} | ends


@pytest.mark.parametrize("name", NAMES)
def test_no_published_rule_set_contradicts_itself(name: str) -> None:
    assert problems(rules_of(name)) == []


def test_bands_without_gap_and_overlap_are_right() -> None:
    assert told(methods=[band(0, 300), band(300, 900), band(900, None)]) == []


@pytest.mark.parametrize(
    ("sections", "sentence"),
    [
        ({"methods": [band(0, 300), band(200, None)]},
         "Calculation, row 2, over km: overlaps a band."),
        ({"methods": [band(0, 300), band(400, None)]},
         "Calculation, row 2, over km: gap from 300 to 400 km."),
        ({"methods": [{"kind": "lottery"}]}, "Calculation, row 1, kind: unknown kind."),
        ({"methods": [{"kind": "flat", "cents": 1, "luck": 2}]},
         "Calculation, row 1, luck: unknown word."),
        ({"methods": [{"kind": "flat", "cents": -1}]},
         "Calculation, row 1, amount: less than zero."),
        ({"methods": [{"kind": "flat", "cents": 33.33}]},
         "Calculation, row 1, amount: no whole number."),
        ({"methods": [{"kind": "flat", "cents": 1}, {"kind": "flat", "cents": 2}]},
         "Calculation, row 2, part: is never reached: a row before it always applies."),
        ({"methods": [{"kind": "percent", "costs": ["people"], "share": "0.33"}]},
         "Calculation, row 1, share: no fraction from 0 to 1."),
        ({"methods": [{"kind": "percent", "costs": ["balloon"], "share": "1/3"}]},
         "Calculation, row 1, of these costs: “balloon” is unknown."),
        ({"methods": [{"kind": "flat", "cents": 1, "when": {"means": ["balloon"]}}]},
         "Calculation, row 1, means of transport: “balloon” is unknown."),
        ({"caps": [{"kind": "per_application", "cents": 100}, {"kind": "minimum", "cents": 101}]},
         "Limits, row 1, amount: the cap is below the minimum."),
        ({"conditions": [{"kind": "number", "fact": "people", "at_least": 9, "at_most": 8}]},
         "Conditions, row 1, at least: is above its upper limit."),
        ({"zone": "Mars/Olympus"}, "The time zone is unknown."),
        ({"rounding": {"how": "kindly", "to_cents": 1}}, "The rounding is unknown."),
        ({"reserve": "5/4"}, "The reserve is a fraction from 0 to 1, like 1/4."),
        ({"luck": 1}, "“luck” is unknown."),
    ],
)  # fmt: skip
def test_each_mistake_has_its_sentence(sections: dict[str, Any], sentence: str) -> None:
    assert told(**sections) == [sentence]


@pytest.mark.parametrize(
    "rules",
    [
        None,
        [],
        "",
        {},
        {"methods": 7},
        empty_rules() | {"caps": [1]},
        empty_rules() | {"caps": [{"kind": ["flat"]}]},
        empty_rules() | {"zone": ["Europe/Berlin"]},
        empty_rules() | {"conditions": [{"kind": "deadline_before", "months": 99999}]},
        empty_rules() | {"rounding": {"how": [], "to_cents": {}}},
    ],
)
def test_what_is_no_scheme_at_all_is_told_and_breaks_nothing(rules: Any) -> None:
    assert problems(rules) != []


def test_missing_amounts_are_told_apart_from_mistakes() -> None:
    rules = empty_rules() | {"caps": [{"kind": "per_application", "cents": None}]}
    assert (problems(rules), [p.text["en"] for p in unset(rules)]) == (
        [], ["Limits, row 1, amount: is still to be set."],
    )  # fmt: skip


def test_a_row_behind_one_that_hangs_on_an_open_question_is_not_sure() -> None:
    rules = make.RULES | {
        "methods": [
            {"kind": "per_person", "cents": 4000, "when": {"continents": ["EU"]}},
            {"kind": "per_person", "cents": 9000},
            {"kind": "per_person", "cents": 100, "part": "other"},
        ]
    }
    case = {"direction": "outgoing", "people": 10, "answers": {}}
    found = assess(rules, case)
    assert [line["state"] for line in found["amounts"]] == ["unknown", "unknown", "counts"]
    assert (found["total_cents"], found["complete"]) == (1000, False)
    assert assess(rules, case | {"continent": "AS"})["total_cents"] == 91000
    assert assess(rules, case | {"continent": "EU"})["total_cents"] == 41000


def test_rules_say_which_facts_they_hang_on() -> None:
    asked = {"kind": "count", "code": "far", "text": {"de": "x", "en": "from other continents"}}
    assert not asks_for(make.RULES | {"questions": [asked]}, "continent")
    row = {"kind": "flat", "cents": 1, "when": {"not_continents": ["EU"]}}
    assert asks_for(make.RULES | {"methods": [row]}, "continent")
    assert asks_for(make.RULES | {"caps": [row]}, "continent")


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1.234,50", 123450), ("1,234.50", 123450), ("1234,5", 123450), ("1234.5", 123450),
        ("1.234", 123400), ("1,234", 123400), ("€ 12", 1200), ("12 €", 1200),
        ("1 234,50", 123450), ("1.234.567,89", 123456789), ("1,234,567.89", 123456789),
    ],
)  # fmt: skip
def test_amounts_are_read_in_both_ways_of_writing(typed: str, cents: int) -> None:
    assert EurosField().clean(typed) == cents


@pytest.mark.parametrize(
    "typed", ["1.23.4", "1,2,3", "1" + ".234" * 1500, "1.234.50", "12,345,6", "-5", "1e3"]
)
def test_what_is_no_amount_is_asked_again(typed: str) -> None:
    with pytest.raises(ValidationError):
        EurosField().clean(typed)
