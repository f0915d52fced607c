"""Pages of posts and officers, and the order of precedence."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consular.choices import HeadClass, OfficerRole, PostKind
from consular.filters import OfficerFilter, PostFilter
from consular.forms import OfficerForm, PostForm
from consular.models import Officer, Post
from consular.precedence import order
from consular.tables import OfficerTable, PostTable
from oia.core.permissions import requires
from oia.office.choices import PrecedenceMode
from oia.office.columns import RecordTitle
from oia.office.lists import RecordList
from oia.office.models import Office
from oia.office.pages import NounPage, RecordPage
from oia.office.writing.entry import Writing
from oia.ui.columns import Choice, Country, Day, Number, Text, YesNo
from oia.ui.pages import ListPage


class PostList(RecordList):
    table = PostTable
    filterset_class = PostFilter
    capability = "consular.read"
    export_capability = "export_contacts.read"
    title = gettext_lazy("Consular posts")
    empty = gettext_lazy("The posts of the consular corps are listed here.")
    create_url = "post_new"
    create_label = gettext_lazy("New post")
    import_kind = "consular_posts"

    def get_tabs(self) -> list[tuple[Any, str, bool]]:
        return tabs("post_list")


class PostDetail(RecordPage):
    model = Post
    capability = "consular.read"
    personal_capability = "contacts.write"
    list_url = "post_list"
    list_title = gettext_lazy("Consular posts")
    facts = (
        Country("country", gettext_lazy("Sending state")),
        Choice("post_kind", gettext_lazy("Kind"), PostKind),
        Text("seat", gettext_lazy("Seat")),
        YesNo("career", gettext_lazy("Career post")),
        Text("district", gettext_lazy("Consular district")),
        Text("address", gettext_lazy("Address")),
        Text("email", gettext_lazy("E-mail"), personal=True),
        Text("phone", gettext_lazy("Phone"), personal=True),
        Day("first_day", gettext_lazy("Opened")),
        Day("last_day", gettext_lazy("Closed")),
        Text("note", gettext_lazy("Note")),
    )


class OfficerList(ListPage):
    table = OfficerTable
    filterset_class = OfficerFilter
    capability = "consular.read"
    export_capability = "export_contacts.read"
    title = gettext_lazy("Consular officers")
    empty = gettext_lazy("Heads of post and other officers are listed here.")
    create_url = "officer_new"
    create_label = gettext_lazy("New officer")
    import_kind = "consular_officers"

    def get_tabs(self) -> list[tuple[Any, str, bool]]:
        return tabs("officer_list")


class OfficerDetail(NounPage):
    model = Officer
    capability = "consular.read"
    list_url = "officer_list"
    list_title = gettext_lazy("Consular officers")
    facts = (
        RecordTitle("post", gettext_lazy("Post"), url_name="post"),
        Choice("role", gettext_lazy("Role"), OfficerRole),
        Choice("head_class", gettext_lazy("Class"), HeadClass),
        YesNo("career", gettext_lazy("Career officer")),
        Number("order", gettext_lazy("Order within the post")),
        Day("commission", gettext_lazy("Commission presented")),
        Day("provisional", gettext_lazy("Provisional admission")),
        Day("exequatur", gettext_lazy("Exequatur")),
        Day("assumed", gettext_lazy("Assumed functions")),
        Day("left", gettext_lazy("Left")),
    )


def tabs(current: str) -> list[tuple[Any, str, bool]]:
    """Posts, officers and the order of precedence belong together."""
    pages = (
        ("post_list", _("Posts")),
        ("officer_list", _("Officers")),
        ("precedence", _("Order of precedence")),
    )
    return [(label, reverse(name), name == current) for name, label in pages]


@requires("consular.read")
def precedence(request: HttpRequest) -> HttpResponse:
    """The corps in its order, with the rule it follows; `?mode=` shows the other one."""
    office = Office.current()
    mode = request.GET.get("mode", "")
    if mode not in PrecedenceMode.values:
        mode = office.precedence_mode if office else PrecedenceMode.ART16
    officers = Officer.objects.visible_to(request.user).filter(left=None, post__last_day=None)
    ranked, pending = order(officers.select_related("post"), mode)
    context = {
        "title": _("Order of precedence"),
        "crumbs": [(_("Order of precedence"), None)],
        "tabs": tabs("precedence"),
        "ranked": ranked,
        "pending": pending,
        "mode": mode,
        "mode_label": PrecedenceMode(mode).label,
        "modes": PrecedenceMode.choices,
    }
    return render(request, "consular/precedence.html", context)


POST = Writing(page=PostDetail, form=PostForm, new=gettext_lazy("New post"))
OFFICER = Writing(page=OfficerDetail, form=OfficerForm, new=gettext_lazy("New officer"))
