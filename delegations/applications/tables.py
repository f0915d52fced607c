"""Columns and filters of applications at the desk."""

from django.utils.translation import gettext_lazy as _

from delegations.applications.choices import BADGES, ApplicationStatus
from delegations.applications.models import Application
from delegations.support.models import Scheme
from oia.office.columns import RecordTitle
from oia.office.filters import RecordFilters
from oia.office.tables import RecordTable
from oia.ui.columns import Amount, Choice, Day, Link, Moment, Text
from oia.ui.filters import ChoiceFilter, ObjectFilter, YearFilter
from partners.models import Club, Partnership


class ApplicationTable(RecordTable):
    model = Application
    columns = (
        Link("title", _("Journey")),
        RecordTitle("club", _("Club"), url_name="club"),
        Text("file_number", _("File number")),
        Moment("submitted", _("Sent in"), default=False),
        Day("first_day", _("Journey from")),
        Day("answer_by", _("Answer by")),
        Amount("proposed", _("Recommended"), default=False),
        Amount("granted", _("Granted")),
        Choice("status", _("Status"), ApplicationStatus, badges=BADGES),
    )
    sort = "answer_by"


class ApplicationFilter(RecordFilters):
    year = YearFilter("first_day", label=_("Year"))
    status = ChoiceFilter("status", label=_("Status"), choices=ApplicationStatus.choices)
    scheme = ObjectFilter(
        "scheme", label=_("Scheme"), queryset=Scheme.objects.all(), text="name_de"
    )
    club = ObjectFilter("club", label=_("Club"), queryset=Club.objects.all(), text="title")
    partnership = ObjectFilter(
        "partnership", label=_("Partnership"), queryset=Partnership.objects.ours(), text="title"
    )
