"""The pages every noun has: the list with search, filters, sort and export; the detail page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.core.exceptions import EmptyResultSet, PermissionDenied
from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from oia.core import reads
from oia.core.models import SavedView
from oia.core.permissions import Labelled, may
from oia.ui import words
from oia.ui.detail import DetailPage, Step
from oia.ui.exports import export
from oia.ui.filters import OPEN, Filters
from oia.ui.links import Action, Chip, PageAction, PageLink, QueryString, page_numbers, write_label
from oia.ui.tables import Pick, Table

__all__ = ["Action", "Chip", "DetailPage", "ListPage", "PageAction", "PageLink", "Step"]

CAP = 1000  # rows counted and paged through; a count of a million rows takes 40 ms
SIZES = (25, 50, 100)
SIZE = 50
QUERY_ROOM = 200  # characters of a search
EXPORTS = ("csv", "xlsx")


def _clean(text: str) -> str:
    return text.replace("\x00", "").strip()[:QUERY_ROOM]


def _whole(text: str, default: int) -> int:
    """A number typed into an address; anything else is `default`."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default


class ListPage(Labelled, View):
    """A noun's list: subclass with `table`, `capability`, `title` and, mostly, `filterset_class`.

    `create_url` names the route of "new", `import_kind` the sheet to import; both are shown to
    who may write. `export_capability` where an export needs another right than the page.
    """

    table: ClassVar[type[Table]]
    filterset_class: ClassVar[type[Filters] | None] = None
    capability: str
    export_capability: ClassVar[str] = ""
    write_capability: ClassVar[str] = ""
    import_capability: ClassVar[str] = "imports.write"
    title: Any = ""
    empty: Any = ""
    create_url: ClassVar[str] = ""
    create_label: Any = ""
    import_kind: ClassVar[str] = ""
    import_url: ClassVar[str] = "import_start"
    page_actions: ClassVar[Sequence[PageAction]] = ()
    template_name: ClassVar[str] = "ui/list.html"

    request: HttpRequest

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        # Reading gains nothing from a transaction around it; BEGIN and COMMIT cost 5 % of a list.
        return transaction.non_atomic_requests(super().as_view(**initkwargs))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        kind = request.GET.get("export", "")
        if kind in EXPORTS:
            return self.export(kind)
        return render(request, self.template_name, self.get_context())

    # What an app may override ---------------------------------------------------------------

    def get_queryset(self) -> QuerySet[Any]:
        """The rows the person may see; overrides narrow what super() gives."""
        return self.table.model.objects.visible_to(self.request.user)  # type: ignore[attr-defined]

    def get_actions(self) -> list[Action]:
        allowed = [a for a in self.page_actions if may(self.request.user, a.capability)]
        return [*self._standard_actions(), *(action.bound() for action in allowed)]

    def get_pick(self) -> Pick | None:
        """A box before each row where ticked rows can be worked on together."""
        return None

    def get_crumbs(self) -> list[tuple[Any, str | None]]:
        return [(self.title, None)]

    def get_tabs(self) -> list[tuple[Any, str, bool]]:
        return []

    def extra_context(self) -> dict[str, Any]:
        return {}

    # The query string -----------------------------------------------------------------------

    @cached_property
    def search(self) -> str:
        return _clean(self.request.GET.get("q", ""))

    @cached_property
    def filters(self) -> Filters | None:
        if self.filterset_class is None:
            return None
        return self.filterset_class(self.request.GET, self.get_queryset(), request=self.request)

    @cached_property
    def rows(self) -> QuerySet[Any]:
        """Everything that matches search and filters, unordered."""
        found: Any = self.filters.qs if self.filters is not None else self.get_queryset()
        return found.search(self.search) if self.search else found

    @cached_property
    def shown(self) -> Table:
        """The table with the order and columns of the address."""
        given = self.request.GET.getlist("columns")
        names = [name for text in given for name in text.split(",")]
        sort = self.request.GET.get("sort", "")
        return self.table.for_user(self.rows, self.request.user, sort=sort, columns=names)

    @cached_property
    def on_paper(self) -> bool:
        """All pages in one, to be printed."""
        return bool(self.request.GET.get("print"))

    @cached_property
    def size(self) -> int:
        if self.on_paper:
            return CAP
        size = _whole(self.request.GET.get("size", ""), SIZE)
        return size if size in SIZES else SIZE

    @cached_property
    def query(self) -> QueryString:
        """The known and meaningful parameters of the address; whatever else is dropped."""
        names = self.filters.filters if self.filters is not None else ()
        filtered = [(name, _clean(self.request.GET.get(name, ""))) for name in names]
        return QueryString([("q", self.search), *filtered, *self._view_items()])

    def _view_items(self) -> list[tuple[str, str]]:
        """Order, page size and columns where they differ from the usual."""
        table = self.shown
        usual = [column for column in table.possible if column.default]
        chosen = ",".join(column.name for column in table.columns)
        return [
            ("sort", table.order if table.order != table.sort else ""),
            ("size", str(self.size) if self.size in SIZES and self.size != SIZE else ""),
            ("columns", chosen if list(table.columns) != usual else ""),
        ]

    # Counting and paging --------------------------------------------------------------------

    @cached_property
    def count(self) -> int:
        """Up to CAP; CAP + 1 stands for "more"."""
        # By hand: the ORM would build the query a second time around itself.
        try:
            found = self.rows.order_by().values("pk")[: CAP + 1].query.sql_with_params()
        except EmptyResultSet:
            return 0
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM ({found[0]}) AS found", found[1])  # noqa: S608
            [number] = cursor.fetchone()
        return int(number)

    @property
    def last_page(self) -> int:
        return max(1, -(-min(self.count, CAP) // self.size))

    @cached_property
    def page(self) -> int:
        """At most the last page within CAP: behind it OFFSET grows dear, and nobody reads on."""
        return max(1, min(_whole(self.request.GET.get("page", ""), 1), self.last_page))

    def count_text(self) -> str:
        if self.count > CAP:
            return _("over %(count)s entries") % {"count": words.number(CAP)}
        text = ngettext("%(count)s entry", "%(count)s entries", self.count)
        return text % {"count": words.number(self.count)}

    def range_text(self) -> str:
        if not self.count:
            return ""
        start = (self.page - 1) * self.size
        stop = min(start + self.size, self.count, CAP)
        total = words.number(min(self.count, CAP))
        whole = _("over %(count)s") % {"count": total} if self.count > CAP else total
        return _("%(first)s–%(last)s of %(total)s") % {
            "first": words.number(start + 1),
            "last": words.number(stop),
            "total": whole,
        }

    def pages(self) -> list[PageLink]:
        if self.last_page == 1:
            return []
        numbers = page_numbers(self.page, self.last_page)
        return [
            PageLink(str(n), self.query.url("page", n), n == self.page)
            if n
            else PageLink("…", "", current=False)
            for n in numbers
        ]

    # What the template gets -----------------------------------------------------------------

    def get_context(self) -> dict[str, Any]:
        table, start = self.shown, (self.page - 1) * self.size
        query, chips, filters = self.query, self.chips(), self.filters
        pick = self.get_pick()
        return {
            "title": self.title,
            "crumbs": self.get_crumbs(),
            "actions": self.get_actions(),
            "tabs": self.get_tabs(),
            **self._views(),
            "filter_fields": filters.fields() if filters else "",
            "filters_set": bool(chips) or bool(filters and filters.all_open),
            "more_filters_url": query.url(OPEN, "all") if filters and filters.more else "",
            "search": self.search,
            "chips": chips,
            "is_filtered": bool(chips),
            "reset_url": self.request.path,
            "head": table.head(lambda sort: query.url("sort", sort)),
            "rows": table.rows_html(start, start + self.size, pick),
            "pick_label": pick.label if pick else "",
            "table_label": self.title,
            "count": self.count,
            "count_text": self.count_text(),
            "range_text": self.range_text(),
            "pages": self.pages(),
            "print_url": query.url("print", "1"),
            "on_paper": self.on_paper,
            "too_many": self.count > CAP and self.page == self.last_page,
            "sizes": [PageLink(str(s), query.url("size", s), s == self.size) for s in SIZES],
            "column_choices": [(c.name, c.label, c in table.columns) for c in table.possible],
            "hidden": [i for i in query.items if i[0] in ("sort", "size", "columns")],
            "kept": query.without("columns"),
            "empty": self.empty,
            **self._export_urls(),
            **self.extra_context(),
        }

    def chips(self) -> list[Chip]:
        chips = [Chip(f"{_('Search')}: {self.search}", self.query.url("q"))] if self.search else []
        settings = self.filters.chips() if self.filters is not None else []
        return chips + [Chip(s.label, self.query.url(s.name)) for s in settings]

    def _standard_actions(self) -> list[Action]:
        user = self.request.user
        actions = []
        writes = self.write_capability or write_label(self.capability)
        if self.create_url and may(user, writes):
            label = self.create_label or _("New")
            actions.append(Action(label, reverse(self.create_url), "add", "primary"))
        if self.import_kind and may(user, self.import_capability):
            address = reverse(self.import_url, args=[self.import_kind])
            actions.append(Action(_("Import"), address, "upload"))
        return actions

    # Saved views ----------------------------------------------------------------------------

    def _views(self) -> dict[str, Any]:
        """Saved views of this list; the one that shows exactly this is the current one."""
        match, user = self.request.resolver_match, self.request.user
        if match is None or match.kwargs or not user.is_authenticated:
            return {}
        route, here = match.view_name, urlencode(self.query.items)
        saved = SavedView.of_list(user, route)
        current = next((view for view in saved if view.query == here), None)
        return {
            "views": [PageLink(v.name, f"?{v.query}", v is current) for v in saved],
            "view": current,
            "view_is_own": current is not None and current.owner_id == user.pk,
            "view_query": here,
            "view_page": route,
            "may_share": may(user, self.write_capability or write_label(self.capability)),
        }

    # Exports --------------------------------------------------------------------------------

    def may_export(self) -> bool:
        return may(self.request.user, self.export_capability or self.capability)

    def _export_urls(self) -> dict[str, str]:
        kinds = EXPORTS if self.may_export() else ()
        return {f"{kind}_url": self.query.url("export", kind) for kind in kinds}

    def export(self, kind: str) -> HttpResponseBase:
        """All rows that match, with the columns and in the order of the address."""
        if not self.may_export():
            raise PermissionDenied
        if self.export_capability:
            reads.note(self.request.user, self.export_capability, self.request.get_full_path())
        about = [(_("Filter"), chip.label) for chip in self.chips()]
        return export(self.shown, kind, str(self.title), about)
