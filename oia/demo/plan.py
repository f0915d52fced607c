"""How much is made for which years, and the chance that is the same every time.

Everything is drawn from seeds and the last year alone. Today decides only how far things have come
– whether a trip is requested or closed –, so that the demonstration never shows a closed trip that
lies ahead.
"""

import calendar
import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from oia.core.words import fold

SEED = "oia-demo-1"
# A story for the trends: growth, a year of saving, recovery beyond the old level.
STORY = (0.88, 0.97, 0.74, 1.04, 1.1)

Some = TypeVar("Some")


@dataclass(frozen=True)
class Plan:
    """The last year made, today's day within the story, how many years and how large."""

    until: int
    today: dt.date
    years: int = 5
    scale: float = 1

    @classmethod
    def ending(cls, until: int, *, today: dt.date, years: int = 5, scale: float = 1) -> "Plan":
        """A story that ended before today is told from its last day."""
        return cls(until, min(today, dt.date(until, 12, 31)), years, scale)

    @property
    def all_years(self) -> range:
        return range(self.until - self.years + 1, self.until + 1)

    def factor(self, year: int) -> float:
        return STORY[-1 - (self.until - year) % len(STORY)]

    def many(self, usual: int) -> int:
        """A count that does not swing with the years."""
        return max(1, round(usual * self.scale))

    def in_year(self, usual: int, year: int) -> int:
        return max(1, round(usual * self.scale * self.factor(year)))


def chance(*names: Any) -> random.Random:
    """A source of its own for each part, so that one part's changes leave the others alone."""
    return random.Random(":".join(map(str, (SEED, *names))))  # noqa: S311 - not for secrets


def pick(rng: random.Random, weighted: dict[Some, int]) -> Some:
    return rng.choices(list(weighted), weights=list(weighted.values()))[0]


def day_in(rng: random.Random, year: int, season: Sequence[int]) -> dt.date:
    """A weekday of the year, not around New Year; `season` weighs its twelve months."""
    month = rng.choices(range(1, 13), weights=season)[0]
    last = 18 if month == 12 else calendar.monthrange(year, month)[1]
    day = dt.date(year, month, rng.randint(7 if month == 1 else 1, last))
    return day - dt.timedelta(days=max(0, day.weekday() - 4)) if day.day > 2 else day


def mail(*words: str) -> str:
    """An address nobody has."""
    return f"{fold(' '.join(words)).replace(' ', '.')[:50].strip('.')}@example.org"


def once(title: str, seen: set[str], *hints: str) -> str:
    """The title, told apart from those seen by the first hint that helps, else by a number."""
    tries = [title, *(f"{title} ({hint})" for hint in hints)]
    tries += (f"{title} ({hints[0] if hints else ''} {number})" for number in range(2, 1000))
    free = next(text for text in tries if text not in seen)
    seen.add(free)
    return free
