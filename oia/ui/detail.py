"""The detail page every noun has: facts, next steps, panels, timeline and history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views import View

from oia.core import reads
from oia.core.audit import history_of
from oia.core.permissions import Labelled, is_watched, may
from oia.ui import words
from oia.ui.columns import Column
from oia.ui.links import Action, PageAction, write_label
from oia.ui.panels import PanelView, links_of, panels_of, timeline_of, view_of
from oia.ui.recent import remember
from oia.ui.tables import Selection, may_see_personal


@dataclass(frozen=True)
class Step:
    """A button of the workflow; unpacks as (label, name, needs_reason, explanation)."""

    label: Any
    name: str
    needs_reason: bool
    explanation: Any

    def __iter__(self) -> Any:
        return iter((self.label, self.name, self.needs_reason, self.explanation))


FactGroup = tuple[Any, Sequence[Column]]


class DetailPage(Labelled, View):
    """A noun's page: subclass with `model`, `capability` and `facts`.

    `facts` are columns, or groups `(title, columns)`; `status` the column shown as a badge.
    The route gives the key as `pk`. `workflow` draws the next steps, sent to `<noun>_step`.
    """

    model: ClassVar[type[Model]]
    capability: str
    facts: ClassVar[Sequence[Column] | Sequence[FactGroup]] = ()
    status: ClassVar[Column | None] = None
    personal_capability: ClassVar[str | None] = None
    history_capability: ClassVar[str] = "history.read"
    write_capability: ClassVar[str] = ""
    # Who may take steps at all, where it is not who writes; each step asks for its own.
    step_capability: ClassVar[str] = ""
    list_url: ClassVar[str] = ""
    list_title: Any = ""
    edit_url: ClassVar[str] = ""
    history_url: ClassVar[str] = ""
    page_actions: ClassVar[Sequence[PageAction]] = ()
    workflow: ClassVar[Any] = None
    # Whether the noun is one of the API's too, when it has a list.
    in_api: ClassVar[bool] = True
    template_name: ClassVar[str] = "ui/detail.html"

    request: HttpRequest

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        remember(request, self.object)
        return render(request, self.template_name, self.get_context())

    # What an app may override ---------------------------------------------------------------

    def get_queryset(self) -> QuerySet[Any]:
        return self.model.objects.visible_to(self.request.user)  # type: ignore[attr-defined]

    @cached_property
    def object(self) -> Any:
        """The object, if the person may see it; everything else does not exist for them."""
        found = self.get_queryset().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_title(self) -> str:
        return str(self.object)

    def get_actions(self) -> list[Action]:
        user, key = self.request.user, self.object.pk
        known = (*self.page_actions, *links_of(self.model))
        allowed = [action for action in known if may(user, action.capability)]
        actions = [action.bound(key) for action in allowed]
        if self.edit_url and self.may_edit():
            actions.insert(0, Action(_("Edit"), reverse(self.edit_url, args=[key]), "edit"))
        return actions

    def may_edit(self) -> bool:
        return may(self.request.user, self.write_capability or write_label(self.capability))

    def get_tabs(self) -> list[tuple[Any, str, bool]]:
        return []

    def get_notices(self) -> list[tuple[str, Any, Any]]:
        """(kind, title, text) of what the person should know first."""
        return []

    def extra_context(self) -> dict[str, Any]:
        return {}

    # Facts ----------------------------------------------------------------------------------

    def _groups(self) -> list[tuple[Any, list[Column]]]:
        personal = may_see_personal(self.request.user, self.personal_capability)
        plain = [fact for fact in self.facts if isinstance(fact, Column)]
        groups = [fact for fact in self.facts if not isinstance(fact, Column)]
        return [
            (title, [self._bound(c) for c in columns if personal or not c.personal])
            for title, columns in [("", plain), *groups]
        ]

    def _bound(self, column: Column) -> Column:
        return column.for_model(self.model).for_reader(self.request.user)

    def _written(self, columns: Sequence[Column]) -> dict[Column, SafeString]:
        """The HTML of each column for the object, in one query over all of them."""
        selection = Selection(columns, words.language())
        row = self.get_queryset().filter(pk=self.object.pk).values_list(*selection.paths).first()
        if row is None:
            raise Http404
        pairs = zip(columns, selection.renderers(), strict=True)
        # Each column's writer escapes.
        return {column: mark_safe(write(row)) for column, write in pairs}  # noqa: S308

    def _facts(self) -> dict[str, Any]:
        groups = self._groups()
        columns = [column for _title, group in groups for column in group]
        status = [self.status] if self.status else []
        html = self._written([*columns, *status])
        filled = [
            (title, [(column.label, html[column]) for column in group if html[column]])
            for title, group in groups
        ]
        return {
            "badge": html[self.status] if self.status else "",
            "fact_groups": [group for group in filled if group[1]],
            "missing": [c.label for c in columns if not (html[c] or c.rare)],
        }

    @classmethod
    def personal_fields(cls) -> set[str]:
        """Names of the fields that `facts` mark as personal."""
        plain = [fact for fact in cls.facts if isinstance(fact, Column)]
        grouped = [c for fact in cls.facts if not isinstance(fact, Column) for c in fact[1]]
        return {column.path.split("__")[0] for column in [*plain, *grouped] if column.personal}

    # What the template gets -----------------------------------------------------------------

    def get_context(self) -> dict[str, Any]:
        title = self.get_title()
        panels = self._panels()
        return {
            "object": self.object,
            "title": title,
            "crumbs": self.get_crumbs(title),
            "actions": self.get_actions(),
            "tabs": self.get_tabs(),
            "notices": self.get_notices(),
            **self._facts(),
            **self._steps(),
            "panels": panels,
            "empty_panels": [str(panel.title) for panel in panels if not panel.rows],
            "timeline": self._timeline(),
            "history": self._history(),
            "reads_url": self._reads_url(),
            "history_url": reverse(self.history_url, args=[self.object.pk])
            if self.history_url
            else "",
            **self.extra_context(),
        }

    def get_crumbs(self, title: str) -> list[tuple[Any, str | None]]:
        parent = [(self.list_title, reverse(self.list_url))] if self.list_url else []
        return [*parent, (title, None)]

    def _steps(self) -> dict[str, Any]:
        if self.workflow is None:
            return {"steps": [], "steps_url": ""}
        available = self.workflow.available(self.object, self.request.user)
        name = f"{self.object.detail_url_name}_step"
        return {
            "steps": [Step(t.label, t.name, t.needs_reason, t.explanation) for t in available],
            "steps_url": reverse(name, args=[self.object.pk]) if available else "",
            "state": getattr(self.object, self.workflow.field),
        }

    def _panels(self) -> list[PanelView]:
        user = self.request.user
        views = []
        for panel in panels_of(self.model, user):
            view = view_of(panel, self.object, user)
            # What the page shows of its own area is noted with the page.
            if view.rows and panel.capability != self.capability:
                reads.note(user, panel.capability, f"{self.request.path}#{panel.key}")
            views.append(view)
        return views

    def _timeline(self) -> list[tuple[str, Any, str, str]]:
        entries = timeline_of(self.object, self.request.user)
        return [
            (entry.day_text or words.day(entry.day), entry.label, entry.title, entry.url)
            for entry in entries
        ]

    def may_read_history(self) -> bool:
        return may(self.request.user, self.history_capability)

    def _reads_url(self) -> str:
        """Who saw this page, for whoever may know; only where reads are logged at all."""
        if not (may(self.request.user, "reads.read") and is_watched(self.capability.split(".")[0])):
            return ""
        return f"{reverse('read_list')}?{urlencode({'q': self.request.path})}"

    def _history(self) -> list[tuple[str, str, str]]:
        if not self.may_read_history():
            return []
        hidden = set()
        if not may_see_personal(self.request.user, self.personal_capability):
            hidden = self.personal_fields()
        changes = [change.without(hidden) for change in history_of(self.object, 10)]
        return [(words.moment(change.when), change.who, change.what) for change in changes]
