"""Anniversaries of a person's own partnerships, told thirty days ahead."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oia.office.calendar import Span
from oia.office.due import ROOM, Item, Waiting, register
from partners.calendar import anniversaries, jubilees

AHEAD = dt.timedelta(days=30)


def items(user: Any, everybodys: bool) -> list[Item]:
    today = timezone.localdate()
    span = Span(today, today + AHEAD)
    ties: Any = anniversaries(user)
    ties = ties if everybodys else ties.looked_after_by(user)
    paths = ("pk", "title", "anniversary_base", "signed", "celebrated", "desk__name")
    found = []
    for row in ties.order_by("pk").values(*paths)[:ROOM]:
        for day, said in jubilees(row, span):
            found.append(
                Item(day, said, reverse("partnership", args=[row["pk"]]), row["desk__name"] or "")
            )
    return sorted(found, key=lambda item: item.day or today)


register(
    Waiting(
        key="anniversaries",
        title=_("Anniversaries in the next 30 days"),
        capability="partners.read",
        items=items,
        order=30,
    )
)
