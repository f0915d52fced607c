"""A new version on past cases: who would get more, who less, and under which version before.

Past cases are plain JSON, the same the engine takes. Kept ones come from the table of cases; an
app with applications adds its own by `register()`, bulk for a scheme.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from delegations.support import rules
from delegations.support.models import Scheme, SchemeVersion


@dataclass(frozen=True)
class PastCase:
    """A case with what it is called; `facts` is what the engine takes, without names of people."""

    title: str
    facts: dict[str, Any]
    url: str = ""


Provider = Callable[[Scheme, Any], Iterable[PastCase]]
_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Let `provider(scheme, user)` add the cases the person may see."""
    _providers.append(provider)
    return provider


@register
def kept(scheme: Scheme, user: Any) -> list[PastCase]:
    return [PastCase(case.title, case.facts) for case in scheme.cases.all()]


@dataclass(frozen=True)
class Difference:
    """One case under two versions; cents."""

    case: PastCase
    before: dict[str, Any]
    after: dict[str, Any]

    @property
    def cents(self) -> int:
        change: int = self.after["total_cents"] - self.before["total_cents"]
        return change


def compared(before: SchemeVersion, after: SchemeVersion, user: Any) -> list[Difference]:
    """Every past case the person may see, the greatest losses first."""
    cases = [case for provider in _providers for case in provider(after.scheme, user)]
    found = [
        Difference(
            case, rules.assess(before.rules, case.facts), rules.assess(after.rules, case.facts)
        )
        for case in cases
    ]
    return sorted(found, key=lambda difference: (difference.cents, difference.case.title))
