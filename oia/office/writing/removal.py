"""Delete where nothing hangs on a row; else put the record away, out of the lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.db import models, transaction
from django.db.models import CASCADE, ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views import View
from pghistory.models import Event as HistoryEvent

from oia.core.audit import deed
from oia.core.locks import locked
from oia.core.permissions import Labelled
from oia.office import ownership
from oia.office.models import Record
from oia.office.writing.entry import Writing
from oia.office.writing.pages import REASON, page_of

EXAMPLES = 3
# States in which an entry is still only on its author's table.
SKETCHES = ("", "draft", "idea", "enquiry", "undecided")


@dataclass(frozen=True)
class Hanging:
    """Rows that point to the one to delete: what they are, how many, the first of them."""

    label: str
    count: int
    examples: list[tuple[str, str]]


def hanging_on(
    row: models.Model, parts: tuple[type[models.Model], ...], user: Any
) -> list[Hanging]:
    """Whatever points to the row and is neither its part nor its history.

    All are counted; named, with their addresses, are those the person may see.
    """
    found = []
    for relation in _relations(type(row)):
        model = relation.related_model
        if model in parts or issubclass(model, HistoryEvent) or relation.parent_link:
            continue
        rows = model._default_manager.filter(**{relation.field.name: row.pk})
        count = rows.count()
        if count:
            name = model._meta.verbose_name_plural if count > 1 else model._meta.verbose_name
            found.append(Hanging(str(name), count, _examples(rows, relation.field, user)))
    return found


def _examples(rows: Any, pointing: Any, user: Any) -> list[tuple[str, str]]:
    """Title and address of the first rows, or of what they are parts of, as far as it is seen."""
    seen: Any = rows
    if not hasattr(rows, "visible_to"):
        whole = _whole_of(rows.model, pointing)
        if whole is None:
            return []
        ids = rows.values(whole.attname)
        seen = whole.related_model._default_manager.filter(pk__in=ids)
    shown = {str(r): _address(r) for r in seen.visible_to(user)[: EXAMPLES * 4]}
    return list(shown.items())[:EXAMPLES]


def _whole_of(model: type[models.Model], pointing: Any) -> Any:
    """The relation to what a row without a page of its own is part of."""
    for field in model._meta.concrete_fields:
        if field.remote_field and field != pointing and field.remote_field.on_delete is CASCADE:
            manager: Any = field.related_model._default_manager  # type: ignore[union-attr]
            if hasattr(manager, "visible_to"):
                return field
    return None


def _address(row: Any) -> str:
    if hasattr(row, "get_absolute_url"):
        return str(row.get_absolute_url())
    return page_of(row) if hasattr(row, "detail_url_name") else ""


def _relations(model: type[models.Model]) -> list[Any]:
    """Reverse relations of the model and, for a noun, of its record."""
    known = model._meta.get_fields(include_hidden=True)
    return [
        field
        for field in known
        if field.auto_created
        and not field.concrete
        and (field.one_to_many or field.one_to_one)
        and not (field.one_to_one and issubclass(field.related_model, Record))  # type: ignore[arg-type]
    ]


class Stays(Exception):
    """The row is not deleted; the sentence says why, `hanging` what hangs on it."""

    def __init__(self, sentence: str, hanging: list[Hanging]) -> None:
        super().__init__(sentence)
        self.hanging = hanging


def what_stays(writing: Writing, row: Any, user: Any) -> list[Hanging]:
    """What hangs on the row and would lose it."""
    parts = tuple(part.model for part in writing.parts)
    return hanging_on(row, (*parts, *writing.goes_along), user)


def delete_row(writing: Writing, row: Any, *, by: Any, why: str) -> None:
    """The row with its parts; raises Stays where something hangs on it or a reason is missing."""
    hanging = what_stays(writing, row, by)
    if hanging:
        names = ", ".join(f"{one.count} × {one.label}" for one in hanging)
        raise Stays(_("It stays, because this hangs on it: %s.") % names, hanging)
    if needs_reason(row) and not why:
        raise Stays(_("Say why this entry is deleted: it is no draft any more."), [])
    try:
        with transaction.atomic(), deed(by=by, why=why or _("Deleted")):
            row.delete()
    except ProtectedError as error:
        raise Stays(_("It stays, because this hangs on it: %s.") % "–", hanging) from error


class DeletePage(Labelled, View):
    """`/<key>/delete/`: asks on a page of its own; offers to archive what must stay."""

    capability: str
    writing: ClassVar[Writing]
    template_name: ClassVar[str] = "office/delete.html"
    request: HttpRequest

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(self._row(self.writing.model.objects.visible_to(request.user)))

    def _row(self, rows: Any) -> Any:
        row = rows.filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        ownership.demand(row, self.request.user)
        return row

    def _page(self, row: Any, error: str = "") -> HttpResponse:
        page = self.writing.page
        crumbs = [(page.list_title, reverse(page.list_url)), (str(row), page_of(row))]
        context = {
            "title": _("Delete: %s") % row,
            "crumbs": [*crumbs, (_("Delete"), None)],
            "hanging": self._hanging(row),
            "needs_reason": needs_reason(row),
            "can_archive": hasattr(row, "archived"),
            "archived": getattr(row, "archived", None),
            "reason": self.request.POST.get("why", "")[:REASON],
            "error": error,
            "cancel_url": page_of(row),
        }
        return render(self.request, self.template_name, context)

    def _hanging(self, row: Any) -> list[Hanging]:
        return what_stays(self.writing, row, self.request.user)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        why = request.POST.get("why", "").replace("\x00", "").strip()[:REASON]
        act = request.POST.get("act", "")
        with transaction.atomic():
            row = self._row(locked(self.writing.model.objects.visible_to(request.user)))
            if act in ("archive", "bring_back") and hasattr(row, "archived"):
                return self._archive(row, why, away=act == "archive")
            if act != "delete":
                return self._page(row)
            return self._delete(row, why)

    def _archive(self, row: Any, why: str, *, away: bool) -> HttpResponse:
        words = _("Archived") if away else _("Brought back")
        with deed(by=self.request.user, why=why or words):
            row.archived = timezone.now() if away else None
            row.save()
        messages.success(self.request, f"{words}: {row}")
        return redirect(page_of(row))

    def _delete(self, row: Any, why: str) -> HttpResponse:
        pk, title = row.pk, str(row)
        try:
            delete_row(self.writing, row, by=self.request.user, why=why)
        except Stays as refusal:
            # What hangs on the row is listed on the page already.
            return self._page(row, "" if refusal.hanging else str(refusal))
        text = _("Deleted: %s.") % title
        if self.writing.new:
            undo = f"{reverse(f'{self.writing.noun}_new')}?deleted={pk}"
            link = format_html('<a class="kern-link" href="{}">{}</a>', undo, _("Enter it again"))
            text = format_html("{} {}", text, link)
        messages.success(self.request, text)
        return redirect(self.writing.page.list_url)


def needs_reason(row: Any) -> bool:
    """Past its draft an entry has been counted or told: its end needs a reason."""
    return str(getattr(row, "status", "")) not in SKETCHES
