"""Limits of the amount: those of a part first, then those of the whole, the minimum last."""

from typing import Any

from delegations.support import words
from delegations.support.conditions import applies
from delegations.support.facts import Facts, share_of
from delegations.support.shapes import CAPS
from delegations.support.words import Both, both

Row = dict[str, Any]
UNSET = both("noch festzulegen", "still to be set")


def capped(
    rules: dict[str, Any], facts: Facts, parts: dict[str, int]
) -> tuple[int, list[dict[str, Any]]]:
    """The sum of the parts under all caps, and a line for each cap that speaks about the case."""
    amounts, lines = dict(parts), []
    for index, row in _ordered(rules["caps"]):
        part = row.get("part")
        if applies(row.get("when") or {}, facts) is False or (part and part not in amounts):
            continue
        before = amounts[part] if part else sum(amounts.values())
        limit, given = _limit(row, facts)
        after = _after(row, before, limit)
        if part:
            amounts[part] = after
        else:
            amounts = {"total": after}
        lines.append(_line(index, row, given, limit, before, after))
    return sum(amounts.values()), lines


def _ordered(rows: list[Row]) -> list[tuple[int, Row]]:
    """Caps of parts before those of the whole, minimums at the end; otherwise as written."""
    order = {True: 0, False: 1}
    return sorted(
        enumerate(rows), key=lambda pair: (pair[1]["kind"] == "minimum", order["part" in pair[1]])
    )


def _limit(row: Row, facts: Facts) -> tuple[int | None, Both]:
    """The limit in cents, and how it came about; None while something is not known or not set."""
    kind, cents = row["kind"], row.get("cents")
    if kind == "share_of_costs":
        return _share_limit(row, facts)
    if cents is None:
        return None, UNSET
    if kind == "per_person":
        people = facts.number("people")
        value, count = words.money(cents), facts.value_words("people")
        given = both(f"{count['de']} × {value['de']}", f"{count['en']} × {value['en']}")
        return None if people is None else people * cents, given
    if kind == "per_applicant_year":
        paid = facts.number("paid_this_year")
        value, had = words.money(cents), facts.value_words("paid_this_year")
        given = both(f"{value['de']} − {had['de']}", f"{value['en']} − {had['en']}")
        return None if paid is None else max(0, cents - paid), given
    return cents, words.money(cents)


def _share_limit(row: Row, facts: Facts) -> tuple[int | None, Both]:
    costs = [facts.number(name) for name in row["costs"]]
    known = [value for value in costs if value is not None]
    if row.get("share") is None:
        return None, UNSET
    share = share_of(row["share"])
    given = words.fraction(share)
    if len(known) < len(costs):
        return None, given
    # Always down: a limit that is rounded up would be none.
    return sum(known) * share.numerator // share.denominator, given


def _after(row: Row, before: int, limit: int | None) -> int:
    if limit is None:
        return before
    if row["kind"] == "minimum":
        return before if before >= limit else 0
    return min(before, limit)


def _line(
    index: int, row: Row, given: Both, limit: int | None, before: int, after: int
) -> dict[str, Any]:
    return {
        "row": index,
        "kind": row["kind"],
        "part": row.get("part"),
        "text": row.get("text") or CAPS[row["kind"]].label,
        "given": given,
        "limit_cents": limit,
        "before_cents": before,
        "after_cents": after,
        "applied": after != before,
    }
