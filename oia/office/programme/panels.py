"""The programme on the page of its record, and in the calendar by its own clocks."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from oia.office.calendar import Source
from oia.office.calendar import register as register_source
from oia.office.models import Event, ProgrammeItem, Record
from oia.office.programme.tables import ProgrammeTable
from oia.ui.links import PageAction
from oia.ui.panels import Panel, register, register_link

PROGRAMME = Panel(
    key="programme",
    title=_("Programme"),
    table=ProgrammeTable,
    rows=lambda record: ProgrammeItem.objects.filter(record=record.pk),
    columns=("day", "start", "end", "title", "venue"),
    list_url="programme_item_list",
    list_filter="record",
    capability="programme.read",
    order=7,
    sort="day",
)

LINK = PageAction(_("Programme"), "programme", "programme.read", "calendar")


def hang_on(model: type[Record]) -> None:
    """Shows the programme on the pages of a noun that has one."""
    register(model, PROGRAMME)
    register_link(model, LINK)


hang_on(Event)


def _items(user: Any) -> QuerySet[Any]:
    return ProgrammeItem.objects.visible_to(user)


register_source(
    Source(
        key="programme",
        title=_("Items of programmes"),
        capability="programme.read",
        url_name="programme",
        rows=_items,
        first="starts",
        last="ends",
        record="record",
        timed=True,
        zone="zone",
        order=45,
    )
)
