"""What the history of an application tells of its facts: each by its own name, before and after."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from delegations.applications.choices import Reason
from delegations.support.fields import capital, spoken
from delegations.support.models import SchemeStatus, SchemeVersion
from delegations.support.shapes import MONEY_FACTS, NUMBER_FACTS, WORD_FACTS, word_of
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
    versions = SchemeVersion.objects.filter(scheme__in=schemes).exclude(status=SchemeStatus.DRAFT)
    rules = versions.order_by("number").values_list("rules", flat=True)
    asked = (question for one in rules for question in one.get("questions") or ())
    return {q["code"]: q for q in asked if q.get("code") and q.get("text")}


def _facts(old: dict[str, Any], new: dict[str, Any], questions: dict[str, Any]) -> list[Part]:
    before, after = _flat(old), _flat(new)
    found: list[Part] = []
    for key in {**before, **after}:
        was, now = before.get(key), after.get(key)
        if was != now:
            label, money = _asked(key, questions)
            found.append((label, _said(key[1], was, money=money), _said(key[1], now, money=money)))
    return found


def _flat(facts: dict[str, Any]) -> dict[tuple[bool, str], Any]:
    """(whether it answers a question of the scheme, name) → value."""
    own = {(False, name): value for name, value in facts.items() if name != "answers"}
    return own | {(True, code): value for code, value in facts.get("answers", {}).items()}


def _asked(key: tuple[bool, str], questions: dict[str, Any]) -> tuple[str, bool]:
    """The name of a fact or the wording of a question, and whether it is money."""
    answers, name = key
    if answers and name in questions:
        return capital(questions[name]["text"]), questions[name]["kind"] == "cost"
    if answers:
        return name, False
    if name == "place":
        return _("Which city?"), False
    known: dict[str, Both] = {**WORD_FACTS, **NUMBER_FACTS, **MONEY_FACTS}
    return capital(known[name]) if name in known else name, name in MONEY_FACTS


def _said(name: str, value: Any, *, money: bool) -> str:
    if value in (None, ""):
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if money:
        return words.money(Decimal(value) / 100, "EUR")
    if isinstance(value, int):
        return words.number(value)
    return spoken(word_of(name, str(value)))


def _judged(found: dict[str, Any] | None) -> str:
    if not found:
        return NOTHING
    verdict = spoken(VERDICTS[found["verdict"]][1])
    return f"{verdict}, {words.money(Decimal(found['total_cents']) / 100, 'EUR')}"


def _reasons(codes: list[str] | None) -> str:
    names = dict(Reason.choices)
    return " ".join(str(names.get(code, code)) for code in codes or ()) or NOTHING
