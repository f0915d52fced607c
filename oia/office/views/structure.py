"""Short lists the office keeps of itself: departments, desks, budget lines."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from oia.office.filters import RegisterFilter
from oia.office.forms import BudgetLineForm, DepartmentForm, DeskForm
from oia.office.models import BudgetLine, Department, Desk
from oia.office.pages import NounPage
from oia.office.setup.tabs import tabs
from oia.office.tables import BudgetLineTable, DepartmentTable, DeskTable
from oia.office.writing.entry import Writing
from oia.ui.columns import Moment, Number, Related, Text, YesNo
from oia.ui.pages import ListPage


class RegisterList(ListPage):
    """A list among the settings."""

    filterset_class = RegisterFilter
    capability = "settings.read"
    tab = ""

    def get_tabs(self) -> list[tuple[Any, str, bool]]:
        return tabs(self.request.user, self.tab)


class DepartmentList(RegisterList):
    table = DepartmentTable
    title = _("Departments")
    empty = _("Departments of the city and bodies outside it are listed here.")
    create_url = "department_new"
    create_label = _("New department")
    tab = "department_list"


class DepartmentPage(NounPage):
    model = Department
    capability = "settings.read"
    list_url = "department_list"
    list_title = _("Departments")
    facts = (
        YesNo("external", _("Outside the administration")),
        Moment("archived", _("Archived"), rare=True),
    )


class DeskList(RegisterList):
    table = DeskTable
    title = _("Desks")
    empty = _("Desks of the staffing plan are listed here; what a desk looks after stays with it.")
    create_url = "desk_new"
    create_label = _("New desk")
    tab = "desk_list"


class DeskPage(NounPage):
    model = Desk
    capability = "settings.read"
    list_url = "desk_list"
    list_title = _("Desks")
    facts = (
        Text("holder__name", _("Holder")),
        Text("department__name", _("Department")),
        Number("share", _("Full-time share")),
        Moment("archived", _("Archived"), rare=True),
    )


class LineList(RegisterList):
    table = BudgetLineTable
    capability = "money.read"
    title = _("Budget lines")
    empty = _("Lines of the budget are listed here; they live on from year to year.")
    create_url = "budget_line_new"
    create_label = _("New budget line")
    tab = "budget_line_list"


class LinePage(NounPage):
    model = BudgetLine
    capability = "money.read"
    list_url = "budget_line_list"
    list_title = _("Budget lines")
    facts = (
        Related(
            "goes_on_in", _("Goes on in"), path="goes_on_in__name", url_name="budget_line",
            pk="goes_on_in_id",
        ),
        Text("last_year", _("Last year of its own")),
        Related(
            "came_from", _("Split off from"), path="came_from__name", url_name="budget_line",
            pk="came_from_id",
        ),
        Moment("archived", _("Archived"), rare=True),
    )  # fmt: skip


DEPARTMENT = Writing(page=DepartmentPage, form=DepartmentForm, new=_("New department"))
DESK = Writing(page=DeskPage, form=DeskForm, new=_("New desk"))
LINE = Writing(page=LinePage, form=BudgetLineForm, new=_("New budget line"))
