"""What a partnership shows of its own app, and its dated events on the timeline."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from oia.core.dates import ImpreciseDate
from oia.office.models import Allotment, Event
from oia.office.tables import AllotmentTable, EventTable
from oia.ui.panels import Entry, Panel, register, register_timeline
from oia.ui.words import imprecise
from partners.models import Agreement, Club, Partnership
from partners.tables import AgreementTable, ClubTable

register(
    Partnership,
    Panel(
        key="agreements",
        title=_("Agreements"),
        table=AgreementTable,
        rows=lambda tie: Agreement.objects.filter(partnership=tie),
        columns=("title", "agreement_kind", "signed", "ends"),
        list_url="agreement_list",
        list_filter="partnership",
        capability="partners.read",
        order=10,
    ),
)
register(
    Partnership,
    Panel(
        key="clubs",
        title=_("Clubs"),
        table=ClubTable,
        rows=lambda tie: Club.objects.filter(partnership=tie),
        columns=("title", "founded", "members"),
        list_url="club_list",
        list_filter="partnership",
        capability="partners.read",
        order=20,
    ),
)
register(
    Partnership,
    Panel(
        key="events",
        title=_("Events"),
        table=EventTable,
        rows=lambda tie: Event.objects.filter(about=tie),
        columns=("title", "first_day", "attended"),
        list_url="event_list",
        list_filter="about",
        capability="events.read",
        order=50,
    ),
)
register(
    Partnership,
    Panel(
        key="money",
        title=_("Money"),
        table=AllotmentTable,
        rows=lambda tie: Allotment.objects.filter(about=tie),
        columns=("line", "year", "planned"),
        capability="money.read",
        order=60,
    ),
)


def dated_events(tie: Partnership, user: Any) -> Iterator[Entry]:
    """First contact, signing and every other date of the tie."""
    for label, value in ((_("First contact"), tie.first_contact), (_("Signed"), tie.signed)):
        if value:
            yield _entry(value, label, str(tie))
    for date in tie.dates.all():
        yield _entry(date.date, date.get_kind_display(), date.source or str(tie))


def _entry(value: str, label: Any, title: str) -> Entry:
    day = ImpreciseDate.parse(value).first_day()
    return Entry(day, label, title, day_text=imprecise(value))


register_timeline(Partnership, dated_events)
