"""Pages of partnerships, agreements and clubs."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oia.office.columns import RecordTitle
from oia.office.lists import RecordList
from oia.office.pages import RecordPage
from oia.office.writing.entry import Part, Writing
from oia.ui.columns import (
    Choice,
    Country,
    Day,
    Imprecise,
    Number,
    PlaceName,
    Text,
)
from partners.choices import AgreementKind, Form, TieStatus
from partners.filters import AgreementFilter, ClubFilter, PartnershipFilter
from partners.forms import AgreementForm, ClubForm, PartnershipForm
from partners.models import Agreement, Club, Partnership, TieDate
from partners.tables import STATUS_BADGES, AgreementTable, ClubTable, PartnershipTable
from partners.workflows import TIE, begin


class PartnershipList(RecordList):
    table = PartnershipTable
    workflow = TIE
    filterset_class = PartnershipFilter
    capability = "partners.read"
    title = gettext_lazy("Partnerships")
    empty = gettext_lazy("Partner cities and other ties stand here.")
    create_url = "partnership_new"
    create_label = gettext_lazy("New partnership")
    import_kind = "partnerships"


class PartnershipDetail(RecordPage):
    model = Partnership
    capability = "partners.read"
    list_url = "partnership_list"
    list_title = gettext_lazy("Partnerships")
    workflow = TIE
    status = Choice("status", gettext_lazy("Status"), TieStatus, badges=STATUS_BADGES)
    facts = (
        (
            gettext_lazy("Tie"),
            (
                PlaceName("place", gettext_lazy("Place")),
                Country("place__country", gettext_lazy("Country")),
                Choice("form", gettext_lazy("Form"), Form),
                Imprecise("signed", gettext_lazy("Signed")),
                Imprecise("first_contact", gettext_lazy("First contact")),
                Imprecise("anniversary_base", gettext_lazy("Anniversaries count from")),
                PlaceName("owner", gettext_lazy("Tie of")),
                Text("themes", gettext_lazy("Themes")),
            ),
        ),
        (
            gettext_lazy("Office"),
            (
                Text("desk__name", gettext_lazy("Responsible")),
                Text("department__name", gettext_lazy("Department")),
                Text("file_number", gettext_lazy("File number")),
                Text("note", gettext_lazy("Note")),
            ),
        ),
    )

    def get_notices(self) -> list[tuple[str, Any, Any]]:
        tie: Partnership = self.object
        notices: list[tuple[str, Any, Any]] = []
        if tie.place.in_doubt:
            text = _("The place is kept as it was printed. Answer the question on the import page.")
            notices.append(("warning", _("To be checked"), text))
        if tie.is_ours and tie.desk_id is None:
            text = _("No desk is responsible for this partnership.")
            notices.append(("info", _("Nobody looks after it"), text))
        return notices


class AgreementList(RecordList):
    table = AgreementTable
    filterset_class = AgreementFilter
    capability = "partners.read"
    title = gettext_lazy("Agreements")
    empty = gettext_lazy("Contracts, charters and work programmes stand here.")
    create_url = "agreement_new"
    create_label = gettext_lazy("New agreement")
    import_kind = "agreements"


class AgreementDetail(RecordPage):
    model = Agreement
    capability = "partners.read"
    list_url = "agreement_list"
    list_title = gettext_lazy("Agreements")
    facts = (
        RecordTitle("partnership", gettext_lazy("Partnership"), url_name="partnership"),
        Choice("agreement_kind", gettext_lazy("Kind"), AgreementKind),
        Imprecise("signed", gettext_lazy("Signed")),
        Day("ends", gettext_lazy("Ends")),
        Day("review", gettext_lazy("Review")),
        Text("themes", gettext_lazy("Themes")),
        Text("note", gettext_lazy("Note")),
    )


class ClubList(RecordList):
    table = ClubTable
    filterset_class = ClubFilter
    capability = "partners.read"
    export_capability = "export_contacts.read"
    title = gettext_lazy("Clubs")
    empty = gettext_lazy("Clubs and associations that carry a partnership stand here.")
    create_url = "club_new"
    create_label = gettext_lazy("New club")
    import_kind = "clubs"


class ClubDetail(RecordPage):
    model = Club
    capability = "partners.read"
    personal_capability = "contacts.write"
    list_url = "club_list"
    list_title = gettext_lazy("Clubs")
    facts = (
        RecordTitle("partnership", gettext_lazy("Partnership"), url_name="partnership"),
        Imprecise("founded", gettext_lazy("Founded")),
        Number("members", gettext_lazy("Members")),
        Text("contact", gettext_lazy("Contact person"), personal=True),
        Text("email", gettext_lazy("E-mail"), personal=True),
        Text("note", gettext_lazy("Note")),
    )


PARTNERSHIP = Writing(
    page=PartnershipDetail,
    form=PartnershipForm,
    new=gettext_lazy("New partnership"),
    begin=begin,
    parts=(Part(TieDate, gettext_lazy("Further dates"), ("kind", "date", "source")),),
)
AGREEMENT = Writing(page=AgreementDetail, form=AgreementForm, new=gettext_lazy("New agreement"))
CLUB = Writing(page=ClubDetail, form=ClubForm, new=gettext_lazy("New club"))
