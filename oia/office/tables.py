"""Columns of the nouns all apps share: one declaration for page, export, report and annex."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from oia.core.models import ReadLog
from oia.core.permissions import areas
from oia.office import sheets
from oia.office.choices import (
    LANGUAGES,
    BudgetMode,
    CommitmentStatus,
    Direction,
    EntryKind,
    EventKind,
    InteractionKind,
    Payer,
    PhotoState,
    Repeat,
    Reply,
    ReplyWay,
    StockState,
)
from oia.office.columns import LanguageName, OwnName, PageName, PersonName, RecordTitle
from oia.office.models import (
    Allotment,
    BudgetEntry,
    BudgetLine,
    Commitment,
    Delivery,
    Department,
    Desk,
    Document,
    EarlierVersion,
    Event,
    FollowUp,
    Gift,
    ImportRun,
    Interaction,
    InteractionOrganisation,
    InteractionPerson,
    InteractionRecord,
    Invitation,
    Organisation,
    Person,
    Photo,
    Position,
    Record,
    Spending,
    StockItem,
    WorkShare,
)
from oia.office.models.imports import RunState
from oia.ui.columns import (
    Amount,
    Choice,
    Column,
    Day,
    Imprecise,
    Link,
    Moment,
    Number,
    PlaceName,
    Related,
    Text,
    YesNo,
)
from oia.ui.tables import Table


class RecordTable(Table):
    """Base of tables over records: sorted as the record's index is."""

    tie = "-id"


class EventTable(RecordTable):
    model = Event
    columns = (
        Link("title", _("Title")),
        Day("first_day", _("From")),
        Day("last_day", _("Until"), default=False),
        Choice("event_kind", _("Kind"), EventKind),
        PlaceName("place", _("Place")),
        RecordTitle("about", _("Partnership"), url_name="partnership"),
        Number("attended", _("Attended")),
        Number("expected", _("Expected"), default=False),
        Text("department__name", _("Department"), name="department", default=False),
    )
    sort = "-first_day"


class PersonTable(Table):
    model = Person
    personal_capability = "contacts.write"
    columns = (
        OwnName("name", _("Name")),
        # Looked up for the rows of a page; nobody sorts a whole register by it.
        Text("present_title", _("Position"), sortable=False),
        Text("present_organisation", _("Organisation"), sortable=False),
        Text("family_name", _("Family name"), default=False),
        Text("given_name", _("Given name"), default=False),
        LanguageName("language", _("Language")),
        Text("source", _("Source"), personal=True, default=False),
    )
    sort = "name"


class PositionTable(Table):
    model = Position
    personal_capability = "contacts.write"
    columns = (
        PersonName("person", _("Name")),
        Text("title", _("Position")),
        Related(
            "organisation",
            _("Organisation"),
            path="organisation__name",
            url_name="organisation",
            pk="organisation_id",
        ),
        Text("email", _("E-mail"), personal=True),
        Text("phone", _("Phone"), personal=True),
        Imprecise("start", _("From")),
        Imprecise("end", _("Until")),
    )
    sort = "person"


class OrganisationTable(Table):
    model = Organisation
    columns = (
        Link("name", _("Name")),
        PlaceName("place", _("Place")),
        Text("website", _("Website"), default=False),
    )
    sort = "name"


class AllotmentTable(Table):
    model = Allotment
    columns = (
        Link("line", _("Budget line"), path="line__name"),
        Text("year", _("Year")),
        Text("group", _("Group")),
        Amount("planned", _("Planned"), currency="currency"),
        Amount("ceiling_now", _("May be promised"), currency="currency", name="ceiling"),
        Amount("open", _("Promised"), currency="currency"),
        Amount("spent", _("Spent"), currency="currency"),
        Amount("left", _("Left"), currency="currency"),
        Choice("mode", _("Mode"), BudgetMode, default=False),
        Text("purpose", _("Purpose"), default=False),
        Text("owner__name", _("Department"), name="owner", default=False),
        RecordTitle("about", _("Partnership"), url_name="partnership", default=False),
    )
    sort = "-year"


class BudgetEntryTable(Table):
    model = BudgetEntry
    columns = (
        Moment("at", _("When")),
        Choice("kind", _("Kind"), EntryKind),
        Amount("amount", _("Amount"), currency="allotment__currency"),
        Text("text", _("Reason")),
        Text("by__name", _("By"), name="by"),
    )
    sort = "-at"


