"""Registers all apps share: events, people, organisations, budget, spending."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oia.core.permissions import may
from oia.office.choices import EventKind
from oia.office.columns import LanguageName, RecordTitle
from oia.office.filters import (
    EventFilter,
    PersonFilter,
    ReadFilter,
)
from oia.office.forms import (
    EventForm,
    OrganisationForm,
    PersonForm,
)
from oia.office.lists import RecordList
from oia.office.models import Event, Invitation, Organisation, Person, Position
from oia.office.pages import Adding, ContactPage, RecordPage
from oia.office.tables import (
    EventTable,
    OrganisationTable,
    PersonTable,
    ReadTable,
)
from oia.office.writing.entry import Part, Writing
from oia.ui import words
from oia.ui.columns import Choice, Day, Number, PlaceName, Text
from oia.ui.links import PageAction
from oia.ui.pages import ListPage

POSITION = ("organisation", "title", "email", "phone", "start", "end")
PARTNERSHIP = RecordTitle("about", _("Partnership"), url_name="partnership")


class EventList(RecordList):
    table = EventTable
    filterset_class = EventFilter
    capability = "events.read"
    title = _("Events")
    empty = _("Public events, round tables and receptions are listed here.")
    create_url = "event_new"
    create_label = _("New event")
    import_kind = "events"


class EventDetail(RecordPage):
    model = Event
    capability = "events.read"
    list_url = "event_list"
    list_title = _("Events")
    page_actions = (
        *RecordPage.page_actions,
        PageAction(_("Invitations"), "guests_mail", "invitations.write", "email"),
    )
    adding = (Adding(_("Add guests"), "guests_add", "invitations.write"), *RecordPage.adding)
    facts = (
        Choice("event_kind", _("Kind"), EventKind),
        Day("first_day", _("From")),
        Day("last_day", _("Until")),
        PlaceName("place", _("Place")),
        PARTNERSHIP,
        Number("expected", _("Expected")),
        Number("attended", _("Attended")),
        Text("note", _("Note")),
    )

    def get_notices(self) -> list[tuple[str, Any, Any]]:
        """How many come, once there is a list."""
        if not may(self.request.user, "invitations.read"):
            return []
        found = Invitation.objects.filter(event=self.object).answers()
        text = gettext(
            "%(accepted)d accepted with %(companions)d accompanying, %(declined)d declined, "
            "%(listed)d on the list."
        )
        return [("info", gettext("Guests"), text % found)] if found["listed"] else []


class ReadList(ListPage):
    table = ReadTable
    filterset_class = ReadFilter
    capability = "reads.read"
    title = _("Access log")
    empty = _("Whoever looks at personal data whose reading is logged is recorded here.")


class PersonList(ListPage):
    table = PersonTable
    filterset_class = PersonFilter
    capability = "contacts.read"
    export_capability = "export_contacts.read"
    title = _("People")
    empty = _("Contacts of the office are listed here, each with dated positions.")
    create_url = "person_new"
    create_label = _("New person")
    import_kind = "people"


class PersonDetail(ContactPage):
    model = Person
    capability = "contacts.read"
    personal_capability = "contacts.write"
    list_url = "person_list"
    list_title = _("People")
    facts = (
        Text("given_name", _("Given name")),
        Text("family_name", _("Family name")),
        Text("salutation", _("Salutation"), personal=True),
        LanguageName("language", _("Language")),
        Text("source", _("Source"), personal=True),
        Text("note", _("Note"), personal=True),
    )

    def get_notices(self) -> list[tuple[str, Any, Any]]:
        row: Any = self.object
        if row.restricted_until is None:
            return []
        said = {"day": words.day(row.restricted_until)}
        text = gettext("Only heads of office see this page. To be decided anew on %(day)s.") % said
        return [("warning", gettext("Restricted"), f"{row.restricted_why} – {text}")]


class OrganisationList(ListPage):
    table = OrganisationTable
    capability = "contacts.read"
    export_capability = "export_contacts.read"
    title = _("Organisations")
    empty = _("Organisations of the office's contacts are listed here.")
    create_url = "organisation_new"
    create_label = _("New organisation")
    import_kind = "people"


class OrganisationDetail(ContactPage):
    model = Organisation
    capability = "contacts.read"
    list_url = "organisation_list"
    list_title = _("Organisations")
    facts = (
        PlaceName("place", _("Place")),
        Text("website", _("Website")),
        Text("note", _("Note")),
    )


EVENT = Writing(page=EventDetail, form=EventForm, new=_("New event"))
PERSON = Writing(
    page=PersonDetail,
    form=PersonForm,
    new=_("New person"),
    parts=(Part(Position, _("Positions"), POSITION, blank=1),),
)
ORGANISATION = Writing(page=OrganisationDetail, form=OrganisationForm, new=_("New organisation"))
