"""What a network and a membership show."""

from django.utils.translation import gettext_lazy as _

from networks.models import FeeShare, Membership, Network, OfficeHeld
from networks.tables import MembershipTable, OfficeHeldTable
from oia.ui.columns import Amount, Text
from oia.ui.panels import Panel, register
from oia.ui.tables import Table


class FeeShareTable(Table):
    model = FeeShare
    columns = (
        Text("department__name", _("Department"), name="department"),
        Amount("amount", _("Share"), currency="membership__currency"),
    )
    sort = "department"


register(
    Network,
    Panel(
        key="memberships",
        title=_("Memberships"),
        table=MembershipTable,
        rows=lambda network: Membership.objects.filter(network=network),
        columns=("network", "year", "fee", "lead_department"),
        list_url="membership_list",
        list_filter="network",
        capability="networks.read",
        order=10,
    ),
)
register(
    Network,
    Panel(
        key="offices",
        title=_("Offices held"),
        table=OfficeHeldTable,
        rows=lambda network: OfficeHeld.objects.filter(network=network),
        columns=("role", "body", "person", "start", "end"),
        list_url="office_held_list",
        list_filter="network",
        capability="networks.read",
        order=20,
    ),
)
register(
    Membership,
    Panel(
        key="shares",
        title=_("Who pays the fee"),
        table=FeeShareTable,
        rows=lambda membership: FeeShare.objects.filter(membership=membership),
        capability="networks.read",
        order=10,
    ),
)
