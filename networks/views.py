"""Pages of networks, memberships and offices held."""

from django.utils.translation import gettext_lazy as _

from networks.choices import Level
from networks.filters import MembershipFilter, NetworkFilter, OfficeHeldFilter
from networks.models import Membership, Network, OfficeHeld
from networks.tables import MembershipTable, NetworkTable, OfficeHeldTable
from oia.office.lists import RecordList
from oia.office.pages import RecordPage
from oia.ui.columns import Amount, Choice, Imprecise, Related, Text
from oia.ui.pages import DetailPage, ListPage

NETWORK = Related(
    "network", _("Network"), path="network__title", url_name="network", pk="network_id"
)


class NetworkList(RecordList):
    table = NetworkTable
    filterset_class = NetworkFilter
    capability = "networks.read"
    title = _("Networks")
    empty = _("Associations of cities stand here, once their memberships are imported.")
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


class MembershipList(ListPage):
    table = MembershipTable
    filterset_class = MembershipFilter
    capability = "networks.read"
    title = _("Memberships")
    empty = _("The membership of each year, with its fee, stands here.")
    import_kind = "memberships"


class MembershipDetail(DetailPage):
    model = Membership
    capability = "networks.read"
    list_url = "membership_list"
    list_title = _("Memberships")
    facts = (
        NETWORK,
        Text("year", _("Year")),
        Amount("fee", _("Fee"), currency="currency"),
        Text("lead_department__name", _("Lead department")),
        Text("note", _("Note")),
    )


class OfficeHeldList(ListPage):
    table = OfficeHeldTable
    filterset_class = OfficeHeldFilter
    capability = "networks.read"
    title = _("Offices held")
    empty = _("Functions the city holds in its networks stand here.")
    import_kind = "offices_held"


class OfficeHeldDetail(DetailPage):
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
