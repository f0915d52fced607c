"""What is due: the follow-ups, and what apps above know to be waiting for somebody.

The page *Due* and the mail on Monday show the same; a `Waiting` says where its items come from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oia.core.permissions import may
from oia.office.models import FollowUp, Record

ROOM = 200  # rows of a group
RECENT = dt.timedelta(days=1)  # how long "done" is offered to be taken back
MINE, EVERYBODY = "mine", "all"


@dataclass(frozen=True)
class Item:
    """Something that waits: since or until which day, and the page where it is done."""

    day: dt.date | None
    title: str
    url: str
    who: str = ""


@dataclass(frozen=True)
class Waiting:
    """A kind of things that wait; `items(user, everybodys)` answers the person's or all of them."""

    key: str
    title: Any
    capability: str
    items: Callable[[Any, bool], Sequence[Item]]
    order: int = 50


@dataclass(frozen=True)
class Group:
    """Rows under a heading; follow-ups or items."""

    key: str
    title: Any
    rows: Sequence[Any]


_waiting: dict[str, Waiting] = {}


def register(waiting: Waiting) -> Waiting:
    _waiting[waiting.key] = waiting
    return waiting


def end_of_week(today: dt.date) -> dt.date:
    """Its Sunday."""
    return today + dt.timedelta(days=6 - today.weekday())


def follow_ups(user: Any, *, everybodys: bool = False) -> list[Group]:
    """Open ones the person may see, by how near they are; three groups, in one query."""
    rows = FollowUp.objects.visible_to(user).open()
    if not everybodys:
        rows = rows.to_do_by(user)
    named = rows.select_related("record", "owner", "taken_by").order_by("due", "pk")
    found: list[FollowUp] = list(named[:ROOM])
    today = timezone.localdate()
    sunday = end_of_week(today)
    return [
        Group("overdue", _("Overdue"), [row for row in found if row.due < today]),
        Group("week", _("This week"), [row for row in found if today <= row.due <= sunday]),
        Group("later", _("Later"), [row for row in found if row.due > sunday]),
    ]


def waiting(user: Any, *, everybodys: bool = False) -> list[Group]:
    """What else waits, by kind; kinds without anything are left out."""
    open_ = sorted((w for w in _waiting.values() if may(user, w.capability)), key=lambda w: w.order)
    groups = (Group(w.key, w.title, w.items(user, everybodys)[:ROOM]) for w in open_)
    return [group for group in groups if group.rows]


def just_done(user: Any) -> list[FollowUp]:
    """What the person has finished since yesterday, to be taken back."""
    rows = FollowUp.objects.visible_to(user).filter(done_by=user, done__gt=timezone.now() - RECENT)
    return list(rows.select_related("record").order_by("-done")[:10])


def missing_results(user: Any, everybodys: bool) -> list[Item]:
    """Journeys that are over and of which nobody has written the result."""
    today, found = timezone.localdate(), []
    for noun in Record.nouns().values():
        if not (noun.owes_result and may(user, f"{noun.area}.read")):
            continue
        rows = noun.objects.visible_to(user).owing_result(today)
        rows = rows if everybodys else rows.looked_after_by(user)
        named = rows.select_related("desk").order_by("last_day", "pk")[:ROOM]
        found += [
            Item(row.last_day, row.title, row.get_absolute_url(), str(row.desk or ""))
            for row in named
        ]
    return sorted(found, key=lambda item: item.day or today)


register(
    Waiting(
        key="results",
        title=_("Results still missing"),
        capability="followups.read",
        items=missing_results,
        order=10,
    )
)
