"""Columns of the nouns all apps share: one declaration for page, export, report and annex."""

from django.utils.translation import gettext_lazy as _

from oia.office.choices import BudgetMode, EventKind, Payer
from oia.office.models import (
    Allotment,
    BudgetLine,
    Department,
    Desk,
    Document,
    Event,
    ImportRun,
    Organisation,
    Person,
    Position,
    Record,
    Spending,
    WorkShare,
)
from oia.office.models.imports import RunState
from oia.ui.columns import (
    Amount,
    Choice,
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
        Related(
            "about", _("Partnership"), path="about__title", url_name="partnership", pk="about_id"
        ),
        Number("attended", _("Attended")),
        Number("expected", _("Expected"), default=False),
        Text("department__name", _("Department"), name="department", default=False),
    )
    sort = "-first_day"


class PersonTable(Table):
    model = Person
    personal_capability = "contacts.write"
    columns = (
        Link("name", _("Name")),
        Text("family_name", _("Family name"), default=False),
        Text("given_name", _("Given name"), default=False),
        Text("language", _("Language")),
        Text("source", _("Source"), default=False),
    )
    sort = "name"


class PositionTable(Table):
    model = Position
    personal_capability = "contacts.write"
    columns = (
        Related("person", _("Name"), path="person__name", url_name="person", pk="person_id"),
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
        Amount("planned", _("Planned"), currency="currency"),
        Choice("mode", _("Mode"), BudgetMode),
        Text("group", _("Group")),
        Text("purpose", _("Purpose")),
        Text("owner__name", _("Department"), name="owner"),
        Related(
            "about", _("Partnership"), path="about__title", url_name="partnership", pk="about_id"
        ),
    )
    sort = "-year"


class SpendingTable(Table):
    model = Spending
    columns = (
        Link("reference", _("Reference")),
        Day("day", _("Date")),
        Text("line__name", _("Budget line"), name="line"),
        Amount("amount", _("Amount"), currency="currency"),
        Choice("payer", _("Payer"), Payer),
        Text("text", _("Text")),
        Text("record__title", _("Trip or visit"), name="record"),
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
    columns = (
        Related("name", _("Name"), path="name", url_name="document", pk="pk"),
        Text("kind", _("Kind")),
        Text("language", _("Language")),
        Moment("created", _("Added")),
    )
    sort = "-created"


class ImportTable(Table):
    model = ImportRun
    columns = (
        Related("name", _("File"), path="name", url_name="import_run", pk="pk"),
        Text("kind", _("Kind")),
        Choice(
            "state",
            _("State"),
            RunState,
            badges={"saved": "success", "preview": "info", "undone": "warning"},
        ),
        Moment("created", _("When")),
        Text("by__name", _("By"), name="by"),
    )
    sort = "-created"


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
        Moment("archived", _("Archived"), default=False),
    )
    sort = "name"
