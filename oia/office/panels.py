"""What every record shows (its documents) and what people and organisations show."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oia.office.models import (
    Allotment,
    BudgetEntry,
    BudgetLine,
    Commitment,
    Delivery,
    Document,
    EarlierVersion,
    Event,
    FollowUp,
    Gift,
    Interaction,
    InteractionOrganisation,
    InteractionPerson,
    InteractionRecord,
    Invitation,
    Organisation,
    Person,
    Position,
    Record,
    Spending,
    StockItem,
)
from oia.office.tables import (
    AllotmentTable,
    BudgetEntryTable,
    BudgetLineTable,
    CommitmentTable,
    DeliveryTable,
    DocumentTable,
    EarlierVersionTable,
    FollowUpTable,
    GiftTable,
    InteractionTable,
    InvitationTable,
    PositionTable,
    SpendingTable,
    TalkOrganisationTable,
    TalkPersonTable,
    TalkRecordTable,
)
from oia.ui.panels import Panel, register

DOCUMENTS = Panel(
    key="documents",
    title=_("Documents"),
    table=DocumentTable,
    rows=lambda record: Document.objects.filter(record=record.pk),
    list_url="document_list",
    list_filter="record",
    capability="documents.read",
    order=90,
)

MONEY = Panel(
    key="money",
    title=_("Money promised"),
    table=CommitmentTable,
    rows=lambda record: Commitment.objects.filter(record=record.pk),
    columns=("text", "amount", "status", "line", "year"),
    list_url="commitment_list",
    list_filter="record",
    capability="money.read",
    order=80,
)

POSTINGS = Panel(
    key="spending",
    title=_("Postings"),
    table=SpendingTable,
    rows=lambda record: Spending.objects.serving(record),
    columns=("reference", "day", "amount", "text", "also_amount"),
    capability="money.read",
    order=85,
)

register(
    Allotment,
    Panel(
        key="commitments",
        title=_("Promised on this line"),
        table=CommitmentTable,
        rows=lambda row: Commitment.objects.filter(allotment=row.pk),
        columns=("text", "amount", "status", "record", "at"),
        list_url="commitment_list",
        list_filter="allotment",
        capability="money.read",
        order=10,
    ),
)
register(
    Allotment,
    Panel(
        key="entries",
        title=_("Changes of the budget"),
        table=BudgetEntryTable,
        rows=lambda row: BudgetEntry.objects.filter(allotment=row.pk),
        capability="money.read",
        order=20,
    ),
)

register(
    BudgetLine,
    Panel(
        key="years",
        title=_("Its years, with the lines that went on in it"),
        table=AllotmentTable,
        rows=lambda line: Allotment.objects.with_left().filter(
            Q(line=line.pk) | Q(line__goes_on_in=line.pk)
        ),
        columns=("line", "year", "planned", "spent", "left"),
        capability="money.read",
        order=10,
    ),
)
register(
    BudgetLine,
    Panel(
        key="split",
        title=_("Split off from it"),
        table=BudgetLineTable,
        rows=lambda line: BudgetLine.objects.filter(came_from=line.pk),
        columns=("name",),
        capability="money.read",
        order=20,
    ),
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


def _talks(path: str, list_filter: str) -> Panel:
    return Panel(
        key="talks",
        title=_("Talks"),
        table=InteractionTable,
        rows=lambda obj: Interaction.objects.filter(**{path: obj.pk}),
        columns=("subject", "day", "kind"),
        list_url="interaction_list",
        list_filter=list_filter,
        capability="interactions.read",
        order=80,
    )


register(Record, _talks("records__record", "record"))
register(Person, _talks("people__person", "person"))
register(Organisation, _talks("organisations__organisation", "organisation"))


def _gifts(field: str) -> Panel:
    return Panel(
        key="gifts",
        title=_("Gifts"),
        table=GiftTable,
        rows=lambda obj: Gift.objects.filter(**{field: obj.pk}),
        columns=("title", "direction", "day", "value"),
        list_url="gift_list",
        list_filter=field,
        capability="gifts.read",
        order=85,
    )


register(Record, _gifts("record"))
register(Person, _gifts("person"))
register(Organisation, _gifts("organisation"))
register(Record, DOCUMENTS)
register(Record, DUE)
register(Record, MONEY)
register(Record, POSTINGS)
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

register(
    Interaction,
    Panel(
        key="about",
        title=_("What it is about"),
        table=TalkRecordTable,
        rows=lambda talk: InteractionRecord.objects.filter(interaction=talk),
        capability="interactions.read",
        order=10,
    ),
)
register(
    Interaction,
    Panel(
        key="people",
        title=_("People"),
        table=TalkPersonTable,
        rows=lambda talk: InteractionPerson.objects.filter(interaction=talk),
        capability="contacts.read",
        order=20,
    ),
)
register(
    Interaction,
    Panel(
        key="organisations",
        title=_("Organisations"),
        table=TalkOrganisationTable,
        rows=lambda talk: InteractionOrganisation.objects.filter(interaction=talk),
        capability="contacts.read",
        order=30,
    ),
)
register(
    Document,
    Panel(
        key="earlier",
        title=_("Earlier versions"),
        table=EarlierVersionTable,
        rows=lambda document: EarlierVersion.objects.filter(document=document),
        capability="documents.read",
        order=10,
    ),
)
register(
    StockItem,
    Panel(
        key="deliveries",
        title=_("Deliveries"),
        table=DeliveryTable,
        rows=lambda item: Delivery.objects.filter(item=item.pk),
        capability="gifts.read",
        order=10,
    ),
)
register(
    StockItem,
    Panel(
        key="given",
        title=_("Given from stock"),
        table=GiftTable,
        rows=lambda item: Gift.objects.filter(item=item.pk),
        columns=("title", "day", "quantity", "organisation", "person"),
        capability="gifts.read",
        order=20,
    ),
)
register(
    Event,
    Panel(
        key="guests",
        title=_("Guests"),
        table=InvitationTable,
        rows=lambda event: Invitation.objects.filter(event=event),
        columns=("name", "organisation", "state", "companions"),
        list_url="invitation_list",
        list_filter="event",
        capability="invitations.read",
        order=10,
    ),
)
