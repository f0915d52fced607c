"""The engine: a version's rules and a case in, an explained assessment out. No Django, no clock.

`assess()` is deterministic and its result plain JSON with every sentence in German and English, so
that it can be stored beside the version and still be read in ten years.
"""

from typing import Any

from delegations.support import deadlines
from delegations.support.amounts import worked
from delegations.support.caps import capped
from delegations.support.check import unset
from delegations.support.conditions import MET, NOT_MET, applies, judged
from delegations.support.facts import Facts

FORMAT = 1
IMPOSSIBLE, NOT_ELIGIBLE, EXCEPTION, OPEN, ELIGIBLE = (
    "impossible",
    "not_eligible",
    "exception",
    "open",
    "eligible",
)


def assess(rules: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    """Eligibility and proposal, line by line.

    `verdict`: impossible (see `problems`) · not_eligible · exception (somebody may allow it) ·
    open (something is not known yet) · eligible. `calculated_cents` is what the methods and caps
    give, `total_cents` the proposal: 0 unless the verdict is eligible or open. `complete` is false
    while an amount or a fact it needs is missing; the sum is then what is sure so far.
    """
    facts = Facts(rules, case)
    problems = facts.problems()
    if problems:
        return _result(IMPOSSIBLE, problems=[{"field": p.field, "text": p.text} for p in problems])
    conditions = judged(rules, facts)
    lines = worked(rules, facts)
    parts: dict[str, int] = {}
    for line in lines:
        parts[line["part"]] = parts.get(line["part"], 0) + (line["cents"] or 0)
    calculated, caps = capped(rules, facts, parts)
    verdict = _verdict(conditions)
    paid = calculated if verdict in (ELIGIBLE, OPEN) else 0
    complete = all(line["state"] == "counts" for line in lines) and all(
        cap["limit_cents"] is not None for cap in caps
    )
    return _result(
        verdict,
        conditions=conditions,
        amounts=lines,
        caps=caps,
        calculated_cents=calculated,
        total_cents=paid,
        complete=complete,
        unset=[problem.text for problem in unset(rules)],
        papers=_papers(rules, facts, paid),
        decision=_decision(rules, paid),
        deadline=_deadline(rules, facts),
    )


def _result(verdict: str, **found: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "format": FORMAT,
        "verdict": verdict,
        "problems": [],
        "conditions": [],
        "amounts": [],
        "caps": [],
        "calculated_cents": 0,
        "total_cents": 0,
        "complete": verdict != IMPOSSIBLE,
        "unset": [],
        "papers": [],
        "decision": None,
        "deadline": None,
    }
    return empty | found


def _verdict(conditions: list[dict[str, Any]]) -> str:
    """Notes of priority never refuse; an exception is asked for only if nothing else refuses."""
    binding = [line for line in conditions if line["if_not"] != "note"]
    failed = [line for line in binding if line["state"] == NOT_MET]
    if any(line["if_not"] == "refuse" for line in failed):
        return NOT_ELIGIBLE
    if failed:
        return EXCEPTION
    return ELIGIBLE if all(line["state"] == MET for line in binding) else OPEN


def _papers(rules: dict[str, Any], facts: Facts, cents: int) -> list[dict[str, Any]]:
    """What has to be handed in before and after; some papers only above an amount."""
    asked = max(cents, facts.number("requested") or 0)
    return [
        {"row": index, "stage": row["kind"], "text": row["text"], "holds": row.get("holds") or ""}
        for index, row in enumerate(rules["papers"])
        if applies(row.get("when") or {}, facts) is not False
        and (row.get("over_cents") is None or asked > row["over_cents"])
    ]


def _decision(rules: dict[str, Any], cents: int) -> dict[str, Any] | None:
    """The lowest level that may decide about the amount."""
    limited = [row for row in rules["levels"] if row["kind"] == "up_to"]
    above = [row for row in rules["levels"] if row["kind"] == "above"]
    fitting = [row for row in limited if row.get("cents") is not None and cents <= row["cents"]]
    chosen = min(fitting, key=lambda row: row["cents"], default=above[0] if above else None)
    return {"text": chosen["text"], "limit_cents": chosen.get("cents")} if chosen else None


def _deadline(rules: dict[str, Any], facts: Facts) -> str | None:
    """The first moment that is too late, in the city's time, ISO with offset."""
    days = [
        deadlines.last_day(row, facts.day("first_day"))
        for row in rules["conditions"]
        if row["kind"].startswith("deadline") and applies(row.get("when") or {}, facts)
    ]
    known = [day for day in days if day is not None]
    return deadlines.end_of(min(known), rules["zone"]).isoformat() if known else None
