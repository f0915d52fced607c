"""The due list: what is due for me or for everybody, put on it by one key, done by one click."""

import datetime as dt
import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from oia.core.permissions import may, requires
from oia.office import due
from oia.office.actions import followups as actions
from oia.office.choices import Repeat
from oia.office.filters import FollowUpFilter
from oia.office.forms import FollowUpForm, not_seen, sees
from oia.office.models import FollowUp, Record
from oia.office.models.followups import months_later
from oia.office.pages import NounPage
from oia.office.tables import FollowUpTable
from oia.office.writing.entry import Writing
from oia.office.writing.fields import DayField
from oia.office.writing.lookups import UserLookup
from oia.office.writing.pages import claim
from oia.ui import words
from oia.ui.columns import Choice, Day, Moment, Related, Text
from oia.ui.detail import Step
from oia.ui.links import PageAction
from oia.ui.pages import ListPage

WEEK, FORTNIGHT, MONTH, ON = "week", "fortnight", "month", "on"


def suggested(today: dt.date) -> dict[str, dt.date]:
    """Days most things are put off to."""
    return {
        WEEK: today + dt.timedelta(weeks=1),
        FORTNIGHT: today + dt.timedelta(weeks=2),
        MONTH: months_later(today, 1, today.day),
    }


class QuickForm(forms.Form):
    """What, until when, who: enough to put a record on the due list."""

    title = forms.CharField(label=gettext_lazy("What"), max_length=200)
    when = forms.ChoiceField(label=gettext_lazy("Until"), widget=forms.RadioSelect, initial=WEEK)
    day = DayField(label=gettext_lazy("Day"), required=False)
    owner: Any = forms.ModelChoiceField(None, label=gettext_lazy("Who"), empty_label=None)
    repeat = forms.ChoiceField(
        label=gettext_lazy("Repeat"), choices=Repeat.choices, initial=Repeat.NEVER
    )

    def __init__(self, *args: Any, user: Any, record: Record, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        self.days = suggested(timezone.localdate())
        names = {WEEK: _("in a week"), FORTNIGHT: _("in two weeks"), MONTH: _("in a month")}
        choices = [(key, f"{name} ({words.day(self.days[key])})") for key, name in names.items()]
        self.fields["when"].choices = [*choices, (ON, _("on the day below"))]  # type: ignore[attr-defined]
        self.fields["owner"].queryset = UserLookup().rows(user)  # type: ignore[attr-defined]
        self.fields["owner"].initial = user.pk

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        typed = data.get("day")
        # A day that is typed is meant, whatever stands above it.
        data["due"] = typed or self.days.get(data.get("when", ""))
        if not data["due"] and "day" not in self.errors:
            self.add_error("day", _("Say until when."))
        owner = data.get("owner")
        if owner and not sees(owner, self.record):
            self.add_error("owner", not_seen(owner))
        return data


@requires("followups.write")
def follow_up_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a record on the due list: a page of its own, or above the record's by one key."""
    record = get_object_or_404(Record.objects.visible_to(request.user), pk=pk)
    form = QuickForm(request.POST or None, user=request.user, record=record)
    key = request.POST.get("key", "")[:40] or secrets.token_urlsafe(24)
    if request.method == "POST" and form.is_valid():
        _put(form, record, key, request.user)
        messages.success(request, _("It is on the due list: %s.") % form.cleaned_data["title"])
        return redirect("record", pk=record.pk)
    back = reverse("record", args=[record.pk])
    context = {
        "title": _("Put on the due list"),
        "crumbs": [(record.title, back), (_("Put on the due list"), None)],
        "form": form,
        "key": key,
        "quick": True,
        "action_url": request.path,
        "submit_label": _("Put on the due list"),
        "cancel_url": back,
    }
    return render(request, "office/quick.html", context)


def _put(form: QuickForm, record: Record, key: str, user: Any) -> None:
    data = form.cleaned_data
    with transaction.atomic():
        sent = claim(key, FollowUp, by=user)
        if sent.object_id is None:
            given = {name: data[name] for name in ("title", "due", "owner", "repeat")}
            row = actions.put_on_due_list(**given, record=record, by=user)
            sent.object_id = row.pk
            sent.save(update_fields=["object_id"])


@requires("followups.read")
def due_page(request: HttpRequest) -> HttpResponse:
    """Mine, or everybody's for who oversees them."""
    oversees = may(request.user, "oversight.read")
    everybodys = oversees and request.GET.get("whose") == due.EVERYBODY
    groups = due.follow_ups(request.user, everybodys=everybodys)
    here = reverse("due")
    tabs = [
        (_("Mine"), here, not everybodys),
        (_("Everybody's"), f"{here}?whose={due.EVERYBODY}", everybodys),
    ]
    context = {
        "title": _("Due"),
        "crumbs": [(_("Due"), None)],
        "tabs": tabs if oversees else [],
        "actions": _due_actions(request.user),
        "groups": groups,
        "nothing": not any(group.rows for group in groups),
        "waiting": due.waiting(request.user, everybodys=everybodys),
        "just_done": due.just_done(request.user),
        "everybodys": everybodys,
        "may_write": may(request.user, "followups.write"),
        "here": request.get_full_path(),
    }
    return render(request, "office/due.html", context)


def _due_actions(user: Any) -> list[Any]:
    declared = (
        PageAction(
            _("New follow-up"), "follow_up_new", "followups.write", "add", "primary", key="w"
        ),
        PageAction(_("All follow-ups"), "follow_up_list", "followups.read"),
    )
    return [action.bound() for action in declared if may(user, action.capability)]


@requires("followups.write")
@require_POST
def follow_up_step(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Done, or not done after all; back to the page on which the button stood."""
    row = get_object_or_404(FollowUp.objects.visible_to(request.user), pk=pk)
    if request.POST.get("step") == "reopen":
        actions.reopen(follow_up=row, by=request.user)
        messages.info(request, _("Open again: %s.") % row)
    else:
        following = actions.finish(follow_up=row, by=request.user)
        messages.success(request, _done_words(row, following))
    return redirect(_back(request, row))


def _done_words(row: FollowUp, following: FollowUp | None) -> str:
    if following is None:
        return _("Done: %s.") % row
    return _("Done: %(what)s. The next one is due on %(day)s.") % {
        "what": row,
        "day": words.day(following.due),
    }


def _back(request: HttpRequest, row: FollowUp) -> str:
    given = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(given, {request.get_host()}, request.is_secure()):
        return given
    return reverse("follow_up", args=[row.pk])


class FollowUpList(ListPage):
    table = FollowUpTable
    filterset_class = FollowUpFilter
    capability = "followups.read"
    title = gettext_lazy("Follow-ups")
    empty = gettext_lazy(
        "What has to be done by a certain day is listed here, for an entry or for none."
    )
    create_url = "follow_up_new"
    create_label = gettext_lazy("New follow-up")

    def get_crumbs(self) -> list[tuple[Any, str | None]]:
        return [(_("Due"), reverse("due")), (self.title, None)]


class FollowUpDetail(NounPage):
    model = FollowUp
    capability = "followups.read"
    list_url = "follow_up_list"
    list_title = gettext_lazy("Follow-ups")
    facts = (
        Day("due", gettext_lazy("Until")),
        Text("owner__name", gettext_lazy("Who")),
        Related("record", gettext_lazy("Entry"), path="record__title", url_name="record"),
        Choice("repeat", gettext_lazy("Repeat"), Repeat),
        Text("taken_by__name", gettext_lazy("Taken by")),
        Text("note", gettext_lazy("Note")),
        Moment("done", gettext_lazy("Done")),
        Text("done_by__name", gettext_lazy("Done by")),
        Text("by__name", gettext_lazy("Entered by")),
    )

    def _steps(self) -> dict[str, Any]:
        if not self.may_edit():
            return {"steps": [], "steps_url": ""}
        if self.object.done:
            step = Step(_("Not done after all"), "reopen", False, "")
        else:
            step = Step(_("Done"), "finish", False, "")
        return {"steps": [step], "steps_url": reverse("follow_up_step", args=[self.object.pk])}


FOLLOW_UP = Writing(
    page=FollowUpDetail,
    form=FollowUpForm,
    new=gettext_lazy("New follow-up"),
    start=lambda user: {"owner": user.pk, "by": user.pk},
)
