"""The EU portal's files in their three shapes lead to the same calls."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from eufunding.models import Call
from eufunding.portal import brussels_deadline
from oia.office import importing, sheets
from oia.office.importing import Outcome
from oia.office.reading import Unreadable

SAMPLE = json.loads((Path(__file__).parent / "sample_topics.json").read_text(encoding="utf-8"))
SHAPES = ["grantsTenders", "topicDetails", "searchApi"]
# What the list of all topics does not tell.
ONLY_IN_DETAIL = {
    "topic_budget_eur", "expected_grants", "min_contribution_eur", "max_contribution_eur",
}  # fmt: skip
each_shape = pytest.mark.parametrize("shape", SHAPES)


def take(content: Any) -> Outcome:
    sheet = sheets.sheet("calls")
    assert sheet is not None
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return importing.run(sheet, data, "topics.json")


def found(call: Call) -> dict[str, Any]:
    """The call in the words of the sample."""
    return {
        "identifier": call.identifier,
        "call_identifier": call.call_identifier,
        "title": call.title,
        "programme_id": call.programme_id,
        "status": call.status,
        "opening_date": call.opens.isoformat() if call.opens else None,
        "deadlines_utc": [
            d.at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for d in call.deadlines.all()
        ],
        "deadline_model": call.deadline_model,
        "type_of_action": call.type_of_action,
        "topic_budget_eur": call.budget,
        "expected_grants": call.expected_grants,
        "min_contribution_eur": call.min_contribution,
        "max_contribution_eur": call.max_contribution,
    }


def calls() -> dict[str, dict[str, Any]]:
    return {call.identifier: found(call) for call in Call.objects.all()}


def expected(*, bulk: bool = False) -> dict[str, dict[str, Any]]:
    told = {row["identifier"]: dict(row) for row in SAMPLE["expected"]}
    if bulk:
        for row in told.values():
            row |= dict.fromkeys(ONLY_IN_DETAIL)
    return told


@each_shape
def test_each_shape_alone_gives_the_four_calls(office: Any, shape: str) -> None:
    outcome = take(SAMPLE[shape])
    assert (outcome.created, outcome.asked, outcome.refused) == (4, [], [])
    assert calls() == expected(bulk=shape == "grantsTenders")


@each_shape
def test_a_second_import_changes_nothing(office: Any, shape: str) -> None:
    take(SAMPLE[shape])
    again = take(SAMPLE[shape])
    assert (again.created, again.updated, again.unchanged) == (0, 0, 4)


@pytest.mark.parametrize("first", SHAPES)
def test_the_list_of_all_topics_blanks_nothing(office: Any, first: str) -> None:
    take(SAMPLE[first])
    before = calls()
    outcome = take(SAMPLE["grantsTenders"])
    assert (outcome.created, outcome.refused) == (0, [])
    assert calls() == before


def test_a_tender_is_left_out(office: Any) -> None:
    take(SAMPLE["grantsTenders"])
    assert Call.objects.filter(identifier__startswith="SAMPLE/").count() == 0


def test_a_description_brings_no_script(office: Any) -> None:
    take(SAMPLE["topicDetails"])
    texts = Call.objects.exclude(description="").values_list("description", flat=True)
    assert [text for text in texts if "<script" in text or "alert" in text] == []
    assert len(texts) == 4


@pytest.mark.parametrize(
    ("day", "hour"),
    [(dt.date(2099, 9, 23), 15), (dt.date(2100, 2, 18), 16), (dt.date(2027, 3, 28), 15)],
)
def test_a_day_means_17_o_clock_in_brussels(day: dt.date, hour: int) -> None:
    assert brussels_deadline(day) == dt.datetime.combine(day, dt.time(hour), dt.UTC)


def test_a_table_may_hold_several_deadlines(office: Any) -> None:
    sheet = sheets.sheet("calls")
    assert sheet is not None
    text = "identifier,title,deadline\nx-1,Pilot,2099-04-29; 2099-09-17\n"
    importing.run(sheet, text.encode(), "calls.csv")
    assert calls()["X-1"]["deadlines_utc"] == ["2099-04-29T15:00:00Z", "2099-09-17T15:00:00Z"]


def test_capitals_of_the_identifier_do_not_matter(office: Any) -> None:
    take(SAMPLE["topicDetails"])
    hits = json.loads(json.dumps(SAMPLE["searchApi"]))
    for hit in hits["results"]:
        hit["metadata"]["identifier"] = [hit["metadata"]["identifier"][0].lower()]
    assert take(hits).created == 0
    assert Call.objects.count() == 4


def test_amounts_are_money(office: Any) -> None:
    take(SAMPLE["searchApi"])
    assert Call.objects.get(identifier="SAMPLE-2099-MISS-CIT-01").budget == Decimal(20_000_000)


@pytest.mark.parametrize(
    "content",
    [{}, [], {"other": 1}, {"results": []}, b"{", b"[[[", b"[" * 100_000, b'{"results": 1}'],
)
def test_foreign_or_damaged_json_is_refused_with_a_sentence(office: Any, content: Any) -> None:
    with pytest.raises(Unreadable) as refused:
        take(content)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("sign", ["\x00", "\ud800"])
def test_signs_that_no_database_keeps_are_refused(office: Any, sign: str) -> None:
    topic = {"type": 1, "identifier": f"A{sign}", "title": "T"}
    outcome = take({"fundingData": {"GrantTenderObj": [topic]}})
    assert ([item["column"] for item in outcome.refused][:1], outcome.saved) == (
        ["identifier"],
        False,
    )
