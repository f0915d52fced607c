"""The programme of a trip, visit or event: what happens when and where, by the clocks there."""

import datetime as dt
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oia.core import clocks
from oia.core.audit import tracked
from oia.office.choices import Which
from oia.office.models.records import Record, Searchable
from oia.office.querysets import SearchableQuerySet

# No zone is further from UTC: whatever writes past `save()` keeps instant and local time together.
# By the database's own rules of zones it could be exact, and would refuse what is right wherever
# they are older than ours.
TOGETHER = """
    IF ((NEW.day + NEW.start) - (NEW.starts AT TIME ZONE 'UTC'))
            NOT BETWEEN interval '-12 hours' AND interval '14 hours'
        OR ((COALESCE(NEW.end_day, NEW.day) + NEW."end") - (NEW.ends AT TIME ZONE 'UTC'))
            NOT BETWEEN interval '-12 hours' AND interval '14 hours'
    THEN
        RAISE EXCEPTION 'the instant is not that of the local time'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'programme_times_together';
    END IF;
    RETURN NEW;
"""
NOT_THERE = _("This time does not exist there: the clocks are put forward over it on that day.")
TWICE = _("This time exists twice there, because clocks are put back. Choose which is meant.")


class ProgrammeQuerySet(SearchableQuerySet):
    def visible_to(self, user: Any) -> Self:
        seen = super().visible_to(user)
        return seen.filter(record__in=Record.objects.visible_to(user))

    def of(self, record: Record) -> Self:
        return self.filter(record=record.pk).order_by("starts", "pk")


@tracked
class ProgrammeItem(Searchable):
    """Something on the programme of a record, at a local time of its zone.

    Day, hours, zone and which of two hours are what was entered; `starts` and `ends` follow from
    them and serve order, calendar and overlaps.
    """

    area = "programme"
    detail_url_name = "programme_item"
    own_department: ClassVar[str] = "record__department"
    found_as: ClassVar[str] = "title"
    found_beside: ClassVar[str] = "record__title"

    record = models.ForeignKey(
        Record, verbose_name=_("entry"), on_delete=models.CASCADE, related_name="programme_items"
    )
    title = models.CharField(_("what"), max_length=200)
    guest_title = models.CharField(
        _("what, in the guests' words"), max_length=200, blank=True,
        help_text=_("In their language; without it the title is printed."),
    )  # fmt: skip
    venue = models.CharField(_("where"), max_length=200, blank=True)
    day = models.DateField(_("day"))
    start = models.TimeField(_("start"))
    end_day = models.DateField(
        _("day of the end"), null=True, blank=True, help_text=_("Only where it is another day.")
    )
    end = models.TimeField(_("end"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=40)
    start_which = models.PositiveSmallIntegerField(
        _("start: which of the two"), null=True, blank=True, choices=Which
    )
    end_which = models.PositiveSmallIntegerField(
        _("end: which of the two"), null=True, blank=True, choices=Which
    )
    starts = models.DateTimeField(_("starts"), editable=False)
    ends = models.DateTimeField(_("ends"), null=True, editable=False)
    people = models.CharField(_("people"), max_length=500, blank=True)
    interpreter = models.BooleanField(_("interpreter needed"), default=False)
    public_text = models.TextField(_("text for guests"), blank=True)
    note = models.TextField(_("notes for staff"), blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of a programme")
        verbose_name_plural = _("items of programmes")
        constraints = [
            models.CheckConstraint(
                name="programme_end_after_start",
                condition=Q(ends=None) | Q(ends__gt=models.F("starts")),
            ),
            models.CheckConstraint(
                name="programme_end_whole",
                condition=Q(end=None, ends=None, end_day=None, end_which=None)
                | Q(end__isnull=False, ends__isnull=False),
            ),
            models.CheckConstraint(
                name="programme_which_of_two",
                condition=(Q(start_which=None) | Q(start_which__lte=1))
                & (Q(end_which=None) | Q(end_which__lte=1)),
            ),
        ]
        indexes = [
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="programme_search"),
            models.Index(fields=["starts"], name="programme_starts"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="times_together",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=TOGETHER,
            )
        ]

    def __str__(self) -> str:
        return self.title

    def search_words(self) -> list[Any]:
        return [self.title, self.guest_title, self.venue]

    @property
    def local_start(self) -> dt.datetime:
        return self.starts.astimezone(ZoneInfo(self.zone))

    @property
    def local_end(self) -> dt.datetime | None:
        return self.ends and self.ends.astimezone(ZoneInfo(self.zone))

    def clean(self) -> None:
        super().clean()
        if self.zone not in clocks.zones() or self.day is None or self.start is None:
            return  # said at its field already
        self.starts = self._read(self.day, self.start, "start")
        self.ends = None
        if self.end is None:
            if self.end_day is not None:
                raise ValidationError({"end": _("Give the hour of the end, too.")})
            self.end_which = None
            return
        self.ends = self._read(self.end_day or self.day, self.end, "end")
        if self.ends <= self.starts:
            late = _("The end lies before the start. If it is on another day, give that day.")
            raise ValidationError({"end": late})

    def _read(self, day: dt.date, hour: dt.time, name: str) -> dt.datetime:
        field = f"{name}_which"
        found = clocks.instants(day, hour, self.zone)
        if not found:
            raise ValidationError({name: NOT_THERE})
        if len(found) == 1:
            setattr(self, field, None)
            return found[0]
        which = getattr(self, field)
        if which is None:
            raise ValidationError({field: TWICE})
        return found[which]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.zone = self.zone or settings.TIME_ZONE
        self.starts = clocks.instant(self.day, self.start, self.zone, self.start_which)
        self.ends = None
        if self.end is not None:
            day = self.end_day or self.day
            self.ends = clocks.instant(day, self.end, self.zone, self.end_which)
        super().save(*args, **kwargs)


def zone_of(record: Record) -> str:
    """The zone of where a record takes place, by its place; the office's own where it has none."""
    noun = Record.nouns().get(record.kind)
    name = noun.takes_place_at if noun else ""
    if noun is None or not name:
        return settings.TIME_ZONE
    found = noun._default_manager.filter(pk=record.pk).exclude(**{name: None})
    paths = (f"{name}__{column}" for column in ("country", "latitude", "longitude"))
    place = found.values_list(*paths).first()
    return (clocks.zone_at(*place) if place else "") or settings.TIME_ZONE
