"""Requests about accounts wait for whoever may confirm them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from oia.office.due import ROOM, Item, Waiting, register
from oia.office.models import AccountRequest


def to_confirm(user: Any, everybodys: bool) -> list[Item]:
    rows = AccountRequest.objects.visible_to(user).waiting()
    others = rows.exclude(asked_by=user).exclude(user=user).select_related("user", "asked_by")
    return [
        Item(row.expires.date(), str(row), reverse("user", args=[row.user_id]), str(row.asked_by))
        for row in others[:ROOM]
    ]


register(
    Waiting(
        key="accounts",
        title=_("Accounts that wait for a second person"),
        capability="users.write",
        items=to_confirm,
        order=15,
    )
)
