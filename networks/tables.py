"""Columns of networks, memberships and offices held."""

from django.utils.translation import gettext_lazy as _

from networks.choices import Decision, Level
from networks.models import Membership, Network, OfficeHeld
from oia.office.columns import RecordTitle
from oia.office.tables import RecordTable
from oia.ui.columns import Amount, Choice, Day, Imprecise, Link, Text
from oia.ui.tables import Table

DECISION_BADGES = {"keep": "success", "change": "warning", "leave": "danger"}


class NetworkTable(RecordTable):
    model = Network
    columns = (
        Link("title", _("Network")),
        Choice("level", _("Level"), Level),
        Imprecise("since", _("Member since")),
        Text("desk__name", _("Responsible"), name="desk"),
        Text("department__name", _("Department"), name="department", default=False),
    )
    sort = "title"


class MembershipTable(Table):
    model = Membership
    columns = (
        Link("network", _("Network"), path="network__title"),
        Text("year", _("Year")),
        Amount("fee", _("Fee"), currency="currency"),
        Text("lead_department__name", _("Lead department"), name="lead_department"),
        Choice("status", _("Decision"), Decision, badges=DECISION_BADGES),
        Day("notice", _("Give notice by"), default=False),
        Text("note", _("Note"), default=False),
    )
    sort = "-year"


class OfficeHeldTable(Table):
    model = OfficeHeld
    columns = (
        Link("role", _("Function")),
        Text("body", _("Body")),
        RecordTitle("network", _("Network"), url_name="network"),
        Text("person", _("Person")),
        Imprecise("start", _("From")),
        Imprecise("end", _("Until")),
    )
    sort = "network"
