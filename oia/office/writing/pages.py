"""The pages that write: new and edit, alike for every noun."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views import View

from oia.core.audit import history_of, state_at
from oia.core.locks import locked
from oia.core.models import SentForm
from oia.core.permissions import Labelled
from oia.office import ownership
from oia.office.writing import conflict
from oia.office.writing.entry import Writing, entry_form, part_forms, preset, problems
from oia.office.writing.gone import last_state
from oia.office.writing.saving import Unsaved, save_entry, set_unasked
from oia.ui import words

REASON = 300  # characters of a reason


class WritePage(Labelled, View):
    """What new and edit share. Everything a person typed comes back with every answer."""

    capability: str
    writing: ClassVar[Writing]
    template_name: ClassVar[str] = "office/write.html"
    request: HttpRequest

    parts: list[Any]
    form: Any

    @property
    def model(self) -> Any:
        return self.writing.model

    def make_form(self, data: Any, instance: Any, initial: dict[str, Any] | None = None) -> Any:
        form = entry_form(self.writing.form)
        return form(data, instance=instance, initial=initial, user=self.request.user)

    def make_parts(
        self, data: Any, instance: Any, given: dict[str, str] | None = None
    ) -> list[Any]:
        def mine(prefix: str) -> bool:
            return self.request.POST.get(f"keep-{prefix}") != conflict.THEIRS

        return part_forms(self.writing, instance, data, self.request.user, mine, given)

    def save_all(self, why: str) -> Any:
        """Form, then parts, by one deed; raises Unsaved with the sentences at their fields."""
        by = self.request.user
        return save_entry(self.writing, self.form, self.parts, by=by, why=why, begin=self.begin)

    def begin(self, row: Any) -> None:
        """A new row is given its first state."""

    def done(self, saved: Any, message: str) -> HttpResponse:
        if self.writing.again:
            address = f"{reverse(f'{self.writing.noun}_new')}?like={saved.pk}"
            link = format_html('<a class="kern-link" href="{}">{}</a>', address, self.writing.again)
            messages.success(self.request, format_html("{} {}", message, link))
        else:
            messages.success(self.request, message)
        return forget_draft(redirect(page_of(saved)), self.request.path)

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        list_url = reverse(self.writing.page.list_url)
        shown = {
            "form": self.form,
            "parts": self.parts,
            "unfolded": self.form.fold_open(self.parts),
            "problems": problems(self.form, self.parts) if self.form.is_bound else [],
            "crumbs": [(self.writing.page.list_title, list_url), (context["title"], None)],
            "cancel_url": list_url,
            "draft_user": self.request.user.pk,
            "preview_url": reverse(self.writing.preview) if self.writing.preview else "",
            "reason": self.request.POST.get("why", "")[:REASON],
        }
        return render(self.request, self.template_name, shown | context, status=status)


class CreatePage(WritePage):
    """`/new/`: blank, like another one (`?like=`) or like a deleted one (`?deleted=`)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        instance = self.model()
        self.form = self.make_form(None, instance, self._initial())
        self.parts = self.make_parts(None, instance, request.GET.dict())
        return self._blank(secrets.token_urlsafe(24))

    def _blank(self, key: str) -> HttpResponse:
        return self.show(title=self.writing.new, key=key)

    def _initial(self) -> dict[str, Any]:
        start = preset(self.writing, self.request.user)
        given = self.request.GET
        names = self.writing.form._meta.fields or ()
        # Pages link here with what they know: the partnership of a new agreement.
        start |= {name: given[name][:300].replace("\x00", "") for name in names if name in given}
        like = given.get("like", "")
        if like.isascii() and like.isdigit() and len(like) < 19:
            rows = self.model.objects.visible_to(self.request.user)
            start |= self._like(rows.filter(pk=int(like)).first())
        gone = given.get("deleted", "")
        if gone.isascii() and gone.isdigit() and len(gone) < 19:
            start |= self._deleted(int(gone))
        return start

    def _deleted(self, pk: int) -> dict[str, Any]:
        """What a deleted row held last, for whoever might have seen it."""
        state = last_state(self.writing, pk, self.request.user)
        if not state:
            raise Http404
        return {name: state[name] for name in self.writing.form._meta.fields or () if name in state}

    def _like(self, other: Any) -> dict[str, Any]:
        if other is None:
            raise Http404
        names = set(self.writing.form._meta.fields or ()) - set(self.writing.not_again)
        return {name: other._meta.get_field(name).value_from_object(other) for name in names}

    def post(self, request: HttpRequest) -> HttpResponse:
        key = request.POST.get("key", "")[:40] or secrets.token_urlsafe(24)
        instance = self.model()
        self.form = self.make_form(request.POST, instance)
        self.parts = self.make_parts(request.POST, instance)
        set_unasked(self.writing, self.form, request.user)
        try:
            with transaction.atomic():
                sent = claim(key, self.model, by=request.user)
                if sent.object_id is not None:
                    return self._again(sent)
                saved = self.save_all("")
                sent.object_id = saved.pk
                sent.save(update_fields=["object_id"])
        except Unsaved:
            return self._blank(key)
        return self.done(saved, _("Saved: %s.") % saved)

    def _again(self, sent: SentForm) -> HttpResponse:
        rows = self.model.objects.visible_to(self.request.user)
        saved = rows.filter(pk=sent.object_id).first()
        if saved is None:
            messages.info(self.request, _("This entry was saved and has been deleted since."))
            return redirect(self.writing.page.list_url)
        messages.info(self.request, _("This form was saved already; here is the entry."))
        return redirect(page_of(saved))

    def begin(self, row: Any) -> None:
        if self.writing.begin:
            self.writing.begin(row)


