"""Who and what is supported: every condition becomes a line that says required, given and state."""

from collections.abc import Callable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from delegations.support import deadlines, words
from delegations.support.facts import Facts, share_of
from delegations.support.shapes import APPLICANTS, CONDITIONS, SECTIONS
from delegations.support.words import Both, both

Row = dict[str, Any]
# Required, given, and whether it holds (None: not known yet).
Judged = tuple[Both, Both, bool | None]

MET, NOT_MET, UNKNOWN = "met", "not_met", "unknown"


def share_holds(part: int, whole: int, share: str) -> bool:
    """part/whole ≥ share without a division: 4·s ≥ 3·n. The boundary itself is inside."""
    wanted = share_of(share)
    return part * wanted.denominator >= wanted.numerator * whole


def applies(when: Row, facts: Facts) -> bool | None:
    """Whether all that `when` names holds; None if it hangs on something not known yet."""
    found = [_part_applies(name, value, when, facts) for name, value in when.items()]
    if False in found:
        return False
    return None if None in found else True


_SINGLE = {
    "applicants": "applicant",
    "partners": "partner",
    "not_partners": "partner",
    "continents": "continent",
    "not_continents": "continent",
    "means": "means",
}


def asks_for(rules: Row, fact: str) -> bool:
    """Whether anything in the rules hangs on a word fact: a condition, or when a row counts."""
    names = {name for name, single in _SINGLE.items() if single == fact}
    if any(row["kind"] == fact for row in rules["conditions"]):
        return True
    rows = (row for section in SECTIONS for row in rules.get(section) or ())
    return any(names & set(row.get("when") or {}) for row in rows)


def _part_applies(name: str, value: Any, when: Row, facts: Facts) -> bool | None:
    if value is None:
        return None  # a limit still to be set
    if name == "direction":
        return facts.word("direction") == value
    if name in _SINGLE:
        given = facts.word(_SINGLE[name])
        if given is None:
            return None
        return (given in value) is not name.startswith("not_")
    if name in ("yes", "no"):
        answer = facts.yes(value)
        return None if answer is None else answer is (name == "yes")
    if name == "share_of":
        part, whole = facts.number(value), facts.number("people")
        if part is None or whole is None:
            return None
        return share_holds(part, whole, when["share_at_least"])
    if name == "share_at_least":
        return True  # spoken for by `share_of`
    bound, _, fact = name.partition("_")
    number = facts.number(fact)
    if number is None:
        return None
    return bool(number >= value if bound == "min" else number <= value)


def _applicant(row: Row, facts: Facts, zone: str) -> Judged:
    admitted = words.join([APPLICANTS[word] for word in row["words"]])
    given = facts.word("applicant")
    return admitted, facts.word_words("applicant"), given in row["words"] if given else None


def _partner(row: Row, facts: Facts, zone: str) -> Judged:
    given = facts.word("partner")
    required = words.join([words.same(word) for word in row["words"]])
    return required, facts.word_words("partner"), given in row["words"] if given else None


def _bounds(low: Both | None, high: Both | None) -> Both:
    parts = []
    if low:
        parts.append(both(f"mindestens {low['de']}", f"at least {low['en']}"))
    if high:
        parts.append(both(f"höchstens {high['de']}", f"at most {high['en']}"))
    return words.join(parts)


def _number(row: Row, facts: Facts, zone: str) -> Judged:
    low, high = row.get("at_least"), row.get("at_most")
    write = words.money if facts.is_money(row["fact"]) else words.number
    required = _bounds(*(write(n) if n is not None else None for n in (low, high)))
    value = facts.number(row["fact"])
    given = facts.value_words(row["fact"])
    if value is None:
        return required, given, None
    return required, given, (low is None or value >= low) and (high is None or value <= high)


def _share(row: Row, facts: Facts, zone: str) -> Judged:
    low, high = row.get("at_least"), row.get("at_most")
    required = _bounds(*(words.fraction(share_of(s)) if s else None for s in (low, high)))
    part, whole = facts.number(row["part"]), facts.number(row["of"])
    a, b = facts.value_words(row["part"]), facts.value_words(row["of"])
    given = both(f"{a['de']} von {b['de']}", f"{a['en']} of {b['en']}")
    if part is None or whole is None:
        return required, given, None
    holds = low is None or share_holds(part, whole, low)
    if high is not None:
        wanted = share_of(high)
        holds = holds and part * wanted.denominator <= wanted.numerator * whole
    return required, given, holds


