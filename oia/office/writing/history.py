"""Every change of a row: when, who, why, each field before and after; and the way back."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from oia.core.audit import Change, history_of
from oia.core.permissions import Labelled
from oia.office import ownership
from oia.office.writing.entry import Writing
from oia.office.writing.pages import page_of
from oia.ui import words

DEPTH = 400
EPOCH = dt.datetime.fromtimestamp(0, dt.UTC)


class HistoryPage(Labelled, View):
    """`/<key>/history/`, by field where one is chosen."""

    capability = "history.read"
    writing: ClassVar[Writing]
    template_name: ClassVar[str] = "office/history.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.writing.model.objects.visible_to(request.user).filter(pk=pk).first()
        if row is None or not ownership.reads_history(row, request.user):
            raise Http404
        changes = history_of(row, DEPTH, DEPTH)
        wanted = request.GET.get("field", "")
        # A column that holds several things is chosen as a whole.
        names = {field.name for change in changes for field in change.fields}
        fields = {name: str(row._meta.get_field(name).verbose_name) for name in names}
        page = self.writing.page
        crumbs = [(page.list_title, reverse(page.list_url)), (str(row), page_of(row))]
        context = {
            "title": _("History: %s") % row,
            "crumbs": [*crumbs, (_("History"), None)],
            "entries": self._entries(row, changes, wanted),
            "fields": sorted(fields.items(), key=lambda pair: pair[1]),
            "wanted": wanted,
        }
        return render(request, self.template_name, context)

    def _entries(self, row: Any, changes: list[Change], wanted: str) -> list[dict[str, Any]]:
        user: Any = self.request.user
        may_restore = self.writing.may_write(user) and ownership.owns(row, user)
        edit = reverse(f"{self.writing.noun}_edit", args=[row.pk])
        hidden = self.writing.hidden_from(user)
        newest = changes[0].when if changes else None  # the state as it is
        return [
            {
                "when": words.moment(change.when),
                "who": change.who,
                "why": change.why,
                "created": not change.fields,
                "fields": [f.masked() if f.name in hidden else f for f in change.fields],
                "restore_url": f"{edit}?as_of={_micros(change.when)}"
                if may_restore and change.when != newest
                else "",
            }
            for change in changes
            if not wanted or any(field.name == wanted for field in change.fields)
        ]


def _micros(moment: dt.datetime) -> int:
    return (moment - EPOCH) // dt.timedelta(microseconds=1)
