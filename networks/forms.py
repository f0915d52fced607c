"""Forms of networks, memberships and offices held."""

from networks.models import Membership, Network, OfficeHeld
from oia.office.forms import NounForm, RecordForm


class NetworkForm(RecordForm):
    class Meta:
        model = Network
        fields = ["title", "level", "since", "website", "department", "desk", "note"]


class MembershipForm(NounForm):
    class Meta:
        model = Membership
        fields = ["network", "year", "lead_department", "fee", "currency", "note"]


class OfficeHeldForm(NounForm):
    class Meta:
        model = OfficeHeld
        fields = ["network", "body", "role", "person", "start", "end"]