def _answer(row: Row, facts: Facts, zone: str) -> Judged:
    wanted = row["must_be"] == "yes"
    value = facts.yes(row["question"])
    given = words.UNKNOWN if value is None else words.yes_no(value)
    return words.yes_no(wanted), given, None if value is None else value is wanted


def _day(row: Row, facts: Facts, zone: str) -> Judged:
    low = date.fromisoformat(row["not_before"]) if row.get("not_before") else None
    high = date.fromisoformat(row["not_after"]) if row.get("not_after") else None
    parts = [both(f"ab {words.day(low)['de']}", f"from {words.day(low)['en']}")] if low else []
    if high:
        parts.append(both(f"bis {words.day(high)['de']}", f"until {words.day(high)['en']}"))
    value = facts.day(row["fact"])
    if value is None:
        return words.join(parts), words.UNKNOWN, None
    holds = (low is None or value >= low) and (high is None or value <= high)
    return words.join(parts), words.day(value), holds


def _deadline(row: Row, facts: Facts, zone: str) -> Judged | None:
    """None where a yearly deadline does not speak about this start."""
    start = facts.day("first_day")
    last = deadlines.last_day(row, start)
    if last is None and start is not None:
        return None
    submitted = facts.submitted
    given = words.moment(submitted.astimezone(ZoneInfo(zone))) if submitted else words.UNKNOWN
    if last is None:
        return _deadline_rule(row), given, None
    required = both(
        f"Eingang bis {words.day(last)['de']}, 24 Uhr",
        f"received by {words.day(last)['en']}, 24:00",
    )
    return required, given, deadlines.in_time(submitted, last, zone) if submitted else None


def _deadline_rule(row: Row) -> Both:
    units = {
        "days": ("Tage", "days"),
        "weeks": ("Wochen", "weeks"),
        "months": ("Monate", "months"),
    }
    parts = [
        both(f"{row[u]} {de}", f"{row[u]} {en}") for u, (de, en) in units.items() if row.get(u)
    ]
    if not parts:
        return both("vor Beginn der Reise", "before the journey begins")
    text = words.join(parts, " und ", " and ")
    return both(f"{text['de']} vor Beginn", f"{text['en']} before the start")


_JUDGES: dict[str, Callable[[Row, Facts, str], Judged | None]] = {
    "applicant": _applicant,
    "partner": _partner,
    "number": _number,
    "share": _share,
    "answer": _answer,
    "day": _day,
    "deadline_before": _deadline,
    "deadline_yearly": _deadline,
    "deadline_date": _deadline,
}


def title(row: Row, facts: Facts) -> Both:
    """The rule's own wording; without one, what it is about."""
    if row.get("text"):
        text: Both = row["text"]
        return text
    if row["kind"] == "share":
        a, b = facts.label(row["part"]), facts.label(row["of"])
        return both(f"Anteil: {a['de']} von {b['de']}", f"Share: {a['en']} of {b['en']}")
    for key in ("fact", "question"):
        if key in row:
            return facts.label(row[key])
    return CONDITIONS[row["kind"]].label


def _judge(row: Row, facts: Facts, zone: str) -> Judged | None:
    if None in row.values():
        return both("noch festzulegen", "still to be set"), words.UNKNOWN, None
    return _JUDGES[row["kind"]](row, facts, zone)


def judged(rules: dict[str, Any], facts: Facts) -> list[dict[str, Any]]:
    """One line per condition that speaks about this case, in the order of the rules."""
    lines = []
    for index, row in enumerate(rules["conditions"]):
        speaks = applies(row.get("when") or {}, facts)
        if speaks is False:
            continue
        found = _judge(row, facts, rules["zone"])
        if found is None:
            continue
        required, given, holds = found
        state = UNKNOWN if holds is None or speaks is None else MET if holds else NOT_MET
        line = {
            "row": index,
            "kind": row["kind"],
            "text": title(row, facts),
            "required": required,
            "given": given,
            "state": state,
            "if_not": row.get("if_not", "refuse"),
        }
        if row.get("exception_by"):
            line["exception_by"] = row["exception_by"]
        lines.append(line)
    return lines
