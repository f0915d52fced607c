"""Events of the office: kinds, attendance, the largest."""

from django.db.models import Count, F, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from oia.office import figures
from oia.office.choices import EventKind
from oia.ui import words
from reporting import blocks
from reporting.blocks import Block
from reporting.chapters import Chapter, Context, outcome, wording

LARGEST = 10
PICTURES = 2


def build(context: Context) -> list[Block]:
    if not context.value("events"):
        return []
    return [
        blocks.paragraph(_told(context)),
        *_uncounted(context),
        *_kinds(context),
        *_largest(context),
        *_pictures(context),
    ]


def _told(context: Context) -> str:
    text = _(
        "%(events)s in %(year)s, with %(people)s counted; in %(before)s there were %(earlier)s."
    )
    return text % {
        "events": wording.events(context.value("events")),
        "year": context.period.label,
        "people": wording.persons(context.value("event_attendance")),
        "before": context.period.previous().label,
        "earlier": wording.events(context.previous("events")),
    }


def _uncounted(context: Context) -> list[Block]:
    missing = figures.events(context.period, context.office).filter(attended=None).count()
    if not missing:
        return []
    text = ngettext(
        "At %(count)s event nobody counted.", "At %(count)s events nobody counted.", missing
    )
    return [blocks.note(text % {"count": words.number(missing)})]


def _kinds(context: Context) -> list[Block]:
    grouped = figures.events(context.period, context.office).order_by().values_list("event_kind")
    found = list(grouped.annotate(count=Count("pk"), people=Sum("attended")))
    labels = {value: str(label) for value, label in EventKind.choices}
    found.sort(key=lambda row: (-row[1], labels[row[0]]))
    rows = [
        [labels[kind], words.number(count), words.number(people) or "–"]
        for kind, count, people in found
    ]
    total = [
        _("Together"),
        words.number(context.value("events")),
        words.number(context.value("event_attendance")),
    ]
    caption = _("Events by kind, %(year)s") % {"year": context.period.label}
    head = [_("Kind"), _("Events"), _("People")]
    counted = [(labels[kind], people) for kind, _count, people in found if people]
    counted.sort(key=lambda pair: -pair[1])
    chart = (
        [blocks.bars(_("People at events, by kind"), counted, told=True)]
        if len(counted) > 1
        else []
    )
    return [*chart, blocks.table(caption, head, rows, numeric=(1, 2), total=total)]


def _largest(context: Context) -> list[Block]:
    events = wording.named(figures.events(context.period, context.office)).exclude(attended=None)
    rows = [
        [
            event.title,
            event.get_event_kind_display(),
            wording.span(event.first_day, event.last_day),
            words.number(event.attended),
        ]
        for event in events.order_by("-attended", "first_day", "pk")[:LARGEST]
    ]
    if len(rows) < 2:
        return []
    head = [_("Event"), _("Kind"), _("Days"), _("People")]
    caption = _("The largest events, %(year)s") % {"year": context.period.label}
    return [blocks.table(caption, head, rows, numeric=(3,))]


def _pictures(context: Context) -> list[Block]:
    """Of the largest events; those of a partner stand with it."""
    events = figures.events(context.period, context.office).filter(about=None)
    order = events.order_by(F("attended").desc(nulls_last=True), "first_day", "pk")
    return outcome.shown(order.values_list("pk", flat=True), context.period, PICTURES)


CHAPTERS = (Chapter("events", gettext_lazy("Events"), build),)
