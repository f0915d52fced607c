"""Notes of meetings, calls and letters."""

from django.utils.translation import gettext_lazy as _

from oia.office.choices import InteractionKind
from oia.office.filters import InteractionFilter
from oia.office.forms import InteractionForm
from oia.office.models import (
    Interaction,
    InteractionOrganisation,
    InteractionPerson,
    InteractionRecord,
)
from oia.office.pages import NounPage
from oia.office.tables import InteractionTable
from oia.office.writing.entry import Part, Writing
from oia.ui.columns import Choice, Day, Text
from oia.ui.pages import ListPage


class InteractionList(ListPage):
    table = InteractionTable
    filterset_class = InteractionFilter
    capability = "interactions.read"
    title = _("Notes of talks")
    empty = _("Meetings, calls, letters and mails are listed here, with whom and about what.")
    create_url = "interaction_new"
    create_label = _("Note a talk")


class InteractionDetail(NounPage):
    model = Interaction
    capability = "interactions.read"
    list_url = "interaction_list"
    list_title = _("Notes of talks")
    facts = (
        Day("day", _("Day")),
        Choice("kind", _("Kind"), InteractionKind),
        Text("note", _("Note")),
        Text("by__name", _("Entered by")),
    )


INTERACTION = Writing(
    page=InteractionDetail,
    form=InteractionForm,
    new=_("Note a talk"),
    parts=(
        Part(InteractionRecord, _("What it is about"), ("record",), blank=1),
        Part(InteractionPerson, _("People"), ("person",)),
        Part(InteractionOrganisation, _("Organisations"), ("organisation",), blank=1),
    ),
    start=lambda user: {"by": user.pk},
)
