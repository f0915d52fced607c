"""Pages of networks, memberships and offices held."""

from django.utils.translation import gettext_lazy as _

from networks.choices import Decision, Level
from networks.filters import MembershipFilter, NetworkFilter, OfficeHeldFilter
from networks.forms import MembershipForm, NetworkForm, OfficeHeldForm, shares_add_up
from networks.models import FeeShare, Membership, Network, OfficeHeld
from networks.tables import DECISION_BADGES, MembershipTable, NetworkTable, OfficeHeldTable
from networks.workflows import MEMBERSHIP as MEMBERSHIP_STEPS
from oia.office.columns import RecordTitle
from oia.office.lists import RecordList
from oia.office.pages import NounPage, RecordPage
from oia.office.writing.entry import Part, Writing
from oia.ui.columns import Amount, Choice, Day, Imprecise, Text
from oia.ui.pages import ListPage

NETWORK = RecordTitle("network", _("Network"), url_name="network")


class NetworkList(RecordList):
    table = NetworkTable
    filterset_class = NetworkFilter
    capability = "networks.read"
    title = _("Networks")
    empty = _("Associations of cities are listed here, once their memberships are imported.")
    create_url = "network_new"
    create_label = _("New network")
    import_kind = "memberships"


class NetworkDetail(RecordPage):
    model = Network
    capability = "networks.read"
    list_url = "network_list"
    list_title = _("Networks")
    facts = (
        Choice("level", _("Level"), Level),
        Imprecise("since", _("Member since")),
        Text("website", _("Website")),
        Text("desk__name", _("Responsible")),
        Text("department__name", _("Department")),
        Text("note", _("Note")),
    )


class MembershipList(RecordList):
    table = MembershipTable
    workflow = MEMBERSHIP_STEPS
    filterset_class = MembershipFilter
    capability = "networks.read"
    title = _("Memberships")
    empty = _("The membership of each year, with its fee, is listed here.")
    create_url = "membership_new"
    create_label = _("New membership")
    import_kind = "memberships"


class MembershipDetail(NounPage):
    model = Membership
    capability = "networks.read"
    list_url = "membership_list"
    list_title = _("Memberships")
    workflow = MEMBERSHIP_STEPS
    status = Choice("status", _("Decision"), Decision, badges=DECISION_BADGES)
    facts = (
        NETWORK,
        Text("year", _("Year")),
        Amount("fee", _("Fee"), currency="currency"),
        Text("lead_department__name", _("Lead department")),
        Day("notice", _("Give notice by")),
        Text("note", _("Note")),
    )


class OfficeHeldList(ListPage):
    table = OfficeHeldTable
    filterset_class = OfficeHeldFilter
    capability = "networks.read"
    title = _("Offices held")
    empty = _("Functions the city holds in its networks are listed here.")
    create_url = "office_held_new"
    create_label = _("New office held")
    import_kind = "offices_held"


class OfficeHeldDetail(NounPage):
    model = OfficeHeld
    capability = "networks.read"
    list_url = "office_held_list"
    list_title = _("Offices held")
    facts = (
        NETWORK,
        Text("body", _("Body")),
        Text("role", _("Function")),
        Text("person", _("Person")),
        Imprecise("start", _("From")),
        Imprecise("end", _("Until")),
    )


NETWORK_WRITING = Writing(page=NetworkDetail, form=NetworkForm, new=_("New network"))
MEMBERSHIP = Writing(
    page=MembershipDetail,
    form=MembershipForm,
    new=_("New membership"),
    parts=(Part(FeeShare, _("Shares of the departments"), ("department", "amount")),),
    check=shares_add_up,
)
OFFICE_HELD = Writing(page=OfficeHeldDetail, form=OfficeHeldForm, new=_("New office held"))
