"""Follow-ups (Wiedervorlage): what is due, for whom, until when."""

import calendar
import datetime as dt
from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.core.models import User
from oia.core.permissions import may, own_only
from oia.office.choices import Repeat
from oia.office.models.records import Record, Searchable
from oia.office.querysets import SearchableQuerySet

MONTHS = {Repeat.MONTHLY: 1, Repeat.QUARTERLY: 3, Repeat.YEARLY: 12}


def months_later(day: dt.date, months: int, wanted: int) -> dt.date:
    """The `wanted` day of the month that lies so many months later, at most its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(wanted, calendar.monthrange(year, month + 1)[1]))


class FollowUpQuerySet(SearchableQuerySet):
    def visible_to(self, user: Any) -> Self:
        """On a record: whoever sees the record. On none: whose it is, and who oversees all."""
        seen = super().visible_to(user)
        on_record, on_none = Q(record__in=Record.objects.visible_to(user)), Q(record=None)
        if own_only(user, "followups"):
            return seen.filter(on_record | on_none).concerning(user)
        if may(user, "oversight.read"):
            return seen.filter(on_record | on_none)
        return seen.filter(on_record | (on_none & self._concerns(user)))

    @staticmethod
    def _concerns(user: Any) -> Q:
        return Q(owner=user) | Q(taken_by=user) | Q(by=user)

    def concerning(self, user: Any) -> Self:
        """What the person has to do, does for somebody, or asked of somebody."""
        return self.filter(self._concerns(user))

    def own_of(self, user: Any) -> Self:
        return self.concerning(user)

    def to_do_by(self, user: Any) -> Self:
        return self.filter(Q(owner=user) | Q(taken_by=user))

    def open(self) -> Self:
        return self.filter(done=None)

    def due_until(self, day: dt.date) -> Self:
        return self.open().filter(due__lte=day)


@tracked
class FollowUp(Searchable):
    """Something to do until a day, on a record or on none.

    `taken_by` does it for the owner who is away. `follows` is the one whose end made this one.
    """

    area = "followups"
    detail_url_name = "follow_up"
    found_as: ClassVar[str] = "title"
    found_beside: ClassVar[str] = "record__title"

    title = models.CharField(_("what"), max_length=200)
    record = models.ForeignKey(
        Record,
        verbose_name=_("entry"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="follow_ups",
    )
    owner = models.ForeignKey(
        User, verbose_name=_("who"), on_delete=models.PROTECT, related_name="follow_ups"
    )
    taken_by = models.ForeignKey(
        User,
        verbose_name=_("taken by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who does it while the owner is away."),
    )
    due = models.DateField(_("until"))
    repeat = models.CharField(_("repeat"), max_length=10, choices=Repeat, default=Repeat.NEVER)
    # The day of the month of a series where a short month cut it: the 31st returns in March.
    month_day = models.PositiveSmallIntegerField(_("day of the month"), null=True, editable=False)
    note = models.TextField(_("note"), blank=True)
    done = models.DateTimeField(_("done"), null=True, editable=False)
    done_by = models.ForeignKey(
        User,
        verbose_name=_("done by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    by = models.ForeignKey(
        User, verbose_name=_("entered by"), null=True, editable=False, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    follows = models.OneToOneField(
        "self",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="followed_by",
        verbose_name=_("follows"),
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        indexes = [
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="follow_up_search"),
            models.Index(fields=["due"], name="follow_up_due", condition=Q(done=None)),
        ]

    def __str__(self) -> str:
        return self.title

    def search_words(self) -> list[Any]:
        return [self.title, self.record]

    @property
    def is_overdue(self) -> bool:
        return self.done is None and self.due < timezone.localdate()

    def next_due(self, today: dt.date) -> dt.date | None:
        """When the next one of the series is due: after this one and after today."""
        if self.repeat == Repeat.NEVER:
            return None
        number = 1
        while (day := self._later(number)) <= today:
            number += 1
        return day

    def _later(self, number: int) -> dt.date:
        if self.repeat == Repeat.WEEKLY:
            return self.due + dt.timedelta(weeks=number)
        wanted = self.month_day or self.due.day
        return months_later(self.due, number * MONTHS[Repeat(self.repeat)], wanted)
