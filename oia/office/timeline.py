"""What hangs on a record, person or organisation, as lines of its timeline, in one query."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db.models import CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast, Left, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from oia.core.permissions import may
from oia.office.models import (
    Document,
    FollowUp,
    Gift,
    Interaction,
    Organisation,
    Person,
    Record,
    Result,
)
from oia.ui.panels import Entry, register_timeline

ROOM = 20
TITLE = 160  # characters of a line


class Line(NamedTuple):
    """A kind of line: `rows(obj)` to which `.visible_to()` is applied; day and title are paths."""

    key: str
    label: Any
    capability: str
    url_name: str
    rows: Callable[[Any], QuerySet[Any]]
    day: Any
    title: str


TALK: dict[str, Any] = {
    "key": "talk",
    "label": _("Talk"),
    "capability": "interactions.read",
    "url_name": "interaction",
    "day": F("day"),
    "title": "subject",
}
GIFT: dict[str, Any] = {
    "key": "gift",
    "label": _("Gift"),
    "capability": "gifts.read",
    "url_name": "gift",
    "day": F("day"),
    "title": "title",
}
ON_RECORDS = [
    Line(rows=lambda record: Gift.objects.filter(record=record.pk), **GIFT),
    Line(rows=lambda record: Interaction.objects.filter(records__record=record.pk), **TALK),
    Line(
        "document",
        _("Document"),
        "documents.read",
        "document",
        lambda record: Document.objects.filter(record=record.pk),
        TruncDate("created"),
        "name",
    ),
    Line(
        "done",
        _("Done"),
        "followups.read",
        "follow_up",
        lambda record: FollowUp.objects.filter(record=record.pk).exclude(done=None),
        TruncDate("done"),
        "title",
    ),
    Line(
        "result",
        _("Result"),
        "signed-in",
        "record",
        lambda record: Result.objects.filter(record=record.pk),
        TruncDate("written"),
        "text",
    ),
]
ON_PEOPLE = [
    Line(rows=lambda person: Gift.objects.filter(person=person), **GIFT),
    Line(rows=lambda person: Interaction.objects.filter(people__person=person), **TALK),
]
ON_ORGANISATIONS = [
    Line(rows=lambda one: Gift.objects.filter(organisation=one), **GIFT),
    Line(rows=lambda one: Interaction.objects.filter(organisations__organisation=one), **TALK),
]


def _told(lines: list[Line]) -> Callable[[Any, Any], Iterator[Entry]]:
    """The provider of these lines: the newest of each kind, all kinds in one query."""

    def entries(obj: Any, user: Any) -> Iterator[Entry]:
        open_ = {line.key: line for line in lines if may(user, line.capability)}
        queries = [_newest(line, obj, user) for line in open_.values()]
        if not queries:
            return
        first, *others = queries
        for key, pk, day, title in first.union(*others, all=True) if others else first:
            line = open_[key]
            yield Entry(day, line.label, title, reverse(line.url_name, args=[pk]))

    return entries


def _newest(line: Line, obj: Any, user: Any) -> QuerySet[Any]:
    rows = line.rows(obj).visible_to(user)  # type: ignore[attr-defined]
    said = rows.annotate(
        line_key=Value(line.key, output_field=CharField()),
        line_day=Cast(line.day, DateField()),
        line_title=Left(Cast(F(line.title), CharField()), TITLE),
    )
    columns = ("line_key", "pk", "line_day", "line_title")
    return said.order_by("-line_day", "-pk").values_list(*columns)[:ROOM]


register_timeline(Record, _told(ON_RECORDS))
register_timeline(Person, _told(ON_PEOPLE))
register_timeline(Organisation, _told(ON_ORGANISATIONS))
