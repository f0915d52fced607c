"""Documents: hung on a record, several at once; their page, their versions, their download."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from oia.core import files
from oia.core.permissions import requires
from oia.office.actions.documents import add_document, add_version
from oia.office.choices import LANGUAGES
from oia.office.filters import DocumentFilter
from oia.office.forms import DocumentForm
from oia.office.models import Document, EarlierVersion, Record
from oia.office.pages import NounPage
from oia.office.tables import DocumentRegister
from oia.office.writing.entry import Writing
from oia.office.writing.files import FilesField, KeptFileForm
from oia.ui.columns import Choice, Moment, Number, Related, Text
from oia.ui.links import PageAction
from oia.ui.pages import ListPage

ALLOWED = gettext_lazy("PDF, JPEG, PNG, DOCX or XLSX, up to 20 MB.")


class UploadForm(KeptFileForm):
    file = FilesField(label=gettext_lazy("Files"), help_text=ALLOWED)
    kind = forms.CharField(label=gettext_lazy("Kind"), max_length=40, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES, required=False)


class VersionForm(KeptFileForm):
    file = forms.FileField(label=gettext_lazy("File"), help_text=ALLOWED)


@requires("documents.read")
def document_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The owner check runs at every download."""
    row = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    return files.download(row.file, row.name)


@requires("documents.read")
def document_version(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file that another one has replaced; whoever sees the document may have it."""
    row = get_object_or_404(EarlierVersion.objects.visible_to(request.user), pk=pk)
    return files.download(row.file, row.name)


@requires("documents.write")
def document_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Hang files on a record the person may see."""
    record = get_object_or_404(Record.objects.visible_to(request.user), pk=pk)
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("kind", "language")}
        try:
            saved = [
                add_document(record=record, name=name, data=data, **given, by=request.user)
                for name, data in form.contents()
            ]
        except ValidationError as error:
            form.add_error("file", error)
        else:
            form.forget()
            messages.success(request, _added_words(saved))
            return redirect("record", pk=record.pk)
    back = reverse("record", args=[record.pk])
    crumbs = [(record.title, back), (_("Add documents"), None)]
    return _upload_page(request, form, _("Add documents"), crumbs)


def _added_words(saved: list[Document]) -> str:
    text = ngettext("%d document is added.", "%d documents are added.", len(saved)) % len(saved)
    newer = [f"{row.name} ({row.version})" for row in saved if row.version > 1]
    if not newer:
        return text
    return " ".join([text, _("New version of: %s.") % ", ".join(newer)])


def _upload_page(
    request: HttpRequest, form: KeptFileForm, title: str, crumbs: list[Any]
) -> HttpResponse:
    context = {
        "title": title,
        "crumbs": crumbs,
        "form": form,
        "kept_names": form.kept_names,
        "submit_label": _("Add"),
        "cancel_url": crumbs[-2][1],
    }
    return render(request, "ui/form.html", context)


@requires("documents.write")
def document_renew(request: HttpRequest, pk: int) -> HttpResponse:
    """A new version of this document; the one before stays to be read."""
    row = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    form = VersionForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            for name, data in form.contents():
                row = add_version(document=row, name=name, data=data, by=request.user)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            form.forget()
            messages.success(request, _("%(name)s has version %(number)s now.") % {
                "name": row.name, "number": row.version,
            })  # fmt: skip
            return redirect("document", pk=row.pk)
    back = reverse("document", args=[row.pk])
    return _upload_page(
        request, form, _("New version"), [(row.name, back), (_("New version"), None)]
    )


class DocumentList(ListPage):
    table = DocumentRegister
    filterset_class = DocumentFilter
    capability = "documents.read"
    title = gettext_lazy("Documents")
    empty = gettext_lazy(
        "Files that hang on entries are listed here; they are added on their pages."
    )


class DocumentDetail(NounPage):
    model = Document
    capability = "documents.read"
    list_url = "document_list"
    list_title = gettext_lazy("Documents")
    page_actions = (
        PageAction(
            gettext_lazy("Download"), "document_file", "documents.read", "download", "primary"
        ),
        PageAction(gettext_lazy("New version"), "document_renew", "documents.write", "upload"),
    )
    facts = (
        Related("record", gettext_lazy("Entry"), path="record__title", url_name="record"),
        Text("kind", gettext_lazy("Kind")),
        Choice("language", gettext_lazy("Language"), LANGUAGES),
        Number("version", gettext_lazy("Version")),
        Moment("created", gettext_lazy("Added")),
    )


DOCUMENT = Writing(
    page=DocumentDetail,
    form=DocumentForm,
    new="",
    goes_along=(EarlierVersion,),
)
