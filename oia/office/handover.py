"""What lies on a desk: the open items of every noun, and whom the desk has to do with.

Apps above register their piles and circles in `AppConfig.ready()`. A noun without a pile of its
own hands over whatever has not been archived.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from oia.core import outbox
from oia.core.audit import deed
from oia.office.models import Desk, Record

MOST = 500  # entries shown of a kind; a desk with more is not handed over by ticking


@dataclass(frozen=True)
class Pile:
    """The open rows of a noun; `due` is a column or an annotation of `narrowed`."""

    kind: str
    narrowed: Callable[[QuerySet[Any]], QuerySet[Any]]
    due: str = ""


@dataclass(frozen=True)
class Item:
    """An entry of the list, as its page shows it."""

    pk: int
    title: str
    url: str
    status: str
    due: dt.date | None
    overdue: bool


@dataclass(frozen=True)
class Contact:
    """Somebody the desk has to do with, and where they stand."""

    name: str
    about: str
    url: str


Circle = Callable[[Desk, Any], Iterable[Contact]]
_piles: dict[str, Pile] = {}
_circles: list[Circle] = []


def register(pile: Pile) -> None:
    _piles[pile.kind] = pile


def register_circle(circle: Circle) -> None:
    """`circle(desk, user)` answers the contacts the person may see."""
    _circles.append(circle)


def _everything(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows


def items_of(desk: Desk, user: Any) -> list[tuple[str, list[Item]]]:
    """(plural of the noun, its open entries), what is due first at the top."""
    today = timezone.localdate()
    found = []
    for kind, model in Record.nouns().items():
        pile = _piles.get(kind, Pile(kind, _everything))
        rows = pile.narrowed(model.objects.visible_to(user).filter(desk=desk, archived=None))
        items = [_item(row, pile, today) for row in rows[:MOST]]
        if items:
            items.sort(key=lambda item: (item.due or dt.date.max, item.title))
            found.append((str(model._meta.verbose_name_plural), items))
    return found


def _coming(rows: QuerySet[Any]) -> QuerySet[Any]:
    today = timezone.localdate()
    return rows.filter(Q(first_day__gte=today) | Q(last_day__gte=today))


register(Pile("event", _coming))


def _item(row: Any, pile: Pile, today: dt.date) -> Item:
    due = getattr(row, pile.due) if pile.due else None
    if isinstance(due, dt.datetime):
        due = timezone.localtime(due).date()
    status = row.get_status_display() if hasattr(row, "get_status_display") else ""
    return Item(
        pk=row.pk,
        title=str(row),
        url=row.get_absolute_url(),
        status=str(status),
        due=due,
        overdue=due is not None and due < today,
    )


def contacts_of(desk: Desk, user: Any) -> list[Contact]:
    return [contact for circle in _circles for contact in circle(desk, user)]


def hand_over(*, desk: Desk, keys: Iterable[int], successor: Desk, reason: str, by: Any) -> int:
    """Move these entries of the desk to another; what has left it meanwhile stays where it is."""
    moved = 0
    with transaction.atomic(), deed(by=by, why=reason):
        locked = Record.objects.visible_to(by).select_for_update().filter(pk__in=keys, desk=desk)
        kinds: dict[str, list[int]] = {}
        for pk, kind in locked.order_by("pk").values_list("pk", "kind"):
            kinds.setdefault(kind, []).append(pk)
        for kind, own in kinds.items():
            # Saved one by one: some are found by the name of their desk.
            for row in Record.nouns()[kind]._default_manager.filter(pk__in=own):
                row.desk = successor
                row.save()
                moved += 1
        if moved:
            _tell(desk, successor, moved, reason, by)
    return moved


def _tell(desk: Desk, successor: Desk, moved: int, reason: str, by: Any) -> None:
    holder = successor.holder
    if holder is None or not holder.is_active or holder.pk == by.pk:
        return
    with override(holder.language):
        body = _(
            "%(by)s has moved entries from the desk “%(desk)s” to yours, “%(own)s”: %(count)d in "
            "all. The reason: %(reason)s"
        )
        words = {"by": by, "count": moved, "desk": desk, "own": successor, "reason": reason}
        outbox.post(
            event=f"handover:{desk.pk}:{successor.pk}:{timezone.now().timestamp()}",
            recipient=holder.email,
            template="handover",
            subject=_("Handed over to you from “%s”") % desk,
            body=body % words,
            by=by,
        )
