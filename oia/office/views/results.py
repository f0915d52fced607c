"""The result of a journey, and comments on any record."""

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from oia.core.permissions import requires
from oia.office import ownership
from oia.office.actions import results as actions
from oia.office.models import Comment, Record, Result
from oia.office.writing.pages import claim

LONGEST = 20_000


class ResultForm(forms.ModelForm):
    class Meta:
        model = Result
        fields = ["text", "publishable"]
        widgets = {"text": forms.Textarea(attrs={"rows": 12, "dir": "auto"})}


class CommentForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Comment"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    # Kept through an error, so that a second press finds the first one's comment.
    key = forms.CharField(required=False, widget=forms.HiddenInput)


@requires("activities.write")
def result_write(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of a trip or visit; by whoever may change it."""
    record = _journey(request, pk)
    stored = Result.objects.filter(record=record).first()
    form = ResultForm(request.POST or None, instance=stored)
    if request.method == "POST" and form.is_valid():
        actions.write_result(record=record, **form.cleaned_data, by=request.user)
        messages.success(request, _("The result is there."))
        return redirect("record", pk=record.pk)
    back = reverse("record", args=[record.pk])
    context = {
        "title": _("Result: %s") % record.title,
        "crumbs": [(record.title, back), (_("Result"), None)],
        "form": form,
        "cancel_url": back,
    }
    return render(request, "ui/form.html", context)


def _journey(request: HttpRequest, pk: int) -> Any:
    """The record as its own noun, which knows whose it is; only journeys have results."""
    row = get_object_or_404(Record.objects.visible_to(request.user), pk=pk)
    noun = Record.nouns()[row.kind]
    if not noun.owes_result:
        raise Http404
    found = noun.objects.get(pk=row.pk)
    ownership.demand(found, request.user)
    return found


@requires("comments.write")
@require_POST
def comment_save(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(Record.objects.visible_to(request.user), pk=pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _comment_again(request, record, form)
    key = form.cleaned_data["key"][:40] or secrets.token_urlsafe(24)
    with transaction.atomic():
        sent = claim(key, Comment, by=request.user)
        if sent.object_id is None:
            row = actions.comment(record=record, text=form.cleaned_data["text"], by=request.user)
            sent.object_id = row.pk
            sent.save(update_fields=["object_id"])
    return _to_comments(record.pk)


def _comment_again(request: HttpRequest, record: Record, form: CommentForm) -> HttpResponse:
    """What was typed, with the reason it was not taken, on a page of its own."""
    back = f"{reverse('record', args=[record.pk])}#comments"
    context = {
        "title": _("Comment on %s") % record.title,
        "crumbs": [(record.title, back), (_("Comment"), None)],
        "form": form,
        "submit_label": _("Comment"),
        "cancel_url": back,
    }
    return render(request, "ui/form.html", context)


@requires("comments.write")
@require_POST
def comment_undo(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Comment.objects.visible_to(request.user), pk=pk)
    if actions.take_back_comment(comment=row, by=request.user):
        messages.success(request, _("The comment is taken back."))
    else:
        messages.error(request, _("Only your own comment, and only within an hour."))
    return _to_comments(row.record_id)


def _to_comments(pk: int) -> HttpResponse:
    """Back to the comments; the address of the noun itself, or the mark would be lost."""
    row = Record.objects.get(pk=pk)
    address = reverse(Record.nouns()[row.kind].detail_url_name, args=[pk])
    return redirect(f"{address}#comments")