class CommitmentTable(Table):
    model = Commitment
    columns = (
        Related("text", _("What for"), path="text", url_name="commitment", pk="pk"),
        Amount("amount", _("Amount"), currency="allotment__currency"),
        Choice(
            "status",
            _("Status"),
            CommitmentStatus,
            badges={"open": "info", "paid": "success"},
        ),
        Related(
            "line",
            _("Budget line"),
            path="allotment__line__name",
            url_name="allotment",
            pk="allotment_id",
        ),
        Text("allotment__year", _("Year"), name="year"),
        RecordTitle("record", _("Entry")),
        Moment("at", _("When")),
        Text("by__name", _("By"), name="by", default=False),
    )
    sort = "-at"


class SpendingTable(Table):
    model = Spending
    columns = (
        Link("reference", _("Reference")),
        Day("day", _("Date")),
        Text("line__name", _("Budget line"), name="line"),
        Amount("amount", _("Amount"), currency="currency"),
        Choice("payer", _("Payer"), Payer),
        Text("text", _("Text")),
        RecordTitle("record", _("Trip or visit")),
        RecordTitle("also_for", _("Also for"), default=False),
        Amount("also_amount", _("Of it for that"), currency="currency", default=False),
        Text("commitment__text", _("Promise"), name="promise", default=False),
        Day("as_of", _("As of"), default=False),
    )
    sort = "-day"


class WorkShareTable(Table):
    model = WorkShare
    columns = (
        Text("field", _("Field of work")),
        Text("year", _("Year")),
        Number("from_percent", _("From %")),
        Number("to_percent", _("To %")),
    )
    sort = "-year"


class DocumentTable(Table):
    model = Document
    columns: tuple[Column, ...] = (
        Link("name", _("Name")),
        Text("kind", _("Kind")),
        Choice("language", _("Language"), LANGUAGES),
        Number("version", _("Version")),
        Moment("created", _("Added")),
    )
    sort = "-created"


class DocumentRegister(DocumentTable):
    columns = (
        *DocumentTable.columns[:1],
        RecordTitle("record", _("Entry"), url_name="record"),
        *DocumentTable.columns[1:],
    )


class EarlierVersionTable(Table):
    model = EarlierVersion
    columns = (
        Related("name", _("Name"), path="name", url_name="document_version", pk="pk"),
        Number("number", _("Version")),
        Moment("replaced", _("Replaced")),
    )
    sort = "-number"


class FollowUpTable(Table):
    model = FollowUp
    columns = (
        Link("title", _("What")),
        Day("due", _("Until")),
        Text("owner__name", _("Who"), name="owner"),
        RecordTitle("record", _("Entry"), url_name="record"),
        Choice("repeat", _("Repeat"), Repeat, default=False),
        Text("taken_by__name", _("Taken by"), name="taken_by", default=False),
        Moment("done", _("Done")),
        Text("done_by__name", _("Done by"), name="done_by", default=False),
    )
    sort = "due"


class InteractionTable(Table):
    model = Interaction
    columns = (
        Link("subject", _("Subject")),
        Day("day", _("Day")),
        Choice("kind", _("Kind"), InteractionKind),
        Text("by__name", _("Entered by"), name="by"),
    )
    sort = "-day"


PHOTO_BADGES = {"cleared": "success", "open": "warning", "expired": "danger"}


class PhotoTable(Table):
    model = Photo
    columns = (
        Link("title", _("What it shows")),
        RecordTitle("record", _("Entry"), url_name="record"),
        Choice("state", _("Use"), PhotoState, badges=PHOTO_BADGES),
        Text("credit", _("Credit")),
        Text("licence", _("Licence")),
        YesNo("consent", _("Consent")),
        Day("expires", _("May be used until")),
        Day("taken", _("Taken on"), default=False),
    )
    sort = "-taken"


class GiftTable(Table):
    model = Gift
    personal_capability = "gifts.read"
    columns = (
        Link("title", _("What")),
        Choice("direction", _("Direction"), Direction),
        Day("day", _("Day")),
        Number("quantity", _("Quantity"), default=False),
        Amount("value", _("Value"), currency="currency"),
        PersonName("person", _("Person"), personal=True),
        Related(
            "organisation", _("Organisation"), path="organisation__name", url_name="organisation"
        ),
        RecordTitle("record", _("Entry"), url_name="record"),
        Text("whereabouts", _("Where it went")),
    )
    sort = "-day"


