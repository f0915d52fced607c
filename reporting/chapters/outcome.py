"""What came of journeys, and the pictures of them: only what the office has cleared for print."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oia.core.dates import Period
from oia.office.choices import Confidentiality
from oia.office.models import Photo, Result
from oia.ui import words
from partners import indicators
from reporting import blocks
from reporting.blocks import Block
from reporting.chapters import Context, wording
from reporting.pictures import picture

TOLD = 10  # journeys of a chapter whose result is told
SENTENCES = 60  # words of a result; the whole of it stands with the journey


def results_of(records: Iterable[int]) -> dict[int, str]:
    """Record → its result in short, of those that may be published and named."""
    rows = Result.objects.filter(record__in=list(records), publishable=True)
    rows = rows.filter(record__confidentiality=Confidentiality.OPEN)
    return {record: in_short(text) for record, text in rows.values_list("record", "text")}


def in_short(text: str) -> str:
    return Truncator(" ".join(text.split())).words(SENTENCES, truncate=" …")


def elsewhere(journeys: QuerySet[Any], path: str, context: Context) -> QuerySet[Any]:
    """Journeys to none of the partners, whose places are at `path`."""
    places = indicators.active(context.period, context.office).values("place")
    return journeys.exclude(**{f"{path}__in": places}).exclude(**{f"{path}__part_of__in": places})


def told(
    journeys: QuerySet[Any], others: QuerySet[Any], order: Sequence[Any], anchor: str
) -> list[Block]:
    """A heading, how many reports are there, and what came of the `others`: what came of those to
    partners stands with each partner. `order` puts first what matters most."""
    over = journeys.count()
    written = Result.objects.filter(record__in=journeys.values("pk"))
    count = written.count()
    if not count:
        return []
    text = ngettext(
        "For %(count)s of %(whole)s there is a report on what came of it; %(open)s of them may be "
        "published.",
        "For %(count)s of %(whole)s there are reports on what came of them; %(open)s of them may "
        "be published.",
        count,
    )
    numbers = {
        "count": words.number(count),
        "whole": words.number(over),
        "open": words.number(written.filter(publishable=True).count()),
    }
    parts = [
        blocks.heading(_("What came of them"), anchor),
        blocks.paragraph(text % numbers),
    ]
    open_ones = wording.named(others).filter(result__publishable=True)
    rows = open_ones.select_related("result").order_by(*order, "first_day", "pk")[:TOLD]
    lines = [
        _("%(title)s, %(days)s: %(result)s")
        % {
            "title": row.title,
            "days": wording.span(row.first_day, row.last_day),
            "result": in_short(row.result.text),
        }
        for row in sorted(rows, key=lambda row: (row.first_day, row.pk))
    ]
    return [*parts, blocks.items(lines)] if lines else parts


# Pictures ------------------------------------------------------------------------------------


def photos_of(records: Iterable[int], period: Period) -> dict[int, Photo]:
    """Record → the newest photo of it from the period that papers may show and name."""
    rows = Photo.objects.cleared().filter(record__in=list(records))
    rows = rows.filter(record__confidentiality=Confidentiality.OPEN)
    within = rows.in_period(period).select_related("thumbnail")
    return {photo.record_id: photo for photo in within.order_by("taken", "pk")}


def shown(records: Iterable[int], period: Period, most: int) -> list[Block]:
    """Pictures of at most so many of the records, in the order these come."""
    order = list(records)
    found = photos_of(order, period)
    return [picture(found[record]) for record in order if record in found][:most]
