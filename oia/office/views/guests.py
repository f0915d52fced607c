"""Guest lists of events: who is on them, the mails that invite, replies, and calling off."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from oia.core.permissions import requires
from oia.office import itip
from oia.office.actions import invitations as actions
from oia.office.choices import Reply, ReplyWay
from oia.office.columns import PersonName
from oia.office.filters import InvitationFilter
from oia.office.forms import InvitationForm
from oia.office.models import Event, Invitation, Organisation, Person
from oia.office.pages import NounPage
from oia.office.tables import REPLY_BADGES, InvitationTable
from oia.office.writing.entry import Writing
from oia.ui.columns import Choice, Day, Number, Related, Text
from oia.ui.pages import ListPage

FOUND = 100  # rows of a search for guests
QUERY_ROOM = 200


class MailForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Text of the mail"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=gettext_lazy("Salutation, title, day and place are added."),
    )


@requires("invitations.write")
def guests_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Search people and organisations, or take those of another event; tick; put on the list."""
    event = get_object_or_404(Event.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        count = actions.put_on_list(
            event=event,
            people=_ticked(request, Person, "person"),
            organisations=_ticked(request, Organisation, "organisation"),
            by=request.user,
        )
        text = ngettext("%d guest is on the list now.", "%d guests are on the list now.", count)
        messages.success(request, text % count)
        return redirect("event", pk=event.pk)
    here = reverse("event", args=[event.pk])
    context = {
        "title": _("Add guests"),
        "crumbs": [(_("Events"), reverse("event_list")), (event.title, here), (_("Guests"), None)],
        "event": event,
        "search": _typed(request),
        "other": request.GET.get("like", ""),
        "others": _other_events(request, event),
        **_found(request, event),
        "back": here,
    }
    return render(request, "office/guests.html", context)


def _typed(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:QUERY_ROOM]


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _ticked(request: HttpRequest, model: Any, name: str) -> list[Any]:
    keys = [key for text in request.POST.getlist(name) if (key := _key(text)) is not None]
    return list(model.objects.visible_to(request.user).filter(pk__in=keys).order_by("pk"))


def _other_events(request: HttpRequest, event: Event) -> Any:
    """The latest events that have a list."""
    rows = Event.objects.visible_to(request.user).exclude(pk=event.pk)
    return rows.exclude(invitations=None).distinct().order_by("-first_day", "-pk")[:50]


def _found(request: HttpRequest, event: Event) -> dict[str, Any]:
    """People and organisations that match and are not on the list yet."""
    people: Any = Person.objects.visible_to(request.user).unrestricted()
    people = people.exclude(invitations__event=event)
    houses: Any = Organisation.objects.visible_to(request.user).exclude(
        pk__in=event.invitations.filter(person=None).values("organisation")
    )
    text, other = _typed(request), _key(request.GET.get("like", ""))
    if other is not None:
        people = people.filter(invitations__event=other)
        houses = houses.filter(invitations__event=other, invitations__person=None)
    elif text:
        people, houses = people.search(text), houses.search(text)
    else:
        people, houses = people.none(), houses.none()
    return {
        "people": people.prefetch_related("positions__organisation").order_by("name")[:FOUND],
        "houses": houses.order_by("name")[:FOUND],
        "asked": bool(text) or other is not None,
        "ticked": other is not None,
    }


@requires("invitations.write")
def guests_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """First who would get which mail, in exact numbers; only then the mails."""
    event = get_object_or_404(Event.objects.visible_to(request.user), pk=pk)
    given = request.POST if request.method == "POST" else request.GET
    calls_off = given.get("act") == "call_off"
    who = actions.mailing(event, calls_off=calls_off)
    form = MailForm(request.POST or None)
    confirmed = _key(request.POST.get("confirmed", ""))
    stale = ""
    if request.method == "POST" and form.is_valid() and confirmed and "send" in request.POST:
        try:
            count = actions.send(
                event=event,
                text=form.cleaned_data["text"],
                expected=confirmed,
                by=request.user,
                calls_off=calls_off,
            )
        except ValidationError as error:
            stale = " ".join(error.messages)
        else:
            text = ngettext("%d mail goes out.", "%d mails go out.", count) % count
            messages.success(request, text)
            return redirect("event", pk=event.pk)
    return render(
        request, "office/guests_mail.html", _mail_page(request, event, who, form, calls_off, stale)
    )


def _mail_page(
    request: HttpRequest,
    event: Event,
    who: actions.Mailing,
    form: MailForm,
    calls_off: bool,
    stale: str,
) -> dict[str, Any]:
    here = reverse("event", args=[event.pk])
    title = _("Call off: %s") if calls_off else _("Invitations: %s")
    rows = Invitation.objects.filter(event=event)
    return {
        "title": title % event.title,
        "crumbs": [(_("Events"), reverse("event_list")), (event.title, here), (_("Mail"), None)],
        "event": event,
        "who": who,
        "form": form,
        "calls_off": calls_off,
        "stale": stale,
        "sample": _sample(who, request.POST.get("text", ""), calls_off=calls_off),
        "by_letter": rows.filter(state=Reply.LISTED, email="").count(),
        "may_call_off": not calls_off and rows.to_call_off().exists(),
        "send_label": ngettext("Send %d mail", "Send %d mails", who.count) % who.count,
        "back": here,
    }


def _sample(who: actions.Mailing, text: str, *, calls_off: bool) -> tuple[str, str] | None:
    """The mail of the first guest as it would read."""
    guests = [*who.invited, *who.changed, *who.called_off]
    if not guests:
        return None
    first = guests[0]
    if first not in who.invited:
        first.sequence += 1
    with translation.override(actions.language_of(first)):
        return actions.letter(first, itip.CANCEL if calls_off else itip.REQUEST, text)


class InvitationList(ListPage):
    table = InvitationTable
    filterset_class = InvitationFilter
    capability = "invitations.read"
    export_capability = "export_contacts.read"
    title = gettext_lazy("Guest lists")
    empty = gettext_lazy(
        "The guests the office invites to its events are listed here, with their replies."
    )
    create_url = "invitation_new"
    create_label = gettext_lazy("New guest")


class InvitationDetail(NounPage):
    model = Invitation
    capability = "invitations.read"
    personal_capability = "contacts.write"
    list_url = "invitation_list"
    list_title = gettext_lazy("Guest lists")
    status = Choice("state", gettext_lazy("Reply"), Reply, badges=REPLY_BADGES)
    facts = (
        Related("event", gettext_lazy("Event"), path="event__title", url_name="event"),
        PersonName("person", gettext_lazy("Person")),
        Related(
            "organisation",
            gettext_lazy("Organisation"),
            path="organisation__name",
            url_name="organisation",
        ),
        Number("companions", gettext_lazy("Accompanying persons")),
        Text("email", gettext_lazy("E-mail"), personal=True),
        Day("replied", gettext_lazy("Replied on")),
        Choice("replied_by", gettext_lazy("Replied by"), ReplyWay),
        Text("note", gettext_lazy("Note"), personal=True),
    )


INVITATION = Writing(page=InvitationDetail, form=InvitationForm, new=gettext_lazy("New guest"))
