"""Photos: added with their rights, shown through the rights of their record."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oia.core import files
from oia.core.permissions import requires
from oia.office.actions.photos import add_photo
from oia.office.choices import PhotoState
from oia.office.filters import PhotoFilter
from oia.office.forms import PhotoForm
from oia.office.models import Photo, Record
from oia.office.pages import NounPage
from oia.office.tables import PHOTO_BADGES, PhotoTable
from oia.office.writing.entry import Writing
from oia.office.writing.fields import DayField
from oia.office.writing.files import KeptFileForm
from oia.ui.columns import Choice, Day, Related, Text, YesNo
from oia.ui.links import PageAction
from oia.ui.pages import ListPage

ABOUT = ("title", "credit", "licence", "consent", "taken", "expires")


class PhotoUploadForm(KeptFileForm):
    """The picture and what its use depends on; what is missing can follow later."""

    file = forms.FileField(
        label=gettext_lazy("Picture"), help_text=gettext_lazy("JPEG or PNG, up to 20 MB.")
    )
    title = forms.CharField(
        label=gettext_lazy("What it shows"),
        max_length=200,
        help_text=gettext_lazy("Read aloud to people who cannot see it."),
    )
    credit = forms.CharField(label=gettext_lazy("Credit"), max_length=120, required=False)
    licence = forms.CharField(label=gettext_lazy("Licence"), max_length=120, required=False)
    consent = forms.BooleanField(
        label=gettext_lazy("the people shown have consented"), required=False
    )
    taken = DayField(label=gettext_lazy("Taken on"), required=False)
    expires = DayField(label=gettext_lazy("May be used until"), required=False)


@requires("documents.write")
def photo_add(request: HttpRequest, pk: int) -> HttpResponse:
    record = get_object_or_404(Record.objects.visible_to(request.user), pk=pk)
    form = PhotoUploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        about = {name: form.cleaned_data[name] for name in ABOUT}
        try:
            for name, data in form.contents():
                add_photo(record=record, name=name, data=data, by=request.user, **about)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            form.forget()
            messages.success(request, _("The photo is added."))
            return redirect("record", pk=record.pk)
    back = reverse("record", args=[record.pk])
    context = {
        "title": _("Add a photo"),
        "crumbs": [(record.title, back), (_("Add a photo"), None)],
        "form": form,
        "kept_names": form.kept_names,
        "submit_label": _("Add"),
        "cancel_url": back,
    }
    return render(request, "ui/form.html", context)


@requires("documents.read")
def photo_thumbnail(request: HttpRequest, pk: int) -> HttpResponse:
    """The small picture for pages; the browser may keep it for five minutes."""
    row = get_object_or_404(Photo.objects.visible_to(request.user), pk=pk)
    return files.picture(row.thumbnail)


@requires("documents.read")
def photo_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    row = get_object_or_404(Photo.objects.visible_to(request.user), pk=pk)
    return files.download(row.file, f"{slugify(row.title) or 'photo'}.jpg")


class PhotoList(ListPage):
    table = PhotoTable
    filterset_class = PhotoFilter
    capability = "documents.read"
    title = gettext_lazy("Photos")
    empty = gettext_lazy(
        "Photos that hang on entries are listed here, with what they may be used for."
    )


class PhotoDetail(NounPage):
    model = Photo
    capability = "documents.read"
    list_url = "photo_list"
    list_title = gettext_lazy("Photos")
    template_name = "office/photo.html"
    status = Choice("state", gettext_lazy("Use"), PhotoState, badges=PHOTO_BADGES)
    page_actions = (
        PageAction(gettext_lazy("Download"), "photo_file", "documents.read", "download"),
    )
    facts = (
        Related("record", gettext_lazy("Entry"), path="record__title", url_name="record"),
        Text("credit", gettext_lazy("Credit")),
        Text("licence", gettext_lazy("Licence")),
        YesNo("consent", gettext_lazy("Consent")),
        Day("taken", gettext_lazy("Taken on")),
        Day("expires", gettext_lazy("May be used until")),
        Text("by__name", gettext_lazy("Added by")),
    )

    def get_notices(self) -> list[tuple[str, Any, Any]]:
        if self.object.state == PhotoState.CLEARED:
            return []
        text = _("It stays out of papers until credit, licence and consent are there.")
        if self.object.state == PhotoState.EXPIRED:
            text = _("The day until which it may be used is over; it stays out of papers.")
        return [("warning", _("Not to be used"), text)]


PHOTO = Writing(page=PhotoDetail, form=PhotoForm, new="")
