"""The mail on Monday: what waits for its reader, in their language; none where nothing does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oia.core import outbox
from oia.core.audit import deed
from oia.core.models import User
from oia.office import due
from oia.office.due import Group, Item
from oia.office.models import FollowUp
from oia.ui import words

TEMPLATE = "monday_mail"
SHOWN = 15  # lines of a section; the page Due has all of them


@dataclass(frozen=True)
class Letter:
    """What the mail says, as it goes out and as its preview shows it."""

    subject: str
    body: str
    groups: list[Group]

    @property
    def count(self) -> int:
        return sum(len(group.rows) for group in self.groups)


def letter_for(user: User) -> Letter:
    """In the person's language, whoever asks."""
    with translation.override(user.language):
        groups = list(_groups(user))
        count = sum(len(group.rows) for group in groups)
        told = ngettext("%d thing waits for you", "%d things wait for you", count) % count
        return Letter(told, "\n".join(_lines(user, groups)), groups)


def _groups(user: User) -> Iterator[Group]:
    """What is overdue or due this week, and what else waits; later things stay for later mails."""
    for group in due.follow_ups(user):
        if group.key != "later" and group.rows:
            yield Group(group.key, group.title, [_item(row) for row in group.rows])
    yield from due.waiting(user)


def _item(row: FollowUp) -> Item:
    about = f" – {row.record.title}" if row.record else ""
    return Item(row.due, f"{row.title}{about}", reverse("follow_up", args=[row.pk]))


def _lines(user: User, groups: list[Group]) -> Iterator[str]:
    yield _("Good morning %s,") % user
    yield ""
    for group in groups:
        yield f"{group.title}"
        for item in group.rows[:SHOWN]:
            day = f"{words.day(item.day)}  " if item.day else ""
            yield f"- {day}{item.title}"
            yield f"  {settings.SITE_URL}{item.url}"
        if len(group.rows) > SHOWN:
            yield "  " + _("and %d more") % (len(group.rows) - SHOWN)
        yield ""
    yield _("Everything at once: %s") % f"{settings.SITE_URL}{reverse('due')}"
    yield _("To switch this mail off: %s") % f"{settings.SITE_URL}{reverse('monday_mail')}"


def week_of(day: dt.date) -> str:
    """The key of a week: a mail goes out once in it, however often it is asked for."""
    year, week, _weekday = day.isocalendar()
    return f"monday:{year}-W{week:02}"


def send_all() -> int:
    """Write this week's mails into the outbox; answers how many there are."""
    event, count = week_of(timezone.localdate()), 0
    for user in User.objects.filter(is_active=True, monday_mail=True).order_by("pk"):
        with transaction.atomic():
            letter = letter_for(user)
            if not letter.count:
                continue
            outbox.post(
                event=event,
                recipient=user.email,
                template=TEMPLATE,
                subject=letter.subject,
                body=letter.body,
            )
            count += 1
    return count


def switch(*, user: Any, on: bool) -> None:
    """Everybody decides for themselves."""
    with transaction.atomic(), deed(by=user, why=_("Mail on Monday")):
        User.objects.filter(pk=user.pk).update(monday_mail=on)
