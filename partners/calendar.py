"""Reviews and ends of agreements and anniversaries of partnerships in the calendar."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oia.office.calendar import Row, Source, Span, register
from oia.office.models import Office
from partners.models import Agreement, Partnership
from partners.querysets import CELEBRATED

PRECISE = len("1966-05-01")


def anniversaries(user: Any) -> QuerySet[Partnership]:
    """Our ties that are celebrated, each with the numbers of years the office celebrates."""
    ties = Partnership.objects.visible_to(user).ours().filter(status__in=CELEBRATED)
    celebrated = Office.objects.filter(pk=1).values("anniversary_years")
    return ties.annotate(celebrated=Subquery(celebrated))


def jubilees(row: Row, span: Span) -> Iterator[tuple[dt.date, str]]:
    """Only a tie whose day is known has a day in the calendar; a year alone has none."""
    base = row["anniversary_base"] or row["signed"]
    if len(base) != PRECISE:
        return
    for day in span.yearly(base[5:]):
        years = day.year - int(base[:4])
        if years in (row["celebrated"] or ()):
            said = gettext("%(years)s years: %(title)s")
            yield day, said % {"years": years, "title": row["title"]}


register(
    Source(
        key="anniversary",
        title=_("Anniversaries"),
        capability="partners.read",
        url_name="partnership",
        rows=anniversaries,
        days=jubilees,
        extra=("anniversary_base", "signed", "celebrated"),
        order=50,
    )
)
for key, title, day, said, order in (
    ("review", _("Reviews of agreements"), "review", _("Review: %(title)s"), 60),
    ("end", _("Ends of agreements"), "ends", _("Ends: %(title)s"), 61),
):
    register(
        Source(
            key=key,
            title=title,
            capability="partners.read",
            url_name="agreement",
            rows=lambda user: Agreement.objects.visible_to(user),
            first=day,
            last=day,
            said=said,
            order=order,
        )
    )
