"""Columns of posts and officers. Office data only: names and functions, no private contacts."""

from django.utils.translation import gettext_lazy as _

from consular.choices import HeadClass, OfficerRole, PostKind
from consular.models import Officer, Post
from oia.office.columns import RecordTitle
from oia.office.tables import RecordTable
from oia.ui.columns import Choice, Country, Day, Link, Number, Text, YesNo
from oia.ui.tables import Table


class PostTable(RecordTable):
    model = Post
    personal_capability = "contacts.write"
    columns = (
        Link("title", _("Post")),
        Country("country", _("Sending state")),
        Choice("post_kind", _("Kind"), PostKind),
        Text("seat", _("Seat")),
        YesNo("career", _("Career")),
        Text("district", _("District"), default=False),
        Text("email", _("E-mail"), personal=True, default=False),
        Text("phone", _("Phone"), personal=True, default=False),
        Day("first_day", _("Opened"), default=False),
        Day("last_day", _("Closed"), default=False),
    )
    sort = "title"


class OfficerTable(Table):
    model = Officer
    columns = (
        Link("name", _("Name")),
        RecordTitle("post", _("Post"), url_name="post"),
        Choice("role", _("Role"), OfficerRole),
        Choice("head_class", _("Class"), HeadClass),
        YesNo("career", _("Career")),
        Day("exequatur", _("Exequatur")),
        Day("provisional", _("Provisional admission"), default=False),
        Day("commission", _("Commission presented"), default=False),
        Day("assumed", _("Assumed functions"), default=False),
        Day("left", _("Left")),
        Number("order", _("Order"), default=False),
    )
    sort = "name"