class EditPage(WritePage):
    """`/<key>/edit/`: the stored row, or its state of an earlier moment (`?as_of=`)."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._row(self.model.objects.visible_to(request.user))
        ownership.demand(row, request.user)
        initial, context = self._earlier(row)
        self.form = self.make_form(None, row, initial)
        self.parts = self.make_parts(None, row)
        return self._page(row, **context)

    def _row(self, rows: Any) -> Any:
        found = rows.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def _earlier(self, row: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """The values of an earlier moment, shown and not yet saved."""
        moment = moment_of(self.request.GET.get("as_of", ""))
        if moment is None:
            return {}, {}
        state = state_at(self.model, row.pk, moment)
        names = set(self.writing.form._meta.fields or ())
        when = words.moment(moment)
        notice = _("These are the values of %s. Nothing is saved yet: check them, then save.")
        reason = _("Back to the state of %s") % when
        initial = {name: value for name, value in state.items() if name in names}
        return initial, {"notice": notice % when, "reason": reason, "unfolded": True}

    def _page(self, row: Any, status: int = 200, **context: Any) -> HttpResponse:
        title = _("Edit: %s") % row
        back = page_of(row)
        list_url = reverse(self.writing.page.list_url)
        crumbs = [(self.writing.page.list_title, list_url), (str(row), back), (_("Edit"), None)]
        base = {
            "title": title,
            "crumbs": crumbs,
            "cancel_url": back,
            "base": conflict.written(self._seen(row)),
            "editing": True,
            "delete_url": reverse(f"{self.writing.noun}_delete", args=[row.pk]),
        }
        return self.show(status, **(base | context))

    def _seen(self, row: Any) -> dict[str, str]:
        return conflict.digests(self.make_form(None, row), self.make_parts(None, row))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            with transaction.atomic():
                row = self._locked()
                if row is None:
                    return self._gone()
                ownership.demand(row, request.user)
                self._bind(row)
                saved = self._save(row)
        except Unsaved as unsaved:
            stored = self._row(self.model.objects.all())
            return self._page(stored, unsaved.status, **self._clash_context(stored))
        return self.done(saved, _("Saved: %s.") % saved)

    def _locked(self) -> Any | None:
        visible = self.model.objects.visible_to(self.request.user)
        return locked(visible).filter(pk=self.kwargs["pk"]).first()

    def _bind(self, row: Any) -> None:
        fresh = self.make_form(None, row)
        self.fresh, self.fresh_parts = fresh, self.make_parts(None, row)
        seen = conflict.read(self.request.POST.get("base", ""))
        now = conflict.digests(fresh, self.fresh_parts)
        self.changed = conflict.changed(seen, now)
        self.open = sorted({*self.changed, *conflict.unchosen(self.request.POST)} & set(now))
        data = conflict.taken_over(self.request.POST, fresh)
        # The form writes into its instance as it validates: it gets one of its own.
        own = self.model.objects.get(pk=row.pk)
        self.form = self.make_form(data, own)
        self.parts = self.make_parts(data, own)

    def _save(self, row: Any) -> Any:
        if self.open:
            raise Unsaved(409)
        return self.save_all(self.request.POST.get("why", "").replace("\x00", "").strip()[:REASON])

    def _clash_context(self, stored: Any) -> dict[str, Any]:
        if not self.open:
            return {}
        who, when = conflict.by_whom(stored, self.open)
        fresh, parts = self.make_form(None, stored), self.make_parts(None, stored)
        return {
            "clashes": conflict.clashes(self.open, self.form, fresh, parts, self.request.POST),
            "asked": ",".join(self.open),
            "who": who,
            "when": when,
            "problems": [],
            "unfolded": True,
        }

    def _gone(self) -> HttpResponse:
        """Deleted meanwhile: what was typed is shown, to be entered anew or given up."""
        pk = self.kwargs["pk"]
        # Whoever would not have seen the row is told neither that it was nor by whom it went.
        if not self.writing.new or not last_state(self.writing, pk, self.request.user):
            raise Http404
        blank = self.model()
        self.form = self.make_form(self.request.POST, blank)
        self.parts = self.make_parts(None, blank)
        last = history_of(self.model(pk=pk), 1)
        who = last[0].who if last else ""
        return self.show(
            410,
            title=_("Deleted meanwhile"),
            notice=_("%s has deleted this entry. What you typed is kept here.") % (who or "–"),
            problems=[],
            action_url=reverse(f"{self.writing.noun}_new"),
            key=secrets.token_urlsafe(24),
            submit_label=_("Save as a new entry"),
            unfolded=True,
        )


def claim(key: str, model: type[models.Model], *, by: Any) -> SentForm:
    """The row of a blank form's key; it has an object already if the form was saved before.

    Asked for first inside the transaction: a second press waits here until the first has finished.
    """
    label = model._meta.label
    key = key.replace("\x00", "")  # PostgreSQL keeps no such text
    sent, _new = SentForm.objects.get_or_create(
        key=key, defaults={"user_id": by.pk, "model": label}
    )
    if (sent.user_id, sent.model) != (by.pk, label):
        raise PermissionDenied
    return sent


def moment_of(text: str) -> dt.datetime | None:
    """The moment of an address, in microseconds since 1970."""
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        return None
    return dt.datetime.fromtimestamp(0, dt.UTC) + dt.timedelta(microseconds=int(text))


def page_of(row: models.Model) -> str:
    return reverse(row.detail_url_name, args=[row.pk])  # type: ignore[attr-defined]


def forget_draft(response: HttpResponse, path: str) -> HttpResponseRedirect:
    """Tells the browser that the text it kept for this address is saved."""
    response.set_cookie("saved", path, max_age=60, samesite="Lax")
    return response  # type: ignore[return-value]
