"""How much: parts that add up, and within a part the first row that applies counts.

All money is integer cents, all shares are fractions of integers. Each line is rounded by the rule
the scheme names, before any cap; caps are exact, so rounding never lifts an amount above one.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from delegations.support import words
from delegations.support.conditions import applies
from delegations.support.facts import Facts, share_of
from delegations.support.shapes import METHODS
from delegations.support.words import Both, both

Row = dict[str, Any]
Factor = dict[str, Any]
# The exact amount in cents (None: something is not known or not set yet) and its factors.
Worked = tuple[Fraction | None, list[Factor]]


def rounded(exact: Fraction, rounding: dict[str, Any]) -> int:
    """Whole cents, or whole euros where the scheme pays only those."""
    unit = rounding["to_cents"]
    whole, rest = divmod(exact / unit, 1)
    how = rounding["how"]
    half = Fraction(1, 2)
    up = (
        (how == "up" and rest > 0)
        or (how == "half_up" and rest >= half)
        or (how == "half_even" and (rest > half or (rest == half and whole % 2 == 1)))
    )
    return (int(whole) + up) * int(unit)


def _factor(label: Both, value: Both) -> Factor:
    return {"label": label, "value": value}


def _amount(row: Row, label: Both) -> Factor:
    cents = row.get("cents")
    unset = both("noch festzulegen", "still to be set")
    return _factor(label, unset if cents is None else words.money(cents))


def _counted(row: Row, facts: Facts) -> tuple[int | None, Factor]:
    """How many are paid for: all, or those a question counts; at most so many."""
    name = row.get("of") or "people"
    count = facts.number(name)
    most = row.get("max_people")
    value = facts.value_words(name)
    if count is not None and most is not None and count > most:
        value = both(f"{most} (höchstens; gegeben {count})", f"{most} (at most; {count} are given)")
        count = most
    return count, _factor(facts.label(name), value)


def _times(*numbers: int | None) -> Fraction | None:
    product = Fraction(1)
    for number in numbers:
        if number is None:
            return None
        product *= number
    return product


def _per_person(row: Row, facts: Facts) -> Worked:
    count, factor = _counted(row, facts)
    factors = [factor, _amount(row, both("je Person", "per person"))]
    if row.get("least_cents") is not None:
        spread = words.money(row["least_cents"])
        factors.append(_factor(both("Spanne ab", "range from"), spread))
    return _times(count, row.get("cents")), factors


def _per_person_day(row: Row, facts: Facts) -> Worked:
    count, factor = _counted(row, facts)
    name = row.get("days_fact") or "days"
    days, value = facts.number(name), facts.value_words(name)
    most = row.get("max_days_paid")
    if days is not None and most is not None and days > most:
        value = both(f"{most} (höchstens; gegeben {days})", f"{most} (at most; {days} are given)")
        days = most
    amount = _amount(row, both("je Person und Tag", "per person and day"))
    return _times(count, days, row.get("cents")), [
        factor,
        _factor(facts.label(name), value),
        amount,
    ]


def _sum(names: list[str], facts: Facts) -> tuple[int | None, list[Factor]]:
    values = [facts.number(name) for name in names]
    factors = [_factor(facts.label(name), facts.value_words(name)) for name in names]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None, factors


def _percent(row: Row, facts: Facts) -> Worked:
    total, factors = _sum(row["costs"], facts)
    if row.get("share") is None:
        return None, factors
    share = share_of(row["share"])
    factors.append(_factor(both("Anteil", "share"), words.fraction(share)))
    return None if total is None else total * share, factors


def _band(row: Row, facts: Facts) -> Worked:
    count, factor = _counted(row, facts)
    factors = [factor, _factor(facts.label("km"), facts.value_words("km"))]
    factors.append(_amount(row, both("je Person", "per person")))
    return _times(count, row.get("cents")), factors


def _flat(row: Row, facts: Facts) -> Worked:
    return _times(row.get("cents")), [_amount(row, both("Pauschale", "flat sum"))]


def _undefined(row: Row, facts: Facts) -> Worked:
    """The city pays something, nobody published how: no figure is invented."""
    return None, [_amount({}, both("Betrag", "amount"))]


def _project(row: Row, facts: Facts) -> Worked:
    """What was asked for, at most the costs less the own share."""
    total, factors = _sum(row["costs"], facts)
    asked = facts.number("requested")
    factors.insert(0, _factor(facts.label("requested"), facts.value_words("requested")))
    own = share_of(row["own_share"]) if row.get("own_share") else Fraction(0)
    if own:
        factors.append(_factor(both("Eigenanteil", "own share"), words.fraction(own)))
    if total is None or asked is None:
        return None, factors
    return min(Fraction(asked), total * (1 - own)), factors


_METHODS: dict[str, Callable[[Row, Facts], Worked]] = {
    "per_person": _per_person,
    "per_person_day": _per_person_day,
    "percent": _percent,
    "band": _band,
    "flat": _flat,
    "project": _project,
    "undefined": _undefined,
}


def _in_band(row: Row, facts: Facts) -> bool | None:
    """Over the lower end, up to and with the upper one; the first band begins at 0 itself."""
    if row["kind"] != "band":
        return True
    km, over, up_to = facts.number("km"), row.get("over_km"), row.get("up_to_km")
    if over is None and up_to is None:
        return True
    if km is None:
        return None
    return (over is None or over == 0 or km > over) and (up_to is None or km <= up_to)


def _speaks(row: Row, facts: Facts) -> bool | None:
    both_hold = (applies(row.get("when") or {}, facts), _in_band(row, facts))
    if False in both_hold:
        return False
    return None if None in both_hold else True


def worked(rules: dict[str, Any], facts: Facts) -> list[dict[str, Any]]:
    """A line for every row that counts, and one for every row that hangs on an open question:
    its own, or that of a row before it in the same part, which would count in its place."""
    lines: list[dict[str, Any]] = []
    done: set[str] = set()
    doubtful: set[str] = set()
    for index, row in enumerate(rules["methods"]):
        part = row.get("part") or "main"
        speaks = _speaks(row, facts)
        if part in done or speaks is False:
            continue
        if row["kind"] != "in_kind" and speaks:
            done.add(part)
        sure = speaks is True and part not in doubtful
        if row["kind"] != "in_kind" and not speaks:
            doubtful.add(part)
        lines.append(_line(index, row, facts, rules["rounding"], part, sure=sure))
    return lines


def _line(
    index: int, row: Row, facts: Facts, rounding: dict[str, Any], part: str, *, sure: bool
) -> dict[str, Any]:
    in_kind = row["kind"] == "in_kind"
    exact, factors = (Fraction(0), []) if in_kind else _METHODS[row["kind"]](row, facts)
    known = sure and exact is not None
    return {
        "row": index,
        "part": part,
        "kind": row["kind"],
        "text": row.get("text") or METHODS[row["kind"]].label,
        "factors": factors,
        "cents": rounded(exact, rounding) if known and exact is not None else None,
        "state": "counts" if known else "unknown",
        "in_kind": in_kind,
    }
