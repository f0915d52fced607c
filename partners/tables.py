"""Columns of partnerships, agreements and clubs."""

from django.utils.translation import gettext_lazy as _

from oia.office.columns import RecordTitle
from oia.office.tables import RecordTable
from oia.ui.columns import (
    Choice,
    Country,
    Day,
    Imprecise,
    Link,
    Number,
    PlaceName,
    Text,
    YesNo,
)
from partners.choices import AgreementKind, Form, TieStatus
from partners.models import Agreement, Club, Partnership

STATUS_BADGES = {
    "active": "success",
    "decided": "success",
    "intent": "info",
    "exploratory": "info",
    "contact": "info",
    "enquiry": "info",
    "review": "warning",
    "dormant": "warning",
    "suspended": "danger",
    "ended": "danger",
}


class PartnershipTable(RecordTable):
    model = Partnership
    columns = (
        Link("title", _("Partner")),
        PlaceName("place", _("Place"), default=False),
        Country("place__country", _("Country"), name="country"),
        Choice("form", _("Form"), Form),
        Imprecise("signed", _("Since")),
        Text("desk__name", _("Responsible"), name="desk"),
        Choice("status", _("Status"), TieStatus, badges=STATUS_BADGES),
        PlaceName("owner", _("Tie of"), default=False),
        Imprecise("first_contact", _("First contact"), default=False),
        Text("themes", _("Themes"), default=False),
        YesNo("place__in_doubt", _("To be checked"), name="in_doubt", default=False),
    )
    sort = "title"


class AgreementTable(RecordTable):
    model = Agreement
    columns = (
        Link("title", _("Title")),
        RecordTitle("partnership", _("Partnership"), url_name="partnership"),
        Choice("agreement_kind", _("Kind"), AgreementKind),
        Imprecise("signed", _("Signed")),
        Day("ends", _("Ends")),
        Day("review", _("Review")),
        Text("themes", _("Themes"), default=False),
    )
    sort = "title"


class ClubTable(RecordTable):
    model = Club
    personal_capability = "contacts.write"
    columns = (
        Link("title", _("Club")),
        RecordTitle("partnership", _("Partnership"), url_name="partnership"),
        Imprecise("founded", _("Founded")),
        Number("members", _("Members")),
        Text("contact", _("Contact person"), personal=True),
        Text("email", _("E-mail"), personal=True),
    )
    sort = "title"
