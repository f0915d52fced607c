"""Columns and filters of programmes."""

from django.utils.translation import gettext_lazy as _

from oia.office.columns import Clock, RecordTitle
from oia.office.models import ProgrammeItem, Record
from oia.ui.columns import Day, Link, Text, YesNo
from oia.ui.filters import Filters, FromDayFilter, ObjectFilter, UntilDayFilter, YesNoFilter
from oia.ui.tables import Table


class ProgrammeTable(Table):
    model = ProgrammeItem
    personal_capability = "programme.read"
    columns = (
        Link("title", _("What")),
        Day("day", _("Day"), sort_path="starts"),
        Clock("start", _("Start"), sort_path="starts"),
        Clock("end", _("End"), sortable=False),
        Text("zone", _("Time zone"), default=False),
        Text("venue", _("Where")),
        RecordTitle("record", _("Entry"), url_name="record"),
        Text("people", _("People"), personal=True, default=False),
        YesNo("interpreter", _("Interpreter")),
    )
    sort = "-day"


class ProgrammeFilter(Filters):
    record = ObjectFilter("record", label=_("Entry"), queryset=Record.objects.all(), text="title")
    interpreter = YesNoFilter("interpreter", label=_("Interpreter"))
    since = FromDayFilter("day", label=_("From"))
    until = UntilDayFilter("day", label=_("Until"))