class DeliveryTable(Table):
    model = Delivery
    columns = (
        Day("day", _("Day")),
        Number("quantity", _("Quantity")),
        Text("note", _("Note")),
    )
    sort = "-day"


STOCK_BADGES = {"reorder": "warning"}


class StockTable(Table):
    model = StockItem
    columns = (
        Link("name", _("Item")),
        Number("in_stock", _("In stock")),
        Number("reorder_level", _("Reorder at")),
        Choice("state", _("State"), StockState, badges=STOCK_BADGES),
        Amount("price", _("Price"), currency="currency"),
        Text("source", _("Where it is bought")),
    )
    sort = "name"


REPLY_BADGES = {"accepted": "success", "declined": "danger", "invited": "info"}


class InvitationTable(Table):
    model = Invitation
    personal_capability = "contacts.write"
    columns = (
        Link("name", _("Guest")),
        Related(
            "organisation", _("Organisation"), path="organisation__name", url_name="organisation"
        ),
        RecordTitle("event", _("Event"), url_name="event"),
        Choice("state", _("Reply"), Reply, badges=REPLY_BADGES),
        Number("companions", _("Accompanying persons")),
        Text("email", _("E-mail"), personal=True),
        Day("replied", _("Replied on"), default=False),
        Choice("replied_by", _("Replied by"), ReplyWay, default=False),
        Text("note", _("Note"), personal=True, default=False),
    )
    sort = "name"


class TalkPersonTable(Table):
    model = InteractionPerson
    columns = (PersonName("person", _("Name")),)
    sort = "person"


class TalkOrganisationTable(Table):
    model = InteractionOrganisation
    columns = (
        Related("organisation", _("Name"), path="organisation__name", url_name="organisation"),
    )
    sort = "organisation"


class TalkRecordTable(Table):
    model = InteractionRecord
    columns = (
        RecordTitle("record", _("Entry"), url_name="record"),
        Day("record__first_day", _("From"), name="first_day"),
    )
    sort = "record"


class SheetTitles:
    """Kind and title of every spreadsheet; the apps above register theirs later than this."""

    @property
    def choices(self) -> list[tuple[str, Any]]:
        return [(sheet.kind, sheet.title) for sheet in sheets.sheets()]


class ImportTable(Table):
    model = ImportRun
    columns = (
        Related("name", _("File"), path="name", url_name="import_run", pk="pk"),
        Choice("kind", _("Kind"), SheetTitles()),
        Choice(
            "state",
            _("State"),
            RunState,
            badges={
                "saved": "success",
                "preview": "info",
                "undone": "warning",
                "refused": "danger",
            },
        ),
        Moment("created", _("When")),
        Text("by__name", _("By"), name="by"),
    )
    sort = "-created"


class ReadTable(Table):
    """Who looked at what, as it was written down."""

    model = ReadLog
    columns = (
        Text("user__name", _("Who"), name="user"),
        Moment("at", _("When")),
        Choice("area", _("Area"), areas()),
        PageName("what", _("Page")),
    )
    sort = "-at"


class FoundTable(RecordTable):
    """Records of every kind, as the search shows them."""

    model = Record
    columns = (
        Related("title", _("Title"), path="title", url_name="record", pk="pk"),
        Text("kind", _("Kind")),
        Day("first_day", _("From")),
        Text("file_number", _("File number")),
    )
    sort = "-first_day"


class DepartmentTable(Table):
    model = Department
    columns = (
        Link("name", _("Department")),
        YesNo("external", _("Outside the administration")),
        Moment("archived", _("Archived"), default=False),
    )
    sort = "name"


class DeskTable(Table):
    model = Desk
    columns = (
        Link("name", _("Desk")),
        Text("holder__name", _("Holder"), name="holder"),
        Text("holder__email", _("E-mail"), name="email", default=False),
        Text("department__name", _("Department"), name="department"),
        Number("share", _("Full-time share")),
        Moment("archived", _("Archived"), default=False),
    )
    sort = "name"


class BudgetLineTable(Table):
    model = BudgetLine
    columns = (
        Link("name", _("Budget line")),
        Related(
            "goes_on_in", _("Goes on in"), path="goes_on_in__name", url_name="budget_line",
            pk="goes_on_in_id", default=False,
        ),
        Moment("archived", _("Archived"), default=False),
    )  # fmt: skip
    sort = "name"
