"""A list whose rows can be ticked, and changed together after a preview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from oia.core.permissions import may, own_only
from oia.core.workflow import Workflow
from oia.office import actions
from oia.office.actions import Outcome
from oia.office.models import Department, Desk, Record
from oia.ui.exports import export
from oia.ui.links import write_label
from oia.ui.pages import EXPORTS, ListPage
from oia.ui.tables import Pick

SHOWN = 50  # rows of a preview
MOST = 5_000  # rows changed at once: each is locked and written to its history
MOST_STEPS = 300  # steps taken at once: each asks its guards and writes its row, about 20 ms


class AssignForm(forms.Form):
    desk = forms.ModelChoiceField(
        Desk.objects.in_use(),
        label=gettext_lazy("Responsible"),
        empty_label=gettext_lazy("nobody"),
        required=False,
    )


class DepartmentForm(forms.Form):
    department = forms.ModelChoiceField(
        Department.objects.in_use(),
        label=gettext_lazy("Department"),
        empty_label=gettext_lazy("Please choose"),
        required=True,
    )


class TagForm(forms.Form):
    tag = forms.CharField(
        label=gettext_lazy("Tag"),
        max_length=40,
        help_text=gettext_lazy("A word of your own, such as “anniversary 2027”."),
    )
    remove = forms.BooleanField(
        label=gettext_lazy("take this tag off instead of putting it on"), required=False
    )


class StepForm(forms.Form):
    """Which step of the noun's workflow, and why."""

    step = forms.ChoiceField(label=gettext_lazy("Step"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Needed for some steps; it stands in the history of each entry."),
    )

    def __init__(self, *args: Any, workflow: Workflow, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = {step.name: step for step in workflow.transitions if may(user, step.capability)}
        self.fields["step"].choices = [(s.name, s.label) for s in steps.values()]  # type: ignore[attr-defined]
        self.steps = steps

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        step = self.steps.get(data.get("step", ""))
        if step and step.needs_reason and not data.get("reason", "").strip():
            self.add_error("reason", _("Give a reason for this step."))
        return data


@dataclass(frozen=True)
class Bulk:
    """Something done to many rows: its button, its form, and the verb behind it."""

    name: str
    label: Any
    form: Callable[[RecordList, Any], forms.Form]
    do: Callable[[RecordList, QuerySet[Any], dict[str, Any]], Outcome]
    most: int = MOST


def _step_form(page: RecordList, data: Any) -> forms.Form:
    assert page.workflow is not None
    return StepForm(data, workflow=page.workflow, user=page.request.user, prefix="bulk")


ASSIGN = Bulk(
    "assign",
    gettext_lazy("Assign"),
    lambda page, data: AssignForm(data, prefix="bulk"),
    lambda page, rows, data: actions.assign(rows=rows, desk=data["desk"], by=page.request.user),
)
DEPARTMENT = Bulk(
    "department",
    gettext_lazy("Set department"),
    lambda page, data: DepartmentForm(data, prefix="bulk"),
    lambda page, rows, data: actions.move_to_department(
        rows=rows, department=data["department"], by=page.request.user
    ),
)
TAG = Bulk(
    "tag",
    gettext_lazy("Tag"),
    lambda page, data: TagForm(data, prefix="bulk"),
    lambda page, rows, data: (actions.untag if data["remove"] else actions.tag)(
        rows=rows, name=data["tag"], by=page.request.user
    ),
)
STEP = Bulk(
    "step",
    gettext_lazy("Change status"),
    _step_form,
    lambda page, rows, data: actions.step_all(
        rows=rows, workflow=cast(Workflow, page.workflow), step=data["step"], by=page.request.user,
        reason=data["reason"],
    ),
    most=MOST_STEPS,
)  # fmt: skip


class RecordList(ListPage):
    """A `ListPage` over records, or over rows that are none and only take steps.

    `workflow` where the noun has one.
    """

    workflow: ClassVar[Workflow | None] = None
    bulk_template: ClassVar[str] = "office/bulk.html"

    # What can be done with ticked rows -------------------------------------------------------

    @cached_property
    def bulks(self) -> list[Bulk]:
        user = self.request.user
        if not may(user, self.write_capability or write_label(self.capability)):
            return []
        # Who writes only what is their own must not hand it to another department.
        handing = [] if own_only(user, self.table.model.area) else [ASSIGN, DEPARTMENT]  # type: ignore[attr-defined]
        steps = [STEP] if self.workflow and any(
            may(user, step.capability) for step in self.workflow.transitions
        ) else []  # fmt: skip
        if not issubclass(self.table.model, Record):
            return steps
        return [*handing, TAG, *steps]

    def get_pick(self) -> Pick | None:
        if not self.bulks and not self.may_export():
            return None
        return Pick(form="bulk", label=_("Select"))

    def extra_context(self) -> dict[str, Any]:
        pick = self.get_pick()
        return {
            **super().extra_context(),
            "bulk_actions": [(bulk.name, bulk.label) for bulk in self.bulks] if pick else [],
            "bulk_exports": EXPORTS if pick and self.may_export() else (),
        }

    # The preview and the deed ----------------------------------------------------------------

    @method_decorator(transaction.atomic)
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        name, rows = request.POST.get("bulk", ""), self.picked()
        here = f"{request.path}{self.query.url('')}"
        if name in EXPORTS:
            return self._export_picked(name, rows)
        bulk = next((known for known in self.bulks if known.name == name), None)
        if bulk is None:
            raise PermissionDenied
        count = rows.count()
        if not 0 < count <= bulk.most:
            messages.warning(request, _none_or_too_many(count, bulk.most))
            return redirect(here)
        confirmed = request.POST.get("confirmed", "")
        form = bulk.form(self, request.POST if confirmed else None)
        stale = bool(confirmed) and confirmed != str(count)
        if not confirmed or stale or not form.is_valid():
            return self._preview(bulk, rows, count, form, stale=stale)
        for level, text in _told(bulk.do(self, rows, form.cleaned_data)):
            messages.add_message(request, level, text)
        return redirect(here)

    def picked(self) -> QuerySet[Any]:
        """The ticked rows, or everything the filter shows; only what the person may change."""
        if self.request.POST.get("scope") == "all":
            return self._writable(self.rows)
        given = self.request.POST.getlist("pick")
        keys = [int(key) for key in given if key.isascii() and key.isdigit() and len(key) < 16]
        return self._writable(self.get_queryset().filter(pk__in=keys))

    def _writable(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        exporting = self.request.POST.get("bulk") in EXPORTS
        area = self.table.model.area  # type: ignore[attr-defined]
        if exporting or not own_only(self.request.user, area):
            return rows
        return rows.own_of(self.request.user)  # type: ignore[attr-defined]

    def _preview(
        self, bulk: Bulk, rows: QuerySet[Any], count: int, form: forms.Form, *, stale: bool
    ) -> HttpResponseBase:
        table = self.table.for_user(rows, self.request.user)
        context = {
            "title": f"{self.title}: {bulk.label}",
            "crumbs": [(self.title, self.request.path), (bulk.label, None)],
            "bulk": bulk,
            "form": form,
            "stale": stale,
            "count": count,
            "count_text": ngettext(
                "%(count)d entry will be changed", "%(count)d entries will be changed", count
            )
            % {"count": count},
            "head": table.head(),
            "rows": table.rows_html(0, SHOWN),
            "more": max(0, count - SHOWN),
            "table_label": self.title,
            "scope": self.request.POST.get("scope", ""),
            "picks": self.request.POST.getlist("pick"),
            "back": f"{self.request.path}{self.query.url('')}",
        }
        return render(self.request, self.bulk_template, context)

    def _export_picked(self, kind: str, rows: QuerySet[Any]) -> HttpResponseBase:
        if not self.may_export():
            raise PermissionDenied
        names = [column.name for column in self.shown.columns]
        table = self.table.for_user(rows, self.request.user, sort=self.shown.order, columns=names)
        return export(table, kind, str(self.title), [(_("Filter"), _("selected rows"))])


def _none_or_too_many(count: int, most: int) -> str:
    if not count:
        return _("Nothing is selected that you may change. Tick the rows first.")
    return _("%(count)d entries are too many at once. Narrow the filter to %(most)d.") % {
        "count": count,
        "most": most,
    }


def _told(outcome: Outcome) -> list[tuple[int, str]]:
    """What happened, in sentences: how many, and each reason why some were left."""
    told = []
    if outcome.changed or not outcome.refused:
        text = ngettext("%(n)d entry changed.", "%(n)d entries changed.", outcome.changed)
        told.append((messages.SUCCESS, text % {"n": outcome.changed}))
    for reason, titles in outcome.refused.items():
        names = ", ".join(titles[:5]) + (" …" if len(titles) > 5 else "")
        words = {"n": len(titles), "reason": reason, "names": names}
        told.append(
            (messages.WARNING, _("%(n)d left as they were: %(reason)s (%(names)s)") % words)
        )
    return told
