"""What every record shows (its documents) and what people and organisations show."""

from django.utils.translation import gettext_lazy as _

from oia.office.models import Document, FollowUp, Organisation, Person, Position, Record
from oia.office.tables import DocumentTable, FollowUpTable, PositionTable
from oia.ui.panels import Panel, register

DOCUMENTS = Panel(
    key="documents",
    title=_("Documents"),
    table=DocumentTable,
    rows=lambda record: Document.objects.filter(record=record.pk),
    capability="documents.read",
    order=90,
)

DUE = Panel(
    key="due",
    title=_("Due"),
    table=FollowUpTable,
    rows=lambda record: FollowUp.objects.filter(record=record.pk).open(),
    columns=("title", "due", "owner"),
    list_url="follow_up_list",
    list_filter="record",
    capability="followups.read",
    order=5,
)

register(Record, DOCUMENTS)
register(Record, DUE)
register(
    Person,
    Panel(
        key="positions",
        title=_("Positions"),
        table=PositionTable,
        rows=lambda person: Position.objects.filter(person=person),
        columns=("organisation", "title", "email", "phone", "start", "end"),
        capability="contacts.read",
        order=10,
    ),
)
register(
    Organisation,
    Panel(
        key="people",
        title=_("People"),
        table=PositionTable,
        rows=lambda organisation: Position.objects.filter(organisation=organisation),
        columns=("person", "title", "email", "phone", "start", "end"),
        capability="contacts.read",
        order=10,
    ),
)
