"""The order of precedence of the consular corps: Article 16 of the Vienna Convention of 1963.

Heads of post by class, career before honorary within each class, then by the date of the
exequatur or the earlier provisional admission, then by the day the commission was presented; acting
heads after all heads, by the day they assumed functions; other officers last. A common variant
lists all career heads before all honorary ones. A head with neither exequatur nor admission is
pending and not in the order.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from consular.choices import CLASS_RANK, HeadClass, OfficerRole
from consular.models import Officer
from oia.office.choices import PrecedenceMode
from oia.ui import words

LAST = dt.date.max


@dataclass(frozen=True)
class Standing:
    """An officer's number in the order; 0 while pending."""

    number: int
    officer: Officer


def admitted(officer: Officer) -> dt.date | None:
    """The day that counts: the earlier of provisional admission and exequatur (Art. 16, 2)."""
    days = [day for day in (officer.provisional, officer.exequatur) if day]
    return min(days) if days else None


def is_pending(officer: Officer) -> bool:
    return officer.role == OfficerRole.HEAD and admitted(officer) is None


def _head_key(officer: Officer, mode: str) -> tuple[Any, ...]:
    rank = CLASS_RANK.get(HeadClass(officer.head_class or HeadClass.OTHER), 5)
    honorary = 0 if officer.career else 1
    first = (honorary, rank) if mode == PrecedenceMode.CAREER_FIRST else (rank, honorary)
    return (0, *first, admitted(officer) or LAST, officer.commission or LAST)


def _key(officer: Officer, mode: str, post_order: dict[int, int]) -> tuple[Any, ...]:
    country = words.country(officer.post.country)
    if officer.role == OfficerRole.HEAD:
        return (*_head_key(officer, mode), country, officer.name)
    if officer.role == OfficerRole.ACTING:
        return (1, 0, 0, officer.assumed or LAST, LAST, country, officer.name)
    place = post_order.get(officer.post_id, len(post_order))
    return (2, place, officer.order, LAST, LAST, country, officer.name)


def order(officers: Iterable[Officer], mode: str) -> tuple[list[Standing], list[Officer]]:
    """(the order, the pending heads). Officers need their `post`; `mode` a PrecedenceMode."""
    everybody = [officer for officer in officers if officer.left is None]
    pending = [officer for officer in everybody if is_pending(officer)]
    heads = [
        officer
        for officer in everybody
        if officer.role in (OfficerRole.HEAD, OfficerRole.ACTING) and not is_pending(officer)
    ]
    heads.sort(key=lambda officer: _key(officer, mode, {}))
    post_order = {officer.post_id: number for number, officer in reversed([*enumerate(heads)])}
    others = [
        officer
        for officer in everybody
        if officer.role not in (OfficerRole.HEAD, OfficerRole.ACTING)
    ]
    others.sort(key=lambda officer: _key(officer, mode, post_order))
    ranked = [Standing(number, officer) for number, officer in enumerate([*heads, *others], 1)]
    return ranked, sorted(pending, key=lambda officer: words.country(officer.post.country))
