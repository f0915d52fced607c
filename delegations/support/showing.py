"""An assessment in one language, as pages show it: portal, desk and the page to try a scheme."""

from typing import Any

from delegations.support import words
from delegations.support.comparing import Difference
from delegations.support.facts import share_of
from delegations.support.fields import capital, spoken
from delegations.support.shapes import (
    IF_NOT,
    MONEY_FACTS,
    NUMBER_FACTS,
    ROUNDINGS,
    SECTIONS,
    UNITS,
    WHEN,
    Field,
)
from delegations.support.words import Both, both

VERDICTS = {
    "eligible": ("success", both("förderfähig", "eligible")),
    "open": ("info", both("noch nicht alles bekannt", "not everything is known yet")),
    "exception": ("warning", both("nur als Ausnahme", "only as an exception")),
    "not_eligible": ("danger", both("nicht förderfähig", "not eligible")),
    "impossible": ("danger", both("die Angaben passen nicht zusammen", "the facts do not agree")),
}
STATES = {
    "met": ("success", both("erfüllt", "met")),
    "not_met": ("danger", both("nicht erfüllt", "not met")),
    "unknown": ("info", both("noch offen", "not known yet")),
}


def _money(cents: int | None) -> str:
    return "–" if cents is None else spoken(words.money(cents))


def shown(result: dict[str, Any]) -> dict[str, Any]:
    """Texts in the reader's language, amounts written out, a kind of badge for each state."""
    kind, label = VERDICTS[result["verdict"]]
    return {
        "verdict_kind": kind,
        "verdict": spoken(label),
        "problems": [spoken(problem["text"]) for problem in result["problems"]],
        "conditions": [_condition(line) for line in result["conditions"]],
        "amounts": [_amount(line) for line in result["amounts"]],
        "caps": [_cap(line) for line in result["caps"]],
        "total": _money(result["total_cents"]),
        "calculated": _money(result["calculated_cents"]),
        "differs": result["calculated_cents"] != result["total_cents"],
        "complete": result["complete"],
        "something": result["total_cents"] > 0,
        "unset": [spoken(text) for text in result["unset"]],
        "papers": [(spoken(paper["text"]), paper["stage"]) for paper in result["papers"]],
        "decision": spoken(result["decision"]["text"]) if result["decision"] else "",
    }


def _condition(line: dict[str, Any]) -> dict[str, Any]:
    kind, state = STATES[line["state"]]
    if line["if_not"] == "note" and line["state"] == "not_met":
        kind = "info"
    # What follows from a miss is said where something is missed.
    said = line["state"] == "not_met" and line["if_not"] != "refuse"
    return {
        "text": spoken(line["text"]),
        "required": spoken(line["required"]),
        "given": spoken(line["given"]),
        "kind": kind,
        "state": spoken(state),
        "if_not": spoken(IF_NOT[line["if_not"]]) if said else "",
        "exception_by": spoken(line["exception_by"]) if said and "exception_by" in line else "",
    }


def _amount(line: dict[str, Any]) -> dict[str, Any]:
    factors = [f"{spoken(f['label'])}: {spoken(f['value'])}" for f in line["factors"]]
    in_kind = spoken(both("Sachleistung", "in kind"))
    open_ = spoken(STATES["unknown"][1])
    cents = open_ if line["cents"] is None else _money(line["cents"])
    return {
        "text": spoken(line["text"]),
        "factors": " · ".join(factors),
        "amount": in_kind if line["in_kind"] else cents,
    }


def _cap(line: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": spoken(line["text"]),
        "given": spoken(line["given"]),
        "limit": _money(line["limit_cents"]),
        "before": _money(line["before_cents"]),
        "after": _money(line["after_cents"]),
        "applied": line["applied"],
    }


# The rules themselves ------------------------------------------------------------------------


def told(rules: dict[str, Any]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Each section with its rows: title, details, and when it applies."""
    names: dict[str, Both] = {q["code"]: q["text"] for q in rules["questions"]}
    return [
        (capital(shape.label), [_row(section, row, names) for row in rules[section]])
        for section, shape in SECTIONS.items()
        if rules[section]
    ]


def _row(section: str, row: dict[str, Any], names: dict[str, Both]) -> tuple[str, str, str]:
    shape = SECTIONS[section]
    kind = capital(shape.kinds[row["kind"]].label)
    title = spoken(row["text"]) if row.get("text") else kind
    fields = [field for field in shape.fields(row["kind"]) if field.name != "text"]
    details = ([kind] if title != kind else []) + _values(fields, row, names)
    return title, " · ".join(details), " · ".join(_values(WHEN, row.get("when") or {}, names))


def _values(fields: Any, row: dict[str, Any], names: dict[str, Both]) -> list[str]:
    return [
        f"{spoken(field.label)}: {_value(field, row[field.name], names)}"
        for field in fields
        if field.name in row
    ]


def _value(field: Field, value: Any, names: dict[str, Both]) -> str:
    if value is None:
        return spoken(both("noch festzulegen", "still to be set"))
    if isinstance(value, list):
        return ", ".join(_word(field, item, names) for item in value)
    if field.type == "cents":
        return _money(value)
    if field.type == "both":
        return spoken(value)
    return _word(field, value, names)


def _word(field: Field, value: Any, names: dict[str, Both]) -> str:
    asked = field.type in ("number_fact", "yes_no_question", "count_question")
    known = {**(field.choices or {}), **(names if asked else {})}
    if field.type == "number_fact":
        known |= {**NUMBER_FACTS, **MONEY_FACTS}
    return spoken(known[value]) if value in known else str(value)


def frame(rules: dict[str, Any]) -> list[tuple[str, str]]:
    """What the rules say beside their rows."""
    rounding, reserve = rules["rounding"], rules.get("reserve")
    text = f"{spoken(UNITS[str(rounding['to_cents'])])}, {spoken(ROUNDINGS[rounding['how']])}"
    lines = [
        (spoken(both("Zeitzone der Fristen", "Time zone of the deadlines")), rules["zone"]),
        (spoken(both("Rundung", "Rounding")), text),
    ]
    if reserve:
        label = both("Rücklage für Gegenbesuche", "Reserve for return visits")
        lines.append((spoken(label), spoken(words.fraction(share_of(reserve)))))
    return lines


def difference(found: Difference) -> dict[str, Any]:
    """A case under two versions, as a row."""
    cents = found.cents
    return {
        "title": found.case.title,
        "url": found.case.url,
        "before": _money(found.before["total_cents"]),
        "before_verdict": spoken(VERDICTS[found.before["verdict"]][1]),
        "after": _money(found.after["total_cents"]),
        "after_verdict": spoken(VERDICTS[found.after["verdict"]][1]),
        "change": ("+" if cents > 0 else "") + _money(cents),
        "kind": "success" if cents > 0 else "danger" if cents < 0 else "info",
    }
