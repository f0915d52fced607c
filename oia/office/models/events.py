"""Public events, round tables, receptions: what the office invites to."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from oia.core.audit import tracked
from oia.office.choices import EventKind
from oia.office.models.places import Place
from oia.office.models.records import Record, record_link
from oia.office.querysets import RecordQuerySet


@tracked
class Event(Record):
    """`first_day` and `last_day` are the event's days; `attended` are people counted there."""

    area = "events"
    detail_url_name = "event"
    takes_place_at = "place"

    record_ptr = record_link()
    event_kind = models.CharField(
        _("kind"), max_length=20, choices=EventKind, default=EventKind.OTHER
    )
    place = models.ForeignKey(
        Place, verbose_name=_("place"), null=True, blank=True, on_delete=models.PROTECT
    )
    about = models.ForeignKey(
        Record,
        verbose_name=_("partnership"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events_about",
    )
    expected = models.PositiveIntegerField(_("expected"), null=True, blank=True)
    attended = models.PositiveIntegerField(_("attended"), null=True, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def search_words(self) -> list[Any]:
        about = self.about.openly() if self.about else ""
        return [*super().search_words(), self.place, about]
