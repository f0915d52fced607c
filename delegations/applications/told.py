"""What the history of an application tells of its facts: each by its own name, before and after."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from delegations.applications.choices import Reason
from delegations.support.fields import capital, spoken
from delegations.support.models import SchemeVersion
from delegations.support.shapes import MONEY_FACTS, NUMBER_FACTS, PLACES, WORD_FACTS, WORDS_OF
from delegations.support.showing import VERDICTS
from delegations.support.words import Both
from oia.ui import words

Part = tuple[str, str, str]
Teller = Callable[[str, Any, Any], list[Part] | None]
NOTHING = "–"


def teller(events: Iterable[Any]) -> Teller:
    """(label, before, after) of every part of a column that differs; None for a column that is
    told as it is. One query for the questions of all the schemes the rows name."""
    questions = _questions({event.scheme_id for event in events})

    def tell(name: str, old: Any, new: Any) -> list[Part] | None:
        if name == "facts":
            return _facts(old or {}, new or {}, questions)
        if name == "assessment":
            return [(_("Assessment"), _judged(old), _judged(new))]
        if name == "reasons":
            return [(_("Reasons"), _reasons(old), _reasons(new))]
        return None

    return tell


def _questions(schemes: set[int]) -> dict[str, dict[str, Any]]:
    versions = SchemeVersion.objects.filter(scheme__in=schemes).order_by("number")
    rules = versions.values_list("rules", flat=True)
    return {question["code"]: question for one in rules for question in one["questions"]}


def _facts(old: dict[str, Any], new: dict[str, Any], questions: dict[str, Any]) -> list[Part]:
    before, after = _flat(old), _flat(new)
    found: list[Part] = []
    for name in {**before, **after}:
        was, now = before.get(name), after.get(name)
        if was != now:
            told = _said(name, was, questions), _said(name, now, questions)
            found.append((_label(name, questions), *told))
    return found


def _flat(facts: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in facts.items() if k != "answers"} | facts.get("answers", {})


def _label(name: str, questions: dict[str, Any]) -> str:
    known: dict[str, Both] = {**WORD_FACTS, **NUMBER_FACTS, **MONEY_FACTS}
    if name in questions:
        return capital(questions[name]["text"])
    if name == "place":
        return _("Which city?")
    return capital(known[name]) if name in known else name


def _said(name: str, value: Any, questions: dict[str, Any]) -> str:
    if value in (None, ""):
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in MONEY_FACTS or questions.get(name, {}).get("kind") == "cost":
        return words.money(Decimal(value) / 100, "EUR")
    known = PLACES if name == "partner" else WORDS_OF.get(name, {})
    if value in known:
        return spoken(known[value])
    return words.number(value) if isinstance(value, int) else str(value)


def _judged(found: dict[str, Any] | None) -> str:
    if not found:
        return NOTHING
    verdict = spoken(VERDICTS[found["verdict"]][1])
    return f"{verdict}, {words.money(Decimal(found['total_cents']) / 100, 'EUR')}"


def _reasons(codes: list[str] | None) -> str:
    names = dict(Reason.choices)
    return " ".join(str(names.get(code, code)) for code in codes or ()) or NOTHING
