"""Desks with what lies on them, and the list by which one desk is handed to another."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from oia.core.permissions import requires
from oia.office.handover import contacts_of, hand_over, items_of
from oia.office.models import Desk


class DeskChoice(forms.ModelChoiceField):
    """Each desk with who holds it."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} – {obj.holder}" if obj.holder else _("%s – nobody") % obj


class HandoverForm(forms.Form):
    successor = DeskChoice(
        Desk.objects.none(),
        label=gettext_lazy("Who takes over"),
        empty_label=gettext_lazy("choose a desk"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Stands in the history of each entry and in the mail."),
    )

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Desk.objects.in_use().exclude(pk=desk.pk).select_related("holder")
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]


@requires("partners.write")
def handover_list(request: HttpRequest) -> HttpResponse:
    """Every desk, who holds it, and how much lies on it."""
    here = Count("record", filter=Q(record__archived=None))
    desks = Desk.objects.select_related("holder", "department").annotate(entries=here)
    context = {
        "title": _("Desks and handover"),
        "crumbs": [(_("Desks and handover"), None)],
        "desks": desks.filter(Q(archived=None) | Q(entries__gt=0)),
    }
    return render(request, "office/handover_list.html", context)


@requires("partners.write")
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """The open items of a desk, to print and to move, together and with one reason."""
    desk = get_object_or_404(Desk.objects.select_related("holder", "department"), pk=pk)
    form = HandoverForm(request.POST or None, desk=desk)
    picked = [int(k) for k in request.POST.getlist("pick") if k.isascii() and k.isdigit()]
    picked = [key for key in picked if key < 2**63]
    if request.method == "POST" and form.is_valid():
        if picked:
            moved = hand_over(desk=desk, keys=picked, by=request.user, **form.cleaned_data)
            _say(request, moved, len(picked), form.cleaned_data["successor"])
            return redirect("handover", pk=desk.pk)
        form.add_error(None, _("Nothing is ticked. Tick what is to be handed over."))
    piles = items_of(desk, request.user)
    overdue = sum(item.overdue for _title, items in piles for item in items)
    context = {
        "title": _("Handover: %s") % desk,
        "crumbs": [(_("Desks and handover"), reverse("handover_list")), (str(desk), None)],
        "desk": desk,
        "piles": piles,
        "count": sum(len(items) for _title, items in piles),
        "overdue": overdue,
        "contacts": contacts_of(desk, request.user),
        "form": form,
        # All of it, until somebody has chosen.
        "picked": picked if request.method == "POST" else None,
        "today": timezone.localdate(),
    }
    return render(request, "office/handover.html", context)


def _say(request: HttpRequest, moved: int, asked: int, successor: Desk) -> None:
    told = ngettext("%(n)d entry moved to %(desk)s.", "%(n)d entries moved to %(desk)s.", moved)
    messages.success(request, told % {"n": moved, "desk": successor})
    if moved < asked:
        left = _("%d were no longer on this desk and stayed where they are.")
        messages.warning(request, left % (asked - moved))
