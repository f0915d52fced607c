"""What is wrong with a scheme, a sentence each, and what must be set before it is in force."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from delegations.support import words
from delegations.support.facts import MOST, Problem, share_of
from delegations.support.shapes import (
    MONEY_FACTS,
    NUMBER_FACTS,
    ROUNDINGS,
    SECTIONS,
    UNITS,
    WHEN,
    Field,
)
from delegations.support.words import Both, both

Row = dict[str, Any]
TOP = {"zone", "rounding", "reserve", *SECTIONS}
# The longest a deadline lies before the journey, so that it is always a day of the calendar.
SPANS = {"days": 1000, "weeks": 150, "months": 36, "years_before": 1}
TEXT_ROOM = 600  # characters of a wording, enough for a paragraph of a guideline


def empty_rules() -> dict[str, Any]:
    """Rules that say nothing yet."""
    rounding = {"to_cents": 1, "how": "half_up"}
    sections: dict[str, Any] = {name: [] for name in SECTIONS}
    return {"zone": "Europe/Berlin", "rounding": rounding, **sections}


def problems(rules: Any) -> list[Problem]:
    """Everything that contradicts the format or itself. Missing amounts are `unset()`."""
    if not isinstance(rules, dict):
        return [_problem("", "Die Regeln sind kein Objekt.", "The rules are no object.")]
    found = [*_top(rules)]
    for section in SECTIONS:
        found += _section(rules, section)
    return found or [*_bands(rules), *_limits(rules), *_levels(rules), *_unreachable(rules)]


def unset(rules: dict[str, Any]) -> list[Problem]:
    """Amounts and numbers that nobody has set: a version with one of them is not put in force."""
    found = []
    for section, shape in SECTIONS.items():
        for index, row in enumerate(rules[section]):
            if row["kind"] == "undefined":
                found.append(
                    _at(section, index, "kind", "ist noch festzulegen", "is still to be set")
                )
            found += [
                _at(section, index, field.name, "ist noch festzulegen", "is still to be set")
                for field in shape.fields(row["kind"])
                if (field.needed and row.get(field.name) is None)
                or (field.name in row and row[field.name] is None)
            ]
            found += [
                _at(section, index, name, "ist noch festzulegen", "is still to be set")
                for name, value in (row.get("when") or {}).items()
                if value is None
            ]
    if "reserve" in rules and rules["reserve"] is None:
        found.append(
            _problem(
                "reserve",
                "Die Rücklage für Gegenbesuche ist noch festzulegen.",
                "The reserve for return visits is still to be set.",
            )
        )
    return found


def _problem(field: str, de: str, en: str) -> Problem:
    return Problem(field, both(de, en))


def _at(section: str, index: int, name: str, de: str, en: str) -> Problem:
    """A problem of one field: "Berechnung, Zeile 2, Betrag: …"."""
    title = SECTIONS[section].label
    label = _label(section, name)
    return _problem(
        f"{section}.{index}.{name}",
        f"{title['de'][0].upper()}{title['de'][1:]}, Zeile {index + 1}, {label['de']}: {de}.",
        f"{title['en'].capitalize()}, row {index + 1}, {label['en']}: {en}.",
    )


def _label(section: str, name: str) -> Both:
    shape = SECTIONS[section]
    fields = [f for kind in shape.kinds for f in shape.fields(kind)] + list(WHEN)
    known = {"kind": both("Art", "kind"), "when": both("gilt wenn", "applies when")}
    return next((f.label for f in fields if f.name == name), known.get(name, words.same(name)))


# The format --------------------------------------------------------------------------------


def _top(rules: dict[str, Any]) -> Iterator[Problem]:
    for name in sorted(set(rules) - TOP):
        yield _problem(name, f"„{name}“ ist unbekannt.", f"“{name}” is unknown.")
    zone = rules.get("zone")
    if not isinstance(zone, str) or zone not in available_timezones():
        yield _problem("zone", "Die Zeitzone ist unbekannt.", "The time zone is unknown.")
    rounding = rules.get("rounding")
    if (
        not isinstance(rounding, dict)
        or set(rounding) != {"how", "to_cents"}
        or str(rounding["how"]) not in ROUNDINGS
        or str(rounding["to_cents"]) not in UNITS
    ):
        yield _problem(
            "rounding", "Die Rundungsregel fehlt oder ist unbekannt.", "The rounding is unknown."
        )
    reserve = rules.get("reserve")
    if reserve is not None and _bad_fraction(reserve):
        yield _problem(
            "reserve",
            "Die Rücklage ist ein Bruch von 0 bis 1, etwa 1/4.",
            "The reserve is a fraction from 0 to 1, like 1/4.",
        )


def _section(rules: dict[str, Any], section: str) -> Iterator[Problem]:
    rows = rules.get(section)
    if not isinstance(rows, list):
        yield _problem(section, f"„{section}“ ist keine Liste.", f"“{section}” is no list.")
        return
    codes = _codes(rules)
    for index, row in enumerate(rows):
        if not isinstance(row, dict) or str(row.get("kind")) not in SECTIONS[section].kinds:
            yield _at(section, index, "kind", "Art unbekannt", "unknown kind")
            continue
        fields = {field.name: field for field in SECTIONS[section].fields(row["kind"])}
        known = {"kind", *fields} | ({"when"} if SECTIONS[section].has_when else set())
        for name in sorted(set(row) - known):
            yield _at(section, index, name, "unbekanntes Wort", "unknown word")
        yield from _values(section, index, row, fields, codes)
        when = row.get("when") or {}
        if not isinstance(when, dict):
            yield _at(section, index, "when", "kein Objekt", "no object")
            continue
        yield from _when(section, index, when, codes)
    if section == "questions":
        yield from _twice(rows)


def _values(
    section: str, index: int, row: Row, fields: dict[str, Field], codes: dict[str, str]
) -> Iterator[Problem]:
    for name, field in fields.items():
        if row.get(name) is None:
            continue
        sentence = wrong(field, row[name], codes)
        if sentence:
            yield _at(section, index, name, sentence["de"], sentence["en"])


def _when(section: str, index: int, when: Row, codes: dict[str, str]) -> Iterator[Problem]:
    fields = {field.name: field for field in WHEN}
    for name in sorted(set(when) - set(fields)):
        yield _at(section, index, name, "unbekanntes Wort", "unknown word")
    yield from _values(section, index, when, fields, codes)
    if ("share_of" in when) != ("share_at_least" in when):
        yield _at(
            section,
            index,
            "share_of",
            "Anteil und Grenze gehören zusammen",
            "share and limit belong together",
        )


def _twice(rows: list[Any]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, row in enumerate(rows):
        code = row.get("code") if isinstance(row, dict) else None
        if not isinstance(code, str):
            continue
        taken = code in NUMBER_FACTS or code in MONEY_FACTS
        if code in seen or taken:
            yield _at("questions", index, "code", "schon vergeben", "already taken")
        if not code.isidentifier() or len(code) > 60:
            yield _at(
                "questions",
                index,
                "code",
                "nur Buchstaben, Ziffern und _",
                "only letters, digits and _",
            )
        seen.add(code)


def _codes(rules: dict[str, Any]) -> dict[str, str]:
    """Code → type of the questions that can be read."""
    rows = rules.get("questions")
    rows = rows if isinstance(rows, list) else []
    found = [row for row in rows if isinstance(row, dict) and isinstance(row.get("code"), str)]
    return {row["code"]: str(row.get("kind")) for row in found}


def _bad_fraction(value: Any) -> bool:
    try:
        return not (isinstance(value, str) and len(value) <= 20 and 0 <= share_of(value) <= 1)
    except (ValueError, ZeroDivisionError):
        return True


def _bad_day(value: Any, prefix: str = "") -> bool:
    try:
        date.fromisoformat(prefix + value)
    except (TypeError, ValueError):
        return True
    return False


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value <= MOST


def wrong(field: Field, value: Any, codes: dict[str, str]) -> Both | None:
    """Why a value does not fit its field; None if it does."""
    kind = field.type
    if kind in ("cents", "number"):
        if not _whole(value):
            return both("keine ganze Zahl", "no whole number")
        if value < 0:
            return both("kleiner als null", "less than zero")
        if field.name in SPANS and value > SPANS[field.name]:
            return both(f"höchstens {SPANS[field.name]}", f"at most {SPANS[field.name]}")
        return None
    if kind == "fraction" and _bad_fraction(value):
        return both("kein Bruch von 0 bis 1", "no fraction from 0 to 1")
    if kind == "date" and _bad_day(value):
        return both("kein Tag", "no day")
    if kind == "month_day" and _bad_day(value, "2025-"):
        return both("kein Tag im Jahr (MM-TT)", "no day of a year (MM-DD)")
    if kind == "both" and not _is_both(value):
        return both("braucht Deutsch und Englisch", "needs German and English")
    if kind == "text" and not (isinstance(value, str) and 0 < len(value) <= TEXT_ROOM):
        return both("kein Text", "no text")
    return _wrong_word(field, value, codes)


def _is_both(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"de", "en"}
        and all(isinstance(v, str) and 0 < len(v) <= TEXT_ROOM for v in value.values())
    )


def _wrong_word(field: Field, value: Any, codes: dict[str, str]) -> Both | None:
    many = field.type == "words" or field.many
    if many and not (isinstance(value, list) and value):
        return both("keine Liste", "no list")
    values = value if many else [value]
    allowed = _allowed(field, codes)
    if allowed is None:
        return None
    for word in values:
        if not isinstance(word, str) or (allowed and word not in allowed):
            return both(f"„{word}“ ist unbekannt", f"“{word}” is unknown")
    return None


def _allowed(field: Field, codes: dict[str, str]) -> set[str] | None:
    """The words a field may name; an empty set means any text, None that it holds no words."""
    if field.type in ("word", "words"):
        return set(field.choices or ())
    numeric = {code for code, kind in codes.items() if kind != "yes_no"}
    typed = {
        "number_fact": {*NUMBER_FACTS, *MONEY_FACTS} | numeric,
        "yes_no_question": {code for code, kind in codes.items() if kind == "yes_no"} | {""},
        "count_question": {code for code, kind in codes.items() if kind == "count"} | {""},
    }
    return typed.get(field.type)


# Rules that contradict themselves ------------------------------------------------------------


def _bands(rules: dict[str, Any]) -> Iterator[Problem]:
    """Bands of one part and the same `when` follow each other from 0 without gap or overlap."""
    groups: dict[str, list[tuple[int, Row]]] = {}
    for index, row in enumerate(rules["methods"]):
        if row["kind"] == "band" and None not in (row.get("over_km", 0), row.get("up_to_km", 0)):
            key = f"{row.get('part')} {sorted((row.get('when') or {}).items())}"
            groups.setdefault(key, []).append((index, row))
    for group in groups.values():
        yield from _row_of_bands(sorted(group, key=lambda pair: pair[1].get("over_km", 0)))


def _row_of_bands(bands: list[tuple[int, Row]]) -> Iterator[Problem]:
    reached: int | None = 0
    for index, row in bands:
        begin, end = row.get("over_km", 0), row.get("up_to_km")
        if reached is None or begin < reached:
            yield _at("methods", index, "over_km", "überschneidet ein Band", "overlaps a band")
        elif begin > reached:
            yield _at(
                "methods",
                index,
                "over_km",
                f"Lücke von {reached} bis {begin} km",
                f"gap from {reached} to {begin} km",
            )
        if end is not None and end <= begin:
            yield _at("methods", index, "up_to_km", "endet vor dem Anfang", "ends before it begins")
        reached = None if reached is None or end is None else max(reached, end)


_PAIRS = (
    ("at_least", "at_most"),
    ("min_people", "max_people"),
    ("min_days", "max_days"),
    ("not_before", "not_after"),
    ("least_cents", "cents"),
    ("start_from", "start_until"),
)


def _limits(rules: dict[str, Any]) -> Iterator[Problem]:
    """A lower bound above its upper one; a cap below the minimum."""
    for section in SECTIONS:
        for index, row in enumerate(rules[section]):
            for holder in (row, row.get("when") or {}):
                for low, high in _PAIRS:
                    if _above(holder.get(low), holder.get(high)):
                        yield _at(
                            section,
                            index,
                            low,
                            "liegt über der Obergrenze",
                            "is above its upper limit",
                        )
    minimums = [r["cents"] for r in rules["caps"] if r["kind"] == "minimum" and r.get("cents")]
    for index, row in enumerate(rules["caps"]):
        cents = row.get("cents")
        if row["kind"] in ("minimum", "per_person") or cents is None or row.get("part"):
            continue
        if minimums and cents < max(minimums):
            yield _at(
                "caps",
                index,
                "cents",
                "die Obergrenze liegt unter dem Mindestbetrag",
                "the cap is below the minimum",
            )


def _above(low: Any, high: Any) -> bool:
    if low is None or high is None:
        return False
    if isinstance(low, str) and "-" not in low:
        return share_of(low) > share_of(high)
    return bool(low > high)


def _levels(rules: dict[str, Any]) -> Iterator[Problem]:
    rows = rules["levels"]
    limits = [row.get("cents") for row in rows if row["kind"] == "up_to"]
    if len(limits) != len(set(limits)):
        yield _problem(
            "levels",
            "Zwei Stufen der Entscheidung haben dieselbe Grenze.",
            "Two levels of decision have the same limit.",
        )
    if rows and sum(row["kind"] == "above" for row in rows) != 1:
        yield _problem(
            "levels",
            "Für Beträge über der letzten Stufe braucht es genau eine Stufe „darüber“.",
            "Amounts above the last level need exactly one level “above”.",
        )


def _unreachable(rules: dict[str, Any]) -> Iterator[Problem]:
    """A row after one of its part that always applies, and a cap for a part nobody calculates."""
    closed: set[str] = set()
    parts = {row.get("part") or "main" for row in rules["methods"]}
    for index, row in enumerate(rules["methods"]):
        part = row.get("part") or "main"
        if part in closed:
            yield _at(
                "methods",
                index,
                "part",
                "wird nie erreicht: eine Zeile davor gilt immer",
                "is never reached: a row before it always applies",
            )
        if not row.get("when") and row["kind"] not in ("band", "in_kind"):
            closed.add(part)
    for index, row in enumerate(rules["caps"]):
        if row.get("part") and row["part"] not in parts:
            yield _at("caps", index, "part", "diesen Baustein gibt es nicht", "no such part")
